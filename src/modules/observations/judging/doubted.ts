import type { Sql } from '#core/database/sql.ts'
import type { Range } from '../store/shown-values.ts'

/** A value that is suspect or failed, with which tests said so. */
export interface Doubted {
  readonly at: Temporal.Instant
  readonly until: Temporal.Instant | null
  readonly number: number
  readonly flag: number
  readonly rules: number
  readonly suspect: readonly string[]
  readonly failed: readonly string[]
}

/** The doubtful values of a datastream in a part of time, the newest first; at most so many. */
export async function listDoubted(
  sql: Sql,
  datastream: number,
  { from, until }: Range,
  limit: number,
): Promise<Doubted[]> {
  return sql<Doubted>`
    select o.at, o.until, o.number, j.flag, j.rules, j.suspect, j.failed
    from (
      select at from observations.verdict where datastream = ${datastream} and at >= ${from} and at < ${until} and flag > 2
      union
      select v.at from observations.hour_verdict h
      join observations.observation v on v.datastream = h.datastream and v.at >= h.hour and v.at < h.hour + interval '1 hour'
      where h.datastream = ${datastream} and h.hour > ${from}::timestamptz - interval '1 hour' and h.hour < ${until}
        and v.at >= ${from} and v.at < ${until}) k
    join observations.observation o on o.datastream = ${datastream} and o.at = k.at and o.replaced_at is null
    cross join lateral observations.judgement(o.datastream, o.at, o.turn, o.number) j
    where j.flag > 2 and o.at >= ${from} and o.at < ${until} order by o.at desc, o.turn limit ${limit}`
}
