import type { Sql } from '#core/database/sql.ts'
import type { Reason } from './event.ts'
import type { Grade, Latches, Levels, Side, Value } from './level.ts'

/** A datastream whose values must be judged. Moments in microseconds since 1970. */
export interface ToJudge extends Levels {
  readonly datastream: number
  readonly municipality: string | null
  readonly owner: string
  readonly setAt: Temporal.Instant
  readonly setBy: string | null
  /** What it came to by the values before; absent when it was never judged. */
  readonly judged: Judged | null
}

export interface Judged {
  readonly levelsAt: Temporal.Instant
  /** The value from which on it is judged by these levels, and the last one that was judged. */
  readonly since: number
  readonly until: number
  readonly grade: Grade
  readonly latches: Latches
}

/** Only one process judges at a time; false when another does. */
export async function holdJudging(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ held: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended('observations.judged', 0)) as held`
  return row?.held ?? false
}

/**
 * Datastreams with levels of which something is known that was not judged: later values, other levels, a correction. Of each the one
 * that was looked at longest ago first. What lies after `horizon` is not judged yet.
 */
export async function listToJudge(sql: Sql, horizon: Temporal.Instant, limit: number): Promise<ToJudge[]> {
  const rows = await sql<Omit<ToJudge, 'judged'> & Partial<Judged>>`
    select l.datastream, l.owner, (select municipality from observations.datastream d where d.id = l.datastream) as municipality,
      l.above_attention as "aboveAttention", l.above_alarm as "aboveAlarm",
      l.below_attention as "belowAttention", l.below_alarm as "belowAlarm", l.margin, l.values_back as "valuesBack",
      l.seconds_back as "secondsBack", l.set_at as "setAt", l.set_by as "setBy", j.levels_at as "levelsAt",
      (extract(epoch from j.since) * 1000000)::bigint as since, (extract(epoch from j.judged_at) * 1000000)::bigint as until,
      j.grade, j.latches
    from observations.level l join observations.latest t on t.datastream = l.datastream
    left join observations.judged j on j.datastream = l.datastream
    where j.datastream is null or j.levels_at <> l.set_at
      or (num_nonnulls(above_attention, above_alarm, below_attention, below_alarm) > 0
        and least(t.last_at, ${horizon}::timestamptz) > j.judged_at)
      or exists (select from observations.judge_again a where a.datastream = l.datastream)
    order by j.looked_at nulls first, l.datastream limit ${limit}`
  return rows.map(({ levelsAt, since, until, grade, latches, ...rest }) => ({
    ...rest,
    judged:
      levelsAt == null || since == null || until == null || grade == null || latches == null
        ? null
        : { levelsAt, since, until, grade, latches },
  }))
}

/** Values of datastreams after a moment of each, as known now, in order; of each at most so many. */
export async function valuesAfter(
  sql: Sql,
  asked: readonly { readonly datastream: number; readonly after: number }[],
  { horizon, limit }: { readonly horizon: Temporal.Instant; readonly limit: number },
): Promise<(Value & { readonly datastream: number })[]> {
  if (asked.length === 0) return []
  const first = Math.min(...asked.map(({ after }) => after))
  return sql<Value & { datastream: number }>`
    select a.datastream, (extract(epoch from o.at) * 1000000)::bigint as at, o.number
    from unnest(${asked.map(({ datastream }) => datastream)}::int[], ${asked.map(({ after }) => after)}::float8[])
      as a (datastream, after)
    cross join lateral (
      select at, number from observations.observation
      where datastream = a.datastream and replaced_at is null and number is not null
        and at > to_timestamp(a.after / 1e6) and at > to_timestamp(${first}::float8 / 1e6) and at <= ${horizon}
      order by at, turn limit ${limit}) o
    order by a.datastream, o.at`
}

/** The last value of each datastream, as known now. */
export async function lastValues(
  sql: Sql,
  datastreams: readonly number[],
  horizon: Temporal.Instant,
): Promise<(Value & { readonly datastream: number })[]> {
  if (datastreams.length === 0) return []
  return sql<Value & { datastream: number }>`
    select a.datastream, (extract(epoch from o.at) * 1000000)::bigint as at, o.number
    from unnest(${datastreams}::int[]) as a (datastream)
    cross join lateral (
      select at, number from observations.observation
      where datastream = a.datastream and replaced_at is null and number is not null and at <= ${horizon}
      order by at desc, turn limit 1) o`
}

/** The values of a datastream after one moment and up to another, as known now, in order; of more than `limit` the last. */
export async function valuesBetween(
  sql: Sql,
  asked: { readonly datastream: number; readonly after: number; readonly until: number; readonly limit: number },
): Promise<Value[]> {
  const rows = await sql<Value>`
    select (extract(epoch from at) * 1000000)::bigint as at, number from observations.observation
    where datastream = ${asked.datastream} and replaced_at is null and number is not null
      and at > to_timestamp(${asked.after}::float8 / 1e6) and at <= to_timestamp(${asked.until}::float8 / 1e6)
    order by at desc, turn desc limit ${asked.limit}`
  return rows.toReversed()
}

/** An event from which judging can begin again, or that may turn out not to have happened. */
export interface JudgedEvent {
  readonly id: number
  readonly at: number
  readonly kind: Grade
  readonly side: Side | null
  readonly because: Reason
  readonly latches: Latches | null
}

/** The last grades that a datastream reached, in the order of their moments; those that were withdrawn are left out. */
export async function listGrades(sql: Sql, datastream: number): Promise<JudgedEvent[]> {
  const rows = await sql<JudgedEvent>`
    select id, (extract(epoch from at) * 1000000)::bigint as at, kind, side, because, latches from observations.alert_event
    where datastream = ${datastream} and withdrawn_at is null and kind in ('normal', 'attention', 'alarm')
    order by id desc limit 1000`
  return rows.toSorted((a, b) => a.at - b.at || a.id - b.id)
}

/** Keeps how far datastreams were judged. */
export async function keepJudged(
  sql: Sql,
  rows: readonly (Judged & { readonly datastream: number })[],
  now: Temporal.Instant,
): Promise<void> {
  if (rows.length === 0) return
  const column = <Value>(value: (row: Judged & { readonly datastream: number }) => Value) => rows.map(value)
  await sql`
    insert into observations.judged (datastream, levels_at, since, judged_at, looked_at, grade, latches)
    select datastream, levels_at, to_timestamp(since / 1e6), to_timestamp(until / 1e6), ${now}::timestamptz, grade, latches
    from unnest(${column(({ datastream }) => datastream)}::int[], ${column(({ levelsAt }) => levelsAt.toString())}::timestamptz[],
      ${column(({ since }) => since)}::float8[], ${column(({ until }) => until)}::float8[], ${column(({ grade }) => grade)}::text[],
      ${column(({ latches }) => JSON.stringify(latches))}::jsonb[]) as j (datastream, levels_at, since, until, grade, latches)
    on conflict (datastream) do update set levels_at = excluded.levels_at, since = excluded.since, judged_at = excluded.judged_at,
      looked_at = excluded.looked_at, grade = excluded.grade, latches = excluded.latches`
}

/** Takes the marks of corrections of datastreams, and gives the earliest of each. Read values after it: then none is missed. */
export async function takeMarks(sql: Sql, datastreams: readonly number[]): Promise<Map<number, number>> {
  const rows = await sql<{ datastream: number; at: number }>`
    with taken as (
      delete from observations.judge_again where datastream = any(${datastreams}::int[]) returning datastream, at)
    select datastream, (extract(epoch from min(at)) * 1000000)::bigint as at from taken group by datastream`
  return new Map(rows.map(({ datastream, at }) => [datastream, at]))
}
