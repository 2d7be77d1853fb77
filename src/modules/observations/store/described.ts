import type { Sql } from '#core/database/sql.ts'
import { observationType, type ResultKind } from '../model.ts'
import { roughly, ROUGH } from '../place.ts'
import { keepRough } from './homes.ts'

/** Whose something is and where: goes with every thing, sensor and datastream. */
export interface Whose {
  readonly owner: string
  /** NIS code; null: of the region, or elsewhere. */
  readonly municipality: string | null
}

/** A thing as its own network describes it. */
export interface DescribedThing extends Whose {
  /** How its own network calls it. */
  readonly key: string
  readonly name: string
  readonly description: string
  readonly properties: Readonly<Record<string, unknown>>
  readonly place: { readonly lon: number; readonly lat: number } | undefined
}

/** A datastream as its own network describes it. */
export interface DescribedDatastream extends Whose {
  readonly key: string
  readonly thing: number
  readonly name: string
  readonly description: string
  /** Name of the instrument, or of the kind of instrument. */
  readonly sensor: string
  /** Our word for what it observes. */
  readonly property: string
  readonly kind: ResultKind
  readonly unit: { readonly name: string; readonly symbol: string }
  readonly ucum: string | null
  readonly periodSeconds: number | null
  readonly properties: Readonly<Record<string, unknown>>
}

/** The things with these keys of one owner: found, or made with their places. `added` tells which were made. Call it in a transaction. */
export async function haveThings(
  sql: Sql,
  things: readonly DescribedThing[],
  now: Temporal.Instant,
): Promise<{ readonly id: number; readonly added: boolean }[]> {
  if (things.length === 0) return []
  const known = await findThings(sql, things)
  const names = new Set(known.map(nameOf))
  // Each try to insert costs a number, also one that finds it there: only what is missing is tried.
  const missing = things.filter((thing) => !names.has(nameOf(thing)))
  const made = await addThings(sql, missing, now)
  const all = missing.length === 0 ? known : await findThings(sql, things)
  const byName = new Map(all.map((thing) => [nameOf(thing), thing]))
  const fresh = new Set(made)
  const found = things.map((thing) => {
    const { id, stands, precision } = byName.get(nameOf(thing)) ?? { id: 0, stands: true, precision: null }
    return { id, stands, isAtHome: precision === ROUGH, added: fresh.delete(id), thing }
  })
  const homes = found.filter(({ isAtHome, thing }) => !isAtHome && thing.properties['precision'] === ROUGH)
  await hangAtHome(
    sql,
    homes.map(({ id }) => id),
    now,
  )
  // A file that tells where things stand may come after the one with what they measured.
  await standAt(
    sql,
    found.flatMap(({ id, stands, isAtHome, thing: { place, ...thing } }) => {
      if (stands || place === undefined) return []
      const isRough = isAtHome || thing.properties['precision'] === ROUGH
      return [{ ...thing, id, ...(isRough ? roughly(place) : place) }]
    }),
    now,
  )
  return found.map(({ id, added }) => ({ id, added }))
}

function nameOf({ owner, key }: { readonly owner: string; readonly key: string }): string {
  return `${owner}\n${key}`
}

async function findThings(sql: Sql, things: readonly DescribedThing[]) {
  return sql<{ id: number; owner: string; key: string; stands: boolean; precision: string | null }>`
    select id, owner, outside_key as key, properties ->> 'precision' as precision,
      exists (select from observations.thing_location l where l.thing = t.id) as stands
    from observations.thing t
    where outside_key = any(${things.map(({ key }) => key)}::text[]) and owner = any(${things.map(({ owner }) => owner)}::text[])`
}

/** Whether an owner has a thing with this key that does not hang at a home. */
export async function isKnownThing(sql: Sql, owner: string, key: string): Promise<boolean> {
  const [found] = await sql`
    select from observations.thing where owner = ${owner} and outside_key = ${key}
      and properties ->> 'precision' is distinct from ${ROUGH}`
  return found !== undefined
}

