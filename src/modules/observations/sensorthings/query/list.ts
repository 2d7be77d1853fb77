import type { Sql } from '#core/database/sql.ts'
import { ENTITIES, type EntityType, type SetName } from '../entities.ts'
import type { Options } from '../odata/read-options.ts'
import { tooMany } from '../problems.ts'
import { condition, type Scope } from './compile.ts'
import { all, ask, part, raw, type Fragment } from './fragment.ts'
import { afterKeys, keysOf, orderOf, readToken, termsOf, tokenOf } from './order.ts'
import { columnsOf, type Row } from './rows.ts'

/** So many come when nobody says how many. */
export const USUAL_TOP = 100
const MOST_TOP = 1000
/** Rows of a data array are small. */
const MOST_TOP_OF_ARRAYS = 10_000

/** So many entities are looked up for one link at a time. */
const MOST_LINKED = 50_000

/** Entities of a set that are linked from one. */
export interface From {
  readonly set: SetName
  readonly link: string
  readonly id: number
}

export interface Found {
  readonly rows: readonly Row[]
  /** Where the next page begins; undefined when there is none. */
  readonly next: string | undefined
}

/** How many a question gives at most. */
export function topOf({ top, isDataArray }: Options): number {
  return Math.min(top ?? (isDataArray ? MOST_TOP : USUAL_TOP), isDataArray ? MOST_TOP_OF_ARRAYS : MOST_TOP)
}

/** A page of the entities of a set, or of those that one links to. */
export async function listPage(sql: Sql, set: SetName, from: From | undefined, options: Options): Promise<Found> {
  const scope = scopeOf(sql, set)
  const isOfOne = from?.link === 'Observations' && from.set === 'Datastreams'
  const terms = termsOf(options.orderby, scope, isOfOne)
  const conditions = [...conditionsOf(scope, from, options)]
  if (options.after !== undefined) conditions.push(afterKeys(terms, readToken(options.after, terms)))
  const top = topOf(options)
  const rows = await ask<Row>(
    sql,
    part`select ${raw(columnsOf(set, options.select))}, ${keysOf(terms)} from ${raw(`${scope.entity.table} e`)} where ${all(conditions)}
      order by ${orderOf(terms)} limit ${top + 1}::int offset ${options.after === undefined ? options.skip : 0}::int`,
  )
  const last = rows[top - 1]
  // Who asks for two gets two, and no way to the third (OData 4.01, part 1, §11.2.6.3), unless two is more than a page.
  const isCut = rows.length > top && top > 0 && (options.top === undefined || options.top > top)
  return { rows: rows.slice(0, top), next: isCut && last !== undefined ? tokenOf(last, terms) : undefined }
}

/** How many entities a question is about, whatever the page. */
export async function countAll(sql: Sql, set: SetName, from: From | undefined, options: Options): Promise<number> {
  if (
    set === 'Observations' &&
    options.filter === undefined &&
    options.knownOn === undefined &&
    (from === undefined || from.set === 'Datastreams')
  ) {
    // Counted as they come in: looking through a million would take a second.
    const [row] = await sql<{ count: number }>`
      select coalesce(sum(observations), 0)::bigint as count from observations.latest
      where (${from?.id ?? null}::int is null or datastream = ${from?.id ?? null})`
    return row?.count ?? 0
  }
  const scope = scopeOf(sql, set)
  const [row] = await ask<{ count: number }>(
    sql,
    part`select count(*) as count from ${raw(`${scope.entity.table} e`)} where ${all(conditionsOf(scope, from, options))}`,
  )
  return row?.count ?? 0
}

/** For many entities at once those that each links to, so many for each. */
export async function listForEach(
  sql: Sql,
  { set, link, ids }: { readonly set: SetName; readonly link: string; readonly ids: readonly number[] },
  options: Options,
): Promise<Map<number, Found>> {
  const to = linkOf(ENTITIES[set], link)
  const scope = scopeOf(sql, to.to)
  const terms = termsOf(options.orderby, scope, set === 'Datastreams' && link === 'Observations')
  const top = topOf(options)
  const conditions = [raw(to.joins('p', 'e')), ...conditionsOf(scope, undefined, options)]
  const rows = await ask<Row & { parent: number }>(
    sql,
    part`select p.id as parent, x.* from unnest(${ids}::int[]) as p (id) cross join lateral (
      select ${raw(columnsOf(to.to, options.select))}, ${keysOf(terms)} from ${raw(`${scope.entity.table} e`)} where ${all(conditions)}
      order by ${orderOf(terms)} limit ${top + 1}::int offset ${options.skip}::int) x limit ${MOST_LINKED + 1}::int`,
  )
  if (rows.length > MOST_LINKED) throw tooMany(MOST_LINKED)
  const byParent = Map.groupBy(rows, ({ parent }) => parent)
  return new Map(
    [...byParent].map(([parent, found]) => {
      const last = found[top - 1]
      const isCut = found.length > top && last !== undefined
      return [parent, { rows: found.slice(0, top), next: isCut ? tokenOf(last, terms) : undefined }]
    }),
  )
}

