/** The entity types of SensorThings 1.1 (OGC 18-088 §8.2), each by the name of its set. */
export const SETS = [
  'Things',
  'Locations',
  'HistoricalLocations',
  'Datastreams',
  'Sensors',
  'ObservedProperties',
  'Observations',
  'FeaturesOfInterest',
] as const
export type SetName = (typeof SETS)[number]

/** What a property is, for questions about it. */
export type PropertyType = 'id' | 'string' | 'json' | 'time' | 'interval' | 'geometry' | 'result'

export interface PropertyOf {
  readonly type: PropertyType
  /** SQL of it, for rows with this alias; of an interval its begin. */
  readonly sql: (alias: string) => string
  /** Of an interval: its end, null for a moment. */
  readonly end?: (alias: string) => string
  /** Of JSON: members that are numbers and stand in a column of their own, with SQL of it. */
  readonly numbers?: Readonly<Record<string, (alias: string) => string>>
}

export interface LinkOf {
  readonly to: SetName
  readonly isMany: boolean
  /** SQL: whether a row with the second alias is linked from one with the first. */
  readonly joins: (from: string, to: string) => string
}

/** An entity type: where its rows are, and what can be asked of them. */
export interface EntityType {
  readonly set: SetName
  /** One of them, as links say: `Thing`. */
  readonly one: string
  readonly table: string
  /** SQL: which rows are entities; `true` for all. */
  readonly base: (alias: string) => string
  readonly properties: Readonly<Record<string, PropertyOf>>
  readonly links: Readonly<Record<string, LinkOf>>
}

const column = (type: PropertyType, name: string): PropertyOf => ({ type, sql: (alias) => `${alias}.${name}` })
const named = {
  id: column('id', 'id'),
  name: column('string', 'name'),
  description: column('string', 'description'),
  properties: column('json', 'properties'),
}
const encoded = { ...named, encodingType: column('string', 'encoding_type') }
const latest = (name: string) => (alias: string) =>
  `(select l.${name} from observations.latest l where l.datastream = ${alias}.id)`
const link = (to: SetName, isMany: boolean, joins: LinkOf['joins']): LinkOf => ({ to, isMany, joins })
const everything = () => 'true'
/** Not of what staff hid. An array that is made once a question, so that it changes no plan. */
const shown = (alias: string) => `${alias}.owner <> all(array(select h.owner from observations.hidden_owner h))`
const shownStream = (alias: string) =>
  `${alias}.datastream <> all(array(select h.datastream from observations.hidden h))`

const judgedFlag = (a: string) =>
  `(select j.flag::float8 from observations.judgement(${a}.datastream, ${a}.at, ${a}.turn, ${a}.number) j)`

