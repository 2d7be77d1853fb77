import type { Sql } from '#core/database/sql.ts'
import type { Batch, Extra } from '../batch.ts'
import { columnsOf } from './columns.ts'
import type { Receiver } from './lock-datastreams.ts'
import { insertRows } from './insert.ts'

/** What became of a row whose datastream and moment was known. The numbers are those of store/add.ts. */
export interface Settled {
  readonly outcome: 1 | 2 | 3
  readonly turn: number
}

/** What is there already about the time of a row. */
interface Version {
  readonly place: number
  readonly turn: number
  readonly replaced: boolean
  readonly sameInterval: boolean
  readonly sameResult: boolean
}

interface Decided {
  readonly settled: Settled
  /** The turn to which the value goes that is replaced. */
  readonly movesTo?: number
}

/**
 * Settles rows of which datastream and moment are taken (no two the same): known when any version has the same interval and the
 * same result, so that a queue that is sent once more never undoes a correction; a new version when the result differs; a value of
 * its own when the interval has another length. The value as known now keeps its turn, the one that it replaces moves aside.
 * To tell a result that was told before once more, after a correction, it must come with another result time.
 */
export async function correct(
  sql: Sql,
  batch: Batch,
  { now, held }: { readonly now: Temporal.Instant; readonly held: ReadonlyMap<number, Receiver> },
): Promise<Settled[]> {
  const decided = decide(batch.length, await versionsOf(sql, batch))
  const moving = decided.flatMap((one, row) => (one.movesTo === undefined ? [] : [{ row, ...one, to: one.movesTo }]))
  if (moving.length > 0) {
    const times = moving.map(({ row }) => batch.at[row] ?? 0)
    await sql`
      with moved as (
        update observations.observation o set turn = m.turn_to, replaced_at = ${now}
        from unnest(${moving.map(({ row }) => batch.datastream[row])}::int[], ${moving.map(({ row }) => batch.at[row])}::float8[],
          ${moving.map(({ settled }) => settled.turn)}::smallint[], ${moving.map(({ to }) => to)}::smallint[])
          as m (datastream, at, turn, turn_to)
        where o.datastream = m.datastream and o.at = to_timestamp(m.at / 1e6) and o.turn = m.turn
          and o.at between to_timestamp(${lowest(times)}::float8 / 1e6) and to_timestamp(${highest(times)}::float8 / 1e6)
          and o.datastream = any(${moving.map(({ row }) => batch.datastream[row])}::int[])
        returning o.datastream, o.at),
      again as (
        insert into observations.judge_again (datastream, at)
        select m.datastream, m.at from moved m join observations.level v on v.datastream = m.datastream)
      update observations.latest l set observations = observations - n.replaced
      from (select datastream, count(*) as replaced from moved group by datastream) n where n.datastream = l.datastream`
  }
  const fresh = decided.flatMap(({ settled }, row) => (settled.outcome === 2 ? [] : [row]))
  if (fresh.length > 0) {
    const extra = new Map<number, Extra>(
      fresh.map((row, place) => [place, { ...batch.extra.get(row), turn: decided[row]?.settled.turn ?? 0 }]),
    )
    const column = (values: Float64Array) => Float64Array.from(fresh, (row) => values[row] ?? Number.NaN)
    const rows: Batch = {
      length: fresh.length,
      datastream: Int32Array.from(fresh, (row) => batch.datastream[row] ?? 0),
      at: column(batch.at),
      until: column(batch.until),
      number: column(batch.number),
      extra,
    }
    const left = await insertRows(sql, rows, { now, held })
    if (left.length > 0) throw new Error('A turn that was free is taken: the datastream was not held.')
  }
  return decided.map(({ settled }) => settled)
}

async function versionsOf(sql: Sql, batch: Batch): Promise<Version[]> {
  const { datastream, at, until, number, extra } = columnsOf(batch)
  // Whoever corrects values of a datastream waits here for others who do.
  await sql`
    select datastream from observations.latest where datastream = any(${datastream}::int[]) order by datastream for update`
  return sql<Version>`
    select (l.place - 1)::int as place, o.turn, o.replaced_at is not null as replaced,
      o.until is not distinct from to_timestamp(l.until / 1e6) as "sameInterval",
      o.number is not distinct from l.number and o.truth is not distinct from l.truth and o.text is not distinct from l.text
        and o.json is not distinct from l.json
        and (l.result_at is null or o.result_at is not distinct from to_timestamp(l.result_at / 1e6)) as "sameResult"
    from unnest(${datastream}::int[], ${at}::float8[], ${until}::float8[], ${number}::float8[], ${extra.truth}::boolean[],
      ${extra.text}::text[], ${extra.json}::jsonb[], ${extra.resultAt}::float8[])
      with ordinality as l (datastream, at, until, number, truth, text, json, result_at, place)
    -- The limit keeps this a look into one index for each row, whatever the planner thinks of a table that grew since; the
    -- bounds leave out other months beforehand.
    cross join lateral (
      select turn, replaced_at, until, number, truth, text, json, result_at from observations.observation
      where datastream = l.datastream and at = to_timestamp(l.at / 1e6)
        and at between to_timestamp(${lowest(batch.at)}::float8 / 1e6) and to_timestamp(${highest(batch.at)}::float8 / 1e6)
      limit 10000) o
    order by l.place, o.turn`
}

function lowest(moments: Iterable<number>): number {
  let found = Number.POSITIVE_INFINITY
  for (const moment of moments) found = Math.min(found, moment)
  return found
}

function highest(moments: Iterable<number>): number {
  let found = Number.NEGATIVE_INFINITY
  for (const moment of moments) found = Math.max(found, moment)
  return found
}

function decide(length: number, versions: readonly Version[]): Decided[] {
  const byRow = Map.groupBy(versions, ({ place }) => place)
  return Array.from({ length }, (_, row) => {
    const all = byRow.get(row) ?? []
    const ours = all.filter(({ sameInterval }) => sameInterval)
    const same =
      ours.find(({ sameResult, replaced }) => sameResult && !replaced) ?? ours.find(({ sameResult }) => sameResult)
    if (same !== undefined) return { settled: { outcome: 2, turn: same.turn } }
    const free = Math.max(-1, ...all.map(({ turn }) => turn)) + 1
    const current = ours.find(({ replaced }) => !replaced)
    if (current === undefined) return { settled: { outcome: 1, turn: free } }
    return { settled: { outcome: 3, turn: current.turn }, movesTo: free }
  })
}