/** Writes that these things, which were here already, hang at homes: makes their places rough, and tells their numbers no more. */
export async function hangAtHome(sql: Sql, things: readonly number[], now: Temporal.Instant): Promise<void> {
  if (things.length === 0) return
  await sql`
    update observations.thing set properties = (coalesce(properties, '{}') - 'devEui') || jsonb_build_object('precision', ${ROUGH}::text), updated_at = ${now}
    where id = any(${things}::int[])`
  await keepRough(sql, things)
}

/** Gives the ids of those that were not there. */
async function addThings(sql: Sql, things: readonly DescribedThing[], now: Temporal.Instant): Promise<number[]> {
  if (things.length === 0) return []
  const made = await sql<{ id: number }>`
    insert into observations.thing (municipality, owner, name, description, properties, outside_key, created_at, updated_at)
    select municipality, owner, name, description, properties, key, ${now}, ${now}
    from unnest(${things.map(({ municipality }) => municipality)}::text[], ${things.map(({ owner }) => owner)}::text[],
      ${things.map(({ name }) => name)}::text[], ${things.map(({ description }) => description)}::text[],
      ${things.map(({ properties }) => properties)}::jsonb[], ${things.map(({ key }) => key)}::text[])
      as t (municipality, owner, name, description, properties, key)
    on conflict (owner, outside_key) do nothing returning id`
  return made.map(({ id }) => id)
}

type Standing = Whose & { readonly id: number; readonly name: string; readonly lon: number; readonly lat: number }

/** Writes where things stand that stood nowhere, and that this is what their datastreams are about. */
async function standAt(sql: Sql, places: readonly Standing[], now: Temporal.Instant): Promise<void> {
  if (places.length === 0) return
  await sql`
    with place as materialized (
      select p.*, nextval(pg_get_serial_sequence('observations.location', 'id'))::int as location,
        nextval(pg_get_serial_sequence('observations.historical_location', 'id'))::int as since,
        jsonb_build_object('type', 'Point', 'coordinates', jsonb_build_array(lon, lat)) as point
      from unnest(${places.map(({ id }) => id)}::int[], ${places.map(({ municipality }) => municipality)}::text[],
        ${places.map(({ owner }) => owner)}::text[], ${places.map(({ name }) => name)}::text[],
        ${places.map(({ lon }) => lon)}::float8[], ${places.map(({ lat }) => lat)}::float8[])
        as p (thing, municipality, owner, name, lon, lat)
    ), stood as (
      insert into observations.location (id, municipality, owner, name, encoding_type, location, lon, lat, created_at, updated_at)
      select location, municipality, owner, name, 'application/geo+json', point, lon, lat, ${now}, ${now} from place returning id
    ), here as (
      insert into observations.thing_location (thing, location) select thing, location from place, (select count(*) from stood) s
    ), past as (
      insert into observations.historical_location (id, municipality, owner, thing, at)
      select since, municipality, owner, thing, ${now} from place returning id
    ), there as (
      insert into observations.historical_location_location (historical_location, location)
      select since, location from place, (select count(*) from past) p, (select count(*) from stood) s
    ), about as (
      insert into observations.feature (municipality, owner, name, encoding_type, feature, lon, lat, made_of, created_at, updated_at)
      select municipality, owner, name, 'application/geo+json', point, lon, lat, location, ${now}, ${now}
      from place, (select count(*) from stood) s returning id, made_of
    )
    update observations.datastream d set feature = about.id, updated_at = ${now}
    from place join about on about.made_of = place.location where d.thing = place.thing and d.feature is null`
}

/** A datastream that is there. One that was there before may have another unit than what is described now. */
export interface HadDatastream {
  readonly id: number
  readonly ucum: string | null
  readonly kind: ResultKind
}

