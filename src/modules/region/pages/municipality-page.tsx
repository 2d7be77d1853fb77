import type { JSX } from 'preact'
import { decimal, longDate } from '#core/i18n/format.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { InsetText } from '#web/components/inset-text/inset-text.tsx'
import { SummaryList, type SummaryRow } from '#web/components/summary-list/summary-list.tsx'
import { FeedLink } from '#web/feed-link.tsx'
import type { Thing } from '#web/linked-data.tsx'
import { addressIn } from '#web/machine-face.ts'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import { bodyName, type Body } from '../body.ts'
import { messages } from '../messages/messages.ts'
import { existedOn, municipalityName, type Municipality, type SubRegion } from '../municipality.ts'
import type { RegionMap } from '../places/draw-areas.ts'
import type { Track } from '../track.ts'
import { BoundariesMap } from './boundaries-map.tsx'
import { TracksTable } from './tracks-table.tsx'

export interface MunicipalityPageProps {
  readonly view: View
  readonly municipality: Municipality
  readonly subRegion: SubRegion | undefined
  readonly today: Temporal.PlainDate
  readonly predecessors: readonly Municipality[]
  readonly successors: readonly Municipality[]
  readonly neighbours: readonly Municipality[]
  /** Bodies that it belongs to. */
  readonly above: readonly Body[]
  readonly tracks: readonly Track[]
  /** Every body that does the work on a joint track. */
  readonly jointBodies: ReadonlyMap<string, Body>
  readonly mayChangeTracks: boolean
  readonly map: RegionMap
  readonly onMap: ReadonlyMap<string, Municipality>
}

/** What the square knows of one municipality, of today or of before a merger. */
export function MunicipalityPage(props: MunicipalityPageProps): JSX.Element {
  const { view, municipality, today, neighbours } = props
  const { language } = view
  const t = messages(language)
  const name = municipalityName(municipality, language)
  const region = { text: t('region.title'), href: `/${language}/region` }
  const names = new Intl.ListFormat(language).format(neighbours.map((one) => municipalityName(one, language)))
  return (
    <Page
      view={view}
      title={name}
      description={t('municipality.description', { name })}
      above={<Breadcrumbs crumbs={[region, { text: name }]} />}
      linked={{ main: organisation(props) }}
      head={
        <FeedLink
          title={t('tracks.feedOf', { name })}
          href={`/${language}/region/tracks.atom?municipality=${municipality.nis}`}
        />
      }
    >
      <h1 class="govuk-heading-l">{name}</h1>
      {!existedOn(municipality, today) && <NotToday {...props} />}
      <h2 class="govuk-heading-m">{t('municipality.facts')}</h2>
      <SummaryList rows={factsOf(props)} />
      <BoundariesMap
        language={language}
        map={props.map}
        municipalities={props.onMap}
        title={t('municipality.map', { name })}
        description={
          neighbours.length > 0
            ? t('municipality.mapSentence', { name, neighbours: names })
            : t('municipality.mapAlone', { name })
        }
        chosen={municipality.nis}
      />
      <h2 class="govuk-heading-m">{t('municipality.belongs')}</h2>
      <Belongs {...props} />
      {existedOn(municipality, today) && (
        <>
          <h2 class="govuk-heading-m">{t('tracks.title')}</h2>
          <p class="govuk-body">{t('tracks.intro')}</p>
          <TracksTable {...props} />
        </>
      )}
    </Page>
  )
}

