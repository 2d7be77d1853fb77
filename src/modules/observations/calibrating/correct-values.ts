import { applyCalibration, applyModel, type Calibrated, type Calibration, type Inputs } from '../calibration/index.ts'
import { BEYOND_SEEN } from './validity.ts'

/** Ninety-five of a hundred draws of a normal distribution lie within so many deviations. */
const NORMAL_95 = 1.96

/** What is corrected: what a model reads, and how far values lie from the mean of their hour. */
export interface Correctable extends Inputs {
  /** Deviation of the sensor within the hour of each value, in the unit of `sensor`; 0 for a value that is the hour. */
  readonly wobble: Float64Array
}

/**
 * Corrected values with their 95 % intervals, in the unit of the calibration; NaN where something is missing or far beyond what was learned from.
 * Models are learned from means of hours. Of a value about less, what varies within its hour may all be noise of the sensor: the interval
 * grows by 1.96 deviations of that (our own choice, on the careful side).
 */
export function correctValues(found: Calibration, given: Correctable): Calibrated {
  const sensor = withinSeen(found, given.sensor)
  const inputs = { ...given, sensor }
  const { value, low, high } = applyCalibration(found, inputs)
  const moved = movedBy(found, inputs, value)
  const half = value.map((said, i) => Math.hypot((high[i] as number) - said, NORMAL_95 * (moved[i] as number)))
  return {
    value,
    low: low.map((_, i) => (value[i] as number) - (half[i] as number)),
    high: high.map((_, i) => (value[i] as number) + (half[i] as number)),
  }
}

/** NaN for what lies far beyond the values that a model was learned from: there it is a guess. */
export function withinSeen({ model }: Pick<Calibration, 'model'>, sensor: Float64Array): Float64Array {
  if (model === null) return sensor
  const [least, most] = model.seen.sensor
  const room = BEYOND_SEEN * (most - least)
  return sensor.map((value) => (value < least - room || value > most + room ? Number.NaN : value))
}

/** By how much a corrected value moves when the sensor moves by a deviation. */
function movedBy({ model }: Calibration, given: Correctable, value: Float64Array): Float64Array {
  if (model === null || given.wobble.every((one) => one === 0)) return new Float64Array(value.length)
  const sensor = given.sensor.map((one, i) => one + (given.wobble[i] as number))
  return applyModel(model, { ...given, sensor }).map((one, i) => Math.abs(one - (value[i] as number)))
}
