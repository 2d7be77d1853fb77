import { medianInPlace } from '../quality/median.ts'

/** How sensors of one kind are told by a reference in their midst, when none stands beside it. */
export interface FactorRules {
  /** Fewer sensors of the kind around the reference say nothing. */
  readonly leastSensors: number
  /** Hours around each that are taken together. */
  readonly hours: number
  /** Below this level of the reference, in its unit, a ratio is noise. */
  readonly leastLevel: number
}

export const FACTOR_RULES: FactorRules = { leastSensors: 3, hours: 5, leastLevel: 2 }

/** Beyond this a ratio says that something is broken, not how dust swells. */
const [LEAST, MOST] = [0.2, 5] as const

/**
 * By how much sensors of a kind say too much around a reference, hour by hour: the median of the sensors over the reference, and of that the
 * median of the hours around (after the local factors of RIVM's Samen Meten, which take means of hours). NaN where there are too few sensors, no
 * reference, or too low a level. Rows are hours on one grid; NaN is missing. Throws a RangeError when columns differ in length.
 */
export function groupFactors(
  sensors: readonly Float64Array[],
  reference: Float64Array,
  { leastSensors, hours, leastLevel }: FactorRules = FACTOR_RULES,
): Float64Array {
  for (const sensor of sensors)
    if (sensor.length !== reference.length)
      throw new RangeError(`A sensor has ${sensor.length} hours and the reference ${reference.length}.`)
  const ratios = reference.map((level, i) => {
    const said = sensors.map((sensor) => sensor[i] as number).filter(Number.isFinite)
    return said.length < leastSensors || !(level >= leastLevel) ? NaN : medianInPlace(Float64Array.from(said)) / level
  })
  const half = hours >> 1
  return ratios.map((_, i) => {
    const near = ratios.slice(Math.max(0, i - half), i + half + 1).filter(Number.isFinite)
    if (near.length === 0) return NaN
    return Math.min(MOST, Math.max(LEAST, medianInPlace(near)))
  })
}

/** A reference with its factors, and how far it is, in metres. */
export interface NearFactor {
  readonly factors: Float64Array
  readonly metres: number
}

/** A reference at the door is as one at so many metres. */
const NEAREST_METRES = 500

/**
 * The factors of a place between references: the mean of their logarithms, by the inverse of the square of the distance. Hours of which none
 * is known are NaN. Throws a RangeError when columns differ in length, or when there is none.
 */
export function factorsBetween(near: readonly NearFactor[]): Float64Array {
  const [first] = near
  if (first === undefined) throw new RangeError('There is no reference.')
  if (near.some(({ factors }) => factors.length !== first.factors.length))
    throw new RangeError('The factors of these references differ in length.')
  return first.factors.map((_, i) => {
    let [sum, weights] = [0, 0]
    for (const { factors, metres } of near) {
      const factor = factors[i] as number
      if (!Number.isFinite(factor)) continue
      const weight = 1 / Math.max(NEAREST_METRES, metres) ** 2
      sum += weight * Math.log(factor)
      weights += weight
    }
    return weights === 0 ? NaN : Math.exp(sum / weights)
  })
}