/** The local government, for search engines: https://schema.org/GovernmentOrganization. */
function organisation({ view, municipality, subRegion, above }: MunicipalityPageProps): Thing {
  const { nl, fr, nis, lon, lat, validFrom, validUntil } = municipality
  return {
    '@type': 'GovernmentOrganization',
    name: municipalityName(municipality, view.language),
    alternateName: [...new Set([nl, fr])],
    url: addressIn(view.language, view),
    identifier: { '@type': 'PropertyValue', propertyID: 'NIS', value: nis },
    ...(validFrom && { foundingDate: validFrom.toString() }),
    ...(validUntil && { dissolutionDate: validUntil.toString() }),
    location: { '@type': 'Place', geo: { '@type': 'GeoCoordinates', latitude: lat, longitude: lon } },
    areaServed: {
      '@type': 'AdministrativeArea',
      name: municipalityName(municipality, view.language),
      ...(subRegion && { containedInPlace: { '@type': 'AdministrativeArea', name: subRegion[view.language] } }),
    },
    ...(above.length > 0 && {
      memberOf: above.map((body) => ({ '@type': 'GovernmentOrganization', name: bodyName(body, view.language) })),
    }),
  }
}

/** Says that the municipality is gone, and where to go on; or that it is still to come. */
function NotToday({ view: { language }, municipality, today, successors }: MunicipalityPageProps): JSX.Element {
  const t = messages(language)
  const name = municipalityName(municipality, language)
  const { validFrom, validUntil } = municipality
  if (validUntil !== null && Temporal.PlainDate.compare(validUntil, today) <= 0)
    return (
      <InsetText>
        {t('municipality.ended', { name, date: longDate(validUntil, language) })}{' '}
        <Names municipalities={successors} view={{ language }} />
      </InsetText>
    )
  return (
    <InsetText>
      {t('municipality.future', { name, date: validFrom === null ? '' : longDate(validFrom, language) })}
    </InsetText>
  )
}

function factsOf(props: MunicipalityPageProps): readonly SummaryRow[] {
  const { view, municipality, subRegion, predecessors, successors } = props
  const { language } = view
  const t = messages(language)
  const { nl, fr, nis, postalCodes, areaKm2, validFrom, validUntil } = municipality
  return [
    { key: t('municipality.dutchName'), value: <span lang="nl">{nl}</span> },
    { key: t('municipality.frenchName'), value: <span lang="fr">{fr}</span> },
    { key: t('municipality.nis'), value: nis },
    ...(subRegion ? [{ key: t('municipality.part'), value: subRegion[language] }] : []),
    { key: t('municipality.postalCodes'), value: postalCodes.join(', ') },
    { key: t('municipality.area'), value: t('municipality.squareKm', { area: decimal(areaKm2, language, 1) }) },
    ...(validFrom ? [{ key: t('municipality.from'), value: longDate(validFrom, language) }] : []),
    ...(predecessors.length > 0
      ? [{ key: t('municipality.before'), value: <Names municipalities={predecessors} view={view} /> }]
      : []),
    ...(validUntil
      ? [{ key: t('municipality.until'), value: longDate(validUntil.subtract({ days: 1 }), language) }]
      : []),
    ...(successors.length > 0
      ? [{ key: t('municipality.after'), value: <Names municipalities={successors} view={view} /> }]
      : []),
  ]
}

function Names(props: { municipalities: readonly Municipality[]; view: Pick<View, 'language'> }): JSX.Element {
  const { language } = props.view
  return (
    <>
      {props.municipalities.map((one, position) => (
        <>
          {position > 0 && ', '}
          <a href={`/${language}/region/${one.nis}`}>{municipalityName(one, language)}</a>
        </>
      ))}
    </>
  )
}

function Belongs({ view: { language }, above }: MunicipalityPageProps): JSX.Element {
  const t = messages(language)
  if (above.length === 0) return <p class="govuk-body">{t('municipality.belongsNone')}</p>
  const list = new Intl.ListFormat(language)
  return (
    <ul class="govuk-list govuk-list--bullet">
      {[...Map.groupBy(above, ({ kind }) => kind)].map(([kind, bodies]) => (
        <li>
          {t('kindOf', { kind: t(`kind.${kind}`) })} {list.format(bodies.map((body) => bodyName(body, language)))}
        </li>
      ))}
    </ul>
  )
}
