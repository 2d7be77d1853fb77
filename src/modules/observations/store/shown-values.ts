import type { Sql } from '#core/database/sql.ts'
import type { Result, ResultKind } from '../model.ts'
import type { State } from './shown-things.ts'

/** What a datastream measures, and the newest that it told. */
export interface StreamRow extends Result {
  readonly thing: number
  readonly id: number
  readonly name: string
  /** Word of the vocabulary; null for what only its owner has a word for: then `propertyName`. */
  readonly property: string | null
  readonly propertyName: string
  readonly kind: ResultKind
  readonly ucum: string | null
  /** As its owner writes it. */
  readonly symbol: string | null
  readonly periodSeconds: number | null
  /** Of the newest value: its moment, or the beginning of what it is about; null when nothing was told. */
  readonly at: Temporal.Instant | null
  readonly until: Temporal.Instant | null
  readonly lastUntil: Temporal.Instant | null
  readonly state: State
  /** How many datastreams the thing has (of this property). */
  readonly ofThing: number
}

/** The datastreams of things with the newest value of each, in the order of their ids; of each thing at most so many. */
export async function listStreams(
  sql: Sql,
  things: readonly number[],
  {
    now,
    property,
    each,
  }: { readonly now: Temporal.Instant; readonly property?: string | undefined; readonly each: number },
): Promise<StreamRow[]> {
  if (things.length === 0) return []
  return sql<StreamRow>`
    select d.thing, d.id, d.name, p.key as property, p.name as "propertyName", d.result_kind as kind, d.ucum,
      d.unit ->> 'symbol' as symbol, d.period_seconds as "periodSeconds", n.newest_at as at, o.until, n.told_until as "lastUntil", n.state,
      d."ofThing", o.number, o.truth, o.text, o.json
    from (
      select s.*, row_number() over (partition by s.thing order by s.id) as turn, (count(*) over (partition by s.thing))::int as "ofThing"
      from observations.datastream s
      where s.thing = any(${things}::int[]) and (${property}::text is null
        or s.observed_property = (select id from observations.observed_property where key = ${property}::text))) d
    join observations.observed_property p on p.id = d.observed_property
    join observations.streams_now(${now}::timestamptz) n on n.id = d.id
    left join lateral (
      select v.until, v.number, v.truth, v.text, v.json from observations.observation v
      where v.datastream = d.id and v.at = n.newest_at and v.replaced_at is null order by v.turn limit 1) o on true
    where d.turn <= ${each}
    order by d.thing, d.id`
}

