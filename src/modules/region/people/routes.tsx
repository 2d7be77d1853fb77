import { z } from 'zod'
import { Problem } from '#core/problem.ts'
import type { Limit } from '#core/throttle/throttle.ts'
import { page, secretly, seeOther } from '#web/answer.ts'
import { textOf } from '#web/components/form/typed.ts'
import { generalProblem } from '#web/problems/problem-answer.tsx'
import { route, type Answer, type Context, type FieldError, type Route, type Typed } from '#web/route.ts'
import { endedSessionCookie, sessionCookie } from '#web/session.ts'
import { messages } from '../messages/messages.ts'
import { LinkPage } from '../pages/link-page.tsx'
import { SentPage } from '../pages/sent-page.tsx'
import { SignInPage } from '../pages/sign-in-page.tsx'
import * as limits from './limits.ts'
import { addsToOpenFile, getLinkTarget, signIn } from './links.ts'
import { nextPath } from './next-path.ts'
import { listProviders } from './openid/provider-store.ts'
import { listPasskeys } from './passkeys/passkey-store.ts'
import { checkAssertion, PasskeyAnswer, signInQuestion, WANTED_PASSKEYS } from './passkeys/passkey.ts'
import { endSession } from './session-store.ts'
import { EmailField, SENT_TO, sendLink, sentAddress } from './send-link.ts'
import { startSession } from './sessions.ts'
import { setPersonLanguage } from './store.ts'
import { readPrintedCode } from './tokens.ts'

const Token = z.object({ token: z.string().min(1).max(200) })
const Next = z.object({ next: z.string().max(500).optional() })
const Address = z.object({ email: EmailField })
const Code = z.object({ code: z.string({ error: 'signIn.codeWrong' }).max(100, { error: 'signIn.codeWrong' }) })
const Assertion = PasskeyAnswer.extend(Next.shape)

/** What somebody who floods these forms meets besides the throttle: requests a minute from one network address. */
const PER_MINUTE = 3000

/** Every way to sign in but OpenID Connect. A link is only used up by the button: mail filters open links by themselves. */
export const signInRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/:language/sign-in',
    summary: 'The ways to sign in',
    may: 'anyone',
    input: Next,
    handle: async (_input, context) => signInPage([], context),
  }),
  route({
    method: 'POST',
    path: '/:language/sign-in/passkey',
    summary: 'Sign in with a passkey',
    may: 'anyone',
    perMinute: PER_MINUTE,
    input: Assertion,
    wording: messages.find,
    async handle({ challenge, credential, next }, context) {
      const { caller, visitor, clock, config } = context
      const account = `${credentialId(credential)} ${caller.network}`
      await context.throttle.count(limits.WRONG_FOR_ACCOUNT, account)
      const entered = await countingWrong(context, limits.WRONG_FROM_NETWORK, () =>
        context.sql.transaction(async (sql) => {
          const id = await checkAssertion({ ...context, sql }, challenge, credential)
          const { device } = caller
          await setPersonLanguage(sql, id, context.language)
          const who = { kind: 'staff', id, method: 'passkey', device, replaces: visitor?.sessionId } as const
          return { id, session: await startSession(sql, who, clock()) }
        }),
      )
      await context.throttle.forgive(limits.WRONG_FOR_ACCOUNT, account)
      return seeOther(nextPath(next, await homeOfStaff(entered.id, context)), {
        'set-cookie': sessionCookie(entered.session, config),
      })
    },
    again: (_typed, errors, context) => signInPage(errors, context),
  }),
  route({
    method: 'POST',
    path: '/:language/sign-in/link',
    summary: 'Ask for a link to “my file” by e-mail',
    may: 'anyone',
    perMinute: PER_MINUTE,
    input: Address,
    wording: messages.find,
    async handle({ email }, context) {
      await sendLink(context, { email })
      return seeOther(sentAddress(email, context))
    },
    again: (typed, errors, context) => signInPage(errors, context, typed),
  }),
  route({
    method: 'GET',
    path: '/:language/sign-in/sent',
    summary: 'A link is on its way',
    may: 'anyone',
    input: z.object({ to: z.string().max(1000).optional() }),
    handle: ({ to = '' }, { view, unseal }) => page(<SentPage view={view} email={unseal(SENT_TO, to)} />),
  }),
  route({
    method: 'POST',
    path: '/:language/sign-in/code',
    summary: 'Sign in with a code on paper, once',
    may: 'anyone',
    perMinute: PER_MINUTE,
    input: Code,
    wording: messages.find,
    async handle({ code: typed }, context) {
      const code = readPrintedCode(typed)
      const wrong = { field: 'code', message: messages(context.language)('signIn.codeWrong') }
      if (code === undefined) return { ...(await signInPage([wrong], context, context.typed)), status: 422 }
      // Who has a file open is asked first whether the report belongs in it: on a shared computer it may be another's.
      return context.visitor?.kind === 'resident' ? linkPage(code, context) : enter(code, context)
    },
    again: (typed, errors, context) => signInPage(errors, context, typed),
  }),
  route({
    method: 'GET',
    path: '/:language/sign-in/:token',
    summary: 'Show whose sign-in link this is',
    may: 'anyone',
    perMinute: PER_MINUTE,
    input: Token,
    handle({ token }, context) {
      // Addresses that only take a form, opened again by who switched the language or went back.
      if (['link', 'code', 'passkey'].includes(token)) return seeOther(`/${context.language}/sign-in`)
      refuseAsPartOfAPage(context)
      return linkPage(token, context)
    },
  }),
  route({
    method: 'POST',
    path: '/:language/sign-in/:token',
    summary: 'Sign in with a link, once',
    may: 'anyone',
    perMinute: PER_MINUTE,
    input: Token,
    handle: ({ token }, context) => enter(token, context),
  }),
  route({
    method: 'POST',
    path: '/:language/sign-out',
    summary: 'End the session',
    may: 'anyone',
    async handle(_input, { sql, visitor, language, config }) {
      if (visitor) await endSession(sql, visitor.sessionId)
      // On a shared computer the next one finds no page of this session. What a resident chose to keep on the device stays; of who works at
      // a counter nothing does: it is of somebody else.
      const cleared = visitor?.owner === undefined ? '"cache", "storage"' : '"cache"'
      return seeOther(`/${language}`, { 'set-cookie': endedSessionCookie(config), 'clear-site-data': cleared })
    },
  }),
]

