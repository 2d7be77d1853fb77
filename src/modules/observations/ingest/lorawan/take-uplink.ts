import { createHash } from 'node:crypto'
import type { Services } from '#core/services.ts'
import { locator } from '#modules/region/public.ts'
import { reachOf } from '../../harmonise/in-reach.ts'
import { isRefusal, readCell } from '../../harmonise/read-result.ts'
import { refusal, type Refusal } from '../../harmonise/refusal.ts'
import { sentinelsOf } from '../../harmonise/sentinels.ts'
import { EARLIEST, LATEST, momentOf } from '../../model.ts'
import {
  findDatastreams,
  haveDatastreams,
  haveThings,
  isKnownThing,
  type HadDatastream,
} from '../../store/described.ts'
import { tryAgain } from '../../store/try-again.ts'
import { unitWords } from '../../vocabulary/units.ts'
import { ROUGH } from '../../place.ts'
import { findHomeDevice } from '../../register/device-store.ts'
import { findMapping } from './application-store.ts'
import { meaningOf, USUAL_MAPPING, type Mapping } from './mapping.ts'
import { storeFields, type Value } from './store-fields.ts'
import { takeAtHome } from './take-at-home.ts'
import { fieldsOf, heardAt, namesOf, placeOf, receptionOf, type Message } from './uplink.ts'

/** What became of the fields of an uplink. */
export interface Taken {
  readonly stored: number
  readonly known: number
  readonly refused: readonly Refusal[]
  /** What may be kept of the message where it was not understood: all of it, unless it hangs at somebody's home. */
  readonly keeps?: 'nothing' | 'without-place'
}

type Outside = Pick<Services, 'sql' | 'clock'>

/** Stores what a device of a body measured, once however often it is sent; on disk when it is done. */
export async function takeUplink(services: Outside, owner: string, message: Message): Promise<Taken> {
  const application = message.end_device_ids.application_ids.application_id
  const mapping = (await findMapping(services.sql, { owner, application })) ?? USUAL_MAPPING
  const home = await findHomeDevice(services.sql, { body: owner, ...namesOf(message) })
  if (home === 'ended' || (home?.isConnected === true && !home.mayMeasure))
    return { ...refusedAll(refusal('sensor-stopped')), keeps: 'nothing' }
  // What a field says that nobody explained may be where it stands.
  const kept: Pick<Taken, 'keeps'> =
    home !== undefined ? { keeps: 'nothing' } : mapping.atHome ? { keeps: 'without-place' } : {}
  const at = heardAt(message)
  const wrong =
    at === undefined ? refusal('time-unknown', message.uplink_message.received_at ?? '') : outOfReach(at, services)
  if (at === undefined || wrong !== undefined) return { ...refusedAll(wrong ?? refusal('time-unknown')), ...kept }
  const { values, refused } = understand(message, mapping)
  if (home?.isConnected === true) {
    const taken = await takeAtHome(services, home, { at, values })
    return { ...taken, refused: [...refused, ...taken.refused], ...kept }
  }
  if (values.length === 0) return { stored: 0, known: 0, refused, ...kept }
  // A name that a resident wrote makes a new device rough, until staff say whose it is; it changes none that is known.
  const isAtHome =
    mapping.atHome || (home !== undefined && !(await isKnownThing(services.sql, owner, deviceKey(message))))
  const had = await haveDevice(services, { owner, message, values, isAtHome })
  const extra = { parameters: receptionOf(message) }
  const fields = values.map((value, place) => {
    const stream = had[place]
    return { value, stream: stream?.kind === 'number' ? stream : undefined, extra }
  })
  const taken = await storeFields(services, owner, at, fields)
  return { ...taken, refused: [...refused, ...taken.refused], ...kept }
}

/** Why nothing is taken in of a moment: before a device is made for nothing. */
function outOfReach(at: number, { clock }: Outside): Refusal | undefined {
  if (at < EARLIEST || at >= LATEST) return refusal('time-out-of-range')
  const reach = reachOf(clock())
  if (at > reach.last) return refusal('time-ahead', momentOf(at).toString())
  return at < reach.first ? refusal('time-long-ago', momentOf(at).toString()) : undefined
}

