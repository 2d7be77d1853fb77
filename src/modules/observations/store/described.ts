import { json, type Sql } from '#core/database/sql.ts'
import { observationType, type ResultKind } from '../model.ts'

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

/** Finds a thing by the key of its own network, or makes it, with its place; `added` tells which. Call it in a transaction. */
export async function haveThing(
  sql: Sql,
  thing: DescribedThing,
  now: Temporal.Instant,
): Promise<{ id: number; added: boolean }> {
  const { owner, municipality, key, name, description, properties, place } = thing
  const [made] = await sql<{ id: number }>`
    insert into observations.thing (municipality, owner, name, description, properties, outside_key, created_at, updated_at)
    values (${municipality}, ${owner}, ${name}, ${description}, ${json(properties)}, ${key}, ${now}, ${now})
    on conflict (owner, outside_key) do nothing returning id`
  if (made === undefined) {
    const [known] = await sql<{ id: number }>`
      select id from observations.thing where owner = ${owner} and outside_key = ${key}`
    if (known === undefined) throw new Error('A thing went while it was looked for.')
    if (place !== undefined) await standIfNowhere(sql, known.id, { ...thing, place }, now)
    return { id: known.id, added: false }
  }
  if (place !== undefined) await standAt(sql, made.id, { ...thing, place }, now)
  return { id: made.id, added: true }
}

/** A file that tells where things stand may come after the one with what they measured. */
async function standIfNowhere(
  sql: Sql,
  thing: number,
  described: DescribedThing & { place: { lon: number; lat: number } },
  now: Temporal.Instant,
): Promise<void> {
  const [stands] = await sql`select location from observations.thing_location where thing = ${thing} limit 1`
  if (stands !== undefined) return
  await standAt(sql, thing, described, now)
  await sql`
    update observations.datastream d set feature = f.id, updated_at = ${now}
    from observations.thing_location l join observations.feature f on f.made_of = l.location
    where l.thing = ${thing} and d.thing = ${thing} and d.feature is null`
}

async function standAt(
  sql: Sql,
  thing: number,
  { owner, municipality, name, place }: DescribedThing & { place: { lon: number; lat: number } },
  now: Temporal.Instant,
): Promise<void> {
  const point = json({ type: 'Point', coordinates: [place.lon, place.lat] })
  await sql`
    with stood as (
      insert into observations.location (municipality, owner, name, encoding_type, location, lon, lat, created_at, updated_at)
      values (${municipality}, ${owner}, ${name}, 'application/geo+json', ${point}, ${place.lon}, ${place.lat}, ${now}, ${now})
      returning id
    ), here as (
      insert into observations.thing_location (thing, location) select ${thing}::int, id from stood
    ), since as (
      insert into observations.historical_location (municipality, owner, thing, at)
      values (${municipality}, ${owner}, ${thing}, ${now}) returning id
    ), there as (
      insert into observations.historical_location_location (historical_location, location)
      select since.id, stood.id from since, stood
    )
    insert into observations.feature (municipality, owner, name, encoding_type, feature, lon, lat, made_of, created_at, updated_at)
    select ${municipality}, ${owner}, ${name}, 'application/geo+json', ${point}, ${place.lon}, ${place.lat}, id, ${now}, ${now}
    from stood`
}

/** Finds a datastream by the key of its own network, or makes it with its sensor. Call it in a transaction. */
export async function haveDatastream(sql: Sql, stream: DescribedDatastream, now: Temporal.Instant): Promise<number> {
  const { owner, key } = stream
  const [known] = await sql<{ id: number }>`
    select id from observations.datastream where owner = ${owner} and outside_key = ${key}`
  if (known !== undefined) return known.id
  const [sensor] = await sql<{ id: number }>`
    insert into observations.sensor (owner, name, encoding_type, metadata, outside_key, created_at, updated_at)
    values (${owner}, ${stream.sensor}, 'text/plain', ${json(stream.sensor)}, ${stream.sensor}, ${now}, ${now})
    on conflict (owner, outside_key) do update set name = sensor.name returning id`
  const unit = { ...stream.unit, definition: stream.ucum === null ? null : `https://ucum.org/#${stream.ucum}` }
  const [made] = await sql<{ id: number }>`
    insert into observations.datastream (municipality, owner, thing, sensor, observed_property, name, description,
      observation_type, result_kind, unit, ucum, properties, period_seconds, feature, outside_key, created_at, updated_at)
    select ${stream.municipality}, ${owner}, ${stream.thing}, ${sensor?.id}, p.id, ${stream.name}, ${stream.description},
      ${observationType(stream.kind)}, ${stream.kind}, ${json(unit)}, ${stream.ucum}, ${json(stream.properties)},
      ${stream.periodSeconds}, (
        select f.id from observations.feature f join observations.thing_location l on l.location = f.made_of
        where l.thing = ${stream.thing} order by f.id limit 1), ${key}, ${now}, ${now}
    from observations.observed_property p where p.key = ${stream.property}
    on conflict (owner, outside_key) do update set name = datastream.name
    returning id`
  if (made === undefined) throw new RangeError(`There is no observed property "${stream.property}".`)
  return made.id
}
