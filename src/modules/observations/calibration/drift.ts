/** How a calibrated sensor usually differs from what it is judged by, day by day: while nothing drifted. */
export interface Usual {
  /** Mean and standard deviation of the daily means of residuals, in their unit. */
  readonly mean: number
  readonly deviation: number
}

/** A drift: since when, and by how much in the unit of the residuals. */
export interface Drift {
  /** Microseconds since 1970: the day on which it must have begun. */
  readonly since: number
  /** The day on which it was sure. */
  readonly sureAt: number
  /** Mean of the residuals since then, less what is usual. */
  readonly size: number
}

/** Changes of half of this, in deviations, are let go; what comes beyond is summed up. */
const ALLOWANCE = 0.5
/**
 * From so many summed deviations on it is a drift. By Siegmund's approximation ((e^(2kb) − 2kb − 1) / 2k², b = h + 1.166, for one side) a sensor
 * that does not drift is accused once in 9,500 days, when days are independent; a drift of one deviation is seen after some 18 days, of two
 * after 6.
 */
const THRESHOLD = 8

/**
 * Finds the first drift by cumulative sums to both sides (CUSUM; E. S. Page, Biometrika 41, 1954; D. Siegmund, "Sequential Analysis", 1985).
 * `days` are daily means of residuals in order of time; days without a value are NaN or left out. Undefined when there is none. Throws a
 * RangeError when columns differ in length, or for a deviation that is not above zero.
 */
export function findDrift(time: Float64Array, days: Float64Array, { mean, deviation }: Usual): Drift | undefined {
  if (time.length !== days.length) throw new RangeError(`time has ${time.length} days and residuals ${days.length}.`)
  if (!(deviation > 0)) throw new RangeError('deviation is above zero')
  const sides = [1, -1].map((sign) => ({ sign, sum: 0, from: 0 }))
  for (const [i, day] of days.entries()) {
    if (!Number.isFinite(day)) continue
    for (const side of sides) {
      if (side.sum === 0) side.from = i
      side.sum = Math.max(0, side.sum + (side.sign * (day - mean)) / deviation - ALLOWANCE)
      if (side.sum > THRESHOLD)
        return {
          since: time[side.from] as number,
          sureAt: time[i] as number,
          size: meanFrom(days, side.from, i) - mean,
        }
    }
  }
  return undefined
}

const DAY = 86_400_000_000

/** Means of residuals by day (UTC), of days with so many values at least, in order of time. NaN is left out. */
export function dailyMeans(
  time: Float64Array,
  residuals: Float64Array,
  leastValues: number,
): { readonly time: Float64Array; readonly days: Float64Array } {
  const days = new Map<number, { sum: number; count: number }>()
  for (const [i, residual] of residuals.entries()) {
    if (!Number.isFinite(residual) || !Number.isFinite(time[i])) continue
    const day = Math.floor((time[i] as number) / DAY)
    const known = days.get(day) ?? { sum: 0, count: 0 }
    days.set(day, { sum: known.sum + residual, count: known.count + 1 })
  }
  const enough = [...days].filter(([, { count }]) => count >= leastValues).toSorted(([a], [b]) => a - b)
  return {
    time: Float64Array.from(enough, ([day]) => day * DAY),
    days: Float64Array.from(enough, ([, { sum, count }]) => sum / count),
  }
}

/** What is usual of daily means while nothing drifts. Undefined of fewer than three days, or of days that are all the same. */
export function usualOf(days: Float64Array): Usual | undefined {
  const known = days.filter(Number.isFinite)
  if (known.length < 3) return undefined
  const mean = known.reduce((sum, day) => sum + day, 0) / known.length
  const variance = known.reduce((sum, day) => sum + (day - mean) ** 2, 0) / (known.length - 1)
  return variance > 0 ? { mean, deviation: Math.sqrt(variance) } : undefined
}

function meanFrom(days: Float64Array, from: number, to: number): number {
  const known = days.subarray(from, to + 1).filter(Number.isFinite)
  return known.reduce((sum, day) => sum + day, 0) / known.length
}
