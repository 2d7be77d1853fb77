/** A proposal to correct the clock of a sensor: people decide, nothing is moved. */
export interface ClockProposal {
  /** To be added to the times of the sensor, seconds. */
  readonly addSeconds: number
  /** How well it goes with the others when moved so, and as it is (−1 to 1). */
  readonly correlation: number
  readonly correlationNow: number
  /** Stretches of time that were looked at, and how many of these say the same. */
  readonly stretches: number
  readonly agree: number
}

export interface ClockRules {
  /** Seconds between two values of a grid. */
  readonly stepSeconds: number
  /** How far a clock is looked for to both sides, in steps. */
  readonly mostSteps: number
}

/** Hours, half a day to both sides. */
export const HOURLY: ClockRules = { stepSeconds: 3600, mostSteps: 12 }

/** So many stretches, each of three days of hours at least. */
const STRETCHES = 4
const LEAST_VALUES = 48
/** It must go with the others this well when moved, and by so much better than now. */
const LEAST_CORRELATION = 0.4
const LEAST_GAIN = 0.05
/** By so much the found shift beats every other: a sensor that is slow to feel goes nearly as well with the hour beside. */
const LEAST_LEAD = 0.06
/** So many of the stretches must say the very same. */
const AGREE = 0.8

/**
 * Looks whether the clock of a sensor is off, or in another zone, by how its changes go with those of the others at each shift (Pearson).
 * Both series stand on one grid of `stepSeconds`, NaN where something is missing. Undefined when the clock is right, or when it is not
 * sure: too short, too unlike, stretches that do not agree. Throws a RangeError when columns differ in length.
 */
export function findClockShift(
  sensor: Float64Array,
  others: Float64Array,
  { stepSeconds, mostSteps }: ClockRules = HOURLY,
): ClockProposal | undefined {
  if (sensor.length !== others.length)
    throw new RangeError(`The sensor has ${sensor.length} values and the others ${others.length}.`)
  const [own, theirs] = [changesOf(sensor), changesOf(others)]
  const size = Math.floor(own.length / STRETCHES)
  if (size < LEAST_VALUES + 2 * mostSteps) return undefined
  const whole = correlations(own, theirs, { from: 0, to: own.length, mostSteps })
  const best = bestOf(whole)
  if (best === undefined || best === mostSteps) return undefined
  const [now, found] = [whole[mostSteps] as number, whole[best] as number]
  const lead = found - Math.max(...whole.filter((one, k) => k !== best && !Number.isNaN(one)))
  if (!(found >= LEAST_CORRELATION) || !(found - now >= LEAST_GAIN) || !(lead >= LEAST_LEAD)) return undefined
  const said = Array.from({ length: STRETCHES }, (_, k) =>
    bestOf(correlations(own, theirs, { from: k * size, to: (k + 1) * size, mostSteps })),
  ).filter((one) => one !== undefined)
  const agree = said.filter((one) => one === best).length
  if (said.length < STRETCHES - 1 || agree < AGREE * said.length) return undefined
  return {
    addSeconds: (best - mostSteps) * stepSeconds,
    correlation: found,
    correlationNow: now,
    stretches: said.length,
    agree,
  }
}

/** From each value to the next. Levels of two places differ for days; changes go together. */
function changesOf(values: Float64Array): Float64Array {
  return values.slice(1).map((value, i) => value - (values[i] as number))
}

interface Within {
  readonly from: number
  readonly to: number
  readonly mostSteps: number
}

/** By shift, from −mostSteps to mostSteps: how well the sensor goes with the others when so many steps are added to its times. NaN of too few. */
function correlations(own: Float64Array, theirs: Float64Array, { from, to, mostSteps }: Within): Float64Array {
  return Float64Array.from({ length: 2 * mostSteps + 1 }, (_, k) => {
    const shift = k - mostSteps
    let [n, a, b, aa, bb, ab] = [0, 0, 0, 0, 0, 0]
    for (let i = Math.max(from, from - shift); i < Math.min(to, to - shift); i += 1) {
      const [x, y] = [own[i] as number, theirs[i + shift] as number]
      if (!Number.isFinite(x) || !Number.isFinite(y)) continue
      n += 1
      a += x
      b += y
      aa += x * x
      bb += y * y
      ab += x * y
    }
    const spread = Math.sqrt((n * aa - a * a) * (n * bb - b * b))
    return n < LEAST_VALUES || !(spread > 0) ? NaN : (n * ab - a * b) / spread
  })
}

function bestOf(all: Float64Array): number | undefined {
  let best: number | undefined
  for (const [k, one] of all.entries())
    if (!Number.isNaN(one) && (best === undefined || one > (all[best] as number))) best = k
  return best
}
