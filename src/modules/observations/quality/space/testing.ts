// Stations over a region with what a temperature does there: colder with height, warmer in towns, a front, the error of each sensor. Some are
// grossly wrong. For benches and tests of quality; seeded, so that it is the same each time.
import { openRandom } from '../testing.ts'
import type { Stations } from './network.ts'

/** Stations, and which of them are wrong. */
export interface Invented {
  readonly stations: Stations & { readonly elevation: Float64Array }
  readonly isWrong: Uint8Array
}

/** °C for each metre upwards. */
export const LAPSE = -0.0065
const TOWNS = 40

/** @param kilometres how wide and how high the region is @param wrong the share of stations with a gross error of 5 to 20 °C */
export function inventNetwork(count: number, kilometres: number, wrong: number, seed: number): Invented {
  const random = openRandom(seed)
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const towns = Array.from({ length: TOWNS }, () => ({
    x: random() * kilometres,
    y: random() * kilometres,
    size: 2 + random() * 6,
    heat: 1 + random() * 3,
  }))
  const column = (): Float64Array => new Float64Array(count)
  const [lon, lat, elevation, value, isWrong] = [column(), column(), column(), column(), new Uint8Array(count)]
  for (let i = 0; i < count; i += 1) {
    // Two in three stand in or around a town.
    const town = towns[Math.floor(random() * TOWNS)]
    const isInTown = town !== undefined && random() < 2 / 3
    const x = isInTown ? town.x + normal() * town.size : random() * kilometres
    const y = isInTown ? town.y + normal() * town.size : random() * kilometres
    const hills = 150 * (1 + Math.sin(x / 9) * Math.cos(y / 13)) + 40 * Math.sin(x / 2 + y / 3)
    const heat = towns.reduce((sum, at) => sum + at.heat * Math.exp(-((x - at.x) ** 2 + (y - at.y) ** 2) / (2 * at.size ** 2)), 0) // prettier-ignore
    const front = 2 * Math.tanh((x + y - kilometres) / 10)
    lon[i] = 4 + x / 71.6
    lat[i] = 50 + y / 111.2
    elevation[i] = hills + 10 * normal()
    value[i] = 12 + LAPSE * (elevation[i] as number) + Math.min(heat, 5) + front + 0.5 * normal()
    if (random() < wrong) {
      isWrong[i] = 1
      value[i] = (value[i] as number) + (random() < 0.5 ? -1 : 1) * (5 + 15 * random())
    }
  }
  return { stations: { lon, lat, elevation, value }, isWrong }
}

/** How many wrong ones were found (TP), good ones flagged (FP), wrong ones missed (FN), and how many could not be told. */
export function countFound(flags: Uint8Array, isWrong: Uint8Array) {
  const counts = { tp: 0, fp: 0, fn: 0, unknown: 0 }
  for (const [i, flag] of flags.entries()) {
    if (flag === 2) counts.unknown += 1
    if (flag >= 3) counts[isWrong[i] === 1 ? 'tp' : 'fp'] += 1
    else if (isWrong[i] === 1) counts.fn += 1
  }
  return counts
}
