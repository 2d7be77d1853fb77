import { planeAround } from '#core/geo/point.ts'
import type { RegionMap } from './draw-areas.ts'

/** How far over the border one looks: far enough to step over a river, near enough not to skip a narrow neighbour. */
const STEP_KM = 0.3
/** So many places along the border are looked from; a fine boundary has thousands. */
const LOOKOUTS = 150
const DIRECTIONS = 8

/** The codes of the areas that lie against this one on the map, sorted. */
export function neighboursOf(map: RegionMap, nis: string): string[] {
  const border = map.areas.find(({ id }) => id === nis)?.polygons.flatMap((polygon) => polygon[0] ?? []) ?? []
  const stride = Math.max(1, Math.floor(border.length / LOOKOUTS))
  const found = new Set<string>()
  for (const [lon, lat] of border.filter((_, position) => position % stride === 0)) {
    const plane = planeAround({ lon, lat })
    for (let turn = 0; turn < DIRECTIONS; turn += 1) {
      const angle = (2 * Math.PI * turn) / DIRECTIONS
      const seen = map.find(plane.unflatten(STEP_KM * Math.cos(angle), STEP_KM * Math.sin(angle))).nis
      if (seen !== undefined && seen !== nis) found.add(seen)
    }
  }
  return [...found].toSorted()
}
