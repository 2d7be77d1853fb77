import type { Sql } from '#core/database/sql.ts'
import { planeAround, type Point } from '#core/geo/point.ts'
import type { Position } from '#core/geo/polygon.ts'
import { publicStreet } from '../public-street.ts'
import type { RoadClass } from './asset.ts'
import type { Place } from './owner-of.ts'

/** So close to the middle of a regional road something stands on it, and so far away it does not. In between, people know. */
const ON_METRES = 10
const OFF_METRES = 40
/** More than `OFF_METRES` in degrees, anywhere between Lapland and the equator. */
const AROUND_DEGREES = 0.001

interface RoadLine {
  readonly name: string
  readonly line: readonly Position[]
}

/**
 * Whose the road at a place is, by the imported map of regional roads; undefined where that map does not tell, or none was imported.
 * Without a point the street decides: one that no regional road is named after is municipal.
 */
export async function roadAt({ lon, lat, street }: Place, sql: Sql): Promise<RoadClass | undefined> {
  if (lon === undefined || lat === undefined) return roadNamed(street, sql)
  const near = await sql<RoadLine>`
    select name, line from reports.regional_road
    where west <= ${lon + AROUND_DEGREES} and east >= ${lon - AROUND_DEGREES}
      and south <= ${lat + AROUND_DEGREES} and north >= ${lat - AROUND_DEGREES}`
  const metres = Math.min(...near.map(({ line }) => metresToLine({ lon, lat }, line)))
  if (metres <= ON_METRES) return 'regional'
  if (metres <= OFF_METRES || !(await isMapped(sql))) return undefined
  return 'municipal'
}

async function roadNamed(street: string, sql: Sql): Promise<RoadClass | undefined> {
  const name = publicStreet(street)
  if (name === '' || !(await isMapped(sql))) return undefined
  const [found] = await sql<{ name: string }>`
    select name from reports.regional_road where lower(name) = lower(${name}) limit 1`
  return found === undefined ? 'municipal' : undefined
}

async function isMapped(sql: Sql): Promise<boolean> {
  return (await sql<{ id: number }>`select id from reports.regional_road limit 1`).length > 0
}

/** The distance in metres from a point to a line of straight pieces, in the plane around the point. Of an empty line: Infinity. */
export function metresToLine(point: Point, line: readonly Position[]): number {
  const plane = planeAround(point)
  const flat = line.map(([lon, lat]) => plane.flatten({ lon, lat }))
  const km = flat.map((to, index) => kmToPiece(flat[index - 1] ?? to, to))
  return 1000 * Math.min(...km)
}

/** From the origin to the nearest place on a piece: the foot of the perpendicular, held between its ends. */
function kmToPiece([x1, y1]: readonly [number, number], [x2, y2]: readonly [number, number]): number {
  const [dx, dy] = [x2 - x1, y2 - y1]
  const length = dx * dx + dy * dy
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, -(x1 * dx + y1 * dy) / length))
  return Math.hypot(x1 + along * dx, y1 + along * dy)
}
