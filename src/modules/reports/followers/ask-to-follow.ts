import { randomUUIDv7 } from 'node:crypto'
import { z } from 'zod'
import { idOfSigned, signedId } from '#core/signing.ts'
import { mailboxOf } from '#core/mail/mail.ts'
import { announce } from '#core/outbox/outbox.ts'
import { Problem } from '#core/problem.ts'
import type { Services } from '#core/services.ts'
import type { Limit } from '#core/throttle/throttle.ts'
import { seeOther } from '#web/answer.ts'
import type { Answer, Context, FieldError } from '#web/route.ts'
import { messages } from './messages.ts'
import type { Report } from '../report.ts'
import { addFollower, CONFIRM_HOURS, findFollower, type Follower } from './store.ts'

const HOUR = 3600
/** Letters that ask to confirm, to one address from one network: nobody floods the mailbox of somebody else. */
const LETTERS_FROM_NETWORK: Limit = {
  purpose: 'follow-letter-from',
  free: 10,
  firstPauseSeconds: 120,
  longestPauseSeconds: 2 * HOUR,
  forgetSeconds: 24 * HOUR,
}
/** The same from everywhere together. */
const LETTERS: Limit = { ...LETTERS_FROM_NETWORK, purpose: 'follow-letter', free: 30 }

const Address = z.email().max(254)

/**
 * Sends a letter with a link that makes an address follow a report, and leads to a page that says so: the same, whether the address
 * followed it before or not. Errors when it is no address; the `Problem` `too-many-tries` (429) when there were too many.
 */
export async function askToFollow(
  report: Pick<Report, 'id' | 'number'>,
  typed: string,
  context: Context,
): Promise<{ errors: FieldError[] } | { answer: Answer }> {
  const { sql, clock, language, throttle, caller } = context
  const address = Address.safeParse(typed)
  if (!address.success) return { errors: [{ field: 'email', message: messages(language)('emailWrong') }] }
  const mailbox = mailboxOf(address.data)
  await throttle.count(LETTERS_FROM_NETWORK, `${mailbox} ${caller.network}`)
  await throttle.count(LETTERS, mailbox)
  await sql.transaction(async (within) => {
    const asked = { id: randomUUIDv7(), report: report.id, number: report.number, email: address.data, language }
    const follower = await addFollower(within, { ...asked, askedAt: clock() })
    if (follower?.confirmedAt === null) await announce(within, 'reports.follow-asked', { follower: follower.id })
  })
  return { answer: seeOther(`/${language}/reports/${report.number}/follow-asked`) }
}

/** What the secret of a follower is signed for. */
export const FOLLOWER = 'follower'

/** The secret of a follower's own page: an id and a signature over it. Nothing of it is stored. */
export function followerSecret(id: string, { sign }: Pick<Services, 'sign'>): string {
  return signedId(id, FOLLOWER, sign)
}

/** The address of a follower's own page, where following is confirmed and stopped. */
export function followerUrl(
  { id, language }: Pick<Follower, 'id' | 'language'>,
  services: Pick<Services, 'sign' | 'config'>,
) {
  return `${services.config.baseUrl}/${language}/reports/followers/${followerSecret(id, services)}`
}

/** The follower of a secret. Wrong, stopped and expired are answered alike. */
export async function getFollower(
  secret: string,
  services: Pick<Services, 'sql' | 'sign' | 'clock'>,
): Promise<Follower> {
  const id = idOfSigned(secret, FOLLOWER, services.sign)
  const follower = id === undefined ? undefined : await findFollower(services.sql, id)
  const isTooLate =
    follower?.confirmedAt === null &&
    Temporal.Instant.compare(follower.askedAt.add({ hours: CONFIRM_HOURS }), services.clock()) < 0
  if (follower === undefined || isTooLate)
    throw new Problem('follower-not-found', 404, messages.say('notFound'), { help: messages.say('notFoundHelp') })
  return follower
}
