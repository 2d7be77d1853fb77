import { ownWords, propertyWords } from '../called.ts'
import { dateAndTime, longDate } from '#core/i18n/format.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { Details } from '#web/components/details/details.tsx'
import { InsetText } from '#web/components/inset-text/inset-text.tsx'
import { SummaryList } from '#web/components/summary-list/summary-list.tsx'
import { dataset } from '#web/linked-data.tsx'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import type { AlertNow } from '../alerts/alerts.ts'
import { AlertBlock } from '../alerts/pages/alerts-page.tsx'
import type { CorrectedFigures } from '../calibrating/corrected-figures.ts'
import { CalibrationBlock } from '../calibrating/pages/calibration-block.tsx'
import { CorrectedChart, ValuesChoice } from '../calibrating/pages/corrected-chart.tsx'
import type { Doubted } from '../judging/doubted.ts'
import type { Occasion } from '../judging/occasions/occasion.ts'
import { GreyBlock } from '../judging/pages/grey-block.tsx'
import type { RuleSet } from '../judging/rules.ts'
import { shownPlace } from '../place.ts'
import { ScoreLine } from '../reliability/pages/score-line.tsx'
import type { StreamTold, ThingTold } from '../store/shown-values.ts'
import { DatastreamChart } from './datastream-chart.tsx'
import type { Gathered } from './figures.ts'
import { messages } from './messages.ts'
import { PERIODS, type Period, type Shown } from './period.ts'
import { StateTag } from './state-tag.tsx'
import { placeRows, standingRows } from './thing-page.tsx'
import { ageWords, colon, resultWords, timeWords } from './value-words.ts'

/** Words longer than this are not shown as large as a figure. */
const LONGEST_LARGE = 24

interface DatastreamPageProps {
  readonly view: View
  readonly now: Temporal.Instant
  readonly stream: StreamTold
  readonly thing: ThingTold
  readonly owner: string
  readonly municipality: string | undefined
  readonly shown: Shown
  readonly gathered: Gathered
  readonly alerts: AlertNow
  /** Values of what is shown that are suspect or failed, and the rules by which they were judged. */
  readonly doubted: readonly Doubted[]
  /** What happened there in that part of time. */
  readonly occasions: readonly Occasion[]
  readonly versions: readonly RuleSet[]
  /** What is known of how right it is. */
  readonly calibrated: Omit<Parameters<typeof CalibrationBlock>[0], 'datastream' | 'language'>
  /** How far it can be relied on; undefined when it was not scored yet. */
  readonly score: number | null | undefined
  /** Corrected values of what is shown, when these were asked for. */
  readonly corrected: CorrectedFigures | undefined
  /** Months of what is shown whose values are in the archive only. */
  readonly released: readonly string[]
  /** Whether somebody chose a day: then the newest is a step away. */
  readonly isNewest: boolean
}

