import { recordDeed } from '#core/audit/audit.ts'
import type { Sql } from '#core/database/sql.ts'
import type { Services } from '#core/services.ts'
import { forgetKeys } from '../keys/use-key.ts'
import { hangAtHome } from '../store/described.ts'
import { forgetEnded, forgetUplinks, handOver, listDeviceThings, saveDevice } from './device-store.ts'
import { announceLetter } from './letters.ts'
import type { Registration } from './registration.ts'
import * as store from './store.ts'
import { makeThing } from './thing.ts'

type Deed = 'observations.hide-sensor' | 'observations.show-sensor' | 'observations.connect-sensor'

/** What staff do to a registration, with a line in the audit log. Undefined: it is not there, or ended. */
async function byStaff(
  id: string,
  staff: { readonly id: string },
  { sql, clock }: Pick<Services, 'sql' | 'clock'>,
  act: (sql: Sql, registration: Registration, now: Temporal.Instant) => Promise<Deed | undefined>,
): Promise<void> {
  await sql.transaction(async (within) => {
    const registration = await store.holdRegistration(within, id)
    if (registration === undefined || registration.endedAt !== null) return
    const now = clock()
    const action = await act(within, registration, now)
    if (action === undefined) return
    await recordDeed(within, { at: now, actorKind: 'staff', actor: staff.id, action, subject: `registration:${id}` })
  })
  forgetKeys()
}

/** Shows it to nobody any more and refuses its key, and tells its owner why. */
export async function hide(
  id: string,
  reason: string,
  staff: { readonly id: string },
  outside: Pick<Services, 'sql' | 'clock'>,
): Promise<void> {
  await byStaff(id, staff, outside, async (sql, registration, now) => {
    if (registration.hiddenAt !== null) return undefined
    await store.saveHidden(sql, id, reason, now)
    await store.setShown(sql, registration, false)
    await store.setKeyInForce(sql, registration.key, false, now)
    await announceLetter(sql, id, 'hidden')
    return 'observations.hide-sensor'
  })
}

/** Shows it again, and tells its owner. */
export async function show(
  id: string,
  staff: { readonly id: string },
  outside: Pick<Services, 'sql' | 'clock'>,
): Promise<void> {
  await byStaff(id, staff, outside, async (sql, registration, now) => {
    if (registration.hiddenAt === null) return undefined
    await store.saveHidden(sql, id, null, now)
    await store.setShown(sql, registration, true)
    if (registration.pausedAt === null) await store.setKeyInForce(sql, registration.key, true, now)
    await announceLetter(sql, id, 'shown')
    return 'observations.show-sensor'
  })
}

/**
 * Says that what must be done by hand was done, and tells its owner. `device` is how it is called at The Things Network: from then on what it
 * sends goes to the datastreams of the resident, and what it made before stands no more precisely than its cell.
 */
export async function connected(
  id: string,
  staff: { readonly id: string },
  outside: Pick<Services, 'sql' | 'clock'>,
  device?: string,
): Promise<void> {
  await byStaff(id, staff, outside, async (sql, registration, now) => {
    if (registration.connectedAt !== null) return undefined
    if (device !== undefined) await connectDevice(sql, registration, device, now)
    await store.markConnected(sql, id, now)
    await announceLetter(sql, id, 'connected')
    return 'observations.connect-sensor'
  })
}

async function connectDevice(
  sql: Sql,
  registration: Registration,
  device: string,
  now: Temporal.Instant,
): Promise<void> {
  const { id, thing, body } = registration
  await saveDevice(sql, id, body, device)
  await forgetEnded(sql, body, device)
  const before = await listDeviceThings(sql, body, device)
  await hangAtHome(sql, before, now)
  await handOver(sql, before, { owner: registration.owner, name: registration.name ?? '' })
  await forgetUplinks(sql, body, device)
  const contact = await store.findContact(sql, id)
  // One that was confirmed before devices had datastreams of their own.
  if (thing === null && contact !== undefined)
    await store.saveThing(sql, id, await makeThing(sql, registration, contact, now))
}
