import { listQuery } from '#web/list-query.ts'
import { propertyWords } from '../called.ts'
import { LOCALES, type Language } from '#core/i18n/language.ts'
import { Button } from '#web/components/button/button.tsx'
import { SearchForm } from '#web/components/form/form.tsx'
import { Pagination, pagination } from '#web/components/pagination/pagination.tsx'
import { Select } from '#web/components/select/select.tsx'
import { Table } from '#web/components/table/table.tsx'
import { dataset } from '#web/linked-data.tsx'
import { AreaMap, type MapArea, type MapPoint } from '#web/maps/area-map.tsx'
import type { LegendEntry } from '#web/maps/map-legend.tsx'
import { windowHref, type MapWindow } from '#web/maps/map-window.ts'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import { BANDS } from '../comparison/index.ts'
import { messages as reliabilityWords } from '../reliability/messages.ts'
import { MOST_COUNTED, STATES, type ThingRow } from '../store/shown-things.ts'
import type { StreamRow } from '../store/shown-values.ts'
import { unitWords } from '../vocabulary/units.ts'
import { propertyOf } from '../vocabulary/vocabulary.ts'
import { PAGE_SIZE, type ListFilter } from './list-filter.ts'
import { levelOf } from './levels.ts'
import { MAP_SIZE, type SensorPoint } from './map-points.ts'
import { messages as registerWords } from '../register/messages.ts'
import { messages } from './messages.ts'
import { NewestValues, StateTag, stateOfThing } from './state-tag.tsx'
import { bareNumber } from './value-words.ts'

interface ListPageProps {
  readonly view: View
  readonly now: Temporal.Instant
  readonly filter: ListFilter
  readonly total: number
  readonly things: readonly ThingRow[]
  readonly streams: ReadonlyMap<number, readonly StreamRow[]>
  /** Words of the vocabulary that something measures. */
  readonly measured: readonly string[]
  readonly municipalities: readonly { readonly nis: string; readonly name: string }[]
  readonly map: {
    readonly areas: readonly MapArea[]
    readonly points: readonly SensorPoint[]
    readonly levels: readonly number[]
    readonly window: MapWindow
    readonly isWhole: boolean
  }
  readonly boundaries: string
}

/** What is measured in the region, or in a municipality: a map and, equal to it, a list. */
export function ListPage(props: ListPageProps) {
  const { view, now, filter, total, things, streams, municipalities, map } = props
  const { language } = view
  const t = messages(language)
  const base = `/${language}/sensors`
  const names = new Map(municipalities.map(({ nis, name }) => [nis, name]))
  const chosen = names.get(filter.municipality)
  const title = chosen === undefined ? t('list.title') : t('list.titleIn', { municipality: chosen })
  const pages = Math.min(10_000, Math.ceil(Math.min(total, MOST_COUNTED) / PAGE_SIZE))
  const files = filesOf(filter)
  const isNarrow = [filter.property, filter.municipality, filter.state, filter.least].some((choice) => choice !== '')
  return (
    <Page
      view={view}
      title={title}
      description={t('list.intro')}
      wide
      linked={{
        kind: 'CollectionPage',
        main: dataset(view, { name: title, description: t('list.intro'), files: files.map(({ href }) => href) }),
      }}
    >
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body sp-column">{t('list.intro')}</p>
      <p class="govuk-body">
        <a class="govuk-link" href={`/${language}/sensors/register`}>
          {registerWords(language)('link')}
        </a>
        <br />
        <a
          class="govuk-link"
          href={`${base}/network-report${listQuery({ property: filter.property, municipality: filter.municipality })}`}
        >
          {reliabilityWords(language)('network.title')}
        </a>
      </p>
      <SearchForm label={t('list.filter')} action={base} classes="sp-filter">
        <Select
          name="property"
          label={t('list.property')}
          value={filter.property}
          options={[{ value: '', text: t('list.all') }, ...propertyOptions(props.measured, language)]}
        />
        <Select
          name="municipality"
          label={t('list.municipality')}
          value={filter.municipality}
          options={[
            { value: '', text: t('list.allMunicipalities') },
            ...municipalities.map(({ nis, name }) => ({ value: nis, text: name })),
          ]}
        />
        <Select
          name="state"
          label={t('list.state')}
          value={filter.state}
          options={[
            { value: '', text: t('list.all') },
            ...STATES.map((state) => ({ value: state, text: t(`state.${state}`) })),
          ]}
        />
        <Select
          name="least"
          label={reliabilityWords(language)('map.band')}
          value={filter.least}
          options={[
            { value: '', text: t('list.all') },
            ...BANDS.map((band) => ({ value: band, text: reliabilityWords(language)(`band.${band}`) })),
          ]}
        />
        <Select
          name="colour"
          label={reliabilityWords(language)('map.colours')}
          value={filter.colour}
          options={[
            { value: '', text: t('list.newest') },
            { value: 'reliability', text: reliabilityWords(language)('report.crumb') },
          ]}
        />
        <Button kind="secondary">{t('list.show')}</Button>
      </SearchForm>
      <p class="govuk-body" role="status">
        {total > MOST_COUNTED
          ? t('list.many', { count: MOST_COUNTED })
          : t(filter.map === '' ? 'list.count' : 'list.countHere', { count: total })}{' '}
        {filter.map !== '' && (
          <a class="govuk-link" href={`${base}${listQuery(filter, { map: '', page: 1 })}`}>
            {t('list.whole')}
          </a>
        )}
      </p>
      {total === 0 && filter.map === '' && <p class="govuk-body">{t(isNarrow ? 'list.empty' : 'list.none')}</p>}
      <AreaMap
        areas={map.areas}
        basemap={view.basemap}
        {...MAP_SIZE}
        points={map.points.map((point) => pointOf(point, filter, map.levels))}
        title={t('list.map')}
        description={t('list.mapDescription')}
        window={map.window}
        href={(window) => windowHref(`${base}${listQuery(filter, { map: '', page: 1 })}`, window)}
        legend={legendOf(filter, map.levels, language)}
      />
      <p class="govuk-hint">
        {props.boundaries} {t('list.rough')} {filter.property !== '' && filter.colour === '' && t('list.levels')}{' '}
        {!map.isWhole && t('list.tooMany')}
      </p>
      {things.length > 0 && (
        <Table
          caption={title}
          stack
          head={[t('list.point'), t('list.newest'), t('list.where'), t('state')]}
          rows={things.map(({ id, name, municipality }) => {
            const own = streams.get(id) ?? []
            return [
              <a class="govuk-link" href={`${base}/things/${id}`}>
                {name}
              </a>,
              own.length === 0 ? (
                t('state.none')
              ) : (
                <NewestValues thing={name} streams={own} language={language} now={now} />
              ),
              municipality === null ? '' : (names.get(municipality) ?? municipality),
              <StateTag state={stateOfThing(own)} language={language} />,
            ]
          })}
        />
      )}
      {pages > 1 && (
        <Pagination {...pagination(filter.page, pages, (page) => `${base}${listQuery(filter, { page })}`)} />
      )}
      <p class="govuk-body-s">
        {t('list.data')}{' '}
        {files.map(({ href, text }) => (
          <>
            <a class="govuk-link" href={href}>
              {text}
            </a>{' '}
          </>
        ))}
      </p>
    </Page>
  )
}

