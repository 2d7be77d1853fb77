import { z } from 'zod'
import { recordDeed } from '#core/audit/audit.ts'
import { announce } from '#core/outbox/outbox.ts'
import { Problem } from '#core/problem.ts'
import { page, saved, seeOther } from '#web/answer.ts'
import { textOf } from '#web/components/form/typed.ts'
import { generalProblem } from '#web/problems/problem-answer.tsx'
import { route, type Answer, type Context, type FieldError, type Route, type Typed } from '#web/route.ts'
import { endedSessionCookie } from '#web/session.ts'
import type { Visitor } from '#web/visitor.ts'
import { messages } from '../messages/messages.ts'
import { AccountPage, type Hindrance } from '../pages/account-page.tsx'
import { SurePage } from '../pages/sure-page.tsx'
import { listConnections } from './openid/connections.ts'
import { listPasskeys, removePasskey } from './passkeys/passkey-store.ts'
import { keepPasskey, newPasskeyQuestion, PasskeyAnswer } from './passkeys/passkey.ts'
import { EmailField, sendLink, sentAddress } from './send-link.ts'
import { endOwnSession, endSessionsOf, type OwnSession } from './session-store.ts'
import { listSessions } from './sessions.ts'
import { signedIn } from './signed-in.ts'

/** Who stole an open session may not make a key of it: a passkey is made soon after signing in. */
const FRESH_MINUTES = 30

const NewPasskey = PasskeyAnswer.extend({
  name: z
    .string({ error: 'passkey.nameNeeded' })
    .trim()
    .min(1, { error: 'passkey.nameNeeded' })
    .max(100, { error: 'passkey.nameTooLong' }),
})
const Address = z.object({ email: EmailField })

/** One's own account: passkeys, sessions, and for a resident the e-mail address. */
export const accountRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/:language/account',
    summary: 'One’s own passkeys and sessions',
    may: 'account.own',
    handle: (_input, context) => accountPage([], context),
  }),
  route({
    method: 'POST',
    path: '/:language/account/passkeys',
    summary: 'Keep a passkey that was made on this device',
    may: 'account.own',
    input: NewPasskey,
    wording: messages.find,
    async handle({ challenge, credential, name }, context) {
      const visitor = staffOf(context)
      const hindrance = hindranceOf(await listSessions(context, visitor), context)
      if (hindrance !== undefined) throw signInAgain(hindrance)
      await context.sql.transaction(async (sql) => {
        await keepPasskey({ ...context, sql }, { person: visitor.id, token: challenge, credential, name })
        await tell(sql, 'region.add-passkey', visitor, context)
      })
      return saved(`/${context.language}/account`)
    },
    again: (typed, errors, context) => accountPage(errors, context, typed),
  }),
  route({
    method: 'POST',
    path: '/:language/account/passkeys/remove',
    summary: 'Remove one of one’s own passkeys',
    may: 'account.own',
    input: z.object({ id: z.string().min(1).max(1400), sure: z.literal('yes').optional() }),
    async handle({ id, sure }, context) {
      const visitor = staffOf(context)
      const session = sessionInUse(await listSessions(context, visitor), context)
      if (session?.method === 'openid') throw signInAgain('passkey.notWithProvider')
      const passkeys = await listPasskeys(context.sql, visitor.id)
      if (sure === undefined && passkeys.length === 1 && passkeys[0]?.id === id) return removeLastPage(id, context)
      const removed = await context.sql.transaction(async (sql) => {
        if (!(await removePasskey(sql, visitor.id, id))) return false
        await tell(sql, 'region.remove-passkey', visitor, context)
        return true
      })
      if (!removed) throw generalProblem('not-found', 404)
      return saved(`/${context.language}/account`)
    },
  }),
  route({
    method: 'POST',
    path: '/:language/account/sessions/end',
    summary: 'End one of one’s own sessions',
    may: 'account.own',
    input: z.object({ id: z.uuid() }),
    async handle({ id }, context) {
      const { sql, language, config } = context
      const visitor = signedIn(context)
      if (!(await endOwnSession(sql, visitor, id))) throw generalProblem('not-found', 404)
      if (id !== visitor.sessionId) return saved(`/${language}/account`)
      return seeOther(`/${language}`, { 'set-cookie': endedSessionCookie(config) })
    },
  }),
  route({
    method: 'POST',
    path: '/:language/account/sessions/end-others',
    summary: 'End all of one’s own sessions but this one',
    may: 'account.own',
    async handle(_input, context) {
      const visitor = signedIn(context)
      await endSessionsOf(context.sql, visitor.id, visitor.sessionId)
      return saved(`/${context.language}/account`)
    },
  }),
  route({
    method: 'POST',
    path: '/:language/account/email',
    summary: 'Add an e-mail address to “my file”, proven by a link',
    may: 'account.own',
    input: Address,
    wording: messages.find,
    async handle({ email }, context) {
      const visitor = signedIn(context)
      // An address that was proven is never changed for another: who finds a session open would take the file along.
      if (visitor.kind !== 'resident' || visitor.owner?.email !== null) throw generalProblem('forbidden', 403)
      const session = sessionInUse(await listSessions(context, visitor), context)
      if (!isFresh(session, context)) throw signInAgain('address.signInAgain')
      await sendLink(context, { email, resident: visitor.id })
      return seeOther(sentAddress(email, context))
    },
    again: (typed, errors, context) => accountPage(errors, context, typed),
  }),
]

