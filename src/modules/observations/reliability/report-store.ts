import type { Sql } from '#core/database/sql.ts'
import type { Window } from './score-store.ts'

/** How much of a month a datastream was there. */
export interface MonthTold {
  readonly from: Temporal.Instant
  readonly until: Temporal.Instant
  /** Hours of it, since the first value and until now. */
  readonly possible: number
  /** How many have a value. */
  readonly told: number
}

/** How much of each of these parts of time a datastream was there; those before its first value are there with nothing possible. */
export async function listMonthsTold(
  sql: Sql,
  datastream: number,
  months: readonly Window[],
  now: Temporal.Instant,
): Promise<MonthTold[]> {
  return sql<MonthTold>`
    select m.since as from, m.until,
      greatest(0, extract(epoch from least(m.until, date_trunc('hour', ${now}::timestamptz)) - greatest(m.since, date_trunc('hour', l.first_at))) / 3600)::float8
        as possible,
      told.told
    from unnest(${months.map(({ from }) => from)}::timestamptz[], ${months.map(({ until }) => until)}::timestamptz[]) as m (since, until)
    join observations.datastream d on d.id = ${datastream}
    left join observations.latest l on l.datastream = d.id
    cross join lateral (
      select coalesce(sum(case when d.period_seconds > 3600 and r.covered is not null then least(r.covered, d.period_seconds) / 3600
        else least(1, coalesce(r.weight / r.count, 1)) end), 0)::float8 as told
      from observations.roll_up r
      where r.datastream = d.id and r.span = 'h' and r.start >= m.since and r.start < least(m.until, date_trunc('hour', ${now}::timestamptz))) told
    where l.first_at < m.until
    order by m.since`
}

/** How often a test spoke of a datastream: values, or hours of the tests that compare stations. */
export interface TestSpoke {
  readonly test: string
  readonly suspect: number
  readonly failed: number
}

/** Which tests spoke in a part of time, the one that spoke most first. */
export async function listTestsThatSpoke(sql: Sql, datastream: number, { from, until }: Window): Promise<TestSpoke[]> {
  return sql<TestSpoke>`
    select test, (count(*) filter (where not is_failed))::int as suspect, (count(*) filter (where is_failed))::int as failed
    from (
      select unnest(v.suspect) as test, false as is_failed from observations.verdict v
      where v.datastream = ${datastream} and v.at >= ${from} and v.at < ${until}
      union all
      select unnest(v.failed), true from observations.verdict v where v.datastream = ${datastream} and v.at >= ${from} and v.at < ${until}
      union all
      select unnest(h.suspect), false from observations.hour_verdict h
      where h.datastream = ${datastream} and h.hour >= ${from} and h.hour < ${until}
      union all
      select unnest(h.failed), true from observations.hour_verdict h
      where h.datastream = ${datastream} and h.hour >= ${from} and h.hour < ${until}) spoke
    group by test order by count(*) desc, test`
}

/** The paths of reports of datastreams of which enough is known, with when they were made. */
export async function listReportPages(sql: Sql): Promise<{ path: string; lastModified: Temporal.Instant }[]> {
  return sql`
    select '/sensors/datastreams/' || s.datastream || '/report' as path, s.scored_at as "lastModified"
    from observations.score s join observations.shown_datastream d on d.id = s.datastream where s.score is not null`
}
