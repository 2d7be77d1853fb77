import type { Sql } from '#core/database/sql.ts'
import type { Batch } from '../batch.ts'

const HOUR = 3_600_000_000

interface Sum {
  count: number
  first: number
  last: number
  lastUntil: number
  firstResult: number
  lastResult: number
  readonly hours: Set<number>
}

/** Brings up to date what is known of each datastream, and marks the hours that must be rolled up again. `left` are rows that were not added. */
export async function tellAdded(
  sql: Sql,
  batch: Batch,
  { now, left }: { readonly now: Temporal.Instant; readonly left: ReadonlySet<number> },
): Promise<void> {
  const sums = sumsOf(batch, left)
  if (sums.size === 0) return
  // In rising order, so that two who do this at once wait for each other.
  const sorted = [...sums].toSorted(([a], [b]) => a - b)
  const ids = sorted.map(([id]) => id)
  const column = (value: (sum: Sum) => number) =>
    sorted.map(([, sum]) => (Number.isFinite(value(sum)) ? value(sum) : null))
  const hours = sorted.flatMap(([id, sum]) => [...sum.hours].map((hour) => [id, hour] as const))
  await sql`
    with told as (
      insert into observations.latest (datastream, observations, first_at, last_at, last_until, first_result_at, last_result_at,
        last_received_at)
      select datastream, count, to_timestamp(first / 1e6), to_timestamp(last / 1e6), to_timestamp(until / 1e6),
        to_timestamp(first_result / 1e6), to_timestamp(last_result / 1e6), ${now}::timestamptz
      from unnest(${ids}::int[], ${column(({ count }) => count)}::bigint[], ${column(({ first }) => first)}::float8[],
        ${column(({ last }) => last)}::float8[], ${column(({ lastUntil }) => lastUntil)}::float8[],
        ${column(({ firstResult }) => firstResult)}::float8[], ${column(({ lastResult }) => lastResult)}::float8[])
        as s (datastream, count, first, last, until, first_result, last_result)
      on conflict (datastream) do update set
        observations = latest.observations + excluded.observations,
        first_at = least(latest.first_at, excluded.first_at),
        last_at = greatest(latest.last_at, excluded.last_at),
        last_until = greatest(latest.last_until, excluded.last_until),
        first_result_at = least(latest.first_result_at, excluded.first_result_at),
        last_result_at = greatest(latest.last_result_at, excluded.last_result_at),
        last_received_at = greatest(latest.last_received_at, excluded.last_received_at)
    )
    insert into observations.stale (datastream, hour)
    select datastream, to_timestamp(hour / 1e6) from unnest(${hours.map(([id]) => id)}::int[], ${hours.map(([, hour]) => hour)}::float8[])
      as h (datastream, hour)`
}

function sumsOf(batch: Batch, left: ReadonlySet<number>): Map<number, Sum> {
  const sums = new Map<number, Sum>()
  const { datastream, at, until, extra } = batch
  let known: Sum | undefined
  let knownId = Number.NaN
  let knownHour = Number.NaN
  for (let row = 0; row < batch.length; row++) {
    if (left.size > 0 && left.has(row)) continue
    const id = datastream[row] ?? 0
    const moment = at[row] ?? 0
    const end = until[row] ?? Number.NaN
    if (id !== knownId || known === undefined) {
      known = sums.get(id) ?? {
        count: 0,
        first: Infinity,
        last: -Infinity,
        lastUntil: -Infinity,
        firstResult: Infinity,
        lastResult: -Infinity,
        hours: new Set(),
      }
      sums.set(id, known)
      ;[knownId, knownHour] = [id, Number.NaN]
    }
    known.count++
    if (moment < known.first) known.first = moment
    if (moment > known.last) known.last = moment
    known.lastUntil = Math.max(known.lastUntil, Number.isNaN(end) ? moment : end)
    const result = extra.size === 0 ? undefined : extra.get(row)?.resultAt
    if (result !== undefined) {
      known.firstResult = Math.min(known.firstResult, result)
      known.lastResult = Math.max(known.lastResult, result)
    }
    if (!(moment >= knownHour && moment < knownHour + HOUR)) {
      knownHour = Math.floor(moment / HOUR) * HOUR
      known.hours.add(knownHour)
    }
  }
  return sums
}
