import { json } from '#core/database/sql.ts'
import { Problem } from '#core/problem.ts'
import { batchBuilder } from '../../batch.ts'
import { readMoment, readObservation } from '../../harmonise/read-observation.ts'
import { isUcum } from '../../harmonise/ucum.ts'
import { refusal } from '../../harmonise/refusal.ts'
import { EXACT_PLACE, storeChecked } from '../../ingest/gather.ts'
import { messages } from '../../messages.ts'
import { momentOf, OBSERVATION_TYPES } from '../../model.ts'
import { refusalOf } from '../../ingest/refusal-of.ts'
import { isOfResident } from '../../register/owner.ts'
import { ADDED, AHEAD, CLOSED, CORRECTED, KNOWN } from '../../store/add.ts'
import { lockDatastreams } from '../../store/lock-datastreams.ts'
import { middleOf, ofGeoJson } from '../geometry/geometry.ts'
import { badBody, badObservation, valuesOnly } from '../problems.ts'
import type { DatastreamBody, LocationBody, ObservationBody, Ref, ThingBody } from './bodies.ts'
import type { FeatureBody, HistoricalLocationBody, ObservedPropertyBody, SensorBody } from './bodies.ts'
import { guardHomes, thingOf } from './homes.ts'
import { moveThing } from './move.ts'
import { isRef, mine, ownerOf, refer, type Writer } from './writer.ts'
import type { z } from 'zod'

/** Makes a thing with everything that came within it (deep insert, OGC 18-088 §10.2.1.2). */
export async function createThing(writer: Writer, body: ThingBody): Promise<number> {
  const { sql, now } = writer
  const [made] = await sql<{ id: number }>`
    insert into observations.thing (owner, name, description, properties, created_at, updated_at)
    values (${ownerOf(writer)}, ${body.name}, ${body.description}, ${body.properties ?? null}, ${now}, ${now}) returning id`
  const id = made?.id ?? 0
  const locations: number[] = []
  for (const location of body.Locations ?? [])
    locations.push(
      isRef(location) ? await refer(writer, 'Locations', location) : await createLocation(writer, location),
    )
  if (locations.length > 0) await moveThing(writer, id, locations)
  for (const datastream of body.Datastreams ?? []) await createDatastream(writer, datastream, id)
  return id
}

/** Makes a location; things that are named or made with it move there. */
export async function createLocation(writer: Writer, body: LocationBody): Promise<number> {
  const { sql, now } = writer
  const place = placeOf(body.encodingType, body.location, 'location')
  const municipality = place === undefined ? null : writer.municipalityOf(place)
  const [made] = await sql<{ id: number }>`
    insert into observations.location (municipality, owner, name, description, encoding_type, location, properties, lon, lat,
      created_at, updated_at)
    values (${municipality}, ${ownerOf(writer)}, ${body.name}, ${body.description}, ${body.encodingType}, ${json(body.location)},
      ${body.properties ?? null}, ${place?.lon ?? null}, ${place?.lat ?? null}, ${now}, ${now}) returning id`
  const id = made?.id ?? 0
  for (const thing of body.Things ?? []) {
    const number = isRef(thing) ? await refer(writer, 'Things', thing, true) : await createThing(writer, thing)
    await moveThing(writer, number, [id])
  }
  return id
}

/** Where a geometry is. Throws a Problem for one that says to be GeoJSON and is none. */
export function placeOf(encodingType: string, geometry: unknown, member: string) {
  if (!/geo\+json/.test(encodingType)) return undefined
  const found = ofGeoJson(geometry)
  if (found === undefined) throw badBody(`${member} is no geometry as GeoJSON has them (RFC 7946)`)
  return middleOf(found)
}

export async function createSensor(writer: Writer, body: z.output<typeof SensorBody>): Promise<number> {
  const { sql, now } = writer
  const [made] = await sql<{ id: number }>`
    insert into observations.sensor (owner, name, description, encoding_type, metadata, properties, created_at, updated_at)
    values (${ownerOf(writer)}, ${body.name}, ${body.description}, ${body.encodingType}, ${json(body.metadata)},
      ${body.properties ?? null}, ${now}, ${now}) returning id`
  return made?.id ?? 0
}

