import { json } from '#core/database/sql.ts'
import { readMoment } from '../../harmonise/read-observation.ts'
import { momentOf, OBSERVATION_TYPES } from '../../model.ts'
import type { SetName } from '../entities.ts'
import { badBody, badObservation, conflict } from '../problems.ts'
import { ask, joined, part, raw, type Fragment } from '../query/fragment.ts'
import { ENTITIES } from '../entities.ts'
import { CHANGES, readBody, type DatastreamBody, type Ref } from './bodies.ts'
import { placeOf, ucumOf } from './create.ts'
import { isExactAtHome } from '../../store/homes.ts'
import { featuresOf, guardHomes, thingOf, thingsAt, thingsObserving } from './homes.ts'
import { moveThing } from './move.ts'
import { mine, refer, type Writer } from './writer.ts'

/** Changes what a body names of an entity (PATCH), or all of it (PUT). Observations are changed by `change-observation.ts`. */
export async function change(
  writer: Writer,
  set: Exclude<SetName, 'Observations'>,
  id: number,
  { body, isWhole }: { readonly body: unknown; readonly isWhole: boolean },
): Promise<void> {
  await mine(writer, set, id)
  const schema = CHANGES[set]
  // A default is for what is made, not for what is left as it was.
  const named = typeof body === 'object' && body !== null ? new Set(Object.keys(body)) : new Set<string>()
  const read: Record<string, unknown> = readBody(isWhole ? schema : schema.partial(), body)
  const values = Object.fromEntries(Object.entries(read).filter(([name]) => isWhole || named.has(name)))
  if (isWhole && !('properties' in values) && set !== 'HistoricalLocations') values['properties'] = null
  const sets: Fragment[] = set === 'HistoricalLocations' ? [] : [part`updated_at = ${writer.now}`]
  for (const [name, value] of Object.entries(values)) sets.push(...(await columnsOf(writer, name, value, values)))
  if (sets.length > 0)
    await ask(writer.sql, part`update ${raw(ENTITIES[set].table)} set ${joined(sets, ', ', '')} where id = ${id}::int`)
  const locations = values['Locations'] as readonly Ref[] | undefined
  if (set === 'Things' && locations !== undefined) {
    const ids: number[] = []
    for (const location of locations) ids.push(await refer(writer, 'Locations', location))
    await moveThing(writer, id, ids)
  }
  await guardChanged(writer, set, id)
}

/** Whatever was changed: what hangs at a home stays rough. */
async function guardChanged(writer: Writer, set: SetName, id: number): Promise<void> {
  if (set === 'Things') await guardHomes(writer, [id], await featuresOf(writer, id))
  if (set === 'Locations') await guardHomes(writer, await thingsAt(writer, id))
  if (set === 'FeaturesOfInterest') {
    await guardHomes(writer, await thingsObserving(writer, id), [id])
    if (await isExactAtHome(writer.sql, id)) throw badObservation({ code: 'place-at-home', detail: '' })
  }
  if (set === 'Datastreams') await guardHomes(writer, await thingOf(writer, id))
}

async function columnsOf(
  writer: Writer,
  name: string,
  value: unknown,
  { encodingType }: Readonly<Record<string, unknown>>,
): Promise<Fragment[]> {
  switch (name) {
    case 'name':
    case 'description':
    case 'definition':
      return [part`${raw(name)} = ${value}`]
    case 'encodingType':
      return [part`encoding_type = ${value}`]
    case 'properties':
      return [part`properties = ${value ?? null}`]
    case 'metadata':
      return [part`metadata = ${json(value)}`]
    case 'location':
    case 'feature': {
      const place = placeOf(typeof encodingType === 'string' ? encodingType : 'application/geo+json', value, name)
      const columns = [
        part`${raw(name)} = ${json(value)}`,
        part`lon = ${place?.lon ?? null}`,
        part`lat = ${place?.lat ?? null}`,
      ]
      return [...columns, part`municipality = ${place === undefined ? null : writer.municipalityOf(place)}`]
    }
    case 'observationType': {
      const type = String(value)
      const kind = Object.hasOwn(OBSERVATION_TYPES, type) ? OBSERVATION_TYPES[type] : undefined
      if (kind === undefined) throw badBody('observationType is none that SensorThings has')
      return [part`observation_type = ${value}`, part`result_kind = ${kind}`]
    }
    case 'unitOfMeasurement':
      return [part`unit = ${json(value)}`, part`ucum = ${ucumOf(value as DatastreamBody['unitOfMeasurement'])}`]
    case 'observedArea':
      return [part`observed_area = ${value == null ? null : json(value)}`]
    case 'time': {
      const at = readMoment(String(value))
      if (at === undefined) throw badBody('time is no time with a zone')
      return [part`at = ${momentOf(at)}`]
    }
    case 'Thing':
      return [part`thing = ${await refer(writer, 'Things', value as Ref, true)}`]
    case 'Sensor':
      return [part`sensor = ${await refer(writer, 'Sensors', value as Ref)}`]
    case 'ObservedProperty':
      return [part`observed_property = ${await refer(writer, 'ObservedProperties', value as Ref)}`]
    default:
      return []
  }
}

/** So many observations go with what is removed at most: more is kept for ever. */
const MOST_REMOVED = 100_000

/** Removes an entity, and what cannot be without it (OGC 18-088 §10.4). Throws a Problem when much was observed by it. */
export async function remove(writer: Writer, set: Exclude<SetName, 'Observations'>, id: number): Promise<void> {
  const { sql } = writer
  await mine(writer, set, id)
  if (set === 'FeaturesOfInterest') {
    const [used] = await sql`select 1 as used from observations.datastream where feature = ${id} limit 1`
    if (used !== undefined) throw conflict('datastreams still observe this feature')
  }
  if (set === 'Locations') {
    const [used] = await sql`
      select 1 as used from observations.thing
      where id = any(${await thingsAt(writer, id)}::int[]) and ${writer.body}::text is not null and owner <> ${writer.body}::text limit 1`
    if (used !== undefined) throw conflict('a thing of somebody else stands or stood there')
  }
  if (set === 'ObservedProperties') {
    const [ours] = await sql`select key from observations.observed_property where id = ${id} and key is not null`
    if (ours !== undefined) throw conflict('this is a word of the vocabulary of the region')
  }
  const column = { Things: 'thing', Datastreams: 'id', Sensors: 'sensor', ObservedProperties: 'observed_property' }[
    set as string
  ]
  if (column !== undefined) {
    const streams = await ask<{ id: number; owner: string }>(
      sql,
      part`select id, owner from observations.datastream where ${raw(column)} = ${id}::int order by id for update`,
    )
    for (const stream of streams)
      if (writer.body !== null && stream.owner !== writer.body)
        throw conflict('a datastream of somebody else leans on it')
    const ids = streams.map((stream) => stream.id)
    const [kept] = await sql<{ count: number }>`
      select coalesce(sum(observations), 0)::bigint as count from observations.latest where datastream = any(${ids}::int[])`
    if ((kept?.count ?? 0) > MOST_REMOVED)
      throw conflict(`${kept?.count} observations would be lost; ${MOST_REMOVED} are removed with a request at most`)
    await sql`delete from observations.observation where datastream = any(${ids}::int[])`
    await sql`delete from observations.datastream where id = any(${ids}::int[])`
  }
  await ask(sql, part`delete from ${raw(ENTITIES[set].table)} where id = ${id}::int`)
}
