import type { Sql } from '#core/database/sql.ts'
import { Problem } from '#core/problem.ts'
import type { Services } from '#core/services.ts'
import { locator, REGION_OFFICE } from '#modules/region/public.ts'
import { cleaned } from '#web/input/cleaned.ts'
import { batchBuilder } from '../../batch.ts'
import { readObservation } from '../../harmonise/read-observation.ts'
import { EXACT_PLACE, FORBIDDEN, gather, SAYS_MORE, storeChecked, WRONG_KIND } from '../../ingest/gather.ts'
import type { DeviceKey, Scope } from '../../keys/key.ts'
import { messages } from '../../messages.ts'
import { AHEAD, CLOSED, HOMELESS, type Stored } from '../../store/add.ts'
import { lockDatastreams } from '../../store/lock-datastreams.ts'
import { ENTITIES, idInAddress, readId, type EntityId, type SetName } from '../entities.ts'
import { decodedPath, type Told } from '../read.ts'
import { follow, type Target } from '../path.ts'
import { badBody, badObservation, notThere, valuesOnly } from '../problems.ts'
import type { From } from '../query/list.ts'
import { idOf } from '../query/shape.ts'
import * as bodies from './bodies.ts'
import { change, remove } from './change.ts'
import { changeObservation, withdrawObservation } from './change-observation.ts'
import * as create from './create.ts'
import { createFromArrays } from './data-arrays.ts'
import { moveThing } from './move.ts'
import { isRef, refer, type Writer } from './writer.ts'

/** What surrounds a request that writes. */
export interface Surroundings {
  readonly services: Pick<Services, 'sql' | 'clock'>
  readonly root: string
  /** Where it comes from. */
  readonly network: string
  /** Asks for the key with which it is written. */
  readonly keyFor: (scope: Scope) => Promise<DeviceKey>
  /** The transaction of which it is a part, in a batch that happens as a whole. */
  readonly within?: Sql
}

/** A request that writes: `path` comes after the root. */
export interface Order {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly body: unknown
}

/** Carries out what writes, and tells where what was made is. */
export async function write(around: Surroundings, order: Order): Promise<Told> {
  const path = decodedPath(order.path).replace(/^\/|\/$/g, '')
  if (order.method === 'POST') {
    if (path === 'CreateObservations') {
      const key = await around.keyFor('observations')
      const sender = { key: key.id, owner: key.body ?? REGION_OFFICE, body: key.body }
      return { status: 201, json: await createFromArrays(around.services, around.root, order.body, sender) }
    }
    return post(around, path, order.body)
  }
  const isObservation = /(^|\/)Observations\([^)]*\)$/.test(path)
  const key = await around.keyFor(isObservation ? 'observations' : 'entities')
  await inTransaction(around, key, async (writer) => {
    const target = await follow(writer.sql, path)
    if (target.kind !== 'entity') throw notThere(path)
    const id = idOf(target.set, target.row)
    const how = { body: cleaned(order.body), isWhole: order.method === 'PUT' }
    if (typeof id === 'object')
      return order.method === 'DELETE' ? withdrawObservation(writer, id) : changeObservation(writer, id, how)
    const set = target.set as Exclude<SetName, 'Observations'>
    return order.method === 'DELETE' ? remove(writer, set, id) : change(writer, set, id, how)
  })
  return { status: 200 }
}

async function post(around: Surroundings, path: string, body: unknown): Promise<Told> {
  if (path === 'Observations') return postObservation(around, undefined, body)
  const [, datastream] = /^Datastreams\((\d{1,10})\)\/Observations$/.exec(path) ?? []
  if (datastream !== undefined) return postObservation(around, Number(datastream), body)
  const key = await around.keyFor('entities')
  const made = await inTransaction(around, key, async (writer) => {
    const target = await follow(writer.sql, path)
    if (target.kind !== 'set' || target.isRef || target.isCount) throw notThere(path)
    return { set: target.set, id: await createIn(writer, target, cleaned(body)) }
  })
  return created(around, made.set, made.id)
}

function created({ root }: Surroundings, set: SetName, id: EntityId): Told {
  return { status: 201, headers: { location: `${root}/${set}(${idInAddress(id)})` } }
}

async function createIn(
  writer: Writer,
  { set, from }: Extract<Target, { kind: 'set' }>,
  body: unknown,
): Promise<number> {
  if (from !== undefined) return createLinked(writer, set, from, body)
  switch (set) {
    case 'Things':
      return create.createThing(writer, bodies.readBody(bodies.ThingBody, body))
    case 'Locations':
      return create.createLocation(writer, bodies.readBody(bodies.LocationBody, body))
    case 'Datastreams':
      return create.createDatastream(writer, bodies.readBody(bodies.DatastreamBody, body))
    case 'Sensors':
      return create.createSensor(writer, bodies.readBody(bodies.SensorBody, body))
    case 'ObservedProperties':
      return create.createObservedProperty(writer, bodies.readBody(bodies.ObservedPropertyBody, body))
    case 'FeaturesOfInterest':
      return create.createFeature(writer, bodies.readBody(bodies.FeatureBody, body))
    case 'HistoricalLocations':
      return create.createHistoricalLocation(writer, bodies.readBody(bodies.HistoricalLocationBody, body))
    // Observations
    default:
      throw notThere(set)
  }
}

