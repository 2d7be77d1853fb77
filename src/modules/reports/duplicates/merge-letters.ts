import { keptLanguage } from '#core/i18n/language.ts'
import type { Services } from '#core/services.ts'
import { followUrl } from '../follow-link.ts'
import { findReport } from '../store/find.ts'
import { findMain } from './merge.ts'
import { messages } from './messages.ts'

/** Letters to whoever made a report, when it is merged into another one or parted from it. */
export const mergeLetters = {
  'reports.report-merged': async ({ report: id }: { report: string }, services: Services): Promise<void> => {
    const report = await findReport(services.sql, { id })
    const main = await findMain(services.sql, id)
    if (report?.reporterEmail == null || main === undefined) return
    const language = keptLanguage(report.language)
    const t = messages(language)
    const number = String(report.number)
    await services.mail.send({
      to: report.reporterEmail,
      language,
      subject: t('mail.mergedSubject', { number }),
      text: t('mail.merged', {
        number,
        main: String(main.number),
        link: `${services.config.baseUrl}/${language}/reports/${main.number}`,
      }),
    })
  },
  'reports.report-parted': async ({ report: id }: { report: string }, services: Services): Promise<void> => {
    const report = await findReport(services.sql, { id })
    if (report?.reporterEmail == null) return
    const language = keptLanguage(report.language)
    const t = messages(language)
    const number = String(report.number)
    await services.mail.send({
      to: report.reporterEmail,
      language,
      subject: t('mail.partedSubject', { number }),
      text: t('mail.parted', { number, link: followUrl(report, language, services) }),
    })
  },
}