/** What a link or code opens. The address is a secret until it is used. */
async function linkPage(token: string, context: Context): Promise<Answer> {
  const { view, visitor } = context
  const target = await countingWrong(context, limits.WRONG_FROM_NETWORK, () => getLinkTarget(context, token))
  const joins = addsToOpenFile(target, visitor) ? (visitor?.owner?.email ?? visitor?.name ?? '') : undefined
  return secretly(
    page(<LinkPage view={{ ...view, path: `/sign-in/${token}`, search: '' }} target={target} joins={joins} />),
  )
}

/** A picture or frame on another site that names wrong links would count against the network of whoever looks at it. */
function refuseAsPartOfAPage({ caller }: Context): void {
  const destination = caller.header('sec-fetch-dest') ?? 'document'
  if (destination !== 'document' && destination !== 'empty') throw generalProblem('not-found', 404)
  if (destination === 'empty' && caller.header('sec-fetch-site') === 'cross-site')
    throw generalProblem('not-found', 404)
}

/** Uses a link or code up and goes on. */
async function enter(token: string, context: Context): Promise<Answer> {
  const { language, caller, visitor, config } = context
  const from = { device: caller.device, visitor, language, joinFiles: context.joinFiles }
  const entered = await countingWrong(context, limits.WRONG_FROM_NETWORK, () => signIn(context, token, from))
  if (entered.kind === 'staff') await setPersonLanguage(context.sql, entered.id, language)
  const home = entered.kind === 'resident' ? `/${language}/my-file` : await homeOfStaff(entered.id, context)
  return seeOther(home, { 'set-cookie': sessionCookie(entered.session, config) })
}

/** Where staff land: who has too few passkeys on the page where they are made. */
async function homeOfStaff(person: string, { sql, language }: Context): Promise<string> {
  const passkeys = await listPasskeys(sql, person)
  return passkeys.length < WANTED_PASSKEYS ? `/${language}/account` : `/${language}`
}

/** Does something that may turn out wrong. What is wrong counts against the network address that it came from. */
async function countingWrong<Result>(context: Context, limit: Limit, work: () => Promise<Result>): Promise<Result> {
  const { throttle, caller } = context
  try {
    await throttle.check(limit, caller.network)
    return await work()
  } catch (error) {
    if (error instanceof Problem && error.code !== 'too-many-tries') await throttle.count(limit, caller.network)
    throw error
  }
}

/** The passkey that an answer is about: what is tried too often is that passkey. */
function credentialId(credential: string): string {
  return /"id":"([\w-]{1,1400})"/.exec(credential)?.[1] ?? ''
}

async function signInPage(errors: readonly FieldError[], context: Context, typed: Typed = {}): Promise<Answer> {
  const { view, sql } = context
  const next = nextPath(textOf(context.typed, 'next'), '')
  return page(
    <SignInPage
      // Forms on this page lead to addresses that have no page of their own.
      view={{ ...view, path: '/sign-in', search: next && `?next=${encodeURIComponent(next)}` }}
      question={signInQuestion(context)}
      residentProviders={await listProviders(sql, { for: 'residents' })}
      staffProviders={await listProviders(sql, { for: 'staff' })}
      next={next}
      email={textOf(typed, 'email') ?? ''}
      code={textOf(typed, 'code') ?? ''}
      errors={errors}
    />,
  )
}
