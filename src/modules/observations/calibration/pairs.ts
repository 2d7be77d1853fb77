/** What a sensor and a reference measured at the same moments, as columns of the same length. What is missing is NaN. */
export interface Pairs extends Inputs {
  /** Microseconds since 1970, UTC. */
  readonly time: Float64Array
  /** In the unit of the reference. */
  readonly reference: Float64Array
}

/** What a model reads, as columns of the same length. */
export interface Inputs {
  /** In the unit of the sensor. */
  readonly sensor: Float64Array
  /** Relative humidity, 0 to 100 %. */
  readonly humidity?: Float64Array | undefined
  /** Degrees Celsius. */
  readonly temperature?: Float64Array | undefined
}

/**
 * The pairs that say something: all that is known of each finite, in order of time, one for each moment (the first that was told). Throws a
 * RangeError when columns differ in length.
 */
export function usablePairs(pairs: Pairs): Pairs {
  const columns = [pairs.sensor, pairs.reference, pairs.humidity, pairs.temperature]
  for (const column of columns)
    if (column !== undefined && column.length !== pairs.time.length)
      throw new RangeError(`A column has ${column.length} values and time has ${pairs.time.length}.`)
  const isUsable = (i: number): boolean =>
    Number.isFinite(pairs.time[i]) && columns.every((column) => column === undefined || isSayable(column[i]))
  const places = Array.from(pairs.time, (_, i) => i).filter(isUsable)
  places.sort((a, b) => (pairs.time[a] as number) - (pairs.time[b] as number) || a - b)
  const once = places.filter((place, k) => k === 0 || pairs.time[place] !== pairs.time[places[k - 1] as number])
  return atPlaces(pairs, once)
}

/** The pairs at these places, in this order. */
export function atPlaces(pairs: Pairs, places: readonly number[]): Pairs {
  const take = (column: Float64Array): Float64Array => Float64Array.from(places, (place) => column[place] as number)
  return {
    time: take(pairs.time),
    sensor: take(pairs.sensor),
    reference: take(pairs.reference),
    humidity: pairs.humidity && take(pairs.humidity),
    temperature: pairs.temperature && take(pairs.temperature),
  }
}

/** Nothing on earth measures beyond this; squares of it still fit in a double. */
const LARGEST = 1e100

function isSayable(value: number | undefined): boolean {
  return value !== undefined && Math.abs(value) < LARGEST
}
