import { keptLanguage } from '#core/i18n/language.ts'
import type { Services } from '#core/services.ts'
import { messages as reportMessages } from '../messages.ts'
import { findReport } from '../store/find.ts'
import { followerUrl } from './ask-to-follow.ts'
import { messages } from './messages.ts'
import { findFollower } from './store.ts'

/** The only letter to an address that was not confirmed: it asks whether it is right. */
export const followerLetters = {
  'reports.follow-asked': async ({ follower: id }: { follower: string }, services: Services): Promise<void> => {
    const follower = await findFollower(services.sql, id)
    if (follower === undefined || follower.confirmedAt !== null) return
    const report = await findReport(services.sql, { id: follower.report })
    if (report === undefined) return
    const language = keptLanguage(follower.language)
    const t = messages(language)
    const number = String(follower.number)
    await services.mail.send({
      to: follower.email,
      language,
      subject: t('mail.confirmSubject', { number }),
      text: t('mail.confirm', {
        number,
        category: reportMessages(language)(`category.${report.category}`),
        link: followerUrl({ id: follower.id, language }, services),
      }),
    })
  },
}
