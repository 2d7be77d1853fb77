import type { JSX } from 'preact'
import { dateAndTime, dayOf, longDate } from '#core/i18n/format.ts'
import type { Language } from '#core/i18n/language.ts'
import { BandChart } from '#web/charts/band-chart.tsx'
import { LineChart } from '#web/charts/line-chart.tsx'
import { TimeBarChart } from '#web/charts/time-bar-chart.tsx'
import { Table } from '#web/components/table/table.tsx'
import type { StreamTold } from '../store/shown-values.ts'
import { messages as judgingWords } from '../judging/messages.ts'
import type { Figures } from './figures.ts'
import { messages } from './messages.ts'
import { STEPS, type Shown, type Step } from './period.ts'
import { colon, numberWords, resultWords, timeWords, unitSign } from './value-words.ts'

/** Results that are no numbers: so many lines are shown. */
const MOST_LINES = 100

interface DatastreamChartProps {
  readonly language: Language
  readonly stream: StreamTold
  readonly figures: Figures
  readonly step: Step
  readonly shown: Shown
  readonly property: string
  readonly csv: string
  /** Moments of values that are suspect or failed. */
  readonly doubted: readonly Temporal.Instant[]
}

/** What a datastream told in a part of time: as a chart of numbers with its table, or as a table of words. */
export function DatastreamChart(props: DatastreamChartProps): JSX.Element {
  const { language, stream, figures, step, shown, property, csv, doubted } = props
  const t = messages(language)
  const sign = unitSign(stream)
  const range = rangeWords(shown, language)
  if (figures.kind === 'words') return <Words {...props} figures={figures} range={range} />
  const chart = {
    id: 'values',
    title: `${t(`chart.${step}`, { property })}${sign === '' ? '' : ` (${sign})`}`,
    csv,
    written: (value: number) => numberWords(value, stream, language),
    missing: t('chart.gap'),
    empty: `${range}${colon(language)}${t('chart.empty')}`,
    notes: [`${range}.`],
  }
  const dayName = (at: Temporal.Instant) => longDate(dayOf(at), language)
  if (figures.kind === 'bars')
    return (
      <TimeBarChart
        {...chart}
        bars={figures.bars}
        gap={t('chart.gap')}
        nameOf={(index) => {
          const bar = figures.bars[index]
          if (bar === undefined) return ''
          return step === 'day' ? dayName(bar.from) : timeWords(bar.from, bar.until, language)
        }}
      />
    )
  if (figures.kind === 'line')
    return (
      <LineChart
        {...chart}
        along={figures.moments}
        series={[{ name: property, values: figures.values }]}
        doubted={placesOf(doubted, figures.moments)}
        notes={[...chart.notes, ...(doubted.length > 0 ? [judgingWords(language)('grey.points')] : [])]}
      />
    )
  const isSpread = figures.bands.some((band) => band !== null && band.upper > band.lower)
  const along = step === 'day' ? figures.slots.map(({ from }) => dayOf(from)) : figures.slots.map(({ from }) => from)
  if (!isSpread)
    return (
      <LineChart
        {...chart}
        along={along}
        series={[{ name: property, values: figures.bands.map((band) => band?.middle ?? null) }]}
      />
    )
  return (
    <BandChart
      {...chart}
      along={along}
      ranges={figures.bands}
      names={{ lower: t('chart.lowest'), middle: t('chart.mean'), upper: t('chart.highest') }}
    />
  )
}

/** Where these moments stand along the bottom. */
function placesOf(doubted: readonly Temporal.Instant[], moments: readonly Temporal.Instant[]): number[] {
  const known = new Set(doubted.map((at) => at.epochNanoseconds))
  return moments.flatMap((at, place) => (known.has(at.epochNanoseconds) ? [place] : []))
}

function Words({
  language,
  stream,
  figures,
  property,
  range,
}: DatastreamChartProps & { readonly figures: Extract<Figures, { kind: 'words' }>; readonly range: string }) {
  const t = messages(language)
  const title = t('words.title', { property })
  const isCutOff = figures.isCutOff || figures.lines.length > MOST_LINES
  if (figures.lines.length === 0)
    return (
      <p class="govuk-body">
        {range}
        {colon(language)}
        {t('chart.empty')}
      </p>
    )
  return (
    <>
      <Table
        caption={title}
        captionSize="m"
        stack
        head={[t('words.from'), t('words.until'), t('words.what'), { text: t('words.times'), format: 'numeric' }]}
        rows={figures.lines
          .slice(0, MOST_LINES)
          .map(({ from, until, told, times }) => [
            dateAndTime(from, language),
            dateAndTime(until, language),
            resultWords(told, stream, language) ?? '',
            { text: String(times), format: 'numeric' },
          ])}
      />
      <p class="govuk-hint">
        {range}.{' '}
        {isCutOff &&
          t('words.cutOff', { count: figures.lines.slice(0, MOST_LINES).reduce((sum, { times }) => sum + times, 0) })}
      </p>
    </>
  )
}

/** "Van 2 maart 2026, 12:00 tot 3 maart 2026, 12:00"; whole days by their names. */
export function rangeWords({ from, until, period }: Shown, language: Language): string {
  const t = messages(language)
  const isByDay = STEPS[period] === 'day'
  const last = until.subtract({ milliseconds: 1 })
  if (dayOf(from).equals(dayOf(last))) return longDate(dayOf(from), language)
  const words = (moment: Temporal.Instant) =>
    isByDay ? longDate(dayOf(moment), language) : dateAndTime(moment, language)
  return t(isByDay ? 'period.days' : 'period.range', { from: words(from), until: words(isByDay ? last : until) })
}
