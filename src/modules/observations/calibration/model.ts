import { medianInPlace } from '../quality/median.ts'
import { leastSquares } from './least-squares.ts'
import type { Inputs, Pairs } from './pairs.ts'

/** What a family of models looks at, and how it is fitted. The sum of coefficient times feature is what the reference would have said. */
export const FAMILIES = {
  raw: { features: ['sensor'], way: 'none' },
  offset: { features: ['sensor', 'one'], way: 'shift' },
  'gain-offset': { features: ['sensor', 'one'], way: 'squares' },
  'robust-gain-offset': { features: ['sensor', 'one'], way: 'huber' },
  'median-slopes': { features: ['sensor', 'one'], way: 'theil-sen' },
  temperature: { features: ['sensor', 'one', 'temperature'], way: 'huber' },
  humidity: { features: ['sensor', 'one', 'humidity'], way: 'huber' },
  'humidity-growth': { features: ['sensor', 'one', 'sensor-humidity'], way: 'huber' },
  'humidity-temperature': { features: ['sensor', 'one', 'humidity', 'temperature'], way: 'squares' },
  'robust-humidity-temperature': { features: ['sensor', 'one', 'humidity', 'temperature'], way: 'huber' },
} as const satisfies Record<string, { features: readonly Feature[]; way: Way }>

/** The name of a family of models. */
export type Family = keyof typeof FAMILIES

type Feature = 'sensor' | 'one' | 'humidity' | 'temperature' | 'sensor-humidity'
type Way = 'none' | 'shift' | 'squares' | 'huber' | 'theil-sen'
type Range = readonly [least: number, most: number]

/** A fitted model, as it is kept: plain JSON. */
export interface Model {
  readonly family: Family
  /** One for each feature of the family, in its order. */
  readonly coefficients: readonly number[]
  /** Between which values it was fitted. Humidity and temperature beyond count as the nearest: nobody knows how it goes on. */
  readonly seen: { readonly sensor: Range; readonly humidity?: Range; readonly temperature?: Range }
}

/** The families for which these inputs are there. `raw` and `offset` only make sense when both measure in one unit. */
export function familiesFor(inputs: Inputs, isSameUnit: boolean): Family[] {
  const has = (feature: Feature): boolean =>
    (!feature.includes('humidity') || inputs.humidity !== undefined) &&
    (feature !== 'temperature' || inputs.temperature !== undefined)
  return (Object.keys(FAMILIES) as Family[]).filter(
    (family) =>
      FAMILIES[family].features.every(has) && (isSameUnit || !['none', 'shift'].includes(FAMILIES[family].way)),
  )
}

/** Fits a model on usable pairs; see `usablePairs`. */
export function fitModel(family: Family, pairs: Pairs): Model {
  const features = FAMILIES[family].features.map((feature) => columnOf(feature, pairs))
  return {
    family,
    coefficients: [...FITS[FAMILIES[family].way](features, pairs)],
    seen: {
      sensor: rangeOf(pairs.sensor),
      ...(pairs.humidity && { humidity: rangeOf(pairs.humidity) }),
      ...(pairs.temperature && { temperature: rangeOf(pairs.temperature) }),
    },
  }
}

/** What the reference would have said, in its unit; NaN where something that the model needs is missing. */
export function applyModel(model: Model, inputs: Inputs): Float64Array {
  const { humidity, temperature } = model.seen
  const within: Inputs = {
    sensor: inputs.sensor,
    humidity: inputs.humidity && humidity && clamp(inputs.humidity, humidity),
    temperature: inputs.temperature && temperature && clamp(inputs.temperature, temperature),
  }
  const columns = FAMILIES[model.family].features.map((feature) => columnOf(feature, within))
  return inputs.sensor.map((_, i) =>
    columns.reduce((sum, column, k) => sum + (column[i] as number) * (model.coefficients[k] as number), 0),
  )
}

/** Reference minus what the model says. */
export function residualsOf(model: Model, pairs: Pairs): Float64Array {
  return applyModel(model, pairs).map((said, i) => (pairs.reference[i] as number) - said)
}

const FITS: Record<Way, (features: readonly Float64Array[], pairs: Pairs) => ArrayLike<number> & Iterable<number>> = {
  none: () => [1],
  shift: (_, { sensor, reference }) => [1, meanOf(reference) - meanOf(sensor)],
  squares: (features, { reference }) => leastSquares(features, reference),
  huber: (features, { reference }) => huber(features, reference),
  'theil-sen': (_, pairs) => theilSen(pairs),
}

/** Where large residuals begin, in deviations: 95 % as good as least squares when errors are normal (P. J. Huber, 1964). */
const HUBER = 1.345
const ROUNDS = 20

/** Least squares in which a large residual counts by its size, not by its square; weights found by turns. */
function huber(features: readonly Float64Array[], target: Float64Array): Float64Array {
  let found = leastSquares(features, target)
  for (let round = 0; round < ROUNDS; round += 1) {
    const residuals = target.map((value, i) => value - features.reduce((sum, f, k) => sum + (f[i] as number) * (found[k] as number), 0)) // prettier-ignore
    const scale = 1.4826 * medianInPlace(residuals.map(Math.abs))
    if (!(scale > 0)) return found
    const next = leastSquares(features, target, residuals.map((residual) => Math.min(1, (HUBER * scale) / Math.abs(residual)))) // prettier-ignore
    const isSettled = next.every((value, k) => Math.abs(value - (found[k] as number)) <= 1e-9 * Math.abs(value))
    found = next
    if (isSettled) break
  }
  return found
}

/** The median slope between points half of the series apart in order of size, and the median of what is left (H. Theil, 1950: incomplete). */
function theilSen({ sensor, reference }: Pairs): number[] {
  const places = Array.from(sensor, (_, i) => i).toSorted((a, b) => (sensor[a] as number) - (sensor[b] as number) || (reference[a] as number) - (reference[b] as number)) // prettier-ignore
  const half = places.length >> 1
  const slopes = places.slice(half).flatMap((high, k) => {
    const low = places[k] as number
    const run = (sensor[high] as number) - (sensor[low] as number)
    return run > 0 ? [((reference[high] as number) - (reference[low] as number)) / run] : []
  })
  const slope = slopes.length === 0 ? 0 : medianInPlace(Float64Array.from(slopes))
  return [slope, medianInPlace(reference.map((value, i) => value - slope * (sensor[i] as number)))]
}

function columnOf(feature: Feature, inputs: Inputs): Float64Array {
  const missing = (): Float64Array => new Float64Array(inputs.sensor.length).fill(NaN)
  if (feature === 'one') return new Float64Array(inputs.sensor.length).fill(1)
  if (feature !== 'sensor-humidity') return inputs[feature] ?? missing()
  const { humidity } = inputs
  return humidity ? inputs.sensor.map((value, i) => value * growth(humidity[i] as number)) : missing()
}

/** How water swells dust: h / (1 − h), at most at 95 % (κ-Köhler theory, M. D. Petters and S. M. Kreidenweis, 2007). */
function growth(humidity: number): number {
  const share = Math.max(0, Math.min(95, humidity)) / 100
  return share / (1 - share)
}

function clamp(column: Float64Array, [least, most]: Range): Float64Array {
  return column.map((value) => (value < least ? least : value > most ? most : value))
}

function rangeOf(column: Float64Array): Range {
  return column.reduce<[number, number]>(([a, b], v) => [Math.min(a, v), Math.max(b, v)], [Infinity, -Infinity])
}

/** The mean; NaN of nothing. */
export function meanOf(column: Float64Array): number {
  return column.reduce((sum, value) => sum + value, 0) / column.length
}
