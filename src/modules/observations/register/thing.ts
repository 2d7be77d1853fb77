import { randomUUID } from 'node:crypto'
import type { Sql } from '#core/database/sql.ts'
import type { Point } from '#core/geo/point.ts'
import type { Language } from '#core/i18n/language.ts'
import { hashOfKey, makeKey } from '#modules/region/public.ts'
import { addKey } from '../keys/key-store.ts'
import { propertyWords } from '../called.ts'
import { ROUGH, roughly } from '../place.ts'
import { propertiesOfStanding } from '../reliability/standing.ts'
import { createLocation } from '../sensorthings/write/create.ts'
import { moveThing } from '../sensorthings/write/move.ts'
import type { Writer } from '../sensorthings/write/writer.ts'
import { haveDatastreams, haveThings } from '../store/described.ts'
import { unitWords } from '../vocabulary/units.ts'
import { kitOf, propertiesOf } from './kits.ts'
import { messages } from './messages.ts'
import type { Contact, Registration } from './registration.ts'

const THING_KEY = 'registered'
/** A box at home tells a few values a minute; this leaves room to send what waited while the network was away. */
const PER_MINUTE = 120

/**
 * Makes the thing of a registration with its datastreams: it stands in the middle of a cell of some 250 metres, in every table. Gives the
 * id of the thing. Call it in a transaction.
 */
export async function makeThing(
  sql: Sql,
  registration: Registration,
  { lon, lat, language }: Contact,
  now: Temporal.Instant,
): Promise<number> {
  const { owner, municipality, name } = registration
  const reader = language as Language
  const whose = { owner, municipality }
  const described = {
    ...whose,
    key: THING_KEY,
    name: name ?? '',
    description: messages(reader)('thing.description'),
    properties: propertiesOfThing(registration),
    place: undefined,
  }
  const [thing] = await haveThings(sql, [described], now)
  const id = thing?.id ?? 0
  await haveDatastreams(
    sql,
    propertiesOf(registration.measures).map(({ key, ucum, label }) => ({
      ...whose,
      key,
      thing: id,
      name: propertyWords({ property: key, propertyName: label[reader] }, reader),
      description: '',
      sensor: instrumentOf(registration),
      property: key,
      kind: 'number' as const,
      unit: unitWords(ucum),
      ucum,
      periodSeconds: null,
      properties: { license: registration.licence },
    })),
    now,
  )
  await standThing(sql, { owner, thing: id }, { lon, lat, municipality, name: messages(reader)('thing.location') }, now)
  return id
}

/** What everybody may know of how it stands. */
export function propertiesOfThing(registration: Registration): Record<string, unknown> {
  const { height: heightMetres, outdoors, side, area, influence, licence } = registration
  return {
    precision: ROUGH,
    side,
    ...propertiesOfStanding({ outdoors, heightMetres, area, influence }),
    license: licence,
  }
}

function instrumentOf({ kit }: Registration): string {
  return kitOf(kit)?.instrument ?? 'Other'
}

/** Makes a key with which only this registration's datastreams can be written. Gives its id, and the key as it is shown once. */
export async function makeOwnKey(
  sql: Sql,
  { owner }: Pick<Registration, 'owner'>,
  now: Temporal.Instant,
): Promise<{ readonly id: string; readonly key: string }> {
  const key = makeKey('spsta')
  const id = randomUUID()
  await addKey(sql, {
    id,
    name: owner,
    body: owner,
    scopes: ['observations'],
    perMinute: PER_MINUTE,
    hash: hashOfKey(key),
    createdAt: now,
    createdBy: null,
  })
  return { id, key }
}

/**
 * The thing stands somewhere (else) from now on: in the middle of a cell of some 250 metres. What it measured before stays where that was
 * measured. Call it in a transaction.
 */
export async function standThing(
  sql: Sql,
  { thing, owner }: { readonly thing: number; readonly owner: string },
  to: Point & { readonly municipality: string; readonly name: string },
  now: Temporal.Instant,
): Promise<void> {
  const { lon, lat } = roughly(to)
  const writer: Writer = { sql, now, body: owner, scopes: ['entities'], municipalityOf: () => to.municipality }
  const location = await createLocation(writer, {
    name: to.name,
    description: '',
    encodingType: 'application/geo+json',
    location: { type: 'Point', coordinates: [lon, lat] },
  })
  await moveThing(writer, thing, [location])
}
