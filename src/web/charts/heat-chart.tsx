import type { JSX } from 'preact'
import { useContext } from 'preact/hooks'
import { ReadingLanguage } from '#web/reading-language.ts'
import { axisOf } from './axis.ts'
import { ChartFigure, type ChartProps } from './chart-figure.tsx'
import { cellText } from './figure-words.ts'
import { messages } from './messages.ts'
import { SHEET } from './path.ts'
import { Plot, Sheet } from './plot.tsx'
import { numberScale } from './scale.ts'
import { sentenceAbout } from './sentence.ts'
import { checkedValues, known, writtenValue, type Value } from './values.ts'

interface HeatChartProps extends ChartProps {
  /** From top to bottom, short enough to stand beside: "ma". */
  readonly rows: readonly string[]
  readonly columns: readonly string[]
  /** A row of figures for each row; amounts, so never below zero. */
  readonly values: readonly (readonly Value[])[]
  /** The name of a cell for the sentence: "maandag om 9 uur". Default "ma, 9". */
  readonly nameOf?: (row: number, column: number) => string
}

/** What part of the width and height of its cell a block of each step takes. */
const SIZES = [0.36, 0.52, 0.68, 0.84, 1]

/**
 * Amounts in rows and columns, such as hours by weekdays: a larger and darker block is more, a dot is zero, an empty place is no
 * figure. The size says what the colour says. Throws a `RangeError` for amounts below zero and for rows of another length.
 */
export function HeatChart({ rows, columns, values, nameOf, ...props }: HeatChartProps): JSX.Element {
  const language = useContext(ReadingLanguage)
  const t = messages(language)
  for (const [index, row] of values.entries()) {
    if (checkedValues(row, rows[index] ?? props.title).some((value) => value !== null && value < 0))
      throw new RangeError(`"${props.title}" has an amount below zero.`)
  }
  if (values.length !== rows.length || values.some((row) => row.length !== columns.length))
    throw new RangeError(`"${props.title}" is not ${rows.length} rows of ${columns.length} figures.`)
  const cells = values.flatMap((row, y) => row.map((value, x) => ({ x, y, value })))
  const all = known(cells.map(({ value }) => value))
  const scale = numberScale(all, { withZero: true, steps: SIZES.length })
  const steps = scale.ticks.slice(1)
  const stepOf = (value: number) => (value === 0 ? 0 : steps.findIndex((upTo) => value <= upTo) + 1)
  const byStep = Map.groupBy(
    cells.filter(({ value }) => value !== null),
    ({ value }) => stepOf(value ?? 0),
  )
  const cell = { width: SHEET.width / columns.length, height: SHEET.height / rows.length }
  const name =
    nameOf ?? ((row: number, column: number) => t('cell', { row: rows[row] ?? '', column: columns[column] ?? '' }))
  const isWhole = all.every(Number.isInteger)
  return (
    <ChartFigure
      {...props}
      isEmpty={all.length === 0}
      sentence={
        props.sentence ??
        sentenceAbout(
          {
            nameOf: (index) => name(Math.floor(index / columns.length), index % columns.length),
            values: cells.map(({ value }) => value),
            isTime: false,
            written: props.written ?? ((value) => writtenValue(value, language)),
            extremes: props.extremes,
          },
          language,
        )
      }
      legend={steps.map((to, index) => {
        const from = index === 0 && isWhole ? 1 : (steps[index - 1] ?? 0) + (isWhole && index > 0 ? 1 : 0)
        const text = t('steps', { from: writtenValue(from, language), to: writtenValue(to, language) })
        return {
          text: from === to ? writtenValue(to, language) : text,
          mark: <path class={classOf(index + 1)} d={block({ left: 8, top: 0, width: 16, height: 16 }, index + 1)} />,
        }
      })}
      notes={[t('squares', { missing: props.missing ?? t('missing') }), ...(props.notes ?? [])]}
      table={{
        head: [t('what'), ...columns],
        rows: rows.map((row, y) => [
          row,
          ...(values[y] ?? []).map((value) => cellText(value, language, props.missing)),
        ]),
      }}
    >
      <Plot
        id={props.id}
        height={rows.length * 2}
        rows={rows.map((text, y) => ({ part: 1 - (y + 0.5) / rows.length, text, line: false }))}
        ticks={axisOf(columns, language).ticks.map((tick) => ({
          ...tick,
          part: (Math.round(tick.part * (columns.length - 1)) + 0.5) / columns.length,
        }))}
      >
        <Sheet>
          {[...byStep]
            .toSorted(([a], [b]) => a - b)
            .map(([step, group]) => (
              <path
                class={classOf(step)}
                d={group
                  .map(({ x, y }) => block({ left: x * cell.width, top: y * cell.height, ...cell }, step))
                  .join('')}
              />
            ))}
        </Sheet>
      </Plot>
    </ChartFigure>
  )

  /** With few steps the highest is still the darkest. */
  function classOf(step: number): string {
    return `sp-h${Math.ceil((step * SIZES.length) / steps.length)}`
  }

  function block(
    { left, top, width, height }: { left: number; top: number; width: number; height: number },
    step: number,
  ): string {
    const middle = { x: Math.round(left + width / 2), y: Math.round(top + height / 2) }
    if (step === 0) return `M${middle.x} ${middle.y}h0`
    const size = SIZES[Math.ceil((step * SIZES.length) / steps.length) - 1] ?? 1
    const [wide, high] = [Math.round(width * size), Math.round(height * size)]
    return `M${Math.round(middle.x - wide / 2)} ${Math.round(middle.y - high / 2)}h${wide}v${high}h-${wide}z`
  }
}
