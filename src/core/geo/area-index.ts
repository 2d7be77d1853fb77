import Flatbush from 'flatbush'
import type { Point } from './point.ts'
import { boxOf, pointInPolygon, type MultiPolygon } from './polygon.ts'

/** An area with a name: a municipality, a zone, a neighbourhood. */
export interface Area {
  readonly id: string
  readonly polygons: MultiPolygon
}

/**
 * Makes many areas quick to search: boxes in a packed Hilbert R-tree, then the real shape of the few that are left.
 * The result tells the id of the area that holds a point, or undefined. Where areas overlap, the first id in
 * alphabetical order wins; a point on a shared edge belongs to exactly one area (see `pointInPolygon`).
 */
export function areaIndex(areas: readonly Area[]): (point: Point) => string | undefined {
  const parts = areas
    .toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
    .flatMap(({ id, polygons }) => polygons.map((polygon) => ({ id, polygons: [polygon] })))
    .filter(({ polygons }) => (polygons[0]?.[0]?.length ?? 0) > 0)
  if (parts.length === 0) return () => undefined

  const tree = new Flatbush(parts.length)
  for (const part of parts) tree.add(...boxOf(part.polygons))
  tree.finish()

  return (point) => {
    const near = tree.search(point.lon, point.lat, point.lon, point.lat).toSorted((a, b) => a - b)
    for (const position of near) {
      const part = parts[position]
      if (part && pointInPolygon(point, part.polygons)) return part.id
    }
    return undefined
  }
}
