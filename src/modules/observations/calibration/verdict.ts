import targets from './targets.json' with { type: 'json' }
import type { Score } from './score.ts'

/**
 * What calibration found. `not-enough`: too few pairs to say. `raw`: nothing does better than what the sensor says, which is good enough.
 * `calibrated`: a model does better. `unfit`: whatever is done, it does not measure what it claims to.
 */
export type Verdict = 'not-enough' | 'raw' | 'calibrated' | 'unfit'

/** What is asked of held-out values of one property. */
export interface Target {
  /** R² at least. */
  readonly r2: number
  /** RMSE at most, by unit (UCUM). Where the unit is not there, only `share` is asked. */
  readonly rmse: Readonly<Record<string, number>>
  /** RMSE at most, as a share of the mean of the reference; one of both is enough. Null does not ask. */
  readonly share: number | null
  readonly source: string
}

/** What is asked and was not reached: the figure, and what it had to be. */
export interface Shortfall {
  readonly figure: 'r2' | 'rmse'
  readonly found: number
  readonly asked: number
}

/** What is asked of a property (a word of the vocabulary). */
export function targetOf(property: string): Target {
  return (targets as Readonly<Record<string, Target>>)[property] ?? targets.other
}

/** What held-out values do not reach; nothing when they do. `meanReference` in the unit of the reference. */
export function shortfallsOf(score: Score, meanReference: number, target: Target, unit: string): Shortfall[] {
  const shortfalls: Shortfall[] = []
  if (!(score.r2 >= target.r2)) shortfalls.push({ figure: 'r2', found: score.r2, asked: target.r2 })
  const limits = [target.rmse[unit], target.share === null ? undefined : target.share * Math.abs(meanReference)]
  const most = Math.max(...limits.filter((limit) => limit !== undefined))
  if (most > -Infinity && !(score.rmse <= most)) shortfalls.push({ figure: 'rmse', found: score.rmse, asked: most })
  return shortfalls
}
