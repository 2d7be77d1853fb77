/** How figures become places: `part` is 0 for `from` and 1 for `to`. */
export interface Scale {
  readonly from: number
  readonly to: number
  /** Round numbers from `from` to `to`, both included. */
  readonly ticks: readonly number[]
  part(value: number): number
}

interface ScaleChoices {
  /** Whether zero must be on the scale: always where a length stands for a figure, as in bars. */
  readonly withZero: boolean
  /** About how many steps; default 4. */
  readonly steps?: number
}

/**
 * A scale around these values that begins and ends at a round number: steps of 1, 2 or 5 times a power of ten (P. Heckbert, "Nice
 * numbers for graph labels", Graphics Gems, 1990). Whole values get whole steps. One value, or all equal, are seen
 * from zero; without values it runs from 0 to 1. The values are finite (`checkedValues`).
 */
export function numberScale(values: readonly number[], { withZero, steps = 4 }: ScaleChoices): Scale {
  let least = values.reduce((a, b) => Math.min(a, b), Infinity)
  let most = values.reduce((a, b) => Math.max(a, b), -Infinity)
  if (values.length === 0) [least, most] = [0, 1]
  if (withZero || least === most) [least, most] = [Math.min(least, 0), Math.max(most, 0)]
  if (least === most) most = 1
  const step = niceStep((most - least) / steps, values.every(Number.isInteger))
  const [first, last] = [Math.floor(least / step), Math.ceil(most / step)]
  // Beyond 2^53 a step may be smaller than the distance between two numbers: then the ticks are fewer, never endless.
  const count = Math.min(last - first, steps * 3)
  const ticks = Array.from({ length: count + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)))
  const from = Math.min(ticks[0] ?? least, least)
  const to = Math.max(ticks.at(-1) ?? most, most)
  return { from, to, ticks: [...new Set(ticks)], part: (value) => (value - from) / (to - from) }
}

/**
 * Whether a line with these values is drawn from zero: yes, unless they lie so close together that one would see nothing: all
 * within the upper third of what a scale from zero would show. Then the chart says that it starts elsewhere.
 */
export function isSeenFromZero(values: readonly number[]): boolean {
  const least = values.reduce((a, b) => Math.min(a, b), Infinity)
  const most = values.reduce((a, b) => Math.max(a, b), -Infinity)
  if (least <= 0 && most >= 0) return true
  return most - least >= Math.max(Math.abs(least), Math.abs(most)) / 3
}

function niceStep(rough: number, whole: boolean): number {
  const power = Math.floor(Math.log10(rough))
  const ten = 10 ** power
  const nice = [1, 2, 5, 10].find((step) => step * ten >= rough * 0.999_999) ?? 10
  // 10 ** -7 is not exactly 1e-7; written and read again it is.
  const step = Number((nice * ten).toPrecision(3))
  return whole ? Math.max(1, step) : step
}
