import type { Sql } from '#core/database/sql.ts'
import type { Place } from './live-id.ts'

/** A value that was stored, with the transaction that did so. */
export interface FreshRow extends Place {
  readonly until: number | null
  readonly resultAt: number | null
  readonly number: number | null
  readonly truth: boolean | null
  readonly text: string | null
  readonly json: unknown
  readonly quality: unknown
  readonly parameters: unknown
}

/** What was stored in a range of transactions. */
export interface Fresh {
  /** In the order of their places. */
  readonly rows: readonly FreshRow[]
  /** All transactions before this one are told of, those after it not yet. */
  readonly upto: number
  /** Datastreams of which more was stored than was looked at. */
  readonly cut: readonly number[]
}

/** The last values of a datastream, by their moments, that are looked at each time; and when all of them turn out to be fresh. */
const USUAL = 200
const MOST = 10_000
/** Values may come in late, but what was received longer ago than this is not fresh, whatever its transaction seems to be. */
const FRESH_HOURS = 1

/** The number of the first transaction that is not finished: what older ones stored can be read, and no older one will store anything. */
export async function firstUnfinished(sql: Sql): Promise<number> {
  const [row] = await sql<{ upto: number }>`select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as upto`
  return row?.upto ?? 0
}

/**
 * The values of datastreams that transactions from `since` on stored, those only that are finished with all that are older: then nothing can
 * come between afterwards. A correction is told as the value that it is now.
 */
export async function freshOf(
  sql: Sql,
  asked: { readonly datastreams: readonly number[]; readonly since: number; readonly now: Temporal.Instant },
): Promise<Fresh> {
  const upto = await firstUnfinished(sql)
  if (upto <= asked.since) return { rows: [], upto: asked.since, cut: [] }
  const rows = await look(sql, { ...asked, upto, window: USUAL })
  const full = fullOf(rows, USUAL)
  if (full.length === 0) return { rows, upto, cut: [] }
  const deeper = await look(sql, { ...asked, datastreams: full, upto, window: MOST })
  const all = [...rows.filter(({ datastream }) => !full.includes(datastream)), ...deeper]
  return { rows: all.toSorted(byPlace), upto, cut: fullOf(deeper, MOST) }
}

function fullOf(rows: readonly FreshRow[], window: number): number[] {
  const counts = Map.groupBy(rows, ({ datastream }) => datastream)
  return [...counts].flatMap(([datastream, its]) => (its.length === window ? [datastream] : []))
}

function byPlace(one: FreshRow, other: FreshRow): number {
  return (
    one.transaction - other.transaction ||
    one.datastream - other.datastream ||
    one.at - other.at ||
    one.turn - other.turn
  )
}

/**
 * A row carries the last 32 bits of the number of the transaction that made it (`xmin`); the rest follows from the number of now. Only datastreams
 * of which `latest` was changed since are looked at.
 */
async function look(
  sql: Sql,
  asked: {
    readonly datastreams: readonly number[]
    readonly since: number
    readonly upto: number
    readonly window: number
    readonly now: Temporal.Instant
  },
): Promise<FreshRow[]> {
  const { datastreams, since, upto, window } = asked
  return sql<FreshRow>`
    with now as (select pg_snapshot_xmax(pg_current_snapshot())::text::bigint as xid),
    changed as (
      select l.datastream, now.xid from now, observations.latest l
      where l.datastream = any(${datastreams}::int[])
        and now.xid - (now.xid - l.xmin::text::bigint + 4294967296) % 4294967296 >= ${since}::bigint)
    select xid - (xid - o.maker + 4294967296) % 4294967296 as transaction, c.datastream,
      (extract(epoch from o.at) * 1000000)::bigint as at, o.turn, (extract(epoch from o.received_at) * 1000)::bigint as "receivedAt",
      (extract(epoch from o.until) * 1000000)::bigint as until, (extract(epoch from o.result_at) * 1000000)::bigint as "resultAt",
      o.number, o.truth, o.text, o.json, o.quality, o.parameters
    from changed c cross join lateral (
      select xmin::text::bigint as maker, at, turn, received_at, until, result_at, number, truth, text, json, quality, parameters
      from observations.observation
      where datastream = c.datastream and replaced_at is null
      order by at desc, turn desc limit ${window}) o
    where xid - (xid - o.maker + 4294967296) % 4294967296 >= ${since}::bigint
      and xid - (xid - o.maker + 4294967296) % 4294967296 < ${upto}::bigint
      and o.received_at > ${asked.now.subtract({ hours: FRESH_HOURS })}
    order by 1, 2, 3, 4`
}

/** Which of these datastreams there are. */
export async function listThere(sql: Sql, datastreams: readonly number[]): Promise<number[]> {
  const rows = await sql<{ id: number }>`select id from observations.datastream where id = any(${datastreams}::int[])`
  return rows.map(({ id }) => id)
}
