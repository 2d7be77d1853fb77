import { setImmediate } from 'node:timers/promises'
import type { Sql } from '#core/database/sql.ts'
import { ofGeoJson, type Geometry } from '../geometry/geometry.ts'
import { distanceBetween, lengthOf, RELATIONS } from '../geometry/spatial.ts'
import { fits, relate } from '../geometry/relate.ts'
import { badQuery } from '../problems.ts'
import { column, nameOf, type Typed } from './typed.ts'
import { part, type Fragment } from './fragment.ts'

/** More places than this are not looked through for one question. */
const MOST_PLACES = 50_000
/** Edges that are held against something for one question, and for one of its places: a second, and a tenth of it. */
const MOST_WORK = { all: 20_000_000, one: 2_000_000 }
/** So much is done before others are answered. */
const TURN = 500_000

/** Whether a function is about geometries. */
export function isAboutPlaces(name: string): boolean {
  return Object.hasOwn(RELATIONS, name) || name === 'geo.distance' || name === 'geo.length' || name === 'st_relate'
}

/**
 * Calls a function about geometries. PostgreSQL without extensions knows none, so each place of the table is looked at here, once for
 * the question, and the answers go along by id: places are few beside what is measured there.
 */
export function callPlaces(name: string, inside: readonly Typed[], pattern: string | undefined, sql: Sql): Typed {
  const needed = name === 'geo.length' ? 1 : 2
  if (inside.length !== needed) throw badQuery(`${name} takes ${needed} geometries`)
  for (const one of inside)
    if (one.type !== 'geometry' && one.type !== 'places') throw badQuery(`${name} takes geometries, not ${nameOf(one)}`)
  if (name === 'st_relate' && !/^[TF*012]{9}$/.test(pattern ?? ''))
    throw badQuery("st_relate takes two geometries and a pattern such as 'T*F**F***'")
  let [all, ofOne] = [0, 0]
  const spend = (work: number) => {
    all += work
    ofOne += work
    if (all > MOST_WORK.all || ofOne > MOST_WORK.one)
      throw badQuery('these geometries are too large: ask with fewer corners')
  }
  const answer = (geometries: readonly Geometry[]): number | boolean => {
    const [one, other] = geometries
    if (one === undefined) return false
    if (name === 'geo.length') return lengthOf(one)
    if (other === undefined) return false
    ofOne = 0
    if (name === 'geo.distance') return distanceBetween(one, other, spend)
    if (name === 'st_relate') return fits(relate(one, other, spend), pattern ?? '')
    return RELATIONS[name]?.(one, other, spend) ?? false
  }
  const type = name === 'geo.distance' || name === 'geo.length' ? 'number' : 'boolean'
  const tables = inside.filter((one) => one.type === 'places')
  const [table, second] = tables
  if (table === undefined) {
    const value = answer(inside.flatMap((one) => (one.type === 'geometry' ? [one.value] : [])))
    return { type, sql: type === 'number' ? part`${value}::float8` : part`${value}::boolean` }
  }
  if (second !== undefined && second.alias !== table.alias)
    throw badQuery(`${name} compares with one geometry that stands in the question`)
  const answers = loadPlaces(sql, table).then(async (places) => {
    const byId: Record<number, number | boolean> = {}
    let done = 0
    for (const [id, geometry] of places) {
      byId[id] = answer(inside.map((one) => (one.type === 'geometry' ? one.value : geometry)))
      if (all - done < TURN) continue
      done = all
      await setImmediate()
    }
    return JSON.stringify(byId)
  })
  // Until it is waited for, nobody would hear of its failure otherwise.
  answers.catch(() => {})
  const found: Fragment = part`${answers}::jsonb ->> ${column(table.alias, 'id')}::text`
  return type === 'number' ? { type, sql: part`(${found})::float8` } : { type, sql: part`(${found})::boolean` }
}

async function loadPlaces(
  sql: Sql,
  { table, column: name }: { table: string; column: string },
): Promise<(readonly [number, Geometry])[]> {
  const rows = await (table === 'observations.location'
    ? sql<{
        id: number
        place: unknown
      }>`select id, location as place from observations.location limit ${MOST_PLACES + 1}`
    : name === 'feature'
      ? sql<{
          id: number
          place: unknown
        }>`select id, feature as place from observations.feature limit ${MOST_PLACES + 1}`
      : sql<{
          id: number
          place: unknown
        }>`select id, observed_area as place from observations.datastream where observed_area is not null limit ${MOST_PLACES + 1}`)
  if (rows.length > MOST_PLACES) throw badQuery('there are too many places for a question about geometries')
  return rows.flatMap(({ id, place }) => {
    const geometry = ofGeoJson(place)
    return geometry === undefined ? [] : [[id, geometry] as const]
  })
}
