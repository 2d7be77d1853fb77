import { longDate } from '#core/i18n/format.ts'
import { isLanguage, FALLBACK } from '#core/i18n/language.ts'
import type { Services } from '#core/services.ts'
import { followUrl } from './follow-link.ts'
import { messages } from './messages.ts'
import { bodyNameOf } from './names.ts'
import { answerBefore, type Report } from './report.ts'
import { findReport, listEvents } from './store/find.ts'

/** Letters to the reporter: when the report came in, and when staff answered. */
export const listens = {
  'reports.report-received': async ({ report: id }: { report: string }, services: Services): Promise<void> => {
    const report = await findReport(services.sql, { id })
    if (report?.reporterEmail == null) return
    const language = languageOf(report)
    const t = messages(language)
    await services.mail.send({
      to: report.reporterEmail,
      language,
      subject: t('mail.receivedSubject', { number: String(report.number) }),
      text: t('mail.received', {
        category: t(`category.${report.category}`),
        body: await bodyNameOf(report.body, { sql: services.sql, language }),
        date: longDate(answerBefore(report.receivedAt), language),
        link: followUrl(report, language, services),
      }),
    })
  },
  'reports.report-answered': async (
    { report: id, event: eventId }: { report: string; event: string },
    services: Services,
  ): Promise<void> => {
    const report = await findReport(services.sql, { id })
    if (report?.reporterEmail == null) return
    const event = (await listEvents(services.sql, id)).find((one) => one.id === eventId)
    if (event === undefined) return
    const language = languageOf(report)
    const t = messages(language)
    await services.mail.send({
      to: report.reporterEmail,
      language,
      subject: t('mail.changedSubject', { number: String(report.number) }),
      text: t('mail.changed', {
        number: String(report.number),
        status: t(`status.${event.status ?? report.status}`),
        message: event.message,
        link: followUrl(report, language, services),
      }),
    })
  },
}

function languageOf({ language }: Report) {
  return isLanguage(language) ? language : FALLBACK
}
