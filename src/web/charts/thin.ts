/** A spot in a chart: `x` and `y` from 0 to 1, `y` upwards. */
export interface Spot {
  readonly x: number
  readonly y: number
}

/** Columns that a line is thinned to: on a telephone about every second pixel. */
const COLUMNS = 120

/**
 * Leaves out the spots of a run that nobody would see: of every column of pixels the first, the lowest, the highest and the last
 * remain, so that no peak is lost and the line looks the same (U. Jugel et al., "M4: A Visualization-Oriented Time Series Data
 * Aggregation", PVLDB 7:10, 2014). A run of at most four spots a column is left as it is.
 */
export function thinned(run: readonly Spot[], columns = COLUMNS): readonly Spot[] {
  if (run.length <= columns * 4) return run
  const byColumn = Map.groupBy(run, ({ x }) => Math.min(columns - 1, Math.floor(x * columns)))
  return [...byColumn.values()].flatMap((spots) => {
    const [first] = spots
    if (!first) return []
    const lowest = spots.reduce((a, b) => (b.y < a.y ? b : a))
    const highest = spots.reduce((a, b) => (b.y > a.y ? b : a))
    const kept = new Set([first, lowest, highest, spots.at(-1) ?? first])
    return spots.filter((spot) => kept.has(spot))
  })
}
