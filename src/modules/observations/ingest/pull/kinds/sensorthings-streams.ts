import { OBSERVATION_TYPES, type ResultKind } from '../../../model.ts'
import { sentinelsOf, type StandsForNothing } from '../../../harmonise/sentinels.ts'
import { converter } from '../../../harmonise/ucum.ts'
import { haveDatastreams, haveThings } from '../../../store/described.ts'
import { tryAgain } from '../../../store/try-again.ts'
import { unitWords } from '../../../vocabulary/units.ts'
import { propertyNamed, unitNamed } from '../../../vocabulary/named.ts'
import { PullFailed } from '../failure.ts'
import type { Run } from '../run.ts'
import { askPages } from './sensorthings-pages.ts'
import { membersOf, textIn } from './members.ts'

const MOST_STREAMS = 2000
const IDS_AT_ONCE = 20
const LONGEST_ID = 80

/** A datastream of another server. */
export interface TheirStream {
  /** As it stands in an address: `7`, or `'a'` for what is a text. */
  readonly id: string
  readonly part: string
  /** The spans of time that it has observations about and results of; empty: it does not tell. */
  readonly range: string
  readonly told: Readonly<Record<string, unknown>>
}

/** As it is here; `convert` tells its values in the unit that it has here, and is absent where they cannot be told in it. */
export interface HadStream extends TheirStream {
  readonly datastream: number
  readonly convert: ((value: number) => number) | undefined
  /** Of a value as it is told there. */
  readonly standsForNothing: StandsForNothing
}

/** The datastreams that were asked for and that are measured there: not those that they took from elsewhere. */
export async function listStreams(run: Run): Promise<TheirStream[]> {
  const { ids, area } = run.connector.settings
  const filters =
    ids.length > 0
      ? Array.from({ length: Math.ceil(ids.length / IDS_AT_ONCE) }, (_, turn) =>
          ids
            .slice(turn * IDS_AT_ONCE, (turn + 1) * IDS_AT_ONCE)
            .map((id) => `id eq ${literalOf(/^\d{1,15}$/.test(id) ? Number(id) : id)}`)
            .join(' or '),
        )
      : [area === undefined ? '' : `st_within(Thing/Locations/location,geography'${polygonOf(area)}')`]
  const found: TheirStream[] = []
  for (const filter of filters)
    for await (const { value } of askPages(run, listAddress(run.connector.settings.address, filter))) {
      found.push(...value.flatMap(streamOf))
      if (found.length > MOST_STREAMS)
        throw new PullFailed('too-large', `there are more than ${MOST_STREAMS} datastreams: choose an area or ids`)
    }
  return [...new Map(found.map((stream) => [stream.part, stream])).values()]
}

function listAddress(address: string, filter: string): string {
  const query = new URLSearchParams({
    ...(filter !== '' && { $filter: filter }),
    $expand: 'Thing($expand=Locations),Sensor,ObservedProperty',
    $orderby: 'id asc',
    $top: String(MOST_STREAMS + 1),
  })
  return `${address}/Datastreams?${query.toString().replaceAll('+', '%20')}`
}

function streamOf(told: unknown): TheirStream[] {
  const members = membersOf(told)
  const id = members['@iot.id']
  if (typeof id !== 'number' && (typeof id !== 'string' || id.length > LONGEST_ID)) return []
  if (typeof membersOf(members['properties'])['takenFrom'] === 'string') return []
  const about = textIn(members['phenomenonTime'])
  const of = textIn(members['resultTime'])
  const literal = literalOf(id)
  const part = `datastream/${literal}`
  return [{ id: literal, part, range: about === '' ? '' : `${about} ${of}`, told: members }]
}

function literalOf(id: number | string): string {
  return typeof id === 'number' ? String(id) : `'${id.replaceAll("'", "''")}'`
}

function polygonOf({ south, west, north, east }: { south: number; west: number; north: number; east: number }): string {
  const corners = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ]
  return `POLYGON((${corners.map((corner) => corner.join(' ')).join(',')}))`
}