/** Makes an observed property; one of our own vocabulary with the same definition is taken instead, so that there is one word. */
export async function createObservedProperty(
  writer: Writer,
  body: z.output<typeof ObservedPropertyBody>,
  within = false,
): Promise<number> {
  const { sql, now } = writer
  if (within) {
    const [known] = await sql<{ id: number }>`
      select id from observations.observed_property where key is not null and definition = ${body.definition}`
    if (known !== undefined) return known.id
  }
  const [made] = await sql<{ id: number }>`
    insert into observations.observed_property (owner, name, definition, description, properties, created_at, updated_at)
    values (${ownerOf(writer)}, ${body.name}, ${body.definition}, ${body.description}, ${body.properties ?? null}, ${now}, ${now})
    returning id`
  return made?.id ?? 0
}

export async function createFeature(writer: Writer, body: z.output<typeof FeatureBody>): Promise<number> {
  const { sql, now } = writer
  const place = placeOf(body.encodingType, body.feature, 'feature')
  const [made] = await sql<{ id: number }>`
    insert into observations.feature (municipality, owner, name, description, encoding_type, feature, properties, lon, lat,
      created_at, updated_at)
    values (${place === undefined ? null : writer.municipalityOf(place)}, ${ownerOf(writer)}, ${body.name}, ${body.description},
      ${body.encodingType}, ${json(body.feature)}, ${body.properties ?? null}, ${place?.lon ?? null}, ${place?.lat ?? null},
      ${now}, ${now}) returning id`
  return made?.id ?? 0
}

/** Makes a datastream of a thing, with its sensor, its observed property and what it observed when these came within it. */
export async function createDatastream(writer: Writer, body: DatastreamBody, ofThing?: number): Promise<number> {
  const { sql, now } = writer
  if (ofThing === undefined && body.Thing === undefined) throw badBody('Thing: a Datastream belongs to a Thing')
  const thing = ofThing ?? (await refer(writer, 'Things', body.Thing as Ref, true))
  const sensor = isRef(body.Sensor)
    ? await refer(writer, 'Sensors', body.Sensor)
    : await createSensor(writer, body.Sensor)
  const property = isRef(body.ObservedProperty)
    ? await refer(writer, 'ObservedProperties', body.ObservedProperty)
    : await createObservedProperty(writer, body.ObservedProperty, true)
  const kind = Object.hasOwn(OBSERVATION_TYPES, body.observationType)
    ? OBSERVATION_TYPES[body.observationType]
    : undefined
  if (kind === undefined) throw badBody(`observationType is none of: ${Object.keys(OBSERVATION_TYPES).join(', ')}`)
  const [made] = await sql<{ id: number }>`
    insert into observations.datastream (municipality, owner, thing, sensor, observed_property, name, description,
      observation_type, result_kind, unit, ucum, observed_area, properties, feature, created_at, updated_at)
    select t.municipality, ${ownerOf(writer)}, t.id, ${sensor}, ${property}, ${body.name}, ${body.description},
      ${body.observationType}, ${kind}, ${json(body.unitOfMeasurement)}, ${ucumOf(body.unitOfMeasurement)},
      ${body.observedArea == null ? null : json(body.observedArea)}, ${body.properties ?? null}, (
        select f.id from observations.feature f join observations.thing_location l on l.location = f.made_of
        where l.thing = t.id order by f.id limit 1), ${now}, ${now}
    from observations.thing t where t.id = ${thing} returning id`
  const id = made?.id ?? 0
  await guardHomes(writer, [thing])
  if (body.Observations !== undefined && body.Observations.length > 0)
    await createObservations(writer, id, body.Observations)
  return id
}

