import proj4 from 'proj4'
import type { Point } from './point.ts'

/** The systems in which Belgian governments publish places. */
export type CoordinateSystem = 'wgs84' | 'lambert-72' | 'lambert-2008'

/**
 * EPSG:31370, Belge 1972 / Belgian Lambert 72: the parameters of the EPSG registry (projection 19961, datum shift
 * EPSG:15929 with seven parameters, accuracy 0.2 m). The rotations have the sign of the position vector convention.
 */
export const LAMBERT_72 =
  '+proj=lcc +lat_0=90 +lon_0=4.36748666666667 +lat_1=51.1666672333333 +lat_2=49.8333339 ' +
  '+x_0=150000.013 +y_0=5400088.438 +ellps=intl ' +
  '+towgs84=-106.8686,52.2978,-103.7239,0.3366,-0.457,1.8422,-1.2747 +units=m +no_defs'

/** EPSG:3812, ETRS89 / Belgian Lambert 2008: EPSG registry. ETRS89 is taken as WGS84 (within a metre). */
export const LAMBERT_2008 =
  '+proj=lcc +lat_0=50.797815 +lon_0=4.35921583333333 +lat_1=49.8333333333333 +lat_2=51.1666666666667 ' +
  '+x_0=649328 +y_0=665262 +ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs'

/** Metres in Belgian Lambert 72 to degrees in WGS84. */
export function fromLambert72(x: number, y: number): Point {
  return inverse(LAMBERT_72, x, y)
}

/** Degrees in WGS84 to metres in Belgian Lambert 72: `[x, y]`, east and north. */
export function toLambert72(point: Point): readonly [x: number, y: number] {
  return forward(LAMBERT_72, point)
}

/** Metres in Belgian Lambert 2008 to degrees in WGS84. */
export function fromLambert2008(x: number, y: number): Point {
  return inverse(LAMBERT_2008, x, y)
}

/** Degrees in WGS84 to metres in Belgian Lambert 2008: `[x, y]`, east and north. */
export function toLambert2008(point: Point): readonly [x: number, y: number] {
  return forward(LAMBERT_2008, point)
}

/** A function from the two numbers of a file to degrees in WGS84. */
export function toPoint(system: CoordinateSystem): (x: number, y: number) => Point {
  if (system === 'lambert-72') return fromLambert72
  if (system === 'lambert-2008') return fromLambert2008
  return (lon, lat) => ({ lon, lat })
}

/**
 * Which system coordinates are in: by the name that the file gives (`urn:ogc:def:crs:EPSG::31370`), or else by size.
 * Degrees are below 180; Belgium lies within x 0–300 km, y 0–300 km in Lambert 72, and within x 480–820 km,
 * y 480–820 km in Lambert 2008 (EPSG area of use, with a margin). Undefined when the sample fits none or several.
 */
export function detectSystem(
  name: string | undefined,
  sample: readonly (readonly [number, number])[],
): CoordinateSystem | undefined {
  if (name !== undefined) return systemNamed(name)
  const first = systemBySize(sample[0])
  return first !== undefined && sample.every((pair) => systemBySize(pair) === first) ? first : undefined
}

function systemNamed(name: string): CoordinateSystem | undefined {
  if (/31370|lambert.{0,3}(19)?72/i.test(name)) return 'lambert-72'
  if (/3812|lambert.{0,3}2008/i.test(name)) return 'lambert-2008'
  // Of ETRS89 (EPSG:4258) and WGS84 the axes run together within a metre in Europe.
  if (/4326|4258|CRS84|WGS.?84/i.test(name)) return 'wgs84'
  return undefined
}

function systemBySize(pair: readonly [number, number] | undefined): CoordinateSystem | undefined {
  if (!pair) return undefined
  const [x, y] = pair
  if (Math.abs(x) <= 180 && Math.abs(y) <= 90) return 'wgs84'
  if (x >= 0 && x <= 300_000 && y >= 0 && y <= 300_000) return 'lambert-72'
  if (x >= 480_000 && x <= 820_000 && y >= 480_000 && y <= 820_000) return 'lambert-2008'
  return undefined
}

function inverse(definition: string, x: number, y: number): Point {
  const [lon, lat] = converter(definition).inverse([x, y])
  return { lon, lat }
}

function forward(definition: string, { lon, lat }: Point): readonly [number, number] {
  const [x, y] = converter(definition).forward([lon, lat])
  return [x, y]
}

/** The parsed definitions: fixed by the two constants above, made once because parsing costs more than converting. */
const lambert72 = proj4('WGS84', LAMBERT_72)
const lambert2008 = proj4('WGS84', LAMBERT_2008)

function converter(definition: string) {
  return definition === LAMBERT_72 ? lambert72 : lambert2008
}
