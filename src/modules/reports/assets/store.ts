import { randomUUIDv7 } from 'node:crypto'
import type { Point } from '#core/geo/point.ts'
import type { Sql } from '#core/database/sql.ts'
import { NEAR_METRES, numberKey, type Asset } from './asset.ts'

/** An asset as a file gives it. `until`: the first day on which it is there no more. */
export interface GivenAsset extends Point {
  readonly number: string
  readonly municipality: string
  readonly from: Temporal.PlainDate
  readonly until: Temporal.PlainDate | null
}

const METRES_PER_DEGREE = 111_195
/** More than this many in a square of 80 m are not street furniture. */
const MOST_AROUND = 1000

/** The things of a layer in the square around a point, of a day. */
export async function listAround(
  sql: Sql,
  layer: string,
  { lon, lat }: Point,
  on: Temporal.PlainDate,
): Promise<Asset[]> {
  const up = (NEAR_METRES * 1.01) / METRES_PER_DEGREE
  const aside = up / Math.cos((lat * Math.PI) / 180)
  return sql<Asset>`
    select id, layer, number, owner, municipality, lon, lat from reports.asset
    where layer = ${layer} and lat between ${lat - up}::float8 and ${lat + up}::float8
      and lon between ${lon - aside}::float8 and ${lon + aside}::float8
      and valid_from <= ${on}::date and (valid_until is null or valid_until > ${on}::date)
    limit ${MOST_AROUND}`
}

/** The things with a number in these municipalities: one, or one of each owner. However the number is typed. */
export async function findByNumber(
  sql: Sql,
  { layer, number, municipalities }: { layer: string; number: string; municipalities: readonly string[] },
  on: Temporal.PlainDate,
): Promise<Asset[]> {
  return sql<Asset>`
    select id, layer, number, owner, municipality, lon, lat from reports.asset
    where layer = ${layer} and municipality = any(${municipalities}::text[]) and number_key = ${numberKey(number)}
      and valid_from <= ${on}::date and (valid_until is null or valid_until > ${on}::date)
    order by owner limit 20`
}

export async function findAsset(sql: Sql, id: string): Promise<Asset | undefined> {
  const [asset] = await sql<Asset>`
    select id, layer, number, owner, municipality, lon, lat from reports.asset where id::text = ${id}`
  return asset
}

/** Whether anything of a layer is known in these municipalities, so that a number can be looked up. */
export async function hasAny(
  sql: Sql,
  { layer, municipalities }: { layer: string; municipalities: readonly string[] },
): Promise<boolean> {
  const rows = await sql`
    select 1 from reports.asset where layer = ${layer} and municipality = any(${municipalities}::text[]) limit 1`
  return rows.length > 0
}

/** Adds assets, and brings those that are there (same layer, municipality, number and owner) up to date. Call it in a transaction. */
export async function putAssets(
  sql: Sql,
  { layer, owner, demo = false }: { layer: string; owner: string; demo?: boolean },
  given: readonly GivenAsset[],
): Promise<{ id: string; isNew: boolean }[]> {
  const column = <Value>(value: (asset: GivenAsset) => Value) => given.map(value)
  return sql<{ id: string; isNew: boolean }>`
    insert into reports.asset as kept (id, layer, number, number_key, owner, municipality, lon, lat, valid_from, valid_until, demo)
    select id, ${layer}, number, key, ${owner}, municipality, lon, lat, valid_from, valid_until, ${demo}
    from unnest(
      ${column(() => randomUUIDv7())}::uuid[], ${column((a) => a.number)}::text[], ${column((a) => numberKey(a.number))}::text[],
      ${column((a) => a.municipality)}::text[], ${column((a) => a.lon)}::float8[], ${column((a) => a.lat)}::float8[],
      ${column((a) => a.from.toString())}::date[], ${column((a) => a.until?.toString() ?? null)}::date[]
    ) as line (id, number, key, municipality, lon, lat, valid_from, valid_until)
    on conflict (layer, municipality, number_key, owner) do update set
      number = excluded.number, lon = excluded.lon, lat = excluded.lat, valid_until = excluded.valid_until,
      valid_from = least(kept.valid_from, excluded.valid_from), demo = excluded.demo
    returning id, xmax = 0 as "isNew"`
}

/** Ends what is there today and was not named: of an owner and a layer, everywhere or in these municipalities. Gives how many. */
export async function endOthers(
  sql: Sql,
  ending: {
    readonly layer: string
    readonly owner: string
    readonly municipalities: readonly string[] | undefined
    readonly named: readonly string[]
    /** Keys of numbers that stood in the file, but not so that they could be taken in: these stay as they are. */
    readonly keptKeys: readonly string[]
    readonly on: Temporal.PlainDate
  },
): Promise<number> {
  const { layer, owner, municipalities, named, keptKeys, on } = ending
  const rows = await sql`
    update reports.asset set valid_until = greatest(valid_from, ${on}::date)
    where layer = ${layer} and owner = ${owner} and (valid_until is null or valid_until > ${on}::date)
      and (${municipalities}::text[] is null or municipality = any(${municipalities}::text[]))
      and not exists (select from unnest(${named}::uuid[]) as named (id) where named.id = asset.id)
      and not (number_key = any(${keptKeys}::text[]))
    returning 1`
  return rows.length
}

export async function removeDemoAssets(sql: Sql): Promise<void> {
  await sql`delete from reports.asset where demo`
}
