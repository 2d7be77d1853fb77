/** A sensor may be late so many times its rhythm before it is silent. */
const FACTOR = 3
/** Shorter than this is never silence. */
const SHORTEST_SECONDS = 15 * 60
/** Longer than this nobody waits for: what speaks less often has no rhythm. */
const LONGEST_SECONDS = 62 * 24 * 3600
/** A rhythm is seen from so many arrivals on: a file that was read in once is no sensor that speaks. */
const FEWEST_ARRIVALS = 4

/** What a datastream sent lately, the moments in seconds since 1970, in any order. */
export interface Heard {
  /** What the values are about: when it was measured. */
  readonly measured: readonly number[]
  /** When they came in; several that came in together have the same. */
  readonly arrived: readonly number[]
  /** Seconds between values, where the datastream itself says so. */
  readonly periodSeconds: number | null
}

/**
 * After how many seconds without anything a datastream is silent: three times its rhythm, at least a quarter of an hour. The rhythm is the longest
 * of what the datastream says, the median gap between values and the median gap between arrivals (some send once a day what they measured
 * each minute). Undefined when it has no rhythm, or none yet.
 */
export function allowanceOf({ measured, arrived, periodSeconds }: Heard): number | undefined {
  const arrivals = medianGap(arrived)
  if (arrivals === undefined || new Set(arrived).size < FEWEST_ARRIVALS) return undefined
  const rhythm = Math.max(periodSeconds ?? 0, medianGap(measured) ?? 0, arrivals)
  if (rhythm > LONGEST_SECONDS / FACTOR) return undefined
  return Math.ceil(Math.max(SHORTEST_SECONDS, FACTOR * rhythm))
}

/** The median of the gaps between different moments; undefined when there are no two. */
function medianGap(moments: readonly number[]): number | undefined {
  const sorted = [...new Set(moments)].toSorted((a, b) => a - b)
  const gaps = sorted.slice(1).map((moment, place) => moment - (sorted[place] ?? moment))
  return gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)]
}

/** From so many datastreams on, a body has a network that can fall silent as a whole. */
const SMALLEST_NETWORK = 4

/** Whether this is the silence of a whole network: more than half of it in one go. */
export function isOutage({ fell, watched }: { readonly fell: number; readonly watched: number }): boolean {
  return watched >= SMALLEST_NETWORK && fell * 2 > watched
}
