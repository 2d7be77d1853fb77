import type { Sql } from '#core/database/sql.ts'
import type { Digest } from '../roll-up/digest.ts'
import { SPANS, type Span } from '../roll-up/spans.ts'

/** What the values of a datastream come to in a part of time. Moments in milliseconds since 1970. */
export interface RollUp {
  readonly datastream: number
  readonly start: number
  readonly count: number
  /** Seconds that were measured; null where nobody knows. */
  readonly covered: number | null
  /** Null where the results are no numbers. */
  readonly total: number | null
  readonly low: number | null
  readonly high: number | null
  /** Sum of the parts of time (0 to 1) that the sensor was up, and of the values times these; null where it never says. */
  readonly weight: number | null
  readonly weighted: number | null
  readonly digest: Digest
}

/** A part of time of a datastream. */
export interface Slot {
  readonly datastream: number
  readonly from: number
  readonly until: number
}

/** Values of a slot, rolled up by the database; `numbers` are in rising order. */
export interface RawSums extends Omit<RollUp, 'digest'> {
  readonly numbers: readonly number[]
}

/** Only one process rolls up at a time; false when another does. */
export async function holdRollingUp(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ held: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended('observations.roll_up', 0)) as held`
  return row?.held ?? false
}

/** Takes so many marks of hours that must be rolled up again, the oldest first; each hour once, in order of time. */
export async function takeStale(sql: Sql, limit: number): Promise<{ datastream: number; hour: number }[]> {
  const rows = await sql<{ datastream: number; hour: number }>`
    with taken as (
      delete from observations.stale where id in (select id from observations.stale order by id limit ${limit})
      returning datastream, hour)
    select distinct datastream, (extract(epoch from hour) * 1000)::bigint as hour from taken
    where datastream in (select id from observations.datastream)`
  return rows.toSorted((a, b) => a.hour - b.hour || a.datastream - b.datastream)
}

/**
 * What the raw values of slots come to, as known now: those that lie in it whole and are about more than `longerThan` seconds and at most
 * the slot. A value counts for its interval, or, where it is a moment, for the period of its datastream.
 */
export async function sumRaw(sql: Sql, slots: readonly Slot[], longerThan: number): Promise<RawSums[]> {
  if (slots.length === 0) return []
  const [from, until] = [Math.min(...slots.map((slot) => slot.from)), Math.max(...slots.map((slot) => slot.until))]
  return sql<RawSums>`
    select s.datastream, s.since as start, o.count, o.covered, o.total, o.low, o.high, o.weight, o.weighted,
      coalesce(o.numbers, '{}') as numbers
    from unnest(${slots.map(({ datastream }) => datastream)}::int[], ${slots.map((slot) => slot.from)}::bigint[],
      ${slots.map((slot) => slot.until)}::bigint[]) as s (datastream, since, before)
    join observations.datastream d on d.id = s.datastream
    cross join lateral (
      select count(*)::int as count,
        case when count(*) = count(coalesce(extract(epoch from v.until - v.at), d.period_seconds))
          then sum(coalesce(extract(epoch from v.until - v.at), d.period_seconds) * coalesce(u.uptime, 1))::float8 end as covered,
        case when count(u.uptime) > 0 then sum(coalesce(u.uptime, 1)) filter (where number is not null) end as weight,
        case when count(u.uptime) > 0 then sum(coalesce(u.uptime, 1) * number) end as weighted,
        sum(number) as total, min(number) as low, max(number) as high,
        array_agg(number order by number) filter (where number is not null) as numbers
      from observations.observation v
      cross join lateral (
        select case when jsonb_typeof(v.parameters -> 'uptime') = 'number'
          then least(1, greatest(0, (v.parameters ->> 'uptime')::float8)) end as uptime) u
      where v.datastream = s.datastream and v.replaced_at is null
        and v.at >= to_timestamp(s.since / 1000.0) and v.at < to_timestamp(s.before / 1000.0)
        and v.at between to_timestamp(${from}::float8 / 1000) and to_timestamp(${until}::float8 / 1000)
        and coalesce(v.until, v.at) <= to_timestamp(s.before / 1000.0)
        and coalesce(extract(epoch from v.until - v.at), 0) > ${longerThan}::float8
    ) o`
}

/** The roll-ups of a finer span within slots. */
export async function finerOf(
  sql: Sql,
  slots: readonly Slot[],
  span: Span,
): Promise<(RollUp & { readonly slot: number })[]> {
  if (slots.length === 0) return []
  const rows = await sql<Omit<RollUp, 'digest'> & { slot: number; means: number[]; weights: number[] }>`
    select (s.place - 1)::int as slot, r.datastream, (extract(epoch from r.start) * 1000)::bigint as start, r.count, r.covered, r.total,
      r.low, r.high, r.weight, r.weighted, r.means, r.weights
    from unnest(${slots.map(({ datastream }) => datastream)}::int[], ${slots.map((slot) => slot.from)}::bigint[],
      ${slots.map((slot) => slot.until)}::bigint[]) with ordinality as s (datastream, since, before, place)
    join observations.roll_up r on r.datastream = s.datastream and r.span = ${SPANS[span]}
      and r.start >= to_timestamp(s.since / 1000.0) and r.start < to_timestamp(s.before / 1000.0)`
  return rows.map(({ means, weights, ...row }) => ({ ...row, digest: { means, weights } }))
}

/** Writes roll-ups in the place of those that were; slots without any lose theirs. */
export async function writeRollUps(
  sql: Sql,
  span: Span,
  slots: readonly Slot[],
  rows: readonly RollUp[],
): Promise<void> {
  const column = <Value>(value: (row: RollUp) => Value) => rows.map(value)
  await sql`
    delete from observations.roll_up r
    using unnest(${slots.map(({ datastream }) => datastream)}::int[], ${slots.map(({ from }) => from)}::bigint[]) as s (datastream, start)
    where r.datastream = s.datastream and r.span = ${SPANS[span]} and r.start = to_timestamp(s.start / 1000.0)`
  await sql`
    insert into observations.roll_up (datastream, span, start, count, covered, total, low, high, weight, weighted, means, weights)
    select datastream, ${SPANS[span]}, to_timestamp(start / 1000.0), count, covered, total, low, high, weight, weighted,
      means::real[], weights::real[]
    from unnest(${column(({ datastream }) => datastream)}::int[], ${column(({ start }) => start)}::bigint[],
      ${column(({ count }) => count)}::int[], ${column(({ covered }) => covered)}::float8[], ${column(({ total }) => total)}::float8[],
      ${column(({ low }) => low)}::float8[], ${column(({ high }) => high)}::float8[],
      ${column(({ weight }) => weight)}::float8[], ${column(({ weighted }) => weighted)}::float8[],
      ${column(({ digest }) => `{${digest.means.map(asReal).join(',')}}`)}::text[], ${column(({ digest }) => `{${digest.weights.join(',')}}`)}::text[])
      as r (datastream, start, count, covered, total, low, high, weight, weighted, means, weights)`
}

const LARGEST_REAL = 3.4028234e38

/** Centroids are kept in four bytes, which hold less than what a sensor may send. */
function asReal(mean: number): number {
  return Math.fround(Math.min(LARGEST_REAL, Math.max(-LARGEST_REAL, mean)))
}

/** The roll-ups of a datastream that start in a part of time, in order; at most so many. */
export async function listRollUps(
  sql: Sql,
  {
    datastream,
    span,
    from,
    until,
    limit,
  }: {
    readonly datastream: number
    readonly span: Span
    readonly from: Temporal.Instant
    readonly until: Temporal.Instant
    readonly limit: number
  },
): Promise<RollUp[]> {
  const rows = await sql<Omit<RollUp, 'digest'> & { means: number[]; weights: number[] }>`
    select datastream, (extract(epoch from start) * 1000)::bigint as start, count, covered, total, low, high,
      weight, weighted, means, weights
    from observations.roll_up
    where datastream = ${datastream} and span = ${SPANS[span]} and start >= ${from} and start < ${until}
    order by start limit ${limit}`
  return rows.map(({ means, weights, ...row }) => ({ ...row, digest: { means, weights } }))
}
