import { distanceMetres, type Point } from '#core/geo/point.ts'

/** A thing that stands in the street and has a number painted on it. Degrees in WGS84. */
export interface Asset extends Point {
  readonly id: string
  readonly layer: string
  readonly number: string
  /** Id of the body that looks after it. */
  readonly owner: string
  /** NIS code. */
  readonly municipality: string
}

/** What a report keeps of the thing that it is about, as it was then. */
export type KeptAsset = Pick<Asset, 'id' | 'layer' | 'number' | 'owner'>

/** An asset and how far it is from somewhere. */
export interface NearAsset extends Asset {
  readonly metres: number
}

/** Longest number that is kept. */
export const NUMBER_MAX = 40
/** Whoever stands before a lamp and points at a map is not further off than this. */
export const NEAR_METRES = 40
const MOST_OFFERED = 5

/** A number as it is compared: "12.034 a", "12034A" and "12-034/a" are one. Empty when there is no letter or figure in it. */
export function numberKey(number: string): string {
  return number
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()
    .slice(0, NUMBER_MAX)
}

/** The nearest within `NEAR_METRES`, at most five, the nearest first; those as far away in order of number. */
export function nearestOf(assets: readonly Asset[], point: Point): NearAsset[] {
  return assets
    .map((asset) => ({ ...asset, metres: distanceMetres(asset, point) }))
    .filter(({ metres }) => metres <= NEAR_METRES)
    .toSorted((a, b) => a.metres - b.metres || a.number.localeCompare(b.number))
    .slice(0, MOST_OFFERED)
}
