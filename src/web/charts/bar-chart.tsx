import type { JSX } from 'preact'
import { useContext } from 'preact/hooks'
import { ReadingLanguage } from '#web/reading-language.ts'
import { ChartFigure, type ChartProps } from './chart-figure.tsx'
import { cellText } from './figure-words.ts'
import { messages } from './messages.ts'
import { percent } from './path.ts'
import { Plot, rowsOf } from './plot.tsx'
import { numberScale, type Scale } from './scale.ts'
import { sentenceAbout } from './sentence.ts'
import { ROOM, widthOf } from './ticks.ts'
import { checkedValues, known, shortValue, writtenValue, type Value } from './values.ts'

/** A bar: what it is about, and its figure. */
export interface Bar {
  readonly name: string
  readonly value: Value
}

interface BarChartProps extends ChartProps {
  readonly bars: readonly Bar[]
  /** Default: standing when the names fit below on a telephone, else lying. */
  readonly direction?: 'standing' | 'lying'
  /** Whether the bars follow each other in time: only then figures rise and fall. */
  readonly inTime?: boolean
}

/** A name longer than this stands above its lying bar, not beside it. */
const BESIDE = 24
/** Heights of lying bars with their name beside and above, in `em`. */
const ROW = { beside: 1.9, above: 3 }

/**
 * A bar for each thing, from zero, in the order given; negative figures go the other way. Standing or lying: names are never turned or
 * cut off. A figure that is not there has a dash for a bar.
 */
export function BarChart({ bars, direction, inTime = false, ...props }: BarChartProps): JSX.Element {
  const language = useContext(ReadingLanguage)
  const t = messages(language)
  const values = checkedValues(
    bars.map(({ value }) => value),
    props.title,
  )
  const names = bars.map(({ name }) => name)
  const scale = numberScale(known(values), { withZero: true })
  const stands =
    direction === undefined
      ? names.every((name) => widthOf(name) <= ROOM.narrow / names.length)
      : direction === 'standing'
  const drawing = { id: props.id, bars, scale, written: (value: number) => shortValue(value, language) }
  return (
    <ChartFigure
      {...props}
      isEmpty={known(values).length === 0}
      sentence={
        props.sentence ??
        sentenceAbout(
          {
            nameOf: (index) => names[index] ?? '',
            values,
            isTime: inTime,
            written: props.written ?? ((value) => writtenValue(value, language)),
            extremes: props.extremes,
          },
          language,
        )
      }
      notes={[
        ...(values.includes(null) ? [t('dash', { missing: props.missing ?? t('missing') })] : []),
        ...(props.notes ?? []),
      ]}
      table={{
        head: [inTime ? t('when') : t('what'), t('value')],
        rows: bars.map(({ name, value }) => [name, cellText(value, language, props.missing)]),
      }}
    >
      {stands ? <Standing {...drawing} /> : <Lying {...drawing} />}
    </ChartFigure>
  )
}

interface Drawing {
  readonly id: string
  readonly bars: readonly Bar[]
  readonly scale: Scale
  readonly written: (value: number) => string
}

function Standing({ id, bars, scale, written }: Drawing): JSX.Element {
  const slot = 1 / bars.length
  const zero = scale.part(0)
  const areValuesShown = bars.every(({ value }) => value === null || widthOf(written(value)) <= ROOM.narrow * slot + 8)
  return (
    <Plot
      id={id}
      rows={rowsOf(scale, written)}
      ticks={bars.map(({ name }, index) => ({ part: (index + 0.5) * slot, text: name }))}
    >
      <g class="sp-bars">
        {bars.map(({ value }, index) => {
          if (value === null) return null
          const part = scale.part(value)
          const [top, bottom] = [Math.max(part, zero), Math.min(part, zero)]
          return (
            <rect
              x={percent((index + 0.15) * slot)}
              y={percent(1 - top)}
              width={percent(0.7 * slot)}
              height={percent(top - bottom)}
            />
          )
        })}
      </g>
      <line class="sp-zero" x2="100%" y1={percent(1 - zero)} y2={percent(1 - zero)} />
      {areValuesShown && (
        <g class="sp-figures">
          {bars.map(({ value }, index) => (
            <text x={percent((index + 0.5) * slot)} y={percent(1 - Math.max(scale.part(value ?? 0), zero))} dy="-.35em">
              {figureOf(value, written)}
            </text>
          ))}
        </g>
      )}
    </Plot>
  )
}

function Lying({ id, bars, written }: Omit<Drawing, 'scale'>): JSX.Element {
  const areBeside = bars.every(({ name }) => name.length <= BESIDE)
  const row = areBeside ? ROW.beside : ROW.above
  const values = known(bars.map(({ value }) => value))
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)]
  // Without an axis no round numbers are needed: the longest bar takes the whole width.
  const place = (value: number) => (most === least ? 0 : (value - least) / (most - least))
  const zero = place(0)
  const middle = (index: number) => (index + (areBeside ? 0.5 : 0.7)) * row
  const thick = 1.2
  return (
    <Plot
      id={id}
      height={bars.length * row}
      rows={
        areBeside
          ? bars.map(({ name }, index) => ({ part: 1 - (index + 0.5) / bars.length, text: name, line: false }))
          : []
      }
      ticks={[]}
      behind={Math.max(...bars.map(({ value }) => figureOf(value, written).length))}
    >
      <g class="sp-bars">
        {bars.map(({ value }, index) => {
          if (value === null) return null
          const [left, right] = [Math.min(place(value), zero), Math.max(place(value), zero)]
          return (
            <rect
              x={percent(left)}
              y={em(middle(index) - thick / 2)}
              width={percent(right - left)}
              height={`${thick}em`}
            />
          )
        })}
      </g>
      {(areBeside || least < 0) && <line class="sp-zero" x1={percent(zero)} x2={percent(zero)} y2="100%" />}
      <g class="sp-figures sp-figures--beside">
        {bars.map(({ value }, index) => (
          <text x={percent(Math.max(place(value ?? 0), zero))} y={em(middle(index))} dx=".4em" dy=".35em">
            {figureOf(value, written)}
          </text>
        ))}
      </g>
      {!areBeside && (
        <g class="sp-names">
          {bars.map(({ name }, index) => (
            <text y={em(index * row)} dy="1.15em">
              {name}
            </text>
          ))}
        </g>
      )}
    </Plot>
  )
}

/** A dash where there is no figure. */
function figureOf(value: Value, written: (value: number) => string): string {
  return value === null ? '–' : written(value)
}

function em(size: number): string {
  return `${Number(size.toFixed(2))}em`
}
