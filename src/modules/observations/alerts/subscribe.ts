import { randomUUIDv7 } from 'node:crypto'
import { z } from 'zod'
import { keptLanguage } from '#core/i18n/language.ts'
import { mailboxOf } from '#core/mail/mail.ts'
import { announce } from '#core/outbox/outbox.ts'
import { Problem } from '#core/problem.ts'
import type { Services } from '#core/services.ts'
import { idOfSigned, signedId } from '#core/signing.ts'
import type { Limit } from '#core/throttle/throttle.ts'
import type { Context } from '#web/route.ts'
import type { Want } from './event.ts'
import { titleOf } from '../called.ts'
import { messages } from './messages.ts'
import { addSubscriber, CONFIRM_DAYS, findSubscriber, type Subscriber } from './subscriber-store.ts'

const SUBSCRIBER = 'sensor-subscriber'
const HOUR = 3600
/** Letters that ask to confirm, to one address from one network: nobody floods the mailbox of somebody else. */
const LETTERS_FROM_NETWORK: Limit = {
  purpose: 'sensor-letter-from',
  free: 10,
  firstPauseSeconds: 120,
  longestPauseSeconds: 2 * HOUR,
  forgetSeconds: 24 * HOUR,
}
/** The same from everywhere together. */
const LETTERS: Limit = { ...LETTERS_FROM_NETWORK, purpose: 'sensor-letter', free: 30 }

/** An address that letters may go to. */
export const Address = z.email({ error: 'subscribe.emailWrong' }).max(254, { error: 'subscribe.emailWrong' })

/**
 * Asks an address, in a letter, whether it wants letters about a datastream. Who gets them already is not told so here: the answer is the same.
 * Throws the `Problem` `too-many-tries` (429) when there were too many.
 */
export async function askToSubscribe(
  asked: { readonly datastream: number; readonly email: string; readonly wants: readonly Want[] },
  { sql, clock, language, throttle, caller }: Context,
): Promise<void> {
  const mailbox = mailboxOf(asked.email)
  await throttle.count(LETTERS_FROM_NETWORK, `${mailbox} ${caller.network}`)
  await throttle.count(LETTERS, mailbox)
  await sql.transaction(async (within) => {
    const id = await addSubscriber(within, { ...asked, id: randomUUIDv7(), language, askedAt: clock() })
    if (id !== undefined) await announce(within, 'observations.letters-asked', { subscriber: id })
  })
}

/** The letter to an address that was not confirmed: the only one that it gets. */
export const subscriberLetters = {
  'observations.letters-asked': async (
    { subscriber: id }: { subscriber: string },
    services: Services,
  ): Promise<void> => {
    const subscriber = await findSubscriber(services.sql, id)
    if (subscriber === undefined || subscriber.confirmedAt !== null) return
    const language = keptLanguage(subscriber.language)
    const t = messages(language)
    const name = titleOf(subscriber.called, language)
    await services.mail.send({
      to: subscriber.email,
      language,
      subject: t('mail.confirmSubject', { name }),
      text: t('mail.confirm', { name, link: subscriberUrl({ id, language }, services) }),
    })
  },
}

/** The address of a subscriber's own page, where letters are confirmed and ended. */
export function subscriberUrl(
  { id, language }: Pick<Subscriber, 'id' | 'language'>,
  { config, sign }: Pick<Services, 'sign' | 'config'>,
): string {
  return `${config.baseUrl}/${language}/sensors/subscribers/${signedId(id, SUBSCRIBER, sign)}`
}

/** Where one press in a mail program ends the letters about a datastream (RFC 8058). */
export function oneClickUrl(id: string, { config, sign }: Pick<Services, 'sign' | 'config'>): string {
  return `${config.baseUrl}/sensors/subscribers/${signedId(id, SUBSCRIBER, sign)}/stop`
}

/** The id that a secret proves; the `Problem` `subscriber-not-found` (404) when it was made up. */
export function subscriberIdIn(secret: string, { sign }: Pick<Services, 'sign'>): string {
  const id = idOfSigned(secret, SUBSCRIBER, sign)
  if (id === undefined) throw notFound()
  return id
}

/** The subscriber of a secret. Wrong, ended and expired are answered alike. */
export async function getSubscriber(
  secret: string,
  services: Pick<Services, 'sql' | 'sign' | 'clock'>,
): Promise<Subscriber> {
  const subscriber = await findSubscriber(services.sql, subscriberIdIn(secret, services))
  if (subscriber === undefined) throw notFound()
  const until = subscriber.askedAt.add({ hours: 24 * CONFIRM_DAYS })
  if (subscriber.confirmedAt === null && Temporal.Instant.compare(until, services.clock()) < 0) throw notFound()
  return subscriber
}

function notFound(): Problem {
  return new Problem('subscriber-not-found', 404, messages.say('notFound'), { help: messages.say('notFoundHelp') })
}
