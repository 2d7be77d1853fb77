import { planeAround, type Point } from './point.ts'

/** Longitude and latitude, in the order of GeoJSON (RFC 7946 §3.1.1). */
export type Position = readonly [lon: number, lat: number]
/** A closed line: its last position equals its first. */
export type Ring = readonly Position[]
/** The first ring is the outside, the others are holes. */
export type Polygon = readonly Ring[]
/** The coordinates of a GeoJSON `MultiPolygon` (RFC 7946 §3.1.7). */
export type MultiPolygon = readonly Polygon[]

/** The smallest rectangle around something: west, south, east, north, the order of a GeoJSON `bbox` (RFC 7946 §5). */
export type Box = readonly [west: number, south: number, east: number, north: number]

/**
 * Whether the point lies within the polygons, holes left out.
 * A ray to the east is followed and crossings are counted (M. Shimrat, "Algorithm 112", CACM 5:8, 1962). An edge owns
 * its lower end and not its upper one, and the crossing is computed from the lower end whatever the direction of the
 * ring. So of two areas that share an edge, with the same positions in both, exactly one holds a point on that edge.
 */
export function pointInPolygon(point: Point, polygons: MultiPolygon): boolean {
  return polygons.some((polygon) => isWithin(point, polygon))
}

/** The box around all rings. Of nothing at all it is `[Infinity, Infinity, -Infinity, -Infinity]`. */
export function boxOf(polygons: MultiPolygon): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const polygon of polygons)
    for (const [lon, lat] of polygon[0] ?? []) {
      west = Math.min(west, lon)
      south = Math.min(south, lat)
      east = Math.max(east, lon)
      north = Math.max(north, lat)
    }
  return [west, south, east, north]
}

/**
 * The area in square kilometres, holes left out, by the shoelace formula in the plane around the middle of the box.
 * Within 0.2 % for an area the size of a province.
 */
export function areaKm2(polygons: MultiPolygon): number {
  return moments(polygons).area
}

/** The centre of gravity, which may lie outside a hollow shape; undefined for a shape without area. */
export function centroidOf(polygons: MultiPolygon): Point | undefined {
  const { area, momentX, momentY, plane } = moments(polygons)
  return area > 0 ? plane.unflatten(momentX / area, momentY / area) : undefined
}

function isWithin({ lon, lat }: Point, polygon: Polygon): boolean {
  let inside = false
  for (const ring of polygon) {
    let from = ring.at(-1)
    for (const to of ring) {
      if (from && from[1] > lat !== to[1] > lat && isWestOf(lon, lat, from, to)) inside = !inside
      from = to
    }
  }
  return inside
}

/** Whether the edge is crossed to the east of the point. Ends are put in one order, so both neighbours round alike. */
function isWestOf(lon: number, lat: number, from: Position, to: Position): boolean {
  const [low, high] = from[1] < to[1] ? [from, to] : [to, from]
  return lon < low[0] + ((high[0] - low[0]) * (lat - low[1])) / (high[1] - low[1])
}

function moments(polygons: MultiPolygon) {
  const [west, south, east, north] = boxOf(polygons)
  const plane = planeAround({ lon: (west + east) / 2, lat: (south + north) / 2 })
  const sum = { area: 0, momentX: 0, momentY: 0, plane }
  for (const polygon of polygons)
    for (const [position, ring] of polygon.entries()) {
      const own = ringMoments(ring.map(([lon, lat]) => plane.flatten({ lon, lat })))
      // RFC 7946 asks for a direction of rings, files do not always keep it: the first is land, the others are holes.
      const sign = Math.sign(own.area) * (position === 0 ? 1 : -1)
      sum.area += sign * own.area
      sum.momentX += sign * own.momentX
      sum.momentY += sign * own.momentY
    }
  return sum
}

function ringMoments(ring: readonly (readonly [number, number])[]) {
  const sum = { area: 0, momentX: 0, momentY: 0 }
  let from = ring.at(-1)
  for (const to of ring) {
    if (from) {
      const cross = from[0] * to[1] - to[0] * from[1]
      sum.area += cross / 2
      sum.momentX += ((from[0] + to[0]) * cross) / 6
      sum.momentY += ((from[1] + to[1]) * cross) / 6
    }
    from = to
  }
  return sum
}
