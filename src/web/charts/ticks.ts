/** A moment, a day or a month: what stands along the bottom of most charts. Days and months are those of Brussels. */
export type Moment = Temporal.Instant | Temporal.PlainDate | Temporal.PlainYearMonth

/** A word below the axis. */
export interface Tick {
  /** From 0 (left) to 1 (right). */
  readonly part: number
  readonly text: string
  /** A second line: the year of a month, the day of an hour. */
  readonly below?: string
  /** `wide`: only where there is room; `narrow`: its second line only where there is none. */
  readonly when?: 'wide' | 'narrow'
}

export interface Axis {
  /** The place of each value, from 0 to 1. */
  readonly places: readonly number[]
  /** The name of the value at a place, written out, for sentences and tables. Few of many are ever asked. */
  readonly nameOf: (index: number) => string
  readonly ticks: readonly Tick[]
  /** Whether it is time: only then figures rise and fall. */
  readonly isTime: boolean
}

/** Pixels for words along the bottom, on the narrowest telephone and where there is room. */
export const ROOM = { narrow: 215, wide: 400 }
/** Pixels of a letter, on average. */
export const LETTER = 7.2
const BETWEEN = 10

/** The pixels that a word along the bottom takes, with some air. The letters are 14 pixels high. */
export function widthOf(text: string): number {
  return text.length * LETTER + BETWEEN
}

/** Throws a `RangeError` when one is not larger than the one before. */
export function refuseDisorder(values: readonly number[]): void {
  const wrong = values.findIndex((value, index) => index > 0 && !(value > (values[index - 1] ?? -Infinity)))
  if (wrong !== -1)
    throw new RangeError(`Value ${wrong + 1} along the bottom of a chart does not come after the one before.`)
}
