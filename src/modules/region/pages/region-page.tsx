import type { JSX } from 'preact'
import { decimal } from '#core/i18n/format.ts'
import { Table } from '#web/components/table/table.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import { FeedLink } from '#web/feed-link.tsx'
import { dataset, type Thing } from '#web/linked-data.tsx'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import { BODY_KINDS, bodyName, type Body } from '../body.ts'
import { messages } from '../messages/messages.ts'
import { municipalityName, type Municipality, type SubRegion } from '../municipality.ts'
import type { RegionMap } from '../places/draw-areas.ts'
import { BoundariesMap } from './boundaries-map.tsx'

interface RegionPageProps {
  readonly view: View
  readonly municipalities: readonly Municipality[]
  readonly subRegions: readonly SubRegion[]
  readonly bodies: readonly Body[]
  readonly map: RegionMap
}

/** The whole region: who belongs to it, on a map and in lists. */
export function RegionPage({ view, municipalities, subRegions, bodies, map }: RegionPageProps): JSX.Element {
  const { language } = view
  const t = messages(language)
  const area = municipalities.reduce((sum, { areaKm2 }) => sum + areaKm2, 0)
  return (
    <Page
      view={view}
      title={t('region.title')}
      description={t('region.description')}
      wide
      linked={{ kind: 'CollectionPage', main: listed(view), about: governing(view, bodies) }}
      head={<FeedLink title={t('tracks.feed')} href={`/${language}/region/tracks.atom`} />}
    >
      <h1 class="govuk-heading-l">{t('region.title')}</h1>
      <p class="govuk-body">{t('region.intro', { count: municipalities.length, area: decimal(area, language) })}</p>
      <BoundariesMap
        language={language}
        map={map}
        municipalities={new Map(municipalities.map((one) => [one.nis, one]))}
        title={t('region.map')}
        description={t('region.mapSentence', { count: municipalities.length })}
      />
      <h2 class="govuk-heading-m">{t('region.municipalities')}</h2>
      {subRegions.map((part) => (
        <PartTable view={view} part={part} municipalities={municipalities.filter((one) => one.subRegion === part.id)} />
      ))}
      <Bodies view={view} bodies={bodies} />
      <p class="govuk-body">
        <DownloadSentence view={view} />
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={`/${view.language}/region/permissions`}>
          {t('permissions.title')}
        </a>
      </p>
    </Page>
  )
}

/** The list of municipalities, to be taken as a whole. */
function listed(view: View): Thing {
  const t = messages(view.language)
  return dataset(view, {
    name: t('region.municipalities'),
    description: t('region.description'),
    files: ['/api/municipalities.csv', '/api/municipalities'],
  })
}

/** The bodies above municipalities; each municipality has a page of its own. */
function governing(view: View, bodies: readonly Body[]): Thing[] {
  return bodies
    .filter(({ kind, demo }) => kind !== 'municipality' && !demo)
    .map((body) => ({ '@type': 'GovernmentOrganization', name: bodyName(body, view.language) }))
}

interface PartTableProps {
  readonly view: View
  readonly part: SubRegion
  readonly municipalities: readonly Municipality[]
}

function PartTable({ view: { language }, part, municipalities }: PartTableProps): JSX.Element | null {
  const t = messages(language)
  if (municipalities.length === 0) return null
  const byName = new Intl.Collator(language)
  const sorted = municipalities.toSorted((a, b) =>
    byName.compare(municipalityName(a, language), municipalityName(b, language)),
  )
  return (
    <Table
      caption={t('region.partCount', { part: part[language], count: municipalities.length })}
      captionSize="s"
      firstCellIsHeader
      scroll={part[language]}
      head={[t('municipality.name'), t('municipality.postalCodes')]}
      rows={sorted.map((one) => [
        <a href={`/${language}/region/${one.nis}`}>{municipalityName(one, language)}</a>,
        one.postalCodes.join(', '),
      ])}
    />
  )
}

function Bodies({ view: { language }, bodies }: { view: View; bodies: readonly Body[] }): JSX.Element {
  const t = messages(language)
  const byKind = Map.groupBy(bodies, ({ kind }) => kind)
  return (
    <>
      <h2 class="govuk-heading-m">{t('region.bodies')}</h2>
      {BODY_KINDS.filter((kind) => kind !== 'municipality' && byKind.has(kind)).map((kind) => (
        <>
          <h3 class="govuk-heading-s">{t(`kind.${kind}`)}</h3>
          <ul class="govuk-list govuk-list--bullet">
            {(byKind.get(kind) ?? []).map((body) => (
              <li>
                {bodyName(body, language)} {body.demo && <Tag colour="grey">{t('region.demoBody')}</Tag>}
              </li>
            ))}
          </ul>
        </>
      ))}
    </>
  )
}

/** A sentence with two links in it: the message says where they stand. */
function DownloadSentence({ view: { language } }: { view: View }): JSX.Element {
  const links = new Map([
    ['{csv}', <a href="/api/municipalities.csv">CSV</a>],
    ['{json}', <a href="/api/municipalities">JSON</a>],
  ])
  const sentence = messages(language)('region.download', { csv: '{csv}', json: '{json}' })
  return <>{sentence.split(/(\{csv\}|\{json\})/).map((part) => links.get(part) ?? part)}</>
}