/** Where programs find the same: every thing with its datastreams. */
function filesOf({ property }: ListFilter) {
  const { iri } = propertyOf(property) ?? {}
  const filter = iri === undefined ? '' : `&$filter=${encodeURIComponent(`ObservedProperty/definition eq '${iri}'`)}`
  return [
    { href: `/sensorthings/v1.1/Datastreams?$expand=Thing($select=name)${filter}`, text: 'SensorThings: Datastreams' },
    { href: '/sensorthings/v1.1/Locations?$expand=Things($select=name)', text: 'SensorThings: Locations' },
  ]
}

/** What can be chosen to see, in the order of the reader's alphabet. */
export function propertyOptions(measured: readonly string[], language: Language) {
  return measured
    .map((property) => ({ value: property, text: propertyWords({ property, propertyName: property }, language) }))
    .toSorted((a, b) => a.text.localeCompare(b.text, LOCALES[language]))
}

function pointOf(
  { sign, value, band, ...point }: SensorPoint,
  filter: ListFilter,
  levels: readonly number[],
): MapPoint {
  // Not by colour alone: the number of the band stands in the place, and its name in the label.
  if (filter.colour === 'reliability') {
    const place = band === undefined ? 0 : BANDS.indexOf(band) + 1
    return { ...point, className: `sp-scale-${place}`, sign: place === 0 ? '?' : String(place) }
  }
  if (filter.property === '') return { ...point, className: point.state === 'fresh' ? 'sp-kind-1' : 'sp-kind-2' }
  const level = value === undefined ? 0 : levelOf(value, levels)
  return { ...point, className: `sp-scale-${level}`, sign }
}

function legendOf(filter: ListFilter, levels: readonly number[], language: Language): LegendEntry[] {
  if (filter.colour === 'reliability') return bandsLegend(language)
  return filter.property === '' ? statesLegend(language) : levelsLegend(filter.property, levels, language)
}

function bandsLegend(language: Language): LegendEntry[] {
  const t = reliabilityWords(language)
  return [
    ...BANDS.map((band, place): LegendEntry => ({
      text: `${place + 1}: ${t(`band.${band}`)}`,
      className: `sp-scale-${place + 1}`,
      kind: 'place',
    })),
    { text: `?: ${t('band.unknown')}`, className: 'sp-scale-0', kind: 'place' },
  ]
}

function statesLegend(language: Language): LegendEntry[] {
  const t = messages(language)
  return [
    { text: t('state.fresh'), className: 'sp-kind-1', kind: 'place' },
    {
      text: `${t('state.silent')}, ${t('state.none').toLocaleLowerCase(LOCALES[language])}`,
      className: 'sp-kind-2',
      kind: 'place',
    },
  ]
}

function levelsLegend(property: string, levels: readonly number[], language: Language): LegendEntry[] {
  const t = messages(language)
  const { symbol } = unitWords(propertyOf(property)?.ucum ?? null)
  const written = (value: number) =>
    [bareNumber(value, language), symbol === '1' ? '' : symbol].filter(Boolean).join('\u00A0')
  const nothing: LegendEntry = { text: t('level.nothing'), className: 'sp-scale-0', kind: 'place' }
  const [first] = levels
  if (first === undefined) return [nothing]
  const names = [
    t('level.below', { to: written(first) }),
    ...levels
      .slice(1)
      .map((to, index) => t('level.between', { from: bareNumber(levels[index] ?? 0, language), to: written(to) })),
    t('level.above', { from: written(levels.at(-1) ?? 0) }),
  ]
  return [
    ...names.map((text, index): LegendEntry => ({ text, className: `sp-scale-${index + 1}`, kind: 'place' })),
    nothing,
  ]
}