/** The datastreams with these keys of one owner: found, or made with their sensors. Call it in a transaction. */
export async function haveDatastreams(
  sql: Sql,
  streams: readonly DescribedDatastream[],
  now: Temporal.Instant,
): Promise<HadDatastream[]> {
  if (streams.length === 0) return []
  const known = await findDatastreams(sql, streams)
  const names = new Set(known.map(nameOf))
  const missing = streams.filter((stream) => !names.has(nameOf(stream)))
  await addDatastreams(sql, missing, now)
  const all = missing.length === 0 ? known : await findDatastreams(sql, streams)
  const byName = new Map(all.map((one) => [nameOf(one), one]))
  return streams.map((stream) => {
    const had = byName.get(nameOf(stream))
    if (had === undefined)
      throw new RangeError(`The datastream "${stream.key}" was not made: is "${stream.property}" in the vocabulary?`)
    return had
  })
}

/** A datastream that was found by its key. */
export interface FoundDatastream extends HadDatastream {
  readonly owner: string
  readonly key: string
  /** It is known where its thing is. */
  readonly stands: boolean
  readonly isAtHome: boolean
}

/** Those of these datastreams that are there. */
export async function findDatastreams(
  sql: Sql,
  streams: readonly { readonly owner: string; readonly key: string }[],
): Promise<FoundDatastream[]> {
  return sql<FoundDatastream>`
    select d.id, d.owner, d.outside_key as key, d.ucum, d.result_kind as kind,
      exists (select from observations.thing_location l where l.thing = d.thing) as stands,
      coalesce(t.properties ->> 'precision' = ${ROUGH}, false) as "isAtHome"
    from observations.datastream d join observations.thing t on t.id = d.thing
    where d.outside_key = any(${streams.map(({ key }) => key)}::text[]) and d.owner = any(${streams.map(({ owner }) => owner)}::text[])`
}

async function addDatastreams(sql: Sql, streams: readonly DescribedDatastream[], now: Temporal.Instant): Promise<void> {
  if (streams.length === 0) return
  const column = <Value>(value: (stream: DescribedDatastream) => Value) => streams.map(value)
  await sql`
    insert into observations.sensor (owner, name, encoding_type, metadata, outside_key, created_at, updated_at)
    select distinct owner, sensor, 'text/plain', to_jsonb(sensor), sensor, ${now}::timestamptz, ${now}::timestamptz
    from unnest(${column(({ owner }) => owner)}::text[], ${column(({ sensor }) => sensor)}::text[]) as s (owner, sensor)
    on conflict (owner, outside_key) do nothing`
  const units = column(({ unit, ucum }) => ({
    ...unit,
    definition: ucum === null ? null : `https://ucum.org/#${ucum}`,
  }))
  await sql`
    insert into observations.datastream (municipality, owner, thing, sensor, observed_property, name, description,
      observation_type, result_kind, unit, ucum, properties, period_seconds, feature, outside_key, created_at, updated_at)
    select d.municipality, d.owner, d.thing, s.id, p.id, d.name, d.description, d.type, d.kind, d.unit, d.ucum, d.properties,
      d.period, (
        select f.id from observations.feature f join observations.thing_location l on l.location = f.made_of
        where l.thing = d.thing order by f.id limit 1), d.key, ${now}, ${now}
    from unnest(${column(({ municipality }) => municipality)}::text[], ${column(({ owner }) => owner)}::text[],
      ${column(({ thing }) => thing)}::int[], ${column(({ sensor }) => sensor)}::text[],
      ${column(({ property }) => property)}::text[], ${column(({ name }) => name)}::text[],
      ${column(({ description }) => description)}::text[], ${column(({ kind }) => observationType(kind))}::text[],
      ${column(({ kind }) => kind)}::text[], ${units}::jsonb[], ${column(({ ucum }) => ucum)}::text[],
      ${column(({ properties }) => properties)}::jsonb[], ${column(({ periodSeconds }) => periodSeconds)}::int[],
      ${column(({ key }) => key)}::text[])
      as d (municipality, owner, thing, sensor, property, name, description, type, kind, unit, ucum, properties, period, key)
    join observations.observed_property p on p.key = d.property
    join observations.sensor s on s.owner = d.owner and s.outside_key = d.sensor
    on conflict (owner, outside_key) do nothing`
}
