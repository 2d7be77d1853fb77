import * as openid from 'openid-client'
import { Problem } from '#core/problem.ts'
import { saved, seeOther } from '#web/answer.ts'
import { problemPage } from '#web/problems/problem-answer.tsx'
import type { Answer, Context } from '#web/route.ts'
import { sessionCookie } from '#web/session.ts'
import { setPersonLanguage } from '../store.ts'
import { startSession } from '../sessions.ts'
import { clientOf } from './client.ts'
import { mayConnect } from './connections.ts'
import { failure, unusable } from './failures.ts'
import { endedFlowCookie, readFlow, type Flow } from './flow.ts'
import { flowEnded, mayNotConnect, notLetIn, providerUnknown, refused } from './problems.ts'
import { callbackAddress, identityOf, together, type Identity, type Provider } from './provider.ts'
import { findProvider, holdProvider } from './provider-store.ts'
import { connectResident, residentOf } from './resident-account.ts'
import { connectPerson, staffOf, type Vouched } from './staff-account.ts'

/** Takes in whoever a provider sends back. The sign-in that was under way is over, whatever comes of it. */
export async function finishSignIn(context: Context): Promise<Answer> {
  const flow = readFlow(context.caller.header('cookie'), context)
  try {
    if (!flow) throw flowEnded()
    const provider = await findProvider(context.sql, flow.provider)
    if (!provider?.isApproved) throw providerUnknown()
    const vouched = { provider, identity: await askWho(provider, flow, context), now: context.clock() }
    return flow.connects === null ? await enter(vouched, flow, context) : await join(vouched, flow, context)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return calmly(error, flow, context)
  }
}

/** Trades the code for tokens and reads what the provider tells; checks state, nonce, issuer, audience, time and signature. */
async function askWho(provider: Provider, flow: Flow, context: Context): Promise<Identity> {
  const client = await clientOf(provider, context).catch((error: unknown) => {
    throw unusable(error, provider.id, context.log)
  })
  try {
    const came = new URL(`${callbackAddress(context.config)}${context.view.search}`)
    const tokens = await openid.authorizationCodeGrant(client, came, {
      expectedState: flow.state,
      expectedNonce: flow.nonce,
      pkceCodeVerifier: flow.verifier,
      idTokenExpected: true,
    })
    const claims = tokens.claims() ?? { sub: '' }
    const { userinfo_endpoint } = client.serverMetadata()
    const more = userinfo_endpoint ? await openid.fetchUserInfo(client, tokens.access_token, claims.sub) : {}
    const identity = identityOf(together(claims, more), provider.roleClaim)
    if (!identity) throw refused('the subject cannot be read')
    return identity
  } catch (error) {
    throw failure(error, provider.id, context.log)
  }
}

/** Starts a session. Roles that the provider took away are taken away also when nobody is let in: hence two steps. */
async function enter(vouched: Vouched, flow: Flow, context: Context): Promise<Answer> {
  const { provider, now } = vouched
  const kind = provider.forResidents ? 'resident' : 'staff'
  const token = await context.sql.transaction(async (sql) => {
    if (!(await holdProvider(sql, provider.id))) throw providerUnknown()
    const id = kind === 'staff' ? await staffOf(sql, vouched) : await residentOf(sql, vouched, flow.language)
    if (id === undefined) return undefined
    if (kind === 'staff') await setPersonLanguage(sql, id, flow.language)
    const body = kind === 'staff' ? provider.body : undefined
    const { visitor, caller } = context
    const from = { device: caller.device, replaces: visitor?.sessionId }
    return startSession(sql, { kind, id, method: 'openid', body, ...from }, now)
  })
  if (token === undefined) throw notLetIn()
  const home = kind === 'staff' ? `/${flow.language}` : `/${flow.language}/my-file`
  return seeOther(flow.next || home, {
    'set-cookie': [sessionCookie(token, context.config), endedFlowCookie(context.config)],
  })
}

/** Connects the account with whoever began, who must be signed in still. */
async function join(vouched: Vouched, { connects, language }: Flow, context: Context): Promise<Answer> {
  const { provider } = vouched
  const { visitor, sql } = context
  if (visitor === undefined || visitor.id !== connects || !(await mayConnect(visitor, provider, context)))
    throw mayNotConnect()
  await sql.transaction(async (within) => {
    if (!(await holdProvider(within, provider.id))) throw providerUnknown()
    if (visitor.kind === 'staff') return connectPerson(within, visitor.id, vouched)
    const joinFile = (from: string) => context.joinFiles(within, { from, into: visitor.id })
    return connectResident(within, visitor.id, vouched, joinFile)
  })
  const answer = saved(`/${language}/account`)
  return { ...answer, headers: { ...answer.headers, 'set-cookie': endedFlowCookie(context.config) } }
}

/**
 * The problem, in the language in which the sign-in began. Its address has none, and holds a code: the links to other
 * languages lead to the page to sign in, and a menu that was made for another language is left out.
 */
function calmly(problem: Problem, flow: Flow | undefined, { view, config }: Context): Answer {
  const language = flow?.language ?? view.language
  const frame = language === view.language ? view : { ...view, language, menu: [], footer: [] }
  const answer = problemPage(problem, { ...frame, path: '/sign-in', search: '' })
  return {
    ...answer,
    headers: { ...answer.headers, 'set-cookie': endedFlowCookie(config), 'cache-control': 'no-store' },
  }
}