/** Finds these datastreams here, or makes them, with their things. */
export async function haveStreams(run: Run, streams: readonly TheirStream[]): Promise<HadStream[]> {
  const { connector, now, services } = run
  const described = streams.map((stream) => describe(run, stream))
  const things = [...new Map(described.map(({ thing }) => [thing.key, thing])).values()]
  const had = await tryAgain(() =>
    services.sql.transaction(async (sql) => {
      const ids = await haveThings(sql, things, now)
      const idOf = new Map(things.map(({ key }, place) => [key, ids[place]?.id ?? 0]))
      return haveDatastreams(
        sql,
        described.map(({ stream, thing }) => ({
          ...stream,
          owner: connector.owner,
          municipality: thing.municipality,
          thing: idOf.get(thing.key) ?? 0,
        })),
        now,
      )
    }),
  )
  return streams.map((stream, place) => {
    const [wanted, found] = [described[place]?.stream, had[place]]
    if (wanted === undefined || found === undefined) throw new RangeError('Every datastream is found or made.')
    const standsForNothing = sentinelsOf(wanted.property, wanted.ucum)
    return { ...stream, datastream: found.id, convert: conversion(wanted, found), standsForNothing }
  })
}

interface Measured {
  readonly ucum: string | null
  readonly kind: ResultKind
}

function conversion(wanted: Measured, found: Measured): HadStream['convert'] {
  if (wanted.kind !== found.kind) return undefined
  if (wanted.ucum === found.ucum) return (value) => value
  return wanted.ucum === null || found.ucum === null ? undefined : converter(wanted.ucum, found.ucum)
}

function describe(run: Run, { id, told }: TheirStream) {
  const { owner, settings } = run.connector
  const base = `sensorthings/${settings.address.replace(/^https?:\/\//, '')}`
  const [theirs, sensor, observed, unit] = ['Thing', 'Sensor', 'ObservedProperty', 'unitOfMeasurement'].map((name) =>
    membersOf(told[name]),
  ) as [Members, Members, Members, Members]
  const place = placeIn(theirs['Locations'])
  const name = short(told['name'], `Datastream ${id}`, 500)
  const thing = {
    owner,
    municipality: place === undefined ? null : run.municipalityOf(place),
    key: `${base}/Things(${textIn(theirs['@iot.id']) || `of ${id}`})`.slice(0, 500),
    name: short(theirs['name'], name, 500),
    description: short(theirs['description'], '', 10_000),
    properties: termsOf(theirs['properties']),
    place,
  }
  const property = propertyNamed(textIn(observed['definition']), textIn(observed['name']))
  const ucum = unitNamed(unit, property)
  const words = { name: short(unit['name'], '', 200), symbol: short(unit['symbol'], '', 60) }
  const stream = {
    key: `${base}/Datastreams(${id})`.slice(0, 500),
    name,
    description: short(told['description'], '', 10_000),
    sensor: short(sensor['name'], 'unknown', 500),
    property: property?.key ?? 'other',
    kind: OBSERVATION_TYPES[textIn(told['observationType'])] ?? 'json',
    unit: ucum === null ? words : unitWords(ucum),
    ucum,
    periodSeconds: null,
    properties: {
      ...termsOf(told['properties']),
      ...(membersOf(told['properties'])['isForecast'] === true && { isForecast: true }),
      takenFrom: `${settings.address}/Datastreams(${id})`,
      ...(property === undefined && {
        observedProperty: short(observed['name'], '', 500),
        definition: short(observed['definition'], '', 1000),
      }),
    },
  } as const
  return { thing, stream }
}

/** What of their properties holds here too: how precisely a place may be known, and the terms of use. */
const TERMS = ['precision', 'license', 'licence']

function termsOf(properties: unknown): Readonly<Record<string, string>> {
  const members = membersOf(properties)
  return Object.fromEntries(
    TERMS.flatMap((name) => {
      const text = short(members[name], '', 500)
      return text === '' ? [] : [[name, text] as const]
    }),
  )
}

type Members = Readonly<Record<string, unknown>>

function short(value: unknown, otherwise: string, most: number): string {
  return (textIn(value) || otherwise).slice(0, most)
}

/** Where a thing stands, when its location is a point of GeoJSON. */
function placeIn(locations: unknown): { readonly lon: number; readonly lat: number } | undefined {
  const { location } = membersOf(Array.isArray(locations) ? locations[0] : undefined)
  // A point, or a feature with a point.
  const { geometry = location } = membersOf(location)
  const { type, coordinates } = membersOf(geometry)
  const [lon, lat] = Array.isArray(coordinates) ? (coordinates as unknown[]) : []
  if (type !== 'Point' || typeof lon !== 'number' || typeof lat !== 'number') return undefined
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? { lon, lat } : undefined
}