/** The names of things. */
export async function listNamed(sql: Sql, things: readonly number[]): Promise<Map<number, string>> {
  if (things.length === 0) return new Map()
  const rows = await sql<{ id: number; name: string }>`
    select id, name from observations.thing where id = any(${things}::int[])`
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** A thing as its page tells of it. */
export interface ThingTold {
  readonly id: number
  readonly name: string
  readonly description: string
  readonly municipality: string | null
  readonly owner: string
  readonly demo: boolean
  readonly updatedAt: Temporal.Instant
  readonly precision: string | null
  /** What its owner says of the terms of use. */
  readonly licence: string | null
  /** Everything that its owner says of it. */
  readonly properties: Readonly<Record<string, unknown>> | null
  readonly lon: number | null
  readonly lat: number | null
}

/** A thing, as its page tells of it; undefined when it is not there. */
export async function findThing(sql: Sql, id: number): Promise<ThingTold | undefined> {
  const [found] = await sql<ThingTold>`
    select t.id, t.name, t.description, t.municipality, t.owner, t.demo, t.updated_at as "updatedAt",
      t.properties ->> 'precision' as precision, coalesce(t.properties ->> 'license', t.properties ->> 'licence') as licence,
      t.properties, place.lon, place.lat
    from observations.shown_thing t left join lateral (
      select l.lon, l.lat from observations.thing_location tl join observations.location l on l.id = tl.location
      where tl.thing = t.id and l.lon is not null order by l.id limit 1) place on true
    where t.id = ${id}`
  return found
}

/** What the page of a datastream tells beside its values. */
export interface StreamTold extends StreamRow {
  readonly description: string
  readonly sensor: string
  readonly licence: string | null
  readonly observations: number
  readonly firstAt: Temporal.Instant | null
}

/** A datastream with its newest value; undefined when it is not there. */
export async function findStream(sql: Sql, id: number, now: Temporal.Instant): Promise<StreamTold | undefined> {
  const [found] = await sql<StreamTold>`
    select d.thing, d.id, d.name, d.description, p.key as property, p.name as "propertyName", d.result_kind as kind, d.ucum,
      d.unit ->> 'symbol' as symbol, d.period_seconds as "periodSeconds", n.newest_at as at, o.until, n.told_until as "lastUntil", n.state,
      (select count(*)::int from observations.datastream s where s.thing = d.thing and s.observed_property = d.observed_property)
        as "ofThing", o.number, o.truth, o.text, o.json, s.name as sensor,
      coalesce(d.properties ->> 'license', d.properties ->> 'licence') as licence,
      coalesce(l.observations, 0) as observations, l.first_at as "firstAt"
    from observations.datastream d
    join observations.observed_property p on p.id = d.observed_property
    join observations.sensor s on s.id = d.sensor
    join observations.streams_now(${now}::timestamptz) n on n.id = d.id
    left join observations.latest l on l.datastream = d.id
    left join lateral (
      select v.until, v.number, v.truth, v.text, v.json from observations.observation v
      where v.datastream = d.id and v.at = n.newest_at and v.replaced_at is null order by v.turn limit 1) o on true
    where d.id = ${id}`
  return found
}

/** A part of time, the end not in it. */
export interface Range {
  readonly from: Temporal.Instant
  readonly until: Temporal.Instant
}

export interface Told extends Result {
  readonly at: Temporal.Instant
  readonly until: Temporal.Instant | null
}

/** What a datastream told in a part of time, as known now, in order; at most so many, the newest. */
export async function listTold(sql: Sql, datastream: number, { from, until }: Range, limit: number): Promise<Told[]> {
  const rows = await sql<Told>`
    select at, until, number, truth, text, json from observations.observation
    where datastream = ${datastream} and replaced_at is null and at >= ${from} and at < ${until}
    order by at desc, turn desc limit ${limit}`
  return rows.toReversed()
}

/** Numbers of a part of time, put together by so many minutes counted from its beginning. */
export async function sumByMinutes(
  sql: Sql,
  datastream: number,
  { from, until }: Range,
  minutes: number,
): Promise<{ at: Temporal.Instant; total: number; count: number; low: number; high: number }[]> {
  return sql`
    select date_bin(make_interval(mins => ${minutes}::int), at, ${from}::timestamptz) as at, sum(number) as total, count(number)::int as count,
      min(number) as low, max(number) as high
    from observations.observation
    where datastream = ${datastream} and replaced_at is null and at >= ${from} and at < ${until} and number is not null
    group by 1 order by 1`
}

/** Which of the words of the vocabulary are measured by at least one datastream. */
export async function listMeasured(sql: Sql): Promise<string[]> {
  const rows = await sql<{ key: string }>`
    select key from observations.observed_property p where key is not null
      and exists (select from observations.datastream d where d.observed_property = p.id)`
  return rows.map(({ key }) => key)
}

/** The paths of all public pages of sensors, with when something was last told there. */
export async function listSensorPages(sql: Sql): Promise<{ path: string; lastModified: Temporal.Instant }[]> {
  return sql`
    select '/sensors/things/' || id as path, updated_at as "lastModified" from observations.shown_thing t
    union all
    select '/sensors/datastreams/' || d.id, greatest(d.updated_at, l.last_received_at)
    from observations.shown_datastream d left join observations.latest l on l.datastream = d.id`
}
