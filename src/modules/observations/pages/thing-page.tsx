import { propertyWords } from '../called.ts'
import { decimal } from '#core/i18n/format.ts'
import type { Language } from '#core/i18n/language.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { InsetText } from '#web/components/inset-text/inset-text.tsx'
import { SummaryList, type SummaryRow } from '#web/components/summary-list/summary-list.tsx'
import { Table } from '#web/components/table/table.tsx'
import { AreaMap, type MapArea } from '#web/maps/area-map.tsx'
import { writeWindow, type MapWindow } from '#web/maps/map-window.ts'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import { shownPlace, type ShownPlace } from '../place.ts'
import { messages as reliabilityWords } from '../reliability/messages.ts'
import { standingWords } from '../reliability/pages/standing-words.ts'
import { standingOf } from '../reliability/standing.ts'
import type { StreamRow, ThingTold } from '../store/shown-values.ts'
import { SMALL_MAP } from './map-around.ts'
import { messages } from './messages.ts'
import { StateTag, streamWords } from './state-tag.tsx'
import { ageWords, resultWords, timeWords } from './value-words.ts'

/** How close the map of all sensors comes when one asks for those around a thing. */
const CLOSE = 14

export interface Surroundings {
  readonly areas: readonly MapArea[]
  readonly window: MapWindow
}

interface ThingPageProps {
  readonly view: View
  readonly now: Temporal.Instant
  readonly thing: ThingTold
  readonly streams: readonly StreamRow[]
  readonly owner: string
  readonly municipality: string | undefined
  /** Undefined when it stands nowhere. */
  readonly around: Surroundings | undefined
  /** Whether the visitor says how it stands. */
  readonly maySayStanding: boolean
}

/** A thing that measures: what, where, whose. */
export function ThingPage(props: ThingPageProps) {
  const { view, now, thing, streams, owner, municipality, around, maySayStanding } = props
  const { language } = view
  const t = messages(language)
  const base = `/${language}/sensors`
  const place = shownPlace(thing)
  const more = (streams[0]?.ofThing ?? 0) - streams.length
  return (
    <Page
      view={view}
      title={thing.name}
      description={[t('thing.streams'), ...new Set(streams.map((stream) => propertyWords(stream, language)))].join(
        ' · ',
      )}
      wide
      above={<Breadcrumbs crumbs={[{ text: t('menu'), href: base }, { text: thing.name }]} />}
      linked={{
        modified: thing.updatedAt,
        about: [
          { '@type': 'GovernmentOrganization', name: owner },
          ...(municipality === undefined ? [] : [{ '@type': 'AdministrativeArea', name: municipality }]),
        ],
      }}
    >
      <h1 class="govuk-heading-l">{thing.name}</h1>
      {thing.demo && <InsetText>{t('thing.demo')}</InsetText>}
      {!thing.demo && thing.description !== '' && thing.description !== thing.name && (
        <p class="govuk-body sp-column">{thing.description}</p>
      )}
      <h2 class="govuk-heading-m">{t('thing.streams')}</h2>
      {streams.length === 0 ? (
        <p class="govuk-body">{t('thing.noStreams')}</p>
      ) : (
        <Table
          caption={<span class="govuk-visually-hidden">{t('thing.streams')}</span>}
          stack
          head={[t('list.property'), t('list.newest'), t('sensor.when'), t('state')]}
          rows={streams.map((stream) => [
            <a class="govuk-link" href={`${base}/datastreams/${stream.id}`}>
              {streamWords(stream, { all: streams, thing: thing.name, language })}
            </a>,
            resultWords(stream, stream, language) ?? t('state.none'),
            stream.at === null || stream.lastUntil === null
              ? ''
              : `${timeWords(stream.at, stream.until, language)} (${ageWords(stream.lastUntil, now, language)})`,
            <StateTag state={stream.state} language={language} />,
          ])}
        />
      )}
      {more > 0 && <p class="govuk-body">{t('list.more', { count: more })}</p>}
      <h2 class="govuk-heading-m">{t('thing.where')}</h2>
      <SummaryList
        rows={[
          { key: t('owner'), value: owner },
          ...placeRows({ place, municipality, language }),
          ...standingRows(thing, language),
        ]}
      />
      {maySayStanding && (
        <p class="govuk-body">
          <a class="govuk-link" href={`/${language}/staff/things/${thing.id}/standing`}>
            {reliabilityWords(language)('standing.link')}
          </a>
        </p>
      )}
      {place === undefined || around === undefined ? null : (
        <AreaMap
          {...SMALL_MAP}
          areas={around.areas}
          basemap={view.basemap}
          window={around.window}
          points={[
            {
              lon: place.lon,
              lat: place.lat,
              href: allAround(place, base),
              label: `${thing.name}: ${t('thing.allHere')}`,
              className: 'sp-kind-1',
            },
          ]}
          title={t('thing.map')}
          description={t('thing.mapDescription')}
        />
      )}
    </Page>
  )
}

/** How it stands, for a list of facts; empty when nobody said. */
export function standingRows({ properties }: Pick<ThingTold, 'properties'>, language: Language): SummaryRow[] {
  const words = standingWords(standingOf(properties), language)
  return words === undefined ? [] : [{ key: reliabilityWords(language)('standing.row'), value: words }]
}

/** Where it stands, for a list of facts; and the way to what else is measured there. */
export function placeRows({
  place,
  municipality,
  language,
}: {
  readonly place: ShownPlace | undefined
  readonly municipality: string | undefined
  readonly language: Language
}): SummaryRow[] {
  const t = messages(language)
  const rows = municipality === undefined ? [] : [{ key: t('list.municipality'), value: municipality }]
  if (place === undefined) return [...rows, { key: t('place'), value: t('thing.noPlace') }]
  const digits = place.isExact ? 5 : 3
  const value = (
    <>
      {decimal(place.lat, language, digits)} N, {decimal(place.lon, language, digits)} {language === 'de' ? 'O' : 'E'}{' '}
      <a class="govuk-link" href={allAround(place, `/${language}/sensors`)}>
        {t('thing.allHere')}
      </a>
      {!place.isExact && (
        <>
          <br />
          <span class="govuk-hint">{t('thing.rough')}</span>
        </>
      )}
    </>
  )
  return [...rows, { key: t('place'), value }]
}

function allAround({ lon, lat }: ShownPlace, base: string): string {
  return `${base}?map=${writeWindow({ lon, lat, zoom: CLOSE })}`
}