/** The UCUM code of a unit, where it tells one that we know. */
export function ucumOf({ symbol, definition }: DatastreamBody['unitOfMeasurement']): string | null {
  const told = /(?:ucum\.org\/#|ucum:|unitsofmeasure\.org\/ucum(?:\.html)?#)(.+)$/.exec(definition ?? '')?.[1]
  const plain: Readonly<Record<string, string>> = {
    '°C': 'Cel',
    'µg/m³': 'ug/m3',
    'μg/m³': 'ug/m3',
    '°': 'deg',
    'mg/m³': 'mg/m3',
    ppb: '[ppb]',
    ppm: '[ppm]',
  }
  return (
    [told, plain[symbol ?? ''], symbol].find(
      (code) => code !== undefined && code !== null && code !== '' && isUcum(code),
    ) ?? null
  )
}

async function createObservations(
  writer: Writer,
  datastream: number,
  bodies: readonly ObservationBody[],
): Promise<void> {
  if (!writer.scopes.includes('observations'))
    throw new Problem('sensorthings-key-scope', 403, messages.say('error.keyScope'))
  const builder = batchBuilder(bodies.length)
  for (const [place, body] of bodies.entries()) {
    const feature =
      body.FeatureOfInterest === undefined ? undefined : await featureFor(writer, datastream, body.FeatureOfInterest)
    const read = readObservation({ ...body, feature }, writer.now)
    if ('code' in read) throw badObservation(read, `Observations/${place}: `)
    builder.add(datastream, read.at, read.until, read.number, read.extra)
  }
  const batch = builder.take()
  const held = await lockDatastreams(writer.sql, [datastream])
  const { outcome } = await storeChecked(writer.sql, batch, { held, now: writer.now, senderOf: () => writer })
  if (outcome.includes(CLOSED)) throw badBody('Observations: some are of a month that went to the archive')
  for (const [row, one] of outcome.entries()) {
    const code = one === AHEAD || one === EXACT_PLACE ? refusalOf(one) : undefined
    if (code !== undefined) throw badObservation(refusal(code), `Observations/${row}: `)
  }
  const bad = outcome.findIndex((one) => one !== ADDED && one !== KNOWN && one !== CORRECTED)
  if (bad >= 0) throw badBody(`Observations/${bad}: result is not of the kind that observationType says`)
}

/** The number of the feature that an observation of a datastream names or brings. */
export async function featureFor(
  writer: Writer,
  datastream: number,
  feature: Ref | z.output<typeof FeatureBody>,
): Promise<number> {
  if (writer.body !== null && isOfResident(writer.body)) throw valuesOnly()
  if (isRef(feature)) return refer(writer, 'FeaturesOfInterest', feature)
  const id = await createFeature(writer, feature)
  await guardHomes(writer, await thingOf(writer, datastream), [id])
  return id
}

/** Writes where a thing was at some time. */
export async function createHistoricalLocation(
  writer: Writer,
  body: z.output<typeof HistoricalLocationBody>,
  ofThing?: number,
): Promise<number> {
  const { sql } = writer
  if (ofThing === undefined && body.Thing === undefined) throw badBody('Thing: a HistoricalLocation belongs to a Thing')
  const thing = ofThing ?? (await refer(writer, 'Things', body.Thing as Ref, true))
  const at = readMoment(body.time)
  if (at === undefined) throw badBody('time is no time with a zone')
  const locations: number[] = []
  for (const location of body.Locations) locations.push(await refer(writer, 'Locations', location))
  await mine(writer, 'Things', thing)
  const [made] = await sql<{ id: number }>`
    insert into observations.historical_location (municipality, owner, thing, at)
    select municipality, ${ownerOf(writer)}, id, ${momentOf(at)} from observations.thing where id = ${thing} returning id`
  await sql`
    insert into observations.historical_location_location (historical_location, location)
    select distinct ${made?.id}::int, location from unnest(${locations}::int[]) as l (location)`
  await guardHomes(writer, [thing])
  return made?.id ?? 0
}
