import { z } from 'zod'
import { idOfSigned } from '#core/signing.ts'
import { keptLanguage } from '#core/i18n/language.ts'
import { Problem } from '#core/problem.ts'
import type { Services } from '#core/services.ts'
import { seeOther } from '#web/answer.ts'
import { ONE_CLICK_BYTES, OneClick, oneClick, plainText } from '#web/one-click.ts'
import { route, type Route } from '#web/route.ts'
import { FOLLOWER, followerSecret } from './ask-to-follow.ts'
import { messages } from './messages.ts'
import { findFollower, removeFollowedIn } from './store.ts'

const PATH = '/reports/followers'

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
    uploadBytes: ONE_CLICK_BYTES,
    input: OfSecret.extend(OneClick.shape),
    handle: async ({ secret, letter: digest }, context) => {
      const follower = await findFollower(context.sql, idIn(secret, context))
      // Who stopped already is answered alike: programs press more than once.
      if (follower !== undefined) await removeFollowedIn(context.sql, { ...follower, digest })
      return plainText(messages(context.language)('oneClickDone'))
    },
  }),
]

/** The id that a secret proves; of a secret that was made up nothing is told. */
function idIn(secret: string, services: Pick<Services, 'sign'>): string {
  const id = idOfSigned(secret, FOLLOWER, services.sign)
  if (id === undefined) throw new Problem('follower-not-found', 404, messages.say('notFound'))
  return id
}
