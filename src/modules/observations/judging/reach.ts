import type { Rule } from './rules.ts'

/** Points that are read before and after a stretch, however far off they are: spikes and steps ask for a few. */
export const POINTS = 12
/** Points before a change whose flag waited for it: a median of five looks two ahead. */
export const WAITS = 2
/** Points farther apart are not compared, unless rules say otherwise. */
const GAP_SECONDS = 7200

/**
 * For how many seconds after a value the flags of others can depend on it, and so how much of what came before must be read to judge a
 * stretch. A line counts as flat by its last `failSeconds`; two lengths of a gap are enough for what is compared with the point before.
 */
export function reachSeconds(rules: readonly Rule[]): number {
  const named = rules.flatMap(({ parameters }) =>
    ['suspectSeconds', 'failSeconds', 'periodSeconds', 'seconds', 'gapSeconds'].map((name) => parameters[name]),
  )
  const longest = named.reduce<number>((most, one) => (typeof one === 'number' ? Math.max(most, one) : most), 0)
  return longest + 2 * GAP_SECONDS
}
