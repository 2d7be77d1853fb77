import type { Sql } from '#core/database/sql.ts'
import { WINDOW_HOURS, type Hours } from './score.ts'

/**
 * What the hours of these datastreams came to, in the thirty days before a moment or since the first value of each. What never told
 * anything had all of that time.
 */
export async function hoursOf(
  sql: Sql,
  datastreams: readonly number[],
  until: Temporal.Instant,
): Promise<Map<number, Hours>> {
  const from = until.subtract({ hours: WINDOW_HOURS })
  const rows = await sql<Hours>`
    with asked as (
      select d.id, d.period_seconds, greatest(3600, d.period_seconds) as longest,
        greatest(${from}::timestamptz, date_trunc('hour', l.first_at)) as begun
      from observations.datastream d left join observations.latest l on l.datastream = d.id
      where d.id = any(${datastreams}::int[])
    )
    select a.id as datastream, a.period_seconds as "periodSeconds",
      greatest(0, extract(epoch from ${until}::timestamptz - a.begun) / 3600)::float8 as possible,
      told.told, told.covered, told.uptime, told.judged, coalesce(v.untested, 0)::float8 as untested,
      coalesce(v.suspect, 0)::float8 as suspect, coalesce(v.failed, 0)::float8 as failed, compared.compared, apart.apart
    from asked a
    cross join lateral (
      select coalesce(sum(least(1, coalesce(r.weight / r.count, 1))), 0)::float8 as told,
        case when bool_or(r.covered is null) then null else coalesce(sum(least(r.covered, a.longest)), 0) / 3600 end as covered,
        case when bool_or(r.weight is null) then null else sum(r.weight) / sum(r.count) end as uptime,
        coalesce(sum(r.count) filter (where (j.hours >> extract(hour from r.start at time zone 'UTC')::int) & 1 = 1), 0)::float8 as judged
      from observations.roll_up r
      left join (
        select day, bit_or(hours) as hours from observations.judged_day
        where datastream = a.id and day >= (a.begun at time zone 'UTC')::date group by day) j on j.day = (r.start at time zone 'UTC')::date
      where r.datastream = a.id and r.span = 'h' and r.start >= a.begun and r.start < ${until}::timestamptz) told
    cross join lateral (
      select count(*) filter (where v.flag = 2) as untested, count(*) filter (where v.flag = 3) as suspect,
        count(*) filter (where v.flag = 4) as failed
      from observations.verdict v where v.datastream = a.id and v.at >= a.begun and v.at < ${until}::timestamptz) v
    cross join lateral (
      select coalesce(sum(bit_count((c.hours
          & case c.day when (a.begun at time zone 'UTC')::date then -1 << extract(hour from a.begun at time zone 'UTC')::int else -1 end
          & case c.day when (${until}::timestamptz at time zone 'UTC')::date then (1 << extract(hour from ${until}::timestamptz at time zone 'UTC')::int) - 1
            else -1 end)::bit(32))), 0)::float8 as compared
      from observations.compared_day c
      where c.datastream = a.id and c.day >= (a.begun at time zone 'UTC')::date and c.day <= (${until}::timestamptz at time zone 'UTC')::date) compared
    cross join lateral (
      select count(*)::float8 as apart from observations.hour_verdict h
      where h.datastream = a.id and h.hour >= a.begun and h.hour < ${until}::timestamptz) apart`
  return new Map(rows.map((row) => [row.datastream, row]))
}
