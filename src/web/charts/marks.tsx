import type { JSX } from 'preact'
import { percent } from './path.ts'
import type { Spot } from './thin.ts'

/** The lines of one chart; more become a tangle: draw small multiples instead. */
export const MOST_SERIES = 5

/** The shape of each line's marks, around the middle. A circle is drawn apart. */
const SHAPES = ['M-4-4h8v8h-8z', 'M0-5.5l5.5 5.5-5.5 5.5-5.5-5.5z', 'M0-5.5l5.5 9.5h-11z', 'M0 5.5l5.5-9.5h-11z']

/** Each line has a colour, a dash (both in the style sheet, by this class) and a shape of its own. */
export function seriesClass(index: number): string {
  return `sp-s${index + 1}`
}

interface MarksProps {
  readonly series: number
  readonly spots: readonly Spot[]
  /** Open inside: what is not over yet. */
  readonly open?: boolean
}

/** The marks on a line, which keep their shape however wide the drawing is. */
export function Marks({ series, spots, open }: MarksProps): JSX.Element {
  return (
    <g class={`sp-marks ${seriesClass(series)}${open ? ' sp-open' : ''}`}>
      {spots.map((spot) => {
        const place = { x: percent(spot.x), y: percent(1 - spot.y) }
        return series === 0 ? (
          <circle cx={place.x} cy={place.y} r="4.5" />
        ) : (
          <svg {...place}>
            <path d={SHAPES[series - 1]} />
          </svg>
        )
      })}
    </g>
  )
}

/** Values that are doubtful: grey, as the fifth of several lines is. */
export function DoubtedMarks({ spots }: { readonly spots: readonly Spot[] }): JSX.Element {
  return (
    <g class={`sp-marks ${seriesClass(MOST_SERIES - 1)}`}>
      {spots.map(({ x, y }) => (
        <circle cx={percent(x)} cy={percent(1 - y)} r="4" />
      ))}
    </g>
  )
}

/** A piece of a line with its mark, for the legend. */
export function LineKey({ series }: { series: number }): JSX.Element {
  return (
    <g>
      <path class={`sp-line ${seriesClass(series)}`} d="M0 8h32" />
      <g class={`sp-marks ${seriesClass(series)}`}>
        {series === 0 ? <circle cx="16" cy="8" r="4.5" /> : <path transform="translate(16 8)" d={SHAPES[series - 1]} />}
      </g>
    </g>
  )
}
