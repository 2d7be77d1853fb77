/** A place on earth in decimal degrees, WGS84 (EPSG:4326). North and east are positive. */
export interface Point {
  readonly lon: number
  readonly lat: number
}

/** Mean radius of the earth in metres: R1 of the IUGG (Moritz, "Geodetic Reference System 1980", 2000). */
export const EARTH_RADIUS_METRES = 6_371_008.8

/**
 * The distance over a sphere, in metres, by the haversine formula
 * (R. W. Sinnott, "Virtues of the Haversine", Sky and Telescope 68, 1984, p. 159).
 * The earth is not a sphere: the result is at most 0.6 % off, and stable for points that are close together.
 */
export function distanceMetres(from: Point, to: Point): number {
  const half =
    haversine(radians(to.lat - from.lat)) +
    Math.cos(radians(from.lat)) * Math.cos(radians(to.lat)) * haversine(radians(to.lon - from.lon))
  return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(half)))
}

/** Whether these are degrees that exist: numbers, longitude within ±180, latitude within ±90. */
export function isPoint(point: Point): boolean {
  return Math.abs(point.lon) <= 180 && Math.abs(point.lat) <= 90
}

/** A flat plane around one point, and back. Good for a region of some 100 km; lengths in kilometres. */
export interface Plane {
  flatten(point: Point): readonly [x: number, y: number]
  unflatten(x: number, y: number): Point
}

/**
 * The local equirectangular projection (J. P. Snyder, "Map Projections: A Working Manual", USGS 1395, 1987, p. 90):
 * a degree of longitude counts as long as it is at the latitude of the middle.
 */
export function planeAround(middle: Point): Plane {
  const degreeKm = radians(1) * (EARTH_RADIUS_METRES / 1000)
  const shrink = Math.cos(radians(middle.lat))
  return {
    flatten: ({ lon, lat }) => [(lon - middle.lon) * degreeKm * shrink, (lat - middle.lat) * degreeKm],
    unflatten: (x, y) => ({ lon: middle.lon + x / (degreeKm * shrink), lat: middle.lat + y / degreeKm }),
  }
}

function haversine(angle: number): number {
  return Math.sin(angle / 2) ** 2
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180
}
