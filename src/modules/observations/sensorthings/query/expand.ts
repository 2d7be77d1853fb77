import type { Sql } from '#core/database/sql.ts'
import { ENTITIES, type SetName } from '../entities.ts'
import { nextQuery, NO_OPTIONS, type Expand, type Options } from '../odata/read-options.ts'
import { badQuery, tooMany } from '../problems.ts'
import { countForEach, linkOf, listByIds, listForEach, newestOfEach, type Found } from './list.ts'
import { LEADS_TO, type Row } from './rows.ts'
import { addressOf, shaped } from './shape.ts'

/** An answer of more entities than this, or of more signs, is asked for in parts. */
const MOST_ROWS = 20_000
const MOST_SIGNS = 6_000_000

/** How much more may come along with an answer. */
export interface Room {
  /** Entities that may be looked up. */
  left: number
  /** How many signs each entity takes with what is expanded in it: what many lead to is looked up once, and written for each of them. */
  readonly signs: WeakMap<object, number>
}

export function roomOf(): Room {
  return { left: MOST_ROWS, signs: new WeakMap() }
}

/** Entities as SensorThings tells them, with what is expanded in them: one question to the database for each link of each level. */
export async function shapeAll(
  sql: Sql,
  root: string,
  { set, rows }: { readonly set: SetName; readonly rows: readonly Row[] },
  { options, room }: { readonly options: Options; readonly room: Room },
): Promise<Record<string, unknown>[]> {
  checkSelect(set, options)
  room.left -= rows.length
  if (room.left < 0) throw tooMany(MOST_ROWS)
  const expanded = rows.map((): Record<string, unknown> => ({}))
  for (const expand of options.expand) {
    const found = await expandOne(sql, root, { set, rows }, { expand, room })
    rows.forEach((row, place) => Object.assign(expanded[place] ?? {}, found(row)))
  }
  let all = 0
  return rows.map((row, place) => {
    const shape = shaped(root, set, row, { select: options.select, expanded: expanded[place] ?? {} })
    const signs = signsOf(shape, room)
    all += signs
    if (all > MOST_SIGNS) throw badQuery(`an answer has ${MOST_SIGNS} signs at most: ask for less at a time`)
    room.signs.set(shape, signs)
    return shape
  })
}

/** About how many signs an entity takes when it is written; what is expanded in it was weighed before. */
function signsOf(shape: Readonly<Record<string, unknown>>, { signs }: Room): number {
  const weighed = (value: unknown) => (typeof value === 'object' && value !== null ? signs.get(value) : undefined)
  let sum = 2
  for (const [name, value] of Object.entries(shape)) {
    sum += name.length + 4
    if (typeof value === 'string') sum += value.length + 2
    else if (Array.isArray(value) && weighed(value[0]) !== undefined) for (const one of value) sum += weighed(one) ?? 0
    else if (typeof value === 'object' && value !== null) sum += weighed(value) ?? JSON.stringify(value).length
    else sum += 8
  }
  return sum
}

async function expandOne(
  sql: Sql,
  root: string,
  { set, rows }: { readonly set: SetName; readonly rows: readonly Row[] },
  { expand: { link, options }, room }: { readonly expand: Expand; readonly room: Room },
): Promise<(row: Row) => Record<string, unknown>> {
  const entity = ENTITIES[set]
  if (!Object.hasOwn(entity.links, link)) throw badQuery(`${entity.one} has no link ${link.slice(0, 60)}`)
  const { to, isMany } = linkOf(entity, link)
  if (!isMany) {
    const column = LEADS_TO[link] ?? ''
    const ids = [...new Set(rows.map((row) => row[column]).filter((id) => typeof id === 'number'))]
    const found = await listByIds(sql, to, ids, options)
    const shapes = await shapeAll(sql, root, { set: to, rows: [...found.values()] }, { options, room })
    const byId = new Map([...found.keys()].map((id, place) => [id, shapes[place]]))
    return (row) => {
      const shape = byId.get(Number(row[column]))
      return shape === undefined ? {} : { [link]: shape }
    }
  }
  const ids = [...new Set(rows.map(({ id }) => id))]
  const found = await manyFor(sql, { set, link, ids }, options)
  const counts = options.count ? await countForEach(sql, { set, link, ids }, options) : undefined
  const all = [...found.values()].flatMap((one) => one.rows)
  const shapes = await shapeAll(sql, root, { set: to, rows: all }, { options, room })
  const shapeOf = new Map(all.map((row, place) => [row, shapes[place]]))
  return (row) => {
    const { rows: linked = [], next } = found.get(row.id) ?? {}
    const address = `${addressOf(root, set, row)}/${link}`
    return {
      [link]: linked.map((one) => shapeOf.get(one)),
      ...(counts === undefined ? {} : { [`${link}@iot.count`]: counts.get(row.id) ?? 0 }),
      ...(next === undefined
        ? {}
        : { [`${link}@iot.nextLink`]: `${address}?${nextQuery({ ...options, top: undefined }, next, 0)}` }),
    }
  }
}

async function manyFor(
  sql: Sql,
  { set, link, ids }: { readonly set: SetName; readonly link: string; readonly ids: readonly number[] },
  options: Options,
): Promise<Map<number, Found>> {
  if (link !== 'Observations' || set !== 'Datastreams' || !isNewest(options))
    return listForEach(sql, { set, link, ids }, options)
  const newest = await newestOfEach(sql, ids)
  const rest = ids.filter((id) => !newest.has(id))
  const slow = rest.length === 0 ? [] : await listForEach(sql, { set, link, ids: rest }, options)
  return new Map([...[...newest].map(([id, row]) => [id, { rows: [row], next: undefined }] as const), ...slow])
}

/** Whether only the newest of each is asked for: what a map of sensors shows. */
function isNewest({ orderby, top, filter, skip, knownOn }: Options): boolean {
  const [first, second] = orderby
  const isByTime =
    first?.by.kind === 'path' && first.by.steps.join('/') === 'phenomenonTime' && first.isDown && second === undefined
  return isByTime && top === 1 && filter === undefined && skip === 0 && knownOn === NO_OPTIONS.knownOn
}

function checkSelect(set: SetName, { select = [] }: Options): void {
  const { properties, links, one } = ENTITIES[set]
  for (const name of select)
    if (!Object.hasOwn(properties, name) && !Object.hasOwn(links, name) && name !== '@iot.id')
      throw badQuery(`${one} has no ${name.slice(0, 60)}`)
}
