import type { Sql } from '#core/database/sql.ts'

/** A number as it came. Moments in microseconds since 1970. */
export interface RawNumber {
  readonly at: number
  readonly turn: number
  readonly until: number | null
  readonly number: number
  /** What is thought of it: 1 to 4; null when it was not judged. */
  readonly flag: number | null
}

/** A part of time of a datastream, in microseconds since 1970; the end is not in it. */
export interface RawRange {
  readonly datastream: number
  readonly from: number
  readonly until: number
}

/** The numbers of a datastream in a part of time, as known now, in order; at most so many after one that was told before. */
export async function listNumbersAfter(
  sql: Sql,
  { datastream, from, until }: RawRange,
  { after, limit }: { readonly after: RawNumber | undefined; readonly limit: number },
): Promise<RawNumber[]> {
  const start = after?.at ?? from
  return sql<RawNumber>`
    select (extract(epoch from o.at) * 1000000)::bigint as at, o.turn, (extract(epoch from o.until) * 1000000)::bigint as until, o.number, j.flag
    from (
      select datastream, at, turn, until, number from observations.observation
      where datastream = ${datastream} and replaced_at is null and number is not null
        and at >= to_timestamp(${start}::float8 / 1e6) and at < to_timestamp(${until}::float8 / 1e6)
        and (${after?.turn ?? null}::smallint is null
          or (at, turn) > (to_timestamp(${start}::float8 / 1e6), ${after?.turn ?? null}::smallint))
      order by at, turn limit ${limit}) o
    left join lateral observations.judgement(o.datastream, o.at, o.turn, o.number) j on true
    order by o.at, o.turn`
}

/** An hour of a datastream: when it begins (microseconds since 1970), its mean and the deviation of its values from that. */
export interface HourOf {
  readonly datastream: number
  readonly at: number
  readonly mean: number
  readonly deviation: number
  readonly covered: number | null
}

/** These hours of datastreams that everybody may see, in order of time; deviations as far as centroids of the hour tell. */
export async function listHours(sql: Sql, datastreams: readonly number[], hours: readonly number[]): Promise<HourOf[]> {
  return sql<HourOf>`
    select r.datastream, (extract(epoch from r.start) * 1000000)::bigint::float8 as at, r.covered,
      case when r.weight > 0 then least(r.high, greatest(r.low, r.weighted / r.weight)) else least(r.high, greatest(r.low, r.total / r.count)) end as mean,
      s.deviation
    from unnest(${hours}::float8[]) as asked (at)
    join observations.roll_up r on r.datastream = any(${datastreams}::int[]) and r.span = 'h' and r.start = to_timestamp(asked.at / 1e6)
    join observations.shown_datastream d on d.id = r.datastream
    cross join lateral (
      select coalesce(sqrt(greatest(0, sum(c.weight * c.mean::float8 ^ 2) / sum(c.weight) - (sum(c.weight * c.mean::float8) / sum(c.weight)) ^ 2)), 0)
        as deviation from unnest(r.means, r.weights) as c (mean, weight)) s
    where r.total is not null
    order by r.start`
}

/** When hours begin in which a datastream told numbers, in order, at most so many. Microseconds since 1970. */
export async function listToldHours(sql: Sql, { datastream, from, until }: RawRange, limit: number): Promise<number[]> {
  const rows = await sql<{ at: number }>`
    select (extract(epoch from start) * 1000000)::bigint::float8 as at from observations.roll_up
    where datastream = ${datastream} and span = 'h' and total is not null
      and start >= to_timestamp(${from}::float8 / 1e6) and start < to_timestamp(${until}::float8 / 1e6)
    order by start limit ${limit}`
  return rows.map(({ at }) => at)
}

/** What a datastream that everybody may see measures; undefined when it is not there. */
export async function findMeasured(
  sql: Sql,
  datastream: number,
): Promise<{ readonly kind: string; readonly ucum: string | null } | undefined> {
  const [found] = await sql<{ kind: string; ucum: string | null }>`
    select result_kind as kind, ucum from observations.shown_datastream where id = ${datastream}`
  return found
}
