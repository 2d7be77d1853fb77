import type { Sql } from '#core/database/sql.ts'
import type { Point } from '#core/geo/point.ts'
import { keptLanguage } from '#core/i18n/language.ts'
import { removeLetters } from '#core/mail/outbox-mail.ts'
import { Problem } from '#core/problem.ts'
import type { Services } from '#core/services.ts'
import { bodyOfMunicipality, REGION_OFFICE } from '#modules/region/public.ts'
import type { Stands } from './answers.ts'
import { removeSentOf } from './draft.ts'
import { kitOf } from './kits.ts'
import { ownPathStart } from './letters.ts'
import { messages } from './messages.ts'
import { mayMeasure, type Registration } from './registration.ts'
import { forgetKeys } from '../keys/use-key.ts'
import { BY_KEY } from './answers.ts'
import { rememberEnded } from './device-store.ts'
import { removeObjectionsOf } from '../reliability/objection/objection-store.ts'
import * as store from './store.ts'
import { makeOwnKey, standThing } from './thing.ts'

type Outside = Pick<Services, 'sql' | 'clock'>

/** Does something to a registration that was confirmed and goes on, while nobody else does. Undefined when there is none. */
async function withOwn<Result>(
  id: string,
  { sql, clock }: Outside,
  change: (sql: Sql, registration: Registration, now: Temporal.Instant) => Promise<Result>,
): Promise<Result | undefined> {
  const changed = await sql.transaction(async (within) => {
    const registration = await store.holdRegistration(within, id)
    if (registration === undefined || registration.confirmedAt === null || registration.endedAt !== null)
      return undefined
    return change(within, registration, clock())
  })
  forgetKeys()
  return changed
}

/** Gives the sensor another name; also one that staff hid, as the name may be why. */
export async function rename(id: string, name: string, outside: Outside): Promise<void> {
  await withOwn(id, outside, (sql, registration, now) => store.saveName(sql, registration, name, now))
}

/** The sensor hangs in another way from now on: higher, indoors, in other surroundings. Throws as `pause` does. */
export async function hangsNow(id: string, stands: Stands, outside: Outside): Promise<void> {
  await withOwn(id, outside, async (sql, registration, now) => {
    mustBeShown(registration)
    await store.saveStands(sql, registration, stands, now)
  })
}

function mustBeShown({ hiddenAt }: Registration): void {
  if (hiddenAt !== null) throw new Problem('registration-hidden', 409, messages.say('mine.hidden'))
}

/** Nothing is taken in until `resume`: the key is refused from now on (by other processes within five seconds). Throws the `Problem` `registration-hidden` (409) for one that staff hid. */
export async function pause(id: string, outside: Outside): Promise<void> {
  await withOwn(id, outside, async (sql, registration, now) => {
    mustBeShown(registration)
    if (registration.pausedAt !== null) return
    await store.savePaused(sql, id, now)
    await store.setKeyInForce(sql, registration.key, false, now)
  })
}

/** Takes in again. Throws as `pause` does. */
export async function resume(id: string, outside: Outside): Promise<void> {
  await withOwn(id, outside, async (sql, registration, now) => {
    mustBeShown(registration)
    await store.savePaused(sql, id, null)
    await store.setKeyInForce(sql, registration.key, true, now)
  })
}

/** A new key in the place of the old one. Undefined where none may be given: paused, or nothing is sent with a key. Throws as `pause` does. */
export async function renewKey(id: string, outside: Outside): Promise<string | undefined> {
  return withOwn(id, outside, async (sql, registration, now) => {
    mustBeShown(registration)
    if (registration.thing === null || !BY_KEY.includes(registration.way) || !mayMeasure(registration)) return undefined
    const made = await makeOwnKey(sql, registration, now)
    await store.saveKey(sql, id, made.id)
    await store.removeKey(sql, registration.key)
    return made.key
  })
}

/**
 * The sensor hangs elsewhere from now on. Staff of the new municipality look after it. Throws the `Problem` `registration-hidden` (409) for one
 * that staff hid: another municipality would not know why.
 */
export async function moveTo(
  id: string,
  to: Point & { readonly municipality: string },
  outside: Outside,
): Promise<void> {
  await withOwn(id, outside, async (sql, registration, now) => {
    if (registration.hiddenAt !== null) throw new Problem('registration-hidden', 409, messages.say('place.hidden'))
    const body = (await bodyOfMunicipality(sql, to.municipality))?.id ?? REGION_OFFICE
    await store.savePlace(sql, id, { ...to, body })
    const language = keptLanguage((await store.findContact(sql, id))?.language ?? 'nl')
    const name = messages(language)('thing.location')
    const { thing, owner } = registration
    if (thing !== null) await standThing(sql, { thing, owner }, { ...to, name }, now)
  })
}

/**
 * Ends a registration: the address, the exact place, the name and the key are erased at once. With `removes` nobody sees the measurements
 * from then on, and `removeEnded` takes them out. Without it they stay, under a name that leads to nobody. Call it in a transaction.
 */
export async function endWithin(
  sql: Sql,
  registration: Registration,
  removes: boolean,
  now: Temporal.Instant,
): Promise<void> {
  const { id, thing, key, kit } = registration
  const contact = await store.findContact(sql, id)
  const language = keptLanguage(contact?.language ?? 'nl')
  if (contact !== undefined) await removeSentOf(sql, contact.email)
  if (registration.confirmedAt === null) return store.removeRegistration(sql, id)
  await store.saveName(sql, registration, kitOf(kit)?.name[language] ?? messages(language)('kit.other'), now)
  await store.removeKey(sql, key)
  // Only of a device that staff connected: what somebody writes in a form stops nobody's device.
  if (registration.way === 'ttn' && registration.number !== null && registration.connectedAt !== null)
    await rememberEnded(sql, id, registration.number, now)
  await removeObjectionsOf(sql, id)
  await store.markEnded(sql, id, removes && thing !== null, now)
  if (removes) await store.setShown(sql, registration, false)
}

/** As `endWithin`, for who holds the link; letters about it that are kept for the operator go too. */
export async function end(id: string, removes: boolean, { sql, clock }: Outside): Promise<void> {
  await sql.transaction(async (within) => {
    const registration = await store.holdRegistration(within, id)
    if (registration === undefined || registration.endedAt !== null) return
    await endWithin(within, registration, removes, clock())
    await removeLetters(within, { to: null, withTexts: [ownPathStart(id)] })
  })
  forgetKeys()
}

/** Keeps what a resident says against hiding, for staff to read. Throws the `Problem` `registration-not-hidden` (409) when it is not hidden. */
export async function objectTo(id: string, objection: string, outside: Outside): Promise<void> {
  await withOwn(id, outside, async (sql, registration) => {
    if (registration.hiddenAt === null)
      throw new Problem('registration-not-hidden', 409, messages.say('object.notHidden'))
    await store.saveObjection(sql, id, objection)
  })
}
