import type { Value } from './values.ts'

/** More rows than this make a page heavy, and nobody reads them there. */
const MOST_ROWS = 200

/**
 * Which rows the table below a chart shows: all, or of more than 200 those that stand out in any of the columns: the first, the last,
 * the highest and the lowest.
 */
export function rowsToTell(columns: readonly (readonly Value[])[]): { rows: readonly number[]; isWhole: boolean } {
  const length = Math.max(0, ...columns.map((values) => values.length))
  const all = Array.from({ length }, (_, index) => index)
  if (length <= MOST_ROWS) return { rows: all, isWhole: true }
  const striking = columns.flatMap((values) => {
    const there = all.filter((index) => values[index] !== null)
    const by = (value: (index: number) => number) =>
      there.reduce((a, b) => (value(b) > value(a) ? b : a), there[0] ?? 0)
    return [0, by((index) => values[index] ?? 0), by((index) => -(values[index] ?? 0)), length - 1]
  })
  return { rows: [...new Set(striking)].toSorted((a, b) => a - b), isWhole: false }
}