/** How many each of them links to. */
export async function countForEach(
  sql: Sql,
  { set, link, ids }: { readonly set: SetName; readonly link: string; readonly ids: readonly number[] },
  options: Options,
): Promise<Map<number, number>> {
  const to = linkOf(ENTITIES[set], link)
  const scope = scopeOf(sql, to.to)
  const rows = await ask<{ parent: number; count: number }>(
    sql,
    part`select p.id as parent, (select count(*) from ${raw(`${scope.entity.table} e`)}
      where ${all([raw(to.joins('p', 'e')), ...conditionsOf(scope, undefined, options)])}) as count
      from unnest(${ids}::int[]) as p (id)`,
  )
  return new Map(rows.map(({ parent, count }) => [parent, count]))
}

/** Entities by their numbers, as far as they fit a question. */
export async function listByIds(
  sql: Sql,
  set: SetName,
  ids: readonly number[],
  options: Options,
): Promise<Map<number, Row>> {
  const scope = scopeOf(sql, set)
  const rows = await ask<Row>(
    sql,
    part`select ${raw(columnsOf(set, options.select))} from ${raw(`${scope.entity.table} e`)} where e.id = any(${ids}::int[]) and ${all(conditionsOf(scope, undefined, options))}`,
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/**
 * The newest observation of each of these datastreams, by what is known of them: looking for it through every month would take
 * long. Those of which the newest was withdrawn are left out.
 */
export async function newestOfEach(sql: Sql, datastreams: readonly number[]): Promise<Map<number, Row>> {
  const [bounds] = await sql<{ first: Temporal.Instant | null; last: Temporal.Instant | null }>`
    select min(last_at) as first, max(last_at) as last from observations.latest where datastream = any(${datastreams}::int[])`
  if (bounds?.first == null) return new Map()
  const rows = await ask<Row & { datastream: number }>(
    sql,
    part`select distinct on (e.datastream) ${raw(columnsOf('Observations'))} from observations.latest l
      join observations.observation e on e.datastream = l.datastream and e.at = l.last_at
      where l.datastream = any(${datastreams}::int[]) and e.replaced_at is null
        and e.at between ${bounds.first}::timestamptz and ${bounds.last}::timestamptz
      order by e.datastream, e.turn desc`,
  )
  return new Map(rows.map((row) => [row.datastream, row]))
}

/** The link of an entity type that an address names, once it was found there. */
export function linkOf(entity: EntityType, link: string) {
  const found = Object.hasOwn(entity.links, link) ? entity.links[link] : undefined
  if (found === undefined) throw new RangeError(`${entity.one} has no link ${link}.`)
  return found
}

function scopeOf(sql: Sql, set: SetName): Scope {
  let aliases = 0
  return { entity: ENTITIES[set], alias: 'e', sql, fresh: () => `j${++aliases}` }
}

function conditionsOf(scope: Scope, from: From | undefined, { filter, knownOn }: Options): Fragment[] {
  const { entity } = scope
  const known =
    entity.set === 'Observations' && knownOn !== undefined
      ? part`e.received_at <= to_timestamp(${knownOn}::float8 / 1e6) and (e.replaced_at is null or e.replaced_at > to_timestamp(${knownOn}::float8 / 1e6))`
      : raw(entity.base('e'))
  return [
    known,
    ...(from === undefined ? [] : [linkedFrom(from)]),
    ...(filter === undefined ? [] : [condition(filter, scope)]),
  ]
}

/** The condition of a link with the one entity that it comes from put in. */
function linkedFrom({ set, link, id }: From): Fragment {
  const [before = '', after] = linkOf(ENTITIES[set], link).joins('f', 'e').split('f.id')
  return after === undefined ? raw(before) : part`${raw(before)}${id}::int${raw(after)}`
}