/** What one sensor tells of one thing that is measured: now, and over time. */
export function DatastreamPage(props: DatastreamPageProps) {
  const { view, now, stream, thing, owner, municipality, shown } = props
  const { language } = view
  const t = messages(language)
  const base = `/${language}/sensors`
  const property = stream.ofThing > 1 ? ownWords(stream, thing.name, language) : propertyWords(stream, language)
  const title = `${property}, ${thing.name}`
  const newest = resultWords(stream, stream, language)
  const api = addressesOf(stream, shown)
  return (
    <Page
      view={view}
      title={title}
      description={newest === undefined ? t('noValue') : `${property}${colon(language)}${newest}`}
      wide
      above={
        <Breadcrumbs
          crumbs={[
            { text: t('menu'), href: base },
            { text: thing.name, href: `${base}/things/${thing.id}` },
            { text: property },
          ]}
        />
      }
      linked={{
        ...(stream.lastUntil && { modified: stream.lastUntil }),
        main: dataset(view, {
          name: title,
          description: `${title} (${owner}). ${t('use.text')}`,
          files: waysOf(stream).map((way) => api[way]),
        }),
      }}
    >
      <h1 class="govuk-heading-l">{title}</h1>
      {thing.demo && <InsetText>{t('thing.demo')}</InsetText>}
      {newest === undefined || stream.at === null ? (
        <p class="govuk-body">{t('noValue')}</p>
      ) : (
        <>
          <p class={newest.length <= LONGEST_LARGE ? 'govuk-heading-xl' : 'govuk-heading-m'}>{newest}</p>
          <p class="govuk-body">
            {timeWords(stream.at, stream.until, language)}
            {stream.lastUntil && ` (${ageWords(stream.lastUntil, now, language)})`}{' '}
            <StateTag state={stream.state} language={language} />
          </p>
        </>
      )}
      {stream.state === 'silent' && stream.lastUntil && (
        <p class="govuk-body">{t('state.silentSince', { at: dateAndTime(stream.lastUntil, language) })}</p>
      )}
      {stream.kind === 'number' && stream.property !== null && (
        <ScoreLine datastream={stream.id} score={props.score} language={language} />
      )}
      {stream.state !== 'none' && (
        <>
          <PeriodLinks {...props} />
          {props.released.length > 0 && (
            <InsetText>
              {t('stream.released')}{' '}
              {props.released.map((month) => (
                <>
                  <a class="govuk-link" href={`/api/observations/archive/${month}`}>
                    {month}.csv.gz
                  </a>{' '}
                </>
              ))}
            </InsetText>
          )}
          {props.corrected ? (
            <CorrectedChart language={language} property={property} shown={shown} figures={props.corrected} />
          ) : (
            <DatastreamChart
              language={language}
              stream={stream}
              figures={props.gathered.figures}
              step={props.gathered.step}
              shown={shown}
              property={property}
              csv={api.csv}
              doubted={props.doubted.map(({ at }) => at)}
            />
          )}
          <GreyBlock
            language={language}
            measured={stream}
            doubted={props.doubted}
            versions={props.versions}
            occasions={props.occasions}
          />
        </>
      )}
      <AlertBlock datastream={stream.id} alerts={props.alerts} language={language} />
      <CalibrationBlock {...props.calibrated} datastream={stream.id} language={language} />
      <h2 class="govuk-heading-m">{t('thing.where')}</h2>
      <SummaryList
        rows={[
          {
            key: t('stream.point'),
            value: (
              <a class="govuk-link" href={`${base}/things/${thing.id}`}>
                {thing.name}
              </a>
            ),
          },
          { key: t('owner'), value: owner },
          ...placeRows({ place: shownPlace(thing), municipality, language }),
          ...standingRows(thing, language),
          { key: t('sensor'), value: stream.sensor },
          ...(stream.periodSeconds === null
            ? []
            : [{ key: t('every'), value: everyWords(stream.periodSeconds, language) }]),
          ...(stream.firstAt === null
            ? []
            : [
                {
                  key: t('stream.since'),
                  value: `${longDate(stream.firstAt, language)}, ${t('stream.values', { count: stream.observations })}`,
                },
              ]),
          { key: t('licence'), value: <Licence text={stream.licence ?? thing.licence} none={t('licence.none')} /> },
        ]}
      />
      <UseOfData view={view} stream={stream} api={api} />
    </Page>
  )
}