function refusedAll(why: Refusal): Taken {
  return { stored: 0, known: 0, refused: [why] }
}

function understand({ uplink_message: { decoded_payload: payload } }: Message, mapping: Mapping) {
  const values: Value[] = []
  const refused: Refusal[] = []
  if (payload === undefined || payload === null) return { values, refused: [refusal('payload-not-decoded')] }
  const fields = fieldsOf(payload)
  if (fields === undefined) return { values, refused: [refusal('message-too-large')] }
  const unknown: string[] = []
  for (const [field, value] of fields) {
    const meaning = meaningOf(mapping, field)
    if (meaning === null || value === null) continue
    if (meaning === undefined) {
      unknown.push(field)
      continue
    }
    const read = readCell(typeof value === 'string' ? value.trim() : JSON.stringify(value), 'number', {
      decimal: '.',
      split: undefined,
    })
    if (isRefusal(read)) refused.push(refusal(read.code, `${field}: ${read.detail}`))
    else if (!sentinelsOf(meaning.property, meaning.unit)(read.number))
      values.push({ field, meaning, number: read.number })
  }
  if (unknown.length > 0) refused.push(refusal('property-unknown', unknown.join(', ')))
  if (values.length === 0 && refused.length === 0) refused.push(refusal('nothing-measured'))
  return { values, refused }
}

interface Device {
  readonly owner: string
  readonly message: Message
  readonly values: readonly Value[]
  readonly isAtHome: boolean
}

/** The datastreams of these fields: found, or made with the device. */
async function haveDevice(services: Outside, device: Device): Promise<HadDatastream[]> {
  const { owner, message, values, isAtHome } = device
  const keys = values.map((value) => ({ owner, key: streamKey(message, value) }))
  const found = await findDatastreams(services.sql, keys)
  const byKey = new Map(found.map((one) => [one.key, one]))
  const had = keys.flatMap(({ key }) => byKey.get(key) ?? [])
  // Nearly always it is known, with its place, and as rough as somebody said since.
  const isPlaced = placeOf(message) === undefined || had.every(({ stands }) => stands)
  const isKnown = had.length === values.length && isPlaced && (!isAtHome || had.every((one) => one.isAtHome))
  return isKnown ? had : makeDevice(services, device)
}

function deviceKey({ end_device_ids: { device_id: device, application_ids: ids } }: Message): string {
  return `lorawan/${ids.application_id}/${device}`
}

/** With what it measures: a field that turns out to mean something else is another datastream from then on. */
function streamKey(message: Message, { field, meaning: { property } }: Value): string {
  return `${deviceKey(message)}/${field}/${property}`
}

async function makeDevice(services: Outside, { owner, message, values, isAtHome }: Device): Promise<HadDatastream[]> {
  const { sql, clock } = services
  const { device_id: name, dev_eui: eui } = message.end_device_ids
  const { brand_id: brand, model_id: model } = message.uplink_message.version_ids ?? {}
  const place = placeOf(message)
  const find = await locator(services)
  const municipality = place === undefined ? null : (find(place).municipality?.nis ?? null)
  const properties = isAtHome ? { precision: ROUGH } : { ...(eui !== undefined && { devEui: eui }) }
  const thing = {
    owner,
    municipality,
    key: deviceKey(message),
    name: isAtHome ? namelessName(deviceKey(message)) : name,
    description: '',
    properties,
    place,
  }
  return tryAgain(() =>
    sql.transaction(async (within) => {
      const [had] = await haveThings(within, [thing], clock())
      return haveDatastreams(
        within,
        values.map((value) => ({
          owner,
          municipality,
          key: streamKey(message, value),
          thing: had?.id ?? 0,
          name: value.field,
          description: '',
          sensor: model === undefined ? 'unknown' : `${brand ?? ''} ${model}`.trim(),
          property: value.meaning.property,
          kind: 'number' as const,
          unit: unitWords(value.meaning.unit),
          ucum: value.meaning.unit,
          periodSeconds: null,
          properties: {},
        })),
        clock(),
      )
    }),
  )
}

/** A name that tells nothing: that of a device is often its number. */
function namelessName(key: string): string {
  return `Sensor ${createHash('sha256').update(key).digest('hex').slice(0, 6)}`
}
