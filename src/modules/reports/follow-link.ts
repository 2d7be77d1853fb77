import { sameText } from '#core/signing.ts'
import type { Language } from '#core/i18n/language.ts'
import type { Services } from '#core/services.ts'
import { Problem } from '#core/problem.ts'
import { messages } from './messages.ts'
import type { Report } from './report.ts'
import { findReport } from './store/find.ts'

type Followed = Pick<Report, 'id' | 'number' | 'followVersion'>

/** The secret of the reporter's own page: the number and a signature over the id, another one for each address. Nothing of it is stored. */
export function followSecret({ id, number, followVersion }: Followed, { sign }: Pick<Services, 'sign'>): string {
  return `${number}-${sign('follow-report', followVersion === 0 ? id : `${id} ${followVersion}`)}`
}

/** How the path of the reporter's own page begins, before the secret: it stands in every letter about the report. */
export function followPathStart({ number }: Pick<Report, 'number'>): string {
  return `/reports/follow/${number}-`
}

/** The address of the reporter's own page. */
export function followUrl(report: Followed, language: Language, services: Pick<Services, 'sign' | 'config'>): string {
  return `${services.config.baseUrl}/${language}/reports/follow/${followSecret(report, services)}`
}

/** The report of a secret. A wrong secret is answered like a number that does not exist; an old one says that it has expired. */
export async function getFollowedReport(secret: string, services: Pick<Services, 'sql' | 'sign'>): Promise<Report> {
  const number = Number(/^(\d{1,15})-/.exec(secret)?.[1])
  const report = Number.isSafeInteger(number) ? await findReport(services.sql, { number }) : undefined
  if (report === undefined || !sameText(secret, followSecret(report, services)))
    throw new Problem('report-not-found', 404, messages.say('report.notFound'))
  if (report.reporterForgottenAt !== null) throw new Problem('follow-link-expired', 410, messages.say('follow.expired'))
  return report
}
