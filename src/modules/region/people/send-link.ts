import { z } from 'zod'
import { mailboxOf, type Letter } from '#core/mail/mail.ts'
import { Problem } from '#core/problem.ts'
import type { Context } from '#web/route.ts'
import { messages } from '../messages/messages.ts'
import * as limits from './limits.ts'
import { createEmailLink } from './links.ts'

/** An e-mail address that somebody types, as a field of a form. */
export const EmailField = z
  .string({ error: 'signIn.emailNeeded' })
  .trim()
  .min(1, { error: 'signIn.emailNeeded' })
  .max(254, { error: 'signIn.emailWrong' })
  .pipe(z.email({ error: 'signIn.emailWrong' }))

/**
 * Sends a link that proves an address; with `resident` the address is added to that account. Whether the address is known
 * makes no difference, so nobody learns it. The letter is the only place where the link stands.
 */
export async function sendLink(context: Context, target: { email: string; resident?: string }): Promise<void> {
  const { language, throttle, caller } = context
  // In this order: what is refused for one address does not count against the neighbours of the same network.
  const mailbox = mailboxOf(target.email)
  await throttle.count(limits.LETTERS_TO_ADDRESS_FROM_NETWORK, `${mailbox} ${caller.network}`)
  await throttle.count(limits.LETTERS_TO_ADDRESS, mailbox)
  await throttle.count(limits.LETTERS_FROM_NETWORK, caller.network)
  const t = messages(language)
  const link = await createEmailLink(context, target, language)
  await sendNow(context, { to: target.email, language, subject: t('mail.linkSubject'), text: t('mail.link', { link }) })
}

/** Sends a letter that somebody waits for. One that the mail server does not take is the `Problem` `letter-not-sent` (503). */
export async function sendNow({ mail, log }: Pick<Context, 'mail' | 'log'>, letter: Letter): Promise<void> {
  try {
    await mail.send(letter)
  } catch (cause) {
    log.warn({ err: cause }, 'a letter that somebody waits for could not be sent')
    throw new Problem('letter-not-sent', 503, messages.say('mail.notSent'), {
      cause,
      help: messages.say('mail.notSentHelp'),
    })
  }
}

export const SENT_TO = 'sign-in-link-sent-to'

/** The page that says where a link went. The address is sealed in it: addresses end up in histories and logs. */
export function sentAddress(email: string, { language, seal }: Pick<Context, 'language' | 'seal'>): string {
  return `/${language}/sign-in/sent?to=${seal(SENT_TO, email)}`
}