export const ENTITIES: Readonly<Record<SetName, EntityType>> = {
  Things: {
    set: 'Things',
    one: 'Thing',
    table: 'observations.thing',
    base: shown,
    properties: named,
    links: {
      Locations: link(
        'Locations',
        true,
        (a, b) => `${b}.id in (select x.location from observations.thing_location x where x.thing = ${a}.id)`,
      ),
      HistoricalLocations: link('HistoricalLocations', true, (a, b) => `${b}.thing = ${a}.id`),
      Datastreams: link('Datastreams', true, (a, b) => `${b}.thing = ${a}.id`),
    },
  },
  Locations: {
    set: 'Locations',
    one: 'Location',
    table: 'observations.location',
    base: shown,
    properties: { ...encoded, location: column('geometry', 'location') },
    links: {
      Things: link(
        'Things',
        true,
        (a, b) => `${b}.id in (select x.thing from observations.thing_location x where x.location = ${a}.id)`,
      ),
      HistoricalLocations: link(
        'HistoricalLocations',
        true,
        (a, b) =>
          `${b}.id in (select x.historical_location from observations.historical_location_location x where x.location = ${a}.id)`,
      ),
    },
  },
  HistoricalLocations: {
    set: 'HistoricalLocations',
    one: 'HistoricalLocation',
    table: 'observations.historical_location',
    base: shown,
    properties: { id: named.id, time: column('time', 'at') },
    links: {
      Thing: link('Things', false, (a, b) => `${b}.id = ${a}.thing`),
      Locations: link(
        'Locations',
        true,
        (a, b) =>
          `${b}.id in (select x.location from observations.historical_location_location x where x.historical_location = ${a}.id)`,
      ),
    },
  },
  Datastreams: {
    set: 'Datastreams',
    one: 'Datastream',
    table: 'observations.datastream',
    base: shown,
    properties: {
      ...named,
      observationType: column('string', 'observation_type'),
      unitOfMeasurement: column('json', 'unit'),
      observedArea: column('geometry', 'observed_area'),
      phenomenonTime: { type: 'interval', sql: latest('first_at'), end: latest('last_until') },
      resultTime: { type: 'interval', sql: latest('first_result_at'), end: latest('last_result_at') },
    },
    links: {
      Thing: link('Things', false, (a, b) => `${b}.id = ${a}.thing`),
      Sensor: link('Sensors', false, (a, b) => `${b}.id = ${a}.sensor`),
      ObservedProperty: link('ObservedProperties', false, (a, b) => `${b}.id = ${a}.observed_property`),
      Observations: link('Observations', true, (a, b) => `${b}.datastream = ${a}.id`),
    },
  },
  Sensors: {
    set: 'Sensors',
    one: 'Sensor',
    table: 'observations.sensor',
    base: shown,
    properties: { ...encoded, metadata: column('json', 'metadata') },
    links: { Datastreams: link('Datastreams', true, (a, b) => `${b}.sensor = ${a}.id`) },
  },
  ObservedProperties: {
    set: 'ObservedProperties',
    one: 'ObservedProperty',
    table: 'observations.observed_property',
    base: everything,
    properties: { ...named, definition: column('string', 'definition') },
    links: { Datastreams: link('Datastreams', true, (a, b) => `${b}.observed_property = ${a}.id`) },
  },
  Observations: {
    set: 'Observations',
    one: 'Observation',
    table: 'observations.observation',
    base: (alias) => `${alias}.replaced_at is null and ${shownStream(alias)}`,
    properties: {
      id: { type: 'id', sql: (alias) => `${alias}.datastream` },
      phenomenonTime: { type: 'interval', sql: (alias) => `${alias}.at`, end: (alias) => `${alias}.until` },
      resultTime: column('time', 'result_at'),
      result: { type: 'result', sql: (alias) => alias },
      resultQuality: {
        ...column('json', 'quality'),
        numbers: { flag: (alias) => `${alias}.flag::float8`, 'judged/flag': judgedFlag },
      },
      validTime: { type: 'interval', sql: (alias) => `${alias}.valid_from`, end: (alias) => `${alias}.valid_until` },
      parameters: column('json', 'parameters'),
    },
    links: {
      Datastream: link('Datastreams', false, (a, b) => `${b}.id = ${a}.datastream`),
      FeatureOfInterest: link('FeaturesOfInterest', false, (a, b) => `${b}.id = ${a}.feature`),
    },
  },
  FeaturesOfInterest: {
    set: 'FeaturesOfInterest',
    one: 'FeatureOfInterest',
    table: 'observations.feature',
    base: shown,
    properties: { ...encoded, feature: column('geometry', 'feature') },
    links: { Observations: link('Observations', true, (a, b) => `${b}.feature = ${a}.id`) },
  },
}

/** Whether a word names a set. */
export function isSet(word: string): word is SetName {
  return SETS.some((set) => set === word)
}

/** What an entity is known by: a number; of an observation its datastream, its moment and its turn. */
export type EntityId = number | ObservationId
export interface ObservationId {
  readonly datastream: number
  /** Microseconds since 1970. */
  readonly at: number
  readonly turn: number
}

/** An id as it stands in `@iot.id`. */
export function idText(id: EntityId): number | string {
  if (typeof id === 'number') return id
  return `${id.datastream}.${id.at}${id.turn === 0 ? '' : `.${id.turn}`}`
}

/** An id as it stands in an address, in quotes where it is a text. */
export function idInAddress(id: EntityId): string {
  return typeof id === 'number' ? String(id) : `'${idText(id)}'`
}

const MOST_ID = 2_147_483_647

/** Reads the id of an entity of a set, as a number or a text; undefined for what cannot be one. */
export function readId(set: SetName, id: unknown): EntityId | undefined {
  const text = typeof id === 'number' || typeof id === 'string' ? String(id) : ''
  if (set !== 'Observations') return /^\d{1,10}$/.test(text) && Number(text) <= MOST_ID ? Number(text) : undefined
  const [, datastream, at, turn = '0'] = /^(\d{1,10})\.(-?\d{1,16})(?:\.(\d{1,5}))?$/.exec(text) ?? []
  if (datastream === undefined || Number(datastream) > MOST_ID || Number(turn) > 32_767) return undefined
  return { datastream: Number(datastream), at: Number(at), turn: Number(turn) }
}