/** A choice of how much of time, and the way back and forward; and of corrected values, where there are any. */
function PeriodLinks({ view, stream, shown, isNewest, calibrated, corrected }: DatastreamPageProps) {
  const { language } = view
  const t = messages(language)
  const path = (period: Period, on?: string) =>
    `/${language}/sensors/datastreams/${stream.id}?period=${period}${on === undefined ? '' : `&on=${on}`}`
  const at = (period: Period, on?: string) => `${path(period, on)}${corrected ? '&values=corrected' : ''}`
  const middle = isNewest ? undefined : shown.from.toZonedDateTimeISO('Europe/Brussels').toPlainDate().toString()
  const steps = [
    ...(shown.earlier ? [{ href: at(shown.period, shown.earlier.toString()), text: `← ${t('period.earlier')}` }] : []),
    ...(shown.later !== undefined && shown.later !== 'newest'
      ? [{ href: at(shown.period, shown.later.toString()), text: `${t('period.later')} →` }]
      : []),
    ...(isNewest ? [] : [{ href: at(shown.period), text: t('period.newest') }]),
  ]
  return (
    <>
      <nav class="govuk-body" aria-label={t('period.label')}>
        <ul class="sp-legend">
          {PERIODS.map((period) => (
            <li>
              {period === shown.period ? (
                <strong aria-current="true">{t(`period.${period}`)}</strong>
              ) : (
                <a class="govuk-link" href={at(period, middle)} rel="nofollow">
                  {t(`period.${period}`)}
                </a>
              )}
            </li>
          ))}
        </ul>
        {steps.length > 0 && (
          <ul class="sp-legend">
            {steps.map(({ href, text }) => (
              <li>
                <a class="govuk-link" href={href} rel="nofollow">
                  {text}
                </a>
              </li>
            ))}
          </ul>
        )}
      </nav>
      {calibrated.mayCorrect && (
        <ValuesChoice language={language} path={path(shown.period, middle)} isCorrected={corrected !== undefined} />
      )}
    </>
  )
}

interface Addresses {
  readonly csv: string
  readonly rolled: string
  readonly things: string
}

/** Where programs find the values of what is shown. */
export function addressesOf(
  { id }: { readonly id: number },
  { from, until }: Pick<Shown, 'from' | 'until'>,
): Addresses {
  const range = `from=${from.toString()}&until=${until.toString()}`
  return {
    csv: `/api/datastreams/${id}/observations.csv?${range}`,
    rolled: `/api/datastreams/${id}/roll-ups?span=day&${range}`,
    things: `/sensorthings/v1.1/Datastreams(${id})/Observations?$orderby=phenomenonTime%20desc&$top=10`,
  }
}

/** Only numbers are rolled up to something. */
function waysOf({ kind }: StreamTold): (keyof Addresses)[] {
  return kind === 'number' ? ['things', 'csv', 'rolled'] : ['things', 'csv']
}

function UseOfData({
  view,
  stream,
  api,
}: {
  readonly view: View
  readonly stream: StreamTold
  readonly api: Addresses
}) {
  const t = messages(view.language)
  const command = (address: string) => `curl '${view.baseUrl}${address}'`
  return (
    <>
      <h2 class="govuk-heading-m">{t('use.title')}</h2>
      <p class="govuk-body">
        <a class="govuk-link" href={api.csv}>
          {t('use.csv')}
        </a>
      </p>
      <Details summary={t('use.program')}>
        <p class="govuk-body">{t('use.text')}</p>
        {waysOf(stream).map((way) => (
          <>
            <p class="govuk-body">{t(`use.${way}Of`)}</p>
            {/* What scrolls must be reachable by keyboard (WCAG 2.1.1). */}
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
            <pre tabIndex={0} role="region" aria-label={t(`use.${way}Of`)}>
              <code>{command(api[way])}</code>
            </pre>
          </>
        ))}
      </Details>
    </>
  )
}

/** The terms that the owner names; an address becomes a link. */
function Licence({ text, none }: { readonly text: string | null; readonly none: string }) {
  if (text === null || text.trim() === '') return <>{none}</>
  if (!/^https?:\/\/\S+$/.test(text)) return <>{text.slice(0, 200)}</>
  return (
    <a class="govuk-link" href={text} rel="nofollow license noopener">
      {text.slice(0, 200)}
    </a>
  )
}

function everyWords(seconds: number, language: View['language']): string {
  const t = messages(language)
  if (seconds % 86_400 === 0) return t('every.days', { count: seconds / 86_400 })
  if (seconds % 3600 === 0) return t('every.hours', { count: seconds / 3600 })
  if (seconds % 60 === 0) return t('every.minutes', { count: seconds / 60 })
  return t('every.seconds', { count: seconds })
}
