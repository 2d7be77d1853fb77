import type { Sql } from '#core/database/sql.ts'
import type { Called } from '../../called.ts'

/** A part of time. */
export interface Month {
  readonly from: Temporal.Instant
  readonly until: Temporal.Instant
}

/** A datastream of a property with how many values it told in a part of time. */
export interface Told {
  readonly id: number
  readonly values: number
}

/**
 * The datastreams of numbers of a property that can be seen and told something, in an order that has nothing to do with them (by a hash of their
 * number), so that the first of them are a fair sample.
 */
export async function listTold(sql: Sql, property: string, { from, until }: Month): Promise<Told[]> {
  return sql<Told>`
    select d.id, sum(r.count)::float8 as values
    from observations.shown_datastream d
    join observations.observed_property p on p.id = d.observed_property
    join observations.roll_up r on r.datastream = d.id and r.span = 'h' and r.start >= ${from} and r.start < ${until}
    where p.key = ${property} and d.result_kind = 'number'
    group by d.id order by md5(d.id::text), d.id`
}

/** How much of a property was told and flagged in a part of time, by the verdicts as they were given. */
export interface FlaggedShare {
  readonly property: string
  readonly values: number
  readonly suspect: number
  readonly failed: number
}

/** The same of all properties: what tests of one series said. */
export async function listFlagged(sql: Sql, { from, until }: Month): Promise<FlaggedShare[]> {
  return sql<FlaggedShare>`
    with stream as (
      select d.id, p.key from observations.shown_datastream d join observations.observed_property p on p.id = d.observed_property
      where p.key is not null and d.result_kind = 'number')
    select s.key as property, sum(t.values)::float8 as values, sum(f.suspect)::float8 as suspect, sum(f.failed)::float8 as failed
    from stream s
    cross join lateral (
      select coalesce(sum(r.count), 0) as values from observations.roll_up r
      where r.datastream = s.id and r.span = 'd' and r.start >= ${from} and r.start < ${until}) t
    cross join lateral (
      select count(*) filter (where v.flag = 3) as suspect, count(*) filter (where v.flag = 4) as failed from observations.verdict v
      where v.datastream = s.id and v.at >= ${from} and v.at < ${until} and v.flag > 2) f
    group by s.key`
}

/** What datastreams are called, of those that can be seen. */
export async function listCalled(sql: Sql, ids: readonly number[]): Promise<ReadonlyMap<number, Called>> {
  const rows = await sql<{ id: number; called: Called }>`
    select d.id, observations.called(d.id) as called from observations.shown_datastream d where d.id = any(${ids}::int[])`
  return new Map(rows.map(({ id, called }) => [id, called]))
}

/** Hours of a part of time in which the stations of a property were rolled up, spread evenly; at most so many. */
export async function listHours(
  sql: Sql,
  property: string,
  { from, until, most }: Month & { readonly most: (stations: number) => number },
): Promise<{ hours: number[]; all: number }> {
  const rows = await sql<{ hour: number; stations: number }>`
    select (extract(epoch from r.start) * 1000000)::bigint as hour, count(*)::int as stations
    from observations.shown_datastream d
    join observations.observed_property p on p.id = d.observed_property
    join observations.roll_up r on r.datastream = d.id and r.span = 'h' and r.start >= ${from} and r.start < ${until}
    where p.key = ${property} and d.result_kind = 'number'
    group by r.start order by r.start`
  const widest = rows.reduce((largest, { stations }) => Math.max(largest, stations), 1)
  const count = Math.min(rows.length, Math.max(1, most(widest)))
  const hours = Array.from({ length: count }, (_, k) => rows[Math.floor((k * rows.length) / count)]?.hour ?? 0)
  return { hours, all: rows.length }
}