async function accountPage(errors: readonly FieldError[], context: Context, typed: Typed = {}): Promise<Answer> {
  const { sql, view } = context
  const visitor = signedIn(context)
  const isStaff = visitor.kind === 'staff'
  const sessions = await listSessions(context, visitor)
  return page(
    <AccountPage
      view={{ ...view, path: '/account', search: '' }}
      visitor={visitor}
      passkeys={isStaff ? await listPasskeys(sql, visitor.id) : []}
      question={isStaff ? await newPasskeyQuestion(context, visitor) : undefined}
      hindrance={hindranceOf(sessions, context)}
      sessions={sessions}
      connections={await listConnections(context)}
      name={textOf(typed, 'name') ?? ''}
      email={textOf(typed, 'email') ?? ''}
      errors={errors}
    />,
  )
}

/** Without a passkey somebody only comes back with the help of a colleague. */
function removeLastPage(id: string, { view, language }: Context): Answer {
  const t = messages(language)
  return page(
    <SurePage
      view={view}
      title={t('passkey.removeLastTitle')}
      what={t('passkey.removeLast')}
      action={`/${language}/account/passkeys/remove`}
      fields={{ id }}
      button={t('passkey.removeLastButton')}
      back={`/${language}/account`}
    />,
  )
}

function staffOf(context: Context): Visitor {
  const visitor = signedIn(context)
  if (visitor.kind !== 'staff') throw generalProblem('forbidden', 403)
  return visitor
}

/** The session that asks, among somebody's own. */
function sessionInUse(sessions: readonly OwnSession[], { visitor }: Context): OwnSession | undefined {
  return sessions.find(({ id }) => id === visitor?.sessionId)
}

function isFresh(session: OwnSession | undefined, { clock }: Context): boolean {
  return session !== undefined && session.createdAt.until(clock()).total('minutes') <= FRESH_MINUTES
}

/**
 * What keeps this session from making a passkey. A passkey opens every body where somebody works; the provider of one body
 * vouches for that body alone, so that it may not lead to one.
 */
function hindranceOf(sessions: readonly OwnSession[], context: Context): Hindrance | undefined {
  const session = sessionInUse(sessions, context)
  if (session?.method === 'openid') return 'passkey.notWithProvider'
  return isFresh(session, context) ? undefined : 'passkey.signInAgain'
}

function signInAgain(why: Hindrance | 'address.signInAgain'): Problem {
  return new Problem('sign-in-again', 403, messages.say(why))
}

/** A change of how somebody gets in is accounted for, and the person hears of it: a thief does not stay unnoticed. */
async function tell(sql: Context['sql'], action: string, { id }: Visitor, { clock }: Context): Promise<void> {
  await recordDeed(sql, { at: clock(), actorKind: 'staff', actor: id, action, subject: `person:${id}` })
  await announce(sql, 'region.account-changed', { person: id, action })
}
