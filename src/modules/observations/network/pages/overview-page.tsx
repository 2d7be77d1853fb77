import { listQuery } from '#web/list-query.ts'
import { dateAndTime, decimal } from '#core/i18n/format.ts'
import { TimeBarChart } from '#web/charts/time-bar-chart.tsx'
import { Button } from '#web/components/button/button.tsx'
import { SearchForm } from '#web/components/form/form.tsx'
import { pagination, Pagination } from '#web/components/pagination/pagination.tsx'
import { Select } from '#web/components/select/select.tsx'
import { Table } from '#web/components/table/table.tsx'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import { LORAWAN } from '../../ingest/lorawan/keep-refused.ts'
import { propertyWords } from '../../called.ts'
import { messages as calibrationWords } from '../../calibrating/messages.ts'
import { messages as occasionWords } from '../../judging/occasions/messages.ts'
import { messages as rulingWords } from '../../judging/ruling/messages.ts'
import { RULES_PATH } from '../../judging/ruling/office.ts'
import { ageWords } from '../../pages/value-words.ts'
import { messages as registerWords } from '../../register/messages.ts'
import { isOfResident } from '../../register/owner.ts'
import { STATES } from '../../store/shown-things.ts'
import { PAGE_SIZE, RESIDENTS, type NetworkFilter } from '../filter.ts'
import { messages } from '../messages.ts'
import type { Overview } from '../overview.ts'
import { refusalWords } from '../../harmonise/refusal-words.ts'

export interface OverviewPageProps {
  readonly view: View
  readonly now: Temporal.Instant
  readonly filter: NetworkFilter
  readonly overview: Overview
  /** Bodies of the visitor. */
  readonly bodies: readonly string[]
  /** Names of bodies by their ids. */
  readonly names: ReadonlyMap<string, string>
  readonly places: readonly { readonly nis: string; readonly name: string }[]
  /** Words of the vocabulary that are measured. */
  readonly measured: readonly string[]
  /** Whether the visitor changes the rules by which values are judged. */
  readonly mayChangeRules: boolean
  /** Whether the visitor notes what happened. */
  readonly mayNote: boolean
}

/** What staff see of the sensors that they look after. */
export function OverviewPage(props: OverviewPageProps) {
  const { view, filter, overview } = props
  const { language } = view
  const t = messages(language)
  const { counts } = overview
  const base = `/${language}/staff/sensors`
  return (
    <Page view={view} title={t('title')} wide>
      <h1 class="govuk-heading-l">{t('title')}</h1>
      {props.mayNote && (
        <p class="govuk-body">
          <a class="govuk-link" href={`/${language}/staff/occasions`}>
            {occasionWords(language)('title')}
          </a>
        </p>
      )}
      {props.mayChangeRules && (
        <p class="govuk-body">
          <a class="govuk-link" href={`/${language}${RULES_PATH}`}>
            {rulingWords(language)('list.title')}
          </a>
        </p>
      )}
      <Narrow {...props} base={base} />
      <h2 class="govuk-heading-m">{t('states')}</h2>
      <Table
        caption={null}
        labelledBy="content"
        head={[t('state'), t('count')]}
        rows={STATES.map((state) => [
          <a class="govuk-link" href={`${base}${listQuery(filter, { state, page: 1 })}#list`}>
            {t(`state.${state}`)}
          </a>,
          { text: decimal(counts[state], language), format: 'numeric' as const },
        ])}
      />
      <Hours {...props} />
      <Refused {...props} base={base} />
      <Residents {...props} base={base} />
      <Clocks {...props} base={base} />
      <Files {...props} />
      <Streams {...props} base={base} />
    </Page>
  )
}

type Part = OverviewPageProps & { readonly base: string }

function Narrow({ view, filter, bodies, names, places, measured, base }: Part) {
  const { language } = view
  const t = messages(language)
  const all = { value: '', text: t('all') }
  return (
    <SearchForm label={t('filter')} action={base} classes="sp-filter">
      <input type="hidden" name="state" value={filter.state} />
      <Select
        name="owner"
        label={t('owner')}
        value={filter.owner}
        options={[
          all,
          ...bodies.map((body) => ({ value: body, text: names.get(body) ?? body })),
          { value: RESIDENTS, text: t('residents') },
        ]}
      />
      <Select
        name="municipality"
        label={t('municipality')}
        value={filter.municipality}
        options={[all, ...places.map(({ nis, name }) => ({ value: nis, text: name }))]}
      />
      <Select
        name="property"
        label={t('property')}
        value={filter.property}
        options={[
          all,
          ...measured.map((key) => ({
            value: key,
            text: propertyWords({ property: key, propertyName: key }, language),
          })),
        ]}
      />
      <Button kind="secondary">{t('narrow')}</Button>
    </SearchForm>
  )
}

/** What came in, by hour. */
function Hours({ view, overview: { hours, countedAt } }: OverviewPageProps) {
  const { language } = view
  const t = messages(language)
  return (
    <TimeBarChart
      id="hours"
      title={t('hours')}
      written={(value) => t('hours.values', { count: value })}
      gap={t('hours.gap')}
      empty={t('hours.none')}
      nameOf={(index) => {
        const bar = hours[index]
        return bar === undefined ? '' : dateAndTime(bar.hour, language)
      }}
      bars={hours.map(({ hour, observations }) => ({
        from: hour,
        until: hour.add({ hours: 1 }),
        value: countedAt === undefined ? null : observations,
      }))}
      notes={countedAt === undefined ? [] : [t('hours.counted', { time: dateAndTime(countedAt, language) })]}
    />
  )
}

