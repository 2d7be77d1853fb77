import { z } from 'zod'
import { page, seeOther } from '#web/answer.ts'
import { route, type Route } from '#web/route.ts'
import { endedSessionCookie, sessionCookie } from '#web/session.ts'
import { SignInPage } from '../pages/sign-in-page.tsx'
import { getLinkOwner, signIn } from './sign-in.ts'
import { endSession } from './session-store.ts'

const Token = z.object({ token: z.string().min(1).max(200) })

/** Signing in with a link and signing out. A link is only used up by the button: mail filters open links by themselves. */
export const signInRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/:language/sign-in/:token',
    summary: 'Show whose sign-in link this is',
    may: 'anyone',
    perMinute: 30,
    input: Token,
    async handle({ token }, context) {
      const person = await getLinkOwner(context, token)
      const answer = page(<SignInPage view={context.view} name={person.name} />)
      // The address is a secret until it is used: it may not be kept, nor told to a next page.
      return {
        ...answer,
        headers: { ...answer.headers, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
      }
    },
  }),
  route({
    method: 'POST',
    path: '/:language/sign-in/:token',
    summary: 'Sign in with a link, once',
    may: 'anyone',
    perMinute: 10,
    input: Token,
    async handle({ token }, context) {
      const { visitor, caller } = context
      const session = await signIn(context, token, { device: caller.device, replaces: visitor?.sessionId })
      return seeOther(`/${context.language}`, { 'set-cookie': sessionCookie(session, context.config) })
    },
  }),
  route({
    method: 'POST',
    path: '/:language/sign-out',
    summary: 'End the session',
    may: 'anyone',
    async handle(_input, { sql, visitor, language, config }) {
      if (visitor) await endSession(sql, visitor.sessionId)
      return seeOther(`/${language}`, { 'set-cookie': endedSessionCookie(config) })
    },
  }),
]
