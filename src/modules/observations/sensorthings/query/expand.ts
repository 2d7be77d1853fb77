import type { Sql } from '#core/database/sql.ts'
import { ENTITIES, type SetName } from '../entities.ts'
import { nextQuery, NO_OPTIONS, type Expand, type Options } from '../odata/read-options.ts'
import { badQuery, tooMany } from '../problems.ts'
import { countForEach, linkOf, listByIds, listForEach, newestOfEach, type Found } from './list.ts'
import { LEADS_TO, type Row } from './rows.ts'
import { addressOf, shaped } from './shape.ts'

/** An answer of more entities than this is asked for in parts: those that are told more than once count each time. */
const MOST_TOLD = 30_000

/** How many entities are told with each that was shaped, itself included. */
export type Told = WeakMap<object, number>

/** Entities as SensorThings tells them, with what is expanded in them: one question to the database for each link of each level. */
export async function shapeAll(
  sql: Sql,
  root: string,
  { set, rows }: { readonly set: SetName; readonly rows: readonly Row[] },
  { options, told = new WeakMap() }: { readonly options: Options; readonly told?: Told },
): Promise<Record<string, unknown>[]> {
  checkSelect(set, options)
  const expanded = rows.map((): Record<string, unknown> => ({}))
  const counts = rows.map(() => 1)
  let all = checked(rows.length)
  for (const expand of options.expand) {
    const found = await expandOne(sql, root, { set, rows }, { expand, told })
    rows.forEach((row, place) => {
      const more = found(row)
      const within = Object.values(more)
        .flat()
        .reduce<number>((sum, one) => sum + (typeof one === 'object' && one !== null ? (told.get(one) ?? 0) : 0), 0)
      counts[place] = (counts[place] ?? 1) + within
      all = checked(all + within)
      Object.assign(expanded[place] ?? {}, more)
    })
  }
  return rows.map((row, place) => {
    const shape = shaped(root, set, row, { select: options.select, expanded: expanded[place] ?? {} })
    told.set(shape, counts[place] ?? 1)
    return shape
  })
}

function checked(count: number): number {
  if (count > MOST_TOLD) throw tooMany(MOST_TOLD)
  return count
}

async function expandOne(
  sql: Sql,
  root: string,
  { set, rows }: { readonly set: SetName; readonly rows: readonly Row[] },
  { expand: { link, options }, told }: { readonly expand: Expand; readonly told: Told },
): Promise<(row: Row) => Record<string, unknown>> {
  const entity = ENTITIES[set]
  if (!Object.hasOwn(entity.links, link)) throw badQuery(`${entity.one} has no link ${link.slice(0, 60)}`)
  const { to, isMany } = linkOf(entity, link)
  if (!isMany) {
    const column = LEADS_TO[link] ?? ''
    const ids = [...new Set(rows.map((row) => row[column]).filter((id) => typeof id === 'number'))]
    const found = await listByIds(sql, to, ids, options)
    const shapes = await shapeAll(sql, root, { set: to, rows: [...found.values()] }, { options, told })
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
  const shapes = await shapeAll(sql, root, { set: to, rows: all }, { options, told })
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