function Refused({ view, overview: { refused }, now, base }: Part) {
  const { language } = view
  const t = messages(language)
  return (
    <>
      <h2 class="govuk-heading-m" id="refused">
        {t('refused')}
      </h2>
      {refused.length === 0 ? (
        <p class="govuk-body">{t('refused.none')}</p>
      ) : (
        <Table
          caption={t('refused.caption')}
          head={[t('refused.why'), t('refused.where'), t('refused.count'), t('refused.newest'), t('refused.example')]}
          stack
          rows={refused.map(({ owner, source, format, file, reason, count, newest, detail, cameAt }) => [
            <a class="govuk-link" href={`${base}/refused?like=${newest}`}>
              {refusalWords(reason, language)}
            </a>,
            isOfResident(owner) ? t('resident') : (file ?? sourceWords(source, format, language)),
            { text: decimal(count, language), format: 'numeric' as const },
            ageWords(cameAt, now, language),
            <code class="sp-own-words">{detail}</code>,
          ])}
        />
      )}
    </>
  )
}

/** Where something came from, for people. */
export function sourceWords(source: string, format: string | null, language: View['language']): string {
  const t = messages(language)
  if (format === 'mqtt') return t('source.mqtt')
  if (format === 'data-array') return t('source.key')
  if (format === 'sensorthings') return t('source.sensorthings')
  if (format === LORAWAN) return t('source.lorawan')
  return format === null ? source : t('source.file', { format })
}

function Clocks({ view, base }: Part) {
  return (
    <p class="govuk-body">
      <a class="govuk-link" href={`${base}/clocks`}>
        {calibrationWords(view.language)('clock.listTitle')}
      </a>
    </p>
  )
}

function Residents({ view, overview: { residents }, base }: Part) {
  const t = messages(view.language)
  const { all, connect, objections, hidden } = residents
  return (
    <>
      <h2 class="govuk-heading-m">{t('residents')}</h2>
      <p class="govuk-body">{t('residents.counts', { count: all })}</p>
      {connect + objections + hidden > 0 && (
        <ul class="govuk-list govuk-list--bullet">
          {connect > 0 && <li>{t('residents.connect', { count: connect })}</li>}
          {objections > 0 && <li>{t('residents.objections', { count: objections })}</li>}
          {hidden > 0 && <li>{t('residents.hidden', { count: hidden })}</li>}
        </ul>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={`${base}/residents`}>
          {t('residents.all')}
        </a>
      </p>
    </>
  )
}

function Files({ view, overview: { imports, archive } }: OverviewPageProps) {
  const { language } = view
  const t = messages(language)
  return (
    <>
      <h2 class="govuk-heading-m">{t('files')}</h2>
      {imports.length === 0 ? (
        <p class="govuk-body">{t('imports.none')}</p>
      ) : (
        <Table
          caption={t('imports.caption')}
          head={[t('imports.file'), t('imports.lines'), t('imports.began')]}
          stack
          rows={imports.map(({ file, lines, startedAt }) => [
            <span class="sp-own-words">{file}</span>,
            { text: decimal(lines, language), format: 'numeric' as const },
            dateAndTime(startedAt, language),
          ])}
        />
      )}
      <p class="govuk-body">
        {archive.newest === undefined
          ? t('archive.none')
          : t('archive.some', { count: archive.months, newest: archive.newest, dropped: archive.dropped })}
      </p>
    </>
  )
}

function Streams({ view, filter, overview: { streams, counts }, now, names, places, base }: Part) {
  const { language } = view
  const t = messages(language)
  const total = counts[filter.state]
  const pages = Math.max(1, Math.ceil(total / PAGE_SIZE))
  const query = listQuery(filter, { page: 1 })
  const nameOfPlace = new Map(places.map(({ nis, name }) => [nis, name]))
  return (
    <>
      <h2 class="govuk-heading-m" id="list">
        {t(`list.${filter.state}`, { count: total })}
      </h2>
      {streams.length > 0 && (
        <Table
          caption={null}
          labelledBy="list"
          head={[t('list.what'), t('owner'), t('municipality'), t('list.last')]}
          stack
          rows={streams.map((stream) => [
            <>
              <a class="govuk-link" href={`/${language}/sensors/datastreams/${stream.id}`}>
                {stream.thingName}
              </a>
              <br />
              {propertyWords(stream, language)}
            </>,
            isOfResident(stream.owner) ? registerWords(language)('owner') : (names.get(stream.owner) ?? stream.owner),
            nameOfPlace.get(stream.municipality ?? '') ?? '',
            stream.lastUntil === null ? t('list.never') : ageWords(stream.lastUntil, now, language),
          ])}
        />
      )}
      {pages > 1 && (
        <Pagination {...pagination(filter.page, pages, (one) => `${base}${listQuery(filter, { page: one })}#list`)} />
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={`${base}.csv${query}`}>
          {t('list.csv')}
        </a>{' '}
        <a class="govuk-link" href={`${base}.json${query}`}>
          {t('list.json')}
        </a>
      </p>
    </>
  )
}