/** Makes what belongs to an entity: `Things(1)/Datastreams`. */
async function createLinked(writer: Writer, set: SetName, from: From, body: unknown): Promise<number> {
  const link = `${from.set}/${from.link}`
  const ref = { '@iot.id': from.id }
  // A link to something that is there, or what is to be made, with the other end put in.
  const withEnd = (name: string) => (typeof body === 'object' && body !== null ? { [name]: ref, ...body } : body)
  switch (link) {
    case 'Things/Locations': {
      await refer(writer, 'Things', ref, true)
      const given = bodies.readBody(bodies.Ref.or(bodies.LocationBody), body)
      const id = isRef(given) ? await refer(writer, 'Locations', given) : await create.createLocation(writer, given)
      await moveThing(writer, from.id, [id])
      return id
    }
    case 'Things/Datastreams':
      await refer(writer, 'Things', ref, true)
      return create.createDatastream(writer, bodies.readBody(bodies.DatastreamBody, body), from.id)
    case 'Things/HistoricalLocations':
      return create.createHistoricalLocation(writer, bodies.readBody(bodies.HistoricalLocationBody, body), from.id)
    case 'Sensors/Datastreams':
      return create.createDatastream(writer, bodies.readBody(bodies.DatastreamBody, withEnd('Sensor')))
    case 'ObservedProperties/Datastreams':
      return create.createDatastream(writer, bodies.readBody(bodies.DatastreamBody, withEnd('ObservedProperty')))
    case 'Locations/Things': {
      const id = await create.createThing(writer, bodies.readBody(bodies.ThingBody, body))
      await moveThing(writer, id, [await refer(writer, 'Locations', ref)])
      return id
    }
    default:
      throw badBody(`${ENTITIES[set].set} are not made at ${link}`)
  }
}

async function postObservation(around: Surroundings, datastream: number | undefined, body: unknown): Promise<Told> {
  const key = await around.keyFor('observations')
  const { services, within } = around
  const sent = bodies.readBody(bodies.ObservationBody, body)
  const named = sent.Datastream === undefined ? undefined : readId('Datastreams', sent.Datastream['@iot.id'])
  const id = datastream ?? named
  if (typeof id !== 'number') throw badBody('Datastream: an Observation belongs to a Datastream')
  if (named !== undefined && named !== id)
    throw badBody(`Datastream: this is posted to Datastream ${id}, and names another`)
  const { FeatureOfInterest: about } = sent
  const feature =
    about === undefined
      ? undefined
      : await inTransaction(around, key, (writer) =>
          create.featureFor(writer, id, isRef(about) ? about : (cleaned(about) as typeof about)),
        )
  const now = services.clock()
  const read = readObservation({ ...sent, feature }, now)
  if ('code' in read) throw badObservation(read)
  const builder = batchBuilder(1)
  builder.add(id, read.at, read.until, read.number, read.extra)
  const batch = builder.take()
  const stored: Stored =
    within === undefined
      ? await gather(services, batch, key)
      : await storeChecked(within, batch, { held: await lockDatastreams(within, [id]), now, senderOf: () => key })
  const [outcome = HOMELESS] = stored.outcome
  if (outcome === HOMELESS) throw notThere(`Datastream ${id}`)
  if (outcome === FORBIDDEN) throw new Problem('sensorthings-not-yours', 403, messages.say('error.notYours'))
  if (outcome === WRONG_KIND) throw new Problem('sensorthings-body', 400, messages.say('error.kind'))
  if (outcome === SAYS_MORE) throw valuesOnly()
  if (outcome === EXACT_PLACE) throw badObservation({ code: 'place-at-home', detail: '' })
  if (outcome === CLOSED) throw new Problem('sensorthings-body', 400, messages.say('error.closed'))
  if (outcome === AHEAD) throw new Problem('sensorthings-body', 400, messages.say('error.ahead'))
  return created(around, 'Observations', { datastream: id, at: read.at, turn: stored.turn[0] ?? 0 })
}

async function inTransaction<Result>(
  { services, within }: Surroundings,
  { body, scopes }: DeviceKey,
  work: (writer: Writer) => Promise<Result>,
): Promise<Result> {
  const run = (sql: Sql, municipalityOf: Writer['municipalityOf']) =>
    work({ sql, now: services.clock(), body, scopes, municipalityOf })
  if (within !== undefined) return run(within, placeless)
  const find = await locator(services)
  return services.sql.transaction((sql) => run(sql, (point) => find(point).municipality?.nis ?? null))
}

const placeless = () => null
