import type { KeptCalibration } from './calibration-store.ts'

/** Nobody knows whether a model still holds so many days after the last hour that it was learned from: seasons differ. */
export const HOLDS_DAYS = 90
/** Beyond what was seen while learning, by more than this part of its width, a model says nothing. */
export const BEYOND_SEEN = 0.5

const DAY = 86_400_000_000

/** A part of time in which a model holds that beat raw. Microseconds since 1970; the end is not in it. */
export interface HeldStretch {
  readonly from: number
  readonly until: number
  readonly kept: KeptCalibration
}

/** What of a version counts for when it holds. */
type Holding = Pick<KeptCalibration, 'version' | 'verdict' | 'reason' | 'begunAt' | 'endedAt'> & {
  readonly found: Pick<KeptCalibration['found'], 'window'>
}

/**
 * The parts of a range in which a model may be applied, in order of time. A version holds from when it came in force, the first one and one
 * after a drift from the first hour that they were learned from; until its end, at most ninety days after the last hour that it was learned
 * from. Where two hold, the later one says; where that one found raw best, or the sensor unfit, nothing is corrected.
 */
export function heldStretches<Kept extends Holding>(
  versions: readonly Kept[],
  range: { readonly from: number; readonly until: number },
): { readonly from: number; readonly until: number; readonly kept: Kept }[] {
  const newestFirst = versions.toSorted((a, b) => b.version - a.version).map((kept) => ({ kept, ...holdsIn(kept) }))
  const edges = [range.from, range.until, ...newestFirst.flatMap(({ from, until }) => [from, until])]
    .filter((edge) => edge >= range.from && edge <= range.until)
    .toSorted((a, b) => a - b)
  const held: { from: number; until: number; kept: Kept }[] = []
  for (const [place, from] of edges.entries()) {
    const until = edges[place + 1]
    if (until === undefined || until <= from) continue
    const kept = newestFirst.find((one) => one.from <= from && until <= one.until)?.kept
    if (kept?.verdict !== 'calibrated') continue
    const last = held.at(-1)
    if (last !== undefined && last.kept === kept && last.until === from) last.until = until
    else held.push({ from, until, kept })
  }
  return held
}

/** When a version holds, whatever other versions say. */
export function holdsIn({ reason, begunAt, endedAt, found }: Holding): {
  readonly from: number
  readonly until: number
} {
  const { window } = found
  if (window === null) return { from: 0, until: 0 }
  const begun = begunAt.epochMilliseconds * 1000
  return {
    from: reason === 'renewed' ? begun : Math.min(begun, window[0]),
    until: Math.min(endedAt === null ? Infinity : endedAt.epochMilliseconds * 1000, window[1] + HOLDS_DAYS * DAY),
  }
}
