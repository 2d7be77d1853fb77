import { z } from 'zod'
import { recordDeed } from '#core/audit/audit.ts'
import { LANGUAGES } from '#core/i18n/language.ts'
import { Problem } from '#core/problem.ts'
import { createPrintedCode, endPrintedCodes, hasWayIn } from '#modules/region/public.ts'
import { page, secretly } from '#web/answer.ts'
import { route, type Context } from '#web/route.ts'
import { allows } from '#web/visitor.ts'
import { messages as reportMessages } from '../messages.ts'
import type { Report } from '../report.ts'
import { giveToResident, residentOfReport } from '../store/change.ts'
import { findReport } from '../store/find.ts'
import { messages } from './messages.ts'
import { PrintedCodePage } from './printed-code-page.tsx'

/** A code on paper, for who reported at the counter or without e-mail. */
export const printedCodeRoutes = [
  route({
    method: 'POST',
    path: '/:language/staff/reports/:number/code',
    summary: 'Make a code on paper for who reported without e-mail',
    may: 'residents.help',
    input: z.object({ number: z.coerce.number().int().positive(), paper: z.enum(LANGUAGES).catch('nl') }),
    handle: async ({ number, paper }, context) => {
      const report = await getReportOfOwnBody(number, context)
      const { view, clock } = context
      const { code, link, until } = await context.sql.transaction(async (sql) => {
        const owner = await residentOfReport(sql, report.id)
        // A clerk must not open the file of somebody who has one: what else is in it is of other municipalities.
        if (report.reporterEmail !== null || (owner !== null && (await hasWayIn(sql, owner))))
          throw new Problem('reporter-has-email', 409, messages.say('hasEmail'), { help: messages.say('hasEmailHelp') })
        if (owner !== null) await endPrintedCodes(sql, owner, clock())
        const made = await createPrintedCode({ ...context, sql }, paper)
        await giveToResident(sql, report.id, made.resident)
        await recordDeed(sql, {
          at: clock(),
          actorKind: 'staff',
          actor: context.visitor?.id ?? '',
          action: 'reports.print-code',
          subject: `report:${report.id}`,
          municipality: report.municipality,
        })
        return made
      })
      const shown = { ...view, path: `/staff/reports/${number}`, search: '' }
      const printed = { number, code, link, until, language: paper }
      return secretly(page(<PrintedCodePage view={shown} {...printed} />))
    },
  }),
]

/** A report of one's own body whose reporter is still known; any other is answered as if it were not there. */
async function getReportOfOwnBody(number: number, { sql, visitor }: Context): Promise<Report> {
  const report = await findReport(sql, { number })
  if (
    report === undefined ||
    !allows(visitor, 'residents.help', report.body) ||
    !allows(visitor, 'reports.read', report.body) ||
    report.reporterForgottenAt !== null
  )
    throw new Problem('report-not-found', 404, reportMessages.say('report.notFound'))
  return report
}
