import type { JSX } from 'preact'
import { useContext } from 'preact/hooks'
import { ReadingLanguage } from '#web/reading-language.ts'
import { ChartFigure, type ChartProps } from './chart-figure.tsx'
import { cellText } from './figure-words.ts'
import { messages } from './messages.ts'
import { percent } from './path.ts'
import { Plot, rowsOf } from './plot.tsx'
import { numberScale } from './scale.ts'
import { sentenceAbout } from './sentence.ts'
import { rowsToTell } from './table-rows.ts'
import { timeAxis } from './time-axis.ts'
import { checkedValues, known, shortValue, writtenValue, type Value } from './values.ts'

/** What was counted in a part of time. */
export interface TimeBar {
  readonly from: Temporal.Instant
  readonly until: Temporal.Instant
  /** `null`: nobody counted. */
  readonly value: Value
}

interface TimeBarChartProps extends ChartProps {
  /** In order, none over another. */
  readonly bars: readonly TimeBar[]
  /** The name of a bar, for the sentence and the table: "3 maart 2026, 14:00". */
  readonly nameOf: (index: number) => string
  /** What an empty part is: "niet geteld". */
  readonly gap: string
}

/**
 * Counts over time: a bar as wide as the time that it is about, from zero; where nobody counted a grey part, so that it is not taken for
 * a zero. Throws a `RangeError` for what is no number and for bars that are not in order.
 */
export function TimeBarChart({ bars, nameOf, gap, ...props }: TimeBarChartProps): JSX.Element {
  const language = useContext(ReadingLanguage)
  const t = messages(language)
  const values = checkedValues(
    bars.map(({ value }) => value),
    props.title,
  )
  const scale = numberScale(known(values), { withZero: true })
  const [first, last] = [bars[0], bars.at(-1)]
  const axis = timeAxis(first && last ? [first.from, last.until] : [], language)
  const [start, length] = [
    first?.from.epochMilliseconds ?? 0,
    (last?.until.epochMilliseconds ?? 0) - (first?.from.epochMilliseconds ?? 0),
  ]
  const place = (moment: Temporal.Instant) => (moment.epochMilliseconds - start) / length
  const zero = scale.part(0)
  const table = rowsToTell([values])
  const missing = props.missing ?? gap
  return (
    <ChartFigure
      {...props}
      isEmpty={known(values).length === 0}
      sentence={
        props.sentence ??
        sentenceAbout(
          {
            nameOf,
            values,
            isTime: true,
            written: props.written ?? ((value) => writtenValue(value, language)),
            extremes: props.extremes,
          },
          language,
        )
      }
      legend={values.includes(null) ? [{ text: gap, mark: <path class="sp-gap" d="M1 2h30v12h-30z" /> }] : []}
      notes={[...(table.isWhole ? [] : [t('tooLong', { rows: bars.length })]), ...(props.notes ?? [])]}
      table={{
        head: [t('when'), t('value')],
        rows: table.rows.map((row) => [nameOf(row), cellText(values[row], language, missing)]),
      }}
    >
      <Plot id={props.id} ticks={axis.ticks} rows={rowsOf(scale, (value) => shortValue(value, language))}>
        <g class="sp-gap">
          {gapsIn(bars).map(({ from, until }) => (
            <rect x={percent(place(from), 2)} width={percent(place(until) - place(from), 2)} height="100%" />
          ))}
        </g>
        <g class="sp-bars">
          {bars.map(({ from, until, value }) => {
            if (value === null || value === 0) return null
            const part = scale.part(value)
            const wide = place(until) - place(from)
            return (
              <rect
                x={percent(place(from) + wide * 0.1, 2)}
                y={percent(1 - Math.max(part, zero))}
                width={percent(wide * 0.8, 2)}
                height={percent(Math.abs(part - zero))}
              />
            )
          })}
        </g>
        <line class="sp-zero" x2="100%" y1={percent(1 - zero)} y2={percent(1 - zero)} />
      </Plot>
    </ChartFigure>
  )
}

/** Parts where nobody counted, those that touch as one. */
function gapsIn(bars: readonly TimeBar[]): Pick<TimeBar, 'from' | 'until'>[] {
  const found: { from: Temporal.Instant; until: Temporal.Instant }[] = []
  for (const { from, until, value } of bars) {
    if (value !== null) continue
    const before = found.at(-1)
    if (before?.until.equals(from)) before.until = until
    else found.push({ from, until })
  }
  return found
}
