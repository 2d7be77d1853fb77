import { FLAG } from '../flags.ts'
import { plantTree, type Tree } from './tree.ts'

/** What was measured at one moment, station by station. What is missing is NaN. */
export interface Stations {
  /** Decimal degrees, WGS84. */
  readonly lon: Float64Array
  readonly lat: Float64Array
  /** Metres above the sea; left out when nothing is known of it. */
  readonly elevation?: Float64Array | undefined
  readonly value: Float64Array
}

/** Stations with a place, in an order that does not depend on the one in which they were given. */
export interface Network {
  readonly count: number
  readonly tree: Tree
  readonly elevation: Float64Array
  readonly value: Float64Array
}

/** The radius of the sphere of WGS84, metres: half its longest axis, as titanlib has it. */
export const RADIUS_METRES = 6_378_137

/** Which stations a test can use. */
export type Wants = 'a place' | 'a value' | 'a value and an elevation'

/**
 * Judges the stations that a test can use, by `judge`, and says of the others what they are: 9 without a value (unless the test is about
 * places), 2 when the value is infinite or when there is no place or elevation. Stations are sorted by place, elevation and value first, so
 * that every sum is taken in the same order: shuffled stations get the same flags to the last bit. Throws a RangeError for columns of
 * different lengths.
 */
export function judgeNetwork(stations: Stations, wants: Wants, judge: (network: Network) => Uint8Array): Uint8Array {
  const { lon, lat, value } = stations
  // Of who is not asked for a height none is known: half a column of them would spoil what is counted with the others.
  const isHeightAsked = wants === 'a value and an elevation'
  const elevation = (isHeightAsked ? stations.elevation : undefined) ?? new Float64Array(value.length)
  for (const column of [lon, lat, stations.elevation ?? value])
    if (column.length !== value.length) throw new RangeError('The columns of these stations differ in length.')
  const flags = new Uint8Array(value.length)
  const usable: number[] = []
  for (let i = 0; i < value.length; i += 1) {
    const isPlace = Math.abs(lon[i] as number) <= 180 && Math.abs(lat[i] as number) <= 90
    if (wants !== 'a place' && Number.isNaN(value[i])) flags[i] = FLAG.missing
    else if (!isPlace || (wants !== 'a place' && !Number.isFinite(value[i]))) flags[i] = FLAG.unknown
    else if (isHeightAsked && !Number.isFinite(elevation[i])) flags[i] = FLAG.unknown
    else usable.push(i)
  }
  const by = (column: Float64Array, a: number, b: number): number => compare(column[a] as number, column[b] as number)
  const sorted = Uint32Array.from(usable).toSorted(
    (a, b) => (lon[a] as number) - (lon[b] as number) || by(lat, a, b) || by(elevation, a, b) || by(value, a, b),
  )
  const tree = plantTree(inSpace(sorted, lon, lat))
  const inTree = (column: Float64Array): Float64Array =>
    Float64Array.from(tree.order, (k) => column[sorted[k] as number] as number)
  const judged = judge({ count: sorted.length, tree, elevation: inTree(elevation), value: inTree(value) })
  for (const [p, flag] of judged.entries()) flags[sorted[tree.order[p] as number] as number] = flag
  return flags
}

/** NaN after all numbers. */
function compare(a: number, b: number): number {
  if (a < b) return -1
  if (a > b) return 1
  return Number(Number.isNaN(a)) - Number(Number.isNaN(b))
}

/** Degrees as metres from the middle of the earth, so that distances need no poles and no date line. */
function inSpace(places: Uint32Array, lon: Float64Array, lat: Float64Array) {
  const radians = Math.PI / 180
  const [x, y, z] = [new Float64Array(places.length), new Float64Array(places.length), new Float64Array(places.length)]
  for (const [k, i] of places.entries()) {
    const [east, north] = [(lon[i] as number) * radians, (lat[i] as number) * radians]
    x[k] = RADIUS_METRES * Math.cos(north) * Math.cos(east)
    y[k] = RADIUS_METRES * Math.cos(north) * Math.sin(east)
    z[k] = RADIUS_METRES * Math.sin(north)
  }
  return { x, y, z }
}
