import type { Sql } from '#core/database/sql.ts'
import { SPANS } from '../roll-up/spans.ts'

/** Up to so many values of a day are kept as they are by its digest (`roll-up/roll-up.ts`), and half of that of an hour. */
const KEPT = { hour: 24, day: 60 }

export async function hasDemo(sql: Sql): Promise<boolean> {
  return (await sql`select 1 from observations.thing where demo limit 1`).length > 0
}

export async function markDemo(sql: Sql, things: readonly number[]): Promise<void> {
  await sql`update observations.thing set demo = true where id = any(${things}::int[])`
}

/**
 * Writes the hours and days of these datastreams that have few values, as the job would; gives hours of whose days and months the job's
 * own way must make the rest.
 */
export async function rollUpHoursAndDays(
  sql: Sql,
  streams: readonly number[],
): Promise<{ readonly datastream: number; readonly hour: number }[]> {
  for (const [span, most] of Object.entries(KEPT))
    await sql`
      insert into observations.roll_up (datastream, span, start, count, covered, total, low, high, means, weights)
      select datastream, ${SPANS[span as keyof typeof KEPT]}, start, count(*), sum(seconds), sum(number), min(number), max(number),
        coalesce(array_agg(number::real order by number) filter (where number is not null), '{}'),
        coalesce(array_agg(1::real) filter (where number is not null), '{}')
      from (
        select o.datastream, date_trunc(${span}, o.at, 'Europe/Brussels') as start, o.number,
          coalesce(extract(epoch from o.until - o.at), d.period_seconds)::float8 as seconds
        from observations.observation o join observations.datastream d on d.id = o.datastream
        where o.datastream = any(${streams}::int[]) and o.replaced_at is null) v
      group by datastream, start having count(*) <= ${most}`
  const rows = await sql<{ datastream: number; hour: number }>`
    select distinct on (r.datastream, month, many) r.datastream, (extract(epoch from r.start) * 1000)::bigint as hour
    from (select *, date_trunc('month', start, 'Europe/Brussels') as month,
        case when count > 1 then date_trunc('day', start, 'Europe/Brussels') end as many
      from observations.roll_up where span = ${SPANS.hour} and datastream = any(${streams}::int[])) r
    order by r.datastream, month, many, r.start`
  return rows.toSorted((a, b) => a.hour - b.hour || a.datastream - b.datastream)
}

/** What was rolled up needs not be done again by the job. */
export async function forgetMarks(sql: Sql, streams: readonly number[]): Promise<void> {
  await sql`delete from observations.stale where datastream = any(${streams}::int[])`
}

/** So many hours of what was invented are judged: enough to say how sensors go with their neighbours. */
const JUDGED_HOURS = 48

/** Has the last hours of invented things judged, and compared with each other; the jobs do it. */
export async function markLastHours(sql: Sql, now: Temporal.Instant): Promise<void> {
  const from = now.subtract({ hours: JUDGED_HOURS }).round({ smallestUnit: 'hour', roundingMode: 'floor' })
  await sql`
    insert into observations.to_judge (datastream, from_at, until_at)
    select d.id, ${from}::timestamptz, ${now}::timestamptz
    from observations.thing t join observations.datastream d on d.thing = t.id
    where t.demo and d.result_kind = 'number'`
  await sql`
    insert into observations.slice_to_judge (property, hour)
    select p.key, hour
    from (
      select distinct d.observed_property from observations.thing t join observations.datastream d on d.thing = t.id
      where t.demo and d.result_kind = 'number') d
    join observations.observed_property p on p.id = d.observed_property and p.key is not null,
      generate_series(${from}::timestamptz, ${now}::timestamptz, interval '1 hour') as hour`
}

/** What is invented has more hours to tell of than a night ago: a demonstration shows what came of them today. */
export async function scoreDemoAgain(sql: Sql): Promise<void> {
  await sql`
    update observations.score s set is_stale = true from observations.thing t, observations.datastream d
    where t.demo and d.thing = t.id and s.datastream = d.id`
}

/** The datastreams of invented things, and the second of the newest value of each. */
export async function listDemoStreams(
  sql: Sql,
): Promise<{ readonly id: number; readonly key: string; readonly last: number }[]> {
  return sql`
    select d.id, d.outside_key as key, extract(epoch from l.last_at)::bigint as last
    from observations.thing t join observations.datastream d on d.thing = t.id join observations.latest l on l.datastream = d.id
    where t.demo`
}

/** Forgets what invented things measured before a moment, and the hours that were made of it. */
export async function forgetOldValues(sql: Sql, before: Temporal.Instant): Promise<void> {
  await sql`
    with gone as (
      delete from observations.observation o using observations.thing t, observations.datastream d
      where t.demo and d.thing = t.id and o.datastream = d.id and o.at < ${before} returning o.datastream
    ), counted as (
      select datastream, count(*) as count from gone group by datastream)
    update observations.latest l set observations = greatest(0, l.observations - counted.count), first_at = ${before}
    from counted where l.datastream = counted.datastream`
  await sql`
    delete from observations.roll_up r using observations.thing t, observations.datastream d
    where t.demo and d.thing = t.id and r.datastream = d.id and r.span = ${SPANS.hour} and r.start < ${before}`
}

/** Removes the things that are marked, with everything that they measured and that stood there for them alone. */
export async function removeDemo(sql: Sql): Promise<void> {
  const things = await sql<{ id: number }>`select id from observations.thing where demo`
  const ids = things.map(({ id }) => id)
  const streams = await sql<{ id: number; sensor: number }>`
    select id, sensor from observations.datastream where thing = any(${ids}::int[])`
  const own = streams.map(({ id }) => id)
  await sql`delete from observations.observation where datastream = any(${own}::int[])`
  await forgetMarks(sql, own)
  const locations = await sql<{ location: number }>`
    select location from observations.thing_location where thing = any(${ids}::int[])
    union
    select l.location from observations.historical_location h
    join observations.historical_location_location l on l.historical_location = h.id where h.thing = any(${ids}::int[])`
  const places = locations.map(({ location }) => location)
  await sql`delete from observations.thing where id = any(${ids}::int[])`
  await sql`
    delete from observations.feature f where made_of = any(${places}::int[])
      and not exists (select from observations.datastream d where d.feature = f.id)`
  await sql`
    delete from observations.location l where id = any(${places}::int[])
      and not exists (select from observations.thing_location t where t.location = l.id)`
  await sql`
    delete from observations.sensor s where id = any(${streams.map(({ sensor }) => sensor)}::int[])
      and not exists (select from observations.datastream d where d.sensor = s.id)`
}
