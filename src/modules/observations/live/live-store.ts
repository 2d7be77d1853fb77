import type { Sql } from '#core/database/sql.ts'
import type { Observed } from '../model.ts'
import { inOrder, readSnapshot, type RowKey, type Snapshot } from './place.ts'

/** A value that was stored, with the transaction that did so. */
export interface FreshRow extends RowKey, Observed {
  readonly quality: unknown
  readonly parameters: unknown
}

/** What can be seen that could not be seen before. */
export interface Fresh {
  readonly rows: readonly FreshRow[]
  readonly upto: Snapshot
  /** Datastreams of which more was stored than was looked at. */
  readonly cut: readonly number[]
}

/** The last values of a datastream, by their moments, that are looked at each time; and when all of them turn out to be fresh. */
const USUAL = 200
const MOST = 10_000
/** Values may come in late, but what was received longer ago than this is not fresh, whatever its transaction seems to be. */
const FRESH_HOURS = 1

/** What can be seen now. */
export async function snapshotNow(sql: Sql): Promise<Snapshot> {
  const [row] = await sql<{ text: string }>`select pg_current_snapshot()::text as text`
  const snapshot = readSnapshot(row?.text ?? '')
  if (snapshot === undefined) throw new Error('PostgreSQL told no snapshot.')
  return snapshot
}

/**
 * The values of datastreams that can be seen now and could not be seen in `since`, in order. Which those are does not depend on how long transactions
 * take, nor on clocks. A correction is told as the value that it is now.
 */
export async function freshOf(
  sql: Sql,
  asked: { readonly datastreams: readonly number[]; readonly since: Snapshot; readonly now: Temporal.Instant },
): Promise<Fresh> {
  const upto = await snapshotNow(sql)
  if (upto.text === asked.since.text) return { rows: [], upto, cut: [] }
  const rows = await look(sql, { ...asked, upto, window: USUAL })
  const full = fullOf(rows, USUAL)
  if (full.length === 0) return { rows, upto, cut: [] }
  const deeper = await look(sql, { ...asked, datastreams: full, upto, window: MOST })
  const all = [...rows.filter(({ datastream }) => !full.includes(datastream)), ...deeper]
  return { rows: all.toSorted(inOrder), upto, cut: fullOf(deeper, MOST) }
}

function fullOf(rows: readonly FreshRow[], window: number): number[] {
  const counts = Map.groupBy(rows, ({ datastream }) => datastream)
  return [...counts].flatMap(([datastream, its]) => (its.length === window ? [datastream] : []))
}

/**
 * A row carries the last 32 bits of the number of the transaction that made it (`xmin`); the rest follows from the number of now. Only datastreams
 * of which `latest` was changed since are looked at.
 */
async function look(
  sql: Sql,
  asked: {
    readonly datastreams: readonly number[]
    readonly since: Snapshot
    readonly upto: Snapshot
    readonly window: number
    readonly now: Temporal.Instant
  },
): Promise<FreshRow[]> {
  const { datastreams, since, upto, window } = asked
  return sql<FreshRow>`
    with now as (select pg_snapshot_xmax(pg_current_snapshot())::text::bigint as xid),
    changed as (
      select l.datastream, now.xid from now, observations.latest l
      where l.datastream = any(${datastreams}::int[]) and l.datastream <> all(array(select h.datastream from observations.hidden h))
        and not pg_visible_in_snapshot(
        (now.xid - (now.xid - l.xmin::text::bigint + 4294967296) % 4294967296)::text::xid8, ${since.text}::pg_snapshot)),
    looked as (
      select c.xid - (c.xid - o.maker + 4294967296) % 4294967296 as transaction, c.datastream, o.*
      from changed c cross join lateral (
        select xmin::text::bigint as maker, at, turn, received_at, until, result_at, number, truth, text, json, quality, parameters
        from observations.observation
        where datastream = c.datastream and replaced_at is null
        order by at desc, turn desc limit ${window}) o
      where o.received_at > ${asked.now.subtract({ hours: FRESH_HOURS })})
    select transaction, datastream, (extract(epoch from at) * 1000000)::bigint as at, turn,
      (extract(epoch from until) * 1000000)::bigint as until, (extract(epoch from result_at) * 1000000)::bigint as "resultAt",
      number, truth, text, json, quality, parameters
    from looked
    where not pg_visible_in_snapshot(transaction::text::xid8, ${since.text}::pg_snapshot)
      and pg_visible_in_snapshot(transaction::text::xid8, ${upto.text}::pg_snapshot)
    order by transaction, datastream, looked.at, turn`
}

/** Which of these datastreams there are. */
export async function listThere(sql: Sql, datastreams: readonly number[]): Promise<number[]> {
  const rows = await sql<{ id: number }>`
    select id from observations.shown_datastream where id = any(${datastreams}::int[])`
  return rows.map(({ id }) => id)
}
