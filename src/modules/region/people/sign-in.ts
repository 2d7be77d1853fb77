import { randomUUID } from 'node:crypto'
import { recordDeed } from '#core/audit/audit.ts'
import type { Services } from '#core/services.ts'
import type { Language } from '#core/i18n/language.ts'
import { Problem } from '#core/problem.ts'
import { SESSION_SECONDS } from '#web/session.ts'
import type { Visitor } from '#web/visitor.ts'
import { messages } from '../messages/messages.ts'
import { grantsOf } from '../permissions.ts'
import type { Person } from './person.ts'
import * as store from './store.ts'
import { hashOfToken, newLinkToken, newSessionToken } from './tokens.ts'

const LINK_MINUTES = 15
const IDLE_HOURS = 2
/** A session is written to at most this often, so that reading a page is not a write. */
const SEEN_EVERY_SECONDS = 60
const KEEP_DAYS = 7

interface LinkChoices {
  /** Default Dutch. */
  readonly language?: Language
  /** How long it can be used, default 15. */
  readonly minutes?: number
}

/** Makes a link with which a person signs in once, without a password. Give it to that person only. */
export async function createSignInLink(
  { sql, clock, config }: Pick<Services, 'sql' | 'clock' | 'config'>,
  personId: string,
  { language = 'nl', minutes = LINK_MINUTES }: LinkChoices = {},
): Promise<string> {
  const token = newLinkToken()
  await store.addSignInLink(sql, {
    tokenHash: hashOfToken(token),
    person: personId,
    expiresAt: clock().add({ minutes }),
  })
  return `${config.baseUrl}/${language}/sign-in/${token}`
}

/** Whose link this is. A link that was used, is too old or never existed is a `Problem` 410 `sign-in-link-ended`. */
export async function getLinkOwner({ sql, clock }: Pick<Services, 'sql' | 'clock'>, token: string): Promise<Person> {
  const person = await store.findOpenLink(sql, hashOfToken(token), clock())
  if (!person) throw linkEnded()
  return person
}

/** Uses the link up and starts a session: gives the token for the cookie. */
export async function signIn({ sql, clock }: Pick<Services, 'sql' | 'clock'>, token: string): Promise<string> {
  const now = clock()
  return sql.transaction(async (within) => {
    const person = await store.spendLink(within, hashOfToken(token), now)
    if (person === undefined) throw linkEnded()
    const session = newSessionToken()
    await store.addSession(within, {
      id: randomUUID(),
      tokenHash: hashOfToken(session),
      person,
      now,
      expiresAt: now.add({ seconds: SESSION_SECONDS }),
    })
    await recordDeed(within, {
      at: now,
      actorKind: 'staff',
      actor: person,
      action: 'region.sign-in',
      subject: `person:${person}`,
    })
    return session
  })
}

/** Who a session token belongs to: for at most 12 hours, and not when it went unused for 2. */
export async function identify(
  token: string,
  { sql, clock }: Pick<Services, 'sql' | 'clock'>,
): Promise<Visitor | undefined> {
  const now = clock()
  const found = await store.findSession(sql, hashOfToken(token), {
    now,
    idleSince: now.subtract({ hours: IDLE_HOURS }),
  })
  if (!found) return undefined
  if (found.lastSeenAt.until(now).total('seconds') >= SEEN_EVERY_SECONDS)
    await store.touchSession(sql, found.sessionId, now)
  return {
    id: found.id,
    name: found.name,
    sessionId: found.sessionId,
    grants: found.roles.flatMap(({ role, body }) => grantsOf(role, body)),
  }
}

/** Forgets links and sessions a week after they ended, as the columns promise. Says how many. */
export async function forgetEndedSessions({ sql, clock }: Pick<Services, 'sql' | 'clock'>): Promise<number> {
  const endedBefore = clock().subtract({ hours: KEEP_DAYS * 24 })
  return store.forgetEnded(sql, { endedBefore, idleBefore: endedBefore.subtract({ hours: IDLE_HOURS }) })
}

function linkEnded(): Problem {
  return new Problem('sign-in-link-ended', 410, messages.say('signIn.ended'))
}
