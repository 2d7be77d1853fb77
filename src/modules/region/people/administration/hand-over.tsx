import { page, secretly } from '#web/answer.ts'
import type { Answer, Context } from '#web/route.ts'
import { messages } from '../../messages/messages.ts'
import { HandOverPage } from '../../pages/hand-over-page.tsx'
import { createSignInLink } from '../links.ts'
import type { Person } from '../person.ts'
import { sendNow } from '../send-link.ts'

/** A letter, or a link that is handed over, takes longer than one that somebody waits for. */
const INVITATION_MINUTES = 3 * 24 * 60

/** The link goes by letter where there is an address; only without one the administrator sees it, to hand it over. */
export async function handOver(person: Person, body: string, context: Context): Promise<Answer> {
  const { view, language } = context
  const link = await createSignInLink(context, person.id, { language, minutes: INVITATION_MINUTES })
  if (person.email !== null) {
    const t = messages(language)
    const text = t('mail.invitation', { name: person.name, link })
    await sendNow(context, { to: person.email, language, subject: t('mail.invitationSubject'), text })
  }
  const shown = person.email === null ? link : undefined
  const frame = { ...view, path: '/staff/people', search: '' }
  return secretly(page(<HandOverPage view={frame} person={person} body={body} link={shown} />))
}
