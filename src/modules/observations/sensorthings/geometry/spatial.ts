import { distanceMetres } from '#core/geo/point.ts'
import type { Geometry, Position } from './geometry.ts'
import { dimensionOf, fits, relate, type Spend } from './relate.ts'

type Test = (one: Geometry, other: Geometry, spend?: Spend) => boolean

const intersects: Test = (one, other, spend) => !fits(relate(one, other, spend), 'FF*FF****')
const touches: Test = (one, other, spend) => {
  const matrix = relate(one, other, spend)
  return ['FT*******', 'F**T*****', 'F***T****'].some((pattern) => fits(matrix, pattern))
}
const within: Test = (one, other, spend) => fits(relate(one, other, spend), 'T*F**F***')
const crosses: Test = (one, other, spend) => {
  const [first, second] = [dimensionOf(one), dimensionOf(other)]
  const matrix = relate(one, other, spend)
  if (first === 1 && second === 1) return fits(matrix, '0********')
  return first < second ? fits(matrix, 'T*T******') : first > second && fits(matrix, 'T*****T**')
}
const overlaps: Test = (one, other, spend) => {
  const [first, second] = [dimensionOf(one), dimensionOf(other)]
  return first === second && fits(relate(one, other, spend), first === 1 ? '1*T***T**' : 'T*T***T**')
}

/** The relations of OGC 06-103r4 §6.1.15.3, by the names of SensorThings (OGC 18-088, table 24). */
export const RELATIONS: Readonly<Record<string, Test>> = {
  st_equals: (one, other, spend) => fits(relate(one, other, spend), 'T*F**FFF*'),
  st_disjoint: (one, other, spend) => !intersects(one, other, spend),
  st_touches: touches,
  st_within: within,
  st_overlaps: overlaps,
  st_crosses: crosses,
  st_intersects: intersects,
  st_contains: (one, other, spend) => within(other, one, spend),
  'geo.intersects': intersects,
}

/** The distance between two geometries in metres: 0 where they meet, otherwise over the ground between their nearest parts. */
export function distanceBetween(one: Geometry, other: Geometry, spend: Spend = () => {}): number {
  if (intersects(one, other, spend)) return 0
  let nearest = Number.POSITIVE_INFINITY
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    const [corners, edges] = [cornersOf(from), edgesOf(to)]
    spend(corners.length * edges.length)
    for (const corner of corners) for (const edge of edges) nearest = Math.min(nearest, metresTo(corner, edge))
  }
  return nearest
}

/** The length of the lines of a geometry in metres; of an area that of its edge. */
export function lengthOf(geometry: Geometry): number {
  return edgesOf(geometry).reduce((sum, [from, to]) => sum + metres(from, to), 0)
}

function cornersOf({ points, lines, areas }: Geometry): Position[] {
  return [...points, ...lines.flat(), ...areas.flat(2)]
}

function edgesOf({ points, lines, areas }: Geometry): (readonly [Position, Position])[] {
  const edges = [...lines, ...areas.flat()].flatMap((line) =>
    line.slice(1).map((to, index) => [line[index] ?? to, to] as const),
  )
  return [...points.map((point) => [point, point] as const), ...edges]
}

/** To the nearest place of an edge, which is found on a plane around the corner: right for what is near. */
function metresTo(place: Position, [from, to]: readonly [Position, Position]): number {
  const shrink = Math.cos((place[1] * Math.PI) / 180)
  const [dx, dy] = [(to[0] - from[0]) * shrink, to[1] - from[1]]
  const squared = dx * dx + dy * dy
  const along = squared === 0 ? 0 : ((place[0] - from[0]) * shrink * dx + (place[1] - from[1]) * dy) / squared
  const t = Math.min(1, Math.max(0, along))
  return metres(place, [from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])])
}

function metres([ax, ay]: Position, [bx, by]: Position): number {
  return distanceMetres({ lon: ax, lat: ay }, { lon: bx, lat: by })
}
