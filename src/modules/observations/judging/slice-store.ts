import type { Sql } from '#core/database/sql.ts'

/** An hour of a property; the hour in microseconds since 1970. */
export interface Slice {
  readonly property: string
  readonly hour: number
  /** Of a re-assessment of history: its number. */
  readonly assessment?: number | null
}

/** Marks hours of which the stations must be compared (again). */
export async function markSlices(sql: Sql, slices: readonly Slice[]): Promise<void> {
  if (slices.length === 0) return
  await sql`
    insert into observations.slice_to_judge (property, hour)
    select s.property, to_timestamp(s.hour / 1e6)
    from (select distinct property, hour from unnest(${slices.map(({ property }) => property)}::text[],
      ${slices.map(({ hour }) => hour)}::float8[]) as s (property, hour)) s
    where not exists (select from observations.slice_to_judge t where t.hour = to_timestamp(s.hour / 1e6) and t.property = s.property)`
}

/** Takes marks of hours that ended before a moment, the newest first; of history that is judged again last, and none that is paused. */
export async function takeSlices(sql: Sql, endedBefore: Temporal.Instant, limit: number): Promise<Slice[]> {
  return sql<Slice>`
    delete from observations.slice_to_judge where id in (
      select id from observations.slice_to_judge
      where hour <= ${endedBefore.subtract({ hours: 1 })}
        and (assessment is null or assessment in (select a.id from observations.assessment a where a.state = 'running'))
      order by assessment is not null, hour desc, id limit ${limit})
    returning property, (extract(epoch from hour) * 1000000)::bigint as hour, assessment`
}

/** A station in an hour: the mean of what it measured, in its own unit. */
export interface HourMean {
  readonly datastream: number
  readonly lon: number
  readonly lat: number
  readonly mean: number
  readonly ucum: string | null
  /** NIS code; null: of the region. */
  readonly municipality: string | null
}

/** The means of an hour of all datastreams of a property that can be seen and have a place; forecasts measure nothing. */
export async function hourMeans(sql: Sql, { property, hour }: Slice): Promise<HourMean[]> {
  return sql<HourMean>`
    select d.id as datastream, place.lon, place.lat, d.ucum, d.municipality,
      case when r.weight > 0 then r.weighted / r.weight else r.total / (select sum(w) from unnest(r.weights) as w) end as mean
    from observations.shown_datastream d
    join observations.observed_property p on p.id = d.observed_property
    join observations.roll_up r on r.datastream = d.id and r.span = 'h' and r.start = to_timestamp(${hour}::float8 / 1e6)
    cross join lateral (
      select l.lon, l.lat from observations.thing_location tl join observations.location l on l.id = tl.location
      where tl.thing = d.thing and l.lon is not null and l.lat is not null order by l.id limit 1) place
    where p.key = ${property} and d.result_kind = 'number' and r.total is not null
      and not coalesce(d.properties @> '{"isForecast": true}', false)
    order by d.id`
}

/** What the tests in space say of a datastream in an hour. */
export interface HourVerdict {
  readonly datastream: number
  readonly suspect: readonly string[]
  readonly failed: readonly string[]
}

export interface JudgedSlice extends Slice {
  readonly rules: number
  readonly stations: number
  /** The datastreams that had enough neighbours. */
  readonly tested: readonly number[]
  readonly verdicts: readonly HourVerdict[]
}

/** Keeps which datastreams of a property were compared in an hour: a bit of its day (UTC) for each hour. */
async function keepCompared(sql: Sql, { property, hour, tested }: JudgedSlice): Promise<void> {
  const bit = 1 << new Date(hour / 1000).getUTCHours()
  await sql`
    update observations.compared_day c set hours = c.hours & ~${bit}::int
    from observations.datastream d join observations.observed_property p on p.id = d.observed_property
    where p.key = ${property} and c.datastream = d.id and c.day = (to_timestamp(${hour}::float8 / 1e6) at time zone 'UTC')::date
      and c.hours & ${bit}::int <> 0 and d.id <> all(${tested}::int[])`
  await sql`
    insert into observations.compared_day as c (datastream, day, hours)
    select t, (to_timestamp(${hour}::float8 / 1e6) at time zone 'UTC')::date, ${bit}::int from unnest(${tested}::int[]) as t
    on conflict (datastream, day) do update set hours = c.hours | excluded.hours where c.hours & excluded.hours = 0`
}

/** Keeps what was found of an hour in the place of what was found before. */
export async function keepSlice(sql: Sql, slice: JudgedSlice, now: Temporal.Instant): Promise<void> {
  const { property, hour, rules, stations, tested, verdicts } = slice
  await keepCompared(sql, slice)
  await sql`
    delete from observations.hour_verdict where hour = to_timestamp(${hour}::float8 / 1e6) and datastream in (
      select d.id from observations.datastream d join observations.observed_property p on p.id = d.observed_property
      where p.key = ${property})`
  await sql`
    insert into observations.hour_verdict (datastream, hour, rules, suspect, failed)
    select datastream, to_timestamp(${hour}::float8 / 1e6), ${rules}::int, suspect::text[], failed::text[]
    from unnest(${verdicts.map(({ datastream }) => datastream)}::int[], ${verdicts.map(({ suspect }) => `{${suspect.join(',')}}`)}::text[],
      ${verdicts.map(({ failed }) => `{${failed.join(',')}}`)}::text[]) as v (datastream, suspect, failed)`
  await sql`
    insert into observations.judged_slice (property, hour, rules, judged_at, stations, untested)
    values (${property}, to_timestamp(${hour}::float8 / 1e6), ${rules}::int, ${now}, ${stations}::int, ${stations - tested.length}::int)
    on conflict (property, hour) do update set rules = excluded.rules, judged_at = excluded.judged_at, stations = excluded.stations,
      untested = excluded.untested`
}

/** Of how many stations the flag in an hour becomes worse, and better, than what was found before. */
export async function countHourChanges(
  sql: Sql,
  { property, hour, verdicts }: Pick<JudgedSlice, 'property' | 'hour' | 'verdicts'>,
): Promise<{ readonly stricter: number; readonly milder: number }> {
  const [row] = await sql<{ stricter: number; milder: number }>`
    with had as (
      select h.datastream, case when cardinality(h.failed) > 0 then 4 else 3 end as flag
      from observations.hour_verdict h join observations.datastream d on d.id = h.datastream
      join observations.observed_property p on p.id = d.observed_property
      where h.hour = to_timestamp(${hour}::float8 / 1e6) and p.key = ${property}),
    has as (
      select datastream, flag from unnest(${verdicts.map(({ datastream }) => datastream)}::int[],
        ${verdicts.map(({ failed }) => (failed.length > 0 ? 4 : 3))}::int[]) as v (datastream, flag))
    select count(*) filter (where coalesce(has.flag, 2) > coalesce(had.flag, 2))::int as stricter,
      count(*) filter (where coalesce(has.flag, 2) < coalesce(had.flag, 2))::int as milder
    from had full join has on has.datastream = had.datastream`
  return row ?? { stricter: 0, milder: 0 }
}
