import { z } from 'zod'
import { sameText } from '#core/signing.ts'
import { keptLanguage } from '#core/i18n/language.ts'
import { Problem } from '#core/problem.ts'
import type { Services } from '#core/services.ts'
import { content, seeOther } from '#web/answer.ts'
import { route, type Protocol, type Route } from '#web/route.ts'
import { followerSecret } from './ask-to-follow.ts'
import { messages } from './messages.ts'
import { findFollower, removeFollowedIn } from './store.ts'

const PATH = '/reports/followers'
const TEXT = 'text/plain; charset=utf-8'

/** Mail programs post a form by themselves (RFC 8058): without a session and without our token. The secret proves who asks. */
const oneClick: Protocol = {
  bodyTypes: ['application/x-www-form-urlencoded', 'multipart/form-data'],
  failure: (problem, { language }) => ({
    ...content(TEXT, Buffer.from(`${problem.title(language)}\n`)),
    status: problem.status,
  }),
}

/**
 * The address in a letter where one press, in the mail program itself, ends the letters about what this one tells of. On the page behind it
 * somebody may end all.
 */
export function oneClickUrl(id: string, digest: number, services: Pick<Services, 'sign' | 'config'>): string {
  return `${services.config.baseUrl}${PATH}/${followerSecret(id, services)}/stop?letter=${digest}`
}

const OfSecret = z.object({
  secret: z.string().max(100),
  letter: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional().catch(undefined),
})

export const oneClickRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: `${PATH}/:secret/stop`,
    summary: 'From the address in a letter to the page where following is stopped',
    may: 'anyone',
    input: OfSecret,
    handle: async ({ secret }, context) => {
      const follower = await findFollower(context.sql, idIn(secret, context))
      return seeOther(`/${keptLanguage(follower?.language ?? context.language)}${PATH}/${secret}`)
    },
  }),
  route({
    method: 'POST',
    path: `${PATH}/:secret/stop`,
    summary: 'Stop letters about what a letter tells of, from a mail program (RFC 8058)',
    may: 'anyone',
    protocol: oneClick,
    perMinute: 60,
    // Mail programs may send it either way.
    uploadBytes: 1,
    input: OfSecret.extend({ 'List-Unsubscribe': z.literal('One-Click') }),
    handle: async ({ secret, letter: digest }, context) => {
      const follower = await findFollower(context.sql, idIn(secret, context))
      // Who stopped already is answered alike: programs press more than once.
      if (follower !== undefined) await removeFollowedIn(context.sql, { ...follower, digest })
      return content(TEXT, Buffer.from(`${messages(context.language)('oneClickDone')}\n`))
    },
  }),
]

/** The id that a secret proves; of a secret that was made up nothing is told. */
function idIn(secret: string, services: Pick<Services, 'sign'>): string {
  const id = /^([0-9a-f-]{36})\./.exec(secret)?.[1]
  if (id === undefined || !sameText(secret, followerSecret(id, services)))
    throw new Problem('follower-not-found', 404, messages.say('notFound'))
  return id
}
