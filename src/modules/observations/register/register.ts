import { randomUUIDv7 } from 'node:crypto'
import type { Language } from '#core/i18n/language.ts'
import { mailboxOf } from '#core/mail/mail.ts'
import { Problem } from '#core/problem.ts'
import type { Services } from '#core/services.ts'
import { idOfSigned } from '#core/signing.ts'
import type { Limit } from '#core/throttle/throttle.ts'
import { bodyOfMunicipality, REGION_OFFICE } from '#modules/region/public.ts'
import type { Caller } from '#web/caller.ts'
import { BY_KEY, isComplete } from './answers.ts'
import { markSent, type Draft } from './draft.ts'
import { announceLetter, OWN_SENSOR } from './letters.ts'
import { messages } from './messages.ts'
import { newOwner } from './owner.ts'
import type { Contact, Registration } from './registration.ts'
import * as store from './store.ts'
import { makeOwnKey, makeThing } from './thing.ts'

/** Days in which a registration must be confirmed. */
export const CONFIRM_DAYS = 7
/** Sensors that an address may have, and may have waiting. A school has a few; more than this is a network, which gets a key of its own. */
export const MOST_OF_EMAIL = 20
const HOUR = 3600
/** Letters to one address from one network: nobody floods the mailbox of somebody else. */
const FROM_NETWORK: Limit = {
  purpose: 'sensor-registered-from',
  free: 10,
  firstPauseSeconds: 120,
  longestPauseSeconds: 2 * HOUR,
  forgetSeconds: 24 * HOUR,
}
/** Letters to one address, from wherever: strangers who use them up keep nobody away for longer than ten minutes. */
const TO_ADDRESS: Limit = { ...FROM_NETWORK, purpose: 'sensor-registered', free: 20, longestPauseSeconds: 600 }

/**
 * Keeps what was filled in and lets the letter go that asks to confirm. Twice the same form is one registration. An address that has too
 * many sensors gets no letter, and the answer is the same: it tells nobody what an address has. Throws the `Problem` `too-many-tries` (429).
 */
export async function register(
  draft: Draft,
  { sql, clock, language, throttle, caller }: Services & { readonly language: Language; readonly caller: Caller },
): Promise<void> {
  const { answers } = draft
  if (!isComplete(answers)) throw new Error('A registration is asked for before every page was filled in.')
  const mailbox = mailboxOf(answers.email)
  await throttle.count(FROM_NETWORK, `${mailbox} ${caller.network}`)
  await throttle.count(TO_ADDRESS, mailbox)
  await sql.transaction(async (within) => {
    const now = clock()
    if (!(await markSent(within, draft, now))) return
    if ((await store.countOfEmail(within, answers.email)) >= MOST_OF_EMAIL) return
    const body = (await bodyOfMunicipality(within, answers.place.municipality))?.id ?? REGION_OFFICE
    const id = randomUUIDv7()
    await store.forgetOlderUnconfirmed(within, answers.email, MOST_OF_EMAIL - 1)
    await store.addRegistration(within, { id, owner: newOwner(), body, language }, answers, now)
    await announceLetter(within, id, 'confirm')
  })
}

/** The registration of a secret in a letter. Throws the `Problem` `registration-not-found` (404): made up, ended and expired alike. */
export async function getOwn(
  secret: string,
  { sql, sign, clock }: Pick<Services, 'sql' | 'sign' | 'clock'>,
): Promise<{ readonly registration: Registration; readonly contact: Contact }> {
  const id = idOfSigned(secret, OWN_SENSOR, sign)
  const registration = id === undefined ? undefined : await store.findRegistration(sql, id)
  const contact = registration && (await store.findContact(sql, registration.id))
  if (registration === undefined || contact === undefined) throw notFound()
  const until = registration.askedAt.add({ hours: 24 * CONFIRM_DAYS })
  if (registration.confirmedAt === null && Temporal.Instant.compare(until, clock()) < 0) throw notFound()
  return { registration, contact }
}

/**
 * Confirms: makes the thing, its datastreams and a key for these alone. Gives the key, to be shown once; undefined when it was confirmed
 * before, or when nothing is sent with a key.
 */
export async function confirm(
  id: string,
  { sql, clock }: Pick<Services, 'sql' | 'clock'>,
): Promise<string | undefined> {
  return sql.transaction(async (within) => {
    const registration = await store.holdRegistration(within, id)
    const contact = await store.findContact(within, id)
    if (registration === undefined || contact === undefined) throw notFound()
    if (registration.confirmedAt !== null) return undefined
    const now = clock()
    // Where it is measured for sensor.community, that network makes it.
    if (registration.way === 'sensor-community') {
      await store.markConfirmed(within, id, { thing: undefined, key: undefined }, now)
      return undefined
    }
    const thing = await makeThing(within, registration, contact, now)
    if (!BY_KEY.includes(registration.way)) {
      await store.markConfirmed(within, id, { thing, key: undefined }, now)
      return undefined
    }
    const key = await makeOwnKey(within, registration, now)
    await store.markConfirmed(within, id, { thing, key: key.id }, now)
    return key.key
  })
}

/** What is answered to a link that was made up, ended or expired alike. */
export function notFound(): Problem {
  return new Problem('registration-not-found', 404, messages.say('notFound'), {
    help: messages.say('notFoundHelp'),
    next: { path: '/sensors/register', text: messages.say('draft.again') },
  })
}
