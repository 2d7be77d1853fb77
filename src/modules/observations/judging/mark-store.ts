import type { Sql } from '#core/database/sql.ts'

/** A stretch of a datastream that must be judged. Moments in microseconds since 1970; the end is not in it. */
export interface Mark {
  readonly datastream: number
  readonly from: number
  readonly until: number
  /** Of a re-assessment of history: its number. */
  readonly assessment: number | null
}

/** Only one process judges at a time; false when another does. */
export async function holdJudgingValues(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ held: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended('observations.verdict', 0)) as held`
  return row?.held ?? false
}

/** Marks hours of datastreams whose values are numbers. */
export async function markHours(
  sql: Sql,
  hours: readonly { readonly datastream: number; readonly hour: number }[],
): Promise<void> {
  if (hours.length === 0) return
  await sql`
    insert into observations.to_judge (datastream, from_at, until_at)
    select h.datastream, to_timestamp(h.hour / 1000.0), to_timestamp(h.hour / 1000.0) + interval '1 hour'
    from unnest(${hours.map(({ datastream }) => datastream)}::int[], ${hours.map(({ hour }) => hour)}::bigint[]) as h (datastream, hour)
    join observations.datastream d on d.id = h.datastream
    where d.result_kind = 'number'`
}

/** Puts back what is left of marks. */
export async function addMarks(sql: Sql, marks: readonly Mark[]): Promise<void> {
  if (marks.length === 0) return
  await sql`
    insert into observations.to_judge (datastream, from_at, until_at, assessment)
    select datastream, to_timestamp(since / 1e6), to_timestamp(before / 1e6), assessment
    from unnest(${marks.map(({ datastream }) => datastream)}::int[], ${marks.map(({ from }) => from)}::float8[],
      ${marks.map(({ until }) => until)}::float8[], ${marks.map(({ assessment }) => assessment)}::int[]) as m (datastream, since, before, assessment)`
}

/** Stretches that are taken at once: hours that came in are short (so many hours in all, and one stretch at least), those of history are not. */
const MOST = { fresh: 500, hours: 10_000, history: 8 } as const

/** Takes the next marks: of what came in, and once there are none of those, of one history that is judged again and not paused. */
export async function takeMarks(sql: Sql): Promise<Mark[]> {
  const fresh = await sql<Mark>`
    delete from observations.to_judge where id in (
      select id from (
        select id, sum(until_at - from_at) over (order by id) - (until_at - from_at) as before from (
          select id, from_at, until_at from observations.to_judge where assessment is null order by id limit ${MOST.fresh}
          for update skip locked) m) m
      where before < make_interval(hours => ${MOST.hours}::int))
    returning datastream, (extract(epoch from from_at) * 1000000)::bigint as from, (extract(epoch from until_at) * 1000000)::bigint as until,
      assessment`
  if (fresh.length > 0) return fresh
  return sql<Mark>`
    delete from observations.to_judge where id in (
      select id from observations.to_judge where assessment = (
        select a.id from observations.assessment a
        where a.state = 'running' and exists (select from observations.to_judge t where t.assessment = a.id) order by a.id limit 1)
      order by id limit ${MOST.history} for update skip locked)
    returning datastream, (extract(epoch from from_at) * 1000000)::bigint as from, (extract(epoch from until_at) * 1000000)::bigint as until,
      assessment`
}

/** A datastream as far as judging asks. */
export interface JudgedStream {
  readonly id: number
  readonly thing: number
  readonly name: string
  readonly property: string | null
  readonly ucum: string | null
  readonly isForecast: boolean
  /** NIS code; null: of the region. */
  readonly municipality: string | null
}

/** Datastreams of numbers, with all others of the same things. */
export async function listWithSiblings(sql: Sql, datastreams: readonly number[]): Promise<JudgedStream[]> {
  return sql<JudgedStream>`
    select d.id, d.thing, d.name, p.key as property, d.ucum, d.municipality,
      coalesce(d.properties @> '{"isForecast": true}', false) as "isForecast"
    from observations.datastream d join observations.observed_property p on p.id = d.observed_property
    where d.result_kind = 'number'
      and d.thing in (select thing from observations.datastream where id = any(${`{${datastreams.join(',')}}`}::int[]))
    order by d.id`
}
