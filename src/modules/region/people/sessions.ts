import { randomUUID } from 'node:crypto'
import { recordDeed } from '#core/audit/audit.ts'
import type { Sql } from '#core/database/sql.ts'
import type { Services } from '#core/services.ts'
import { SESSION_SECONDS } from '#web/session.ts'
import type { Visitor } from '#web/visitor.ts'
import { grantsOf, grantsOfResident } from '../permissions.ts'
import * as store from './session-store.ts'
import { hashOfToken, newSessionToken } from './tokens.ts'

const IDLE_HOURS = 2
/** A session is written to at most this often, so that reading a page is not a write. */
const SEEN_EVERY_SECONDS = 60
const KEEP_DAYS = 7

/** How somebody proved who they are. `code` is printed at a counter. */
export type SignInMethod = 'link' | 'code' | 'passkey' | 'openid'

/** Who signed in, with what. */
export interface SignIn {
  readonly kind: Visitor['kind']
  readonly id: string
  readonly method: SignInMethod
  /** Kind of browser and system, to recognise one's own sessions. */
  readonly device: string
  /** Signed in by the provider of this body: only roles at this body count. */
  readonly body?: string | undefined
  /** The session that this browser had: it ends, so that nobody who planted it comes along. */
  readonly replaces?: string | undefined
}

/** Starts a session, in the transaction that proved who it is. Gives the token for the cookie, always a new one. */
export async function startSession(sql: Sql, signIn: SignIn, now: Temporal.Instant): Promise<string> {
  const token = newSessionToken()
  if (signIn.replaces !== undefined) await store.endSession(sql, signIn.replaces)
  await store.addSession(sql, {
    id: randomUUID(),
    tokenHash: hashOfToken(token),
    signIn,
    now,
    expiresAt: now.add({ seconds: SESSION_SECONDS }),
  })
  await recordDeed(sql, {
    at: now,
    actorKind: signIn.kind,
    actor: signIn.id,
    action: 'region.sign-in',
    subject: `${signIn.kind === 'staff' ? 'person' : 'resident'}:${signIn.id}`,
    reason: signIn.method,
  })
  return token
}

/** Who a session token belongs to: for at most 12 hours, and not when it went unused for 2. */
export async function identify(
  token: string,
  { sql, clock }: Pick<Services, 'sql' | 'clock'>,
): Promise<Visitor | undefined> {
  const now = clock()
  const alive = { now, idleSince: now.subtract({ hours: IDLE_HOURS }) }
  const found = await store.findSession(sql, hashOfToken(token), alive)
  if (!found) return undefined
  if (found.lastSeenAt.until(now).total('seconds') >= SEEN_EVERY_SECONDS)
    await store.touchSession(sql, found.sessionId, now)
  const { id, name, sessionId, kind } = found
  if (kind === 'resident')
    return { id, kind, name, sessionId, grants: grantsOfResident(), owner: { resident: id, email: found.email } }
  return { id, kind, name, sessionId, grants: found.roles.flatMap(({ role, body }) => grantsOf(role, body)) }
}

/** The sessions of a visitor that are alive, the one in use last first. */
export async function listSessions(
  { sql, clock }: Pick<Services, 'sql' | 'clock'>,
  visitor: Visitor,
): Promise<store.OwnSession[]> {
  const now = clock()
  return store.listSessions(sql, visitor, { now, idleSince: now.subtract({ hours: IDLE_HOURS }) })
}

/** Forgets links and sessions a week after they ended, as the columns promise. Says how many. */
export async function forgetEndedSessions(sql: Sql, now: Temporal.Instant): Promise<number> {
  const endedBefore = now.subtract({ hours: KEEP_DAYS * 24 })
  return store.forgetEnded(sql, { endedBefore, idleBefore: endedBefore.subtract({ hours: IDLE_HOURS }) })
}
