import { keptLanguage } from '#core/i18n/language.ts'
import { Problem } from '#core/problem.ts'
import type { Context } from '#web/route.ts'
import { allows } from '#web/visitor.ts'
import { messages } from '../messages.ts'
import { withoutPersonal } from '../privacy/find-personal.ts'
import { messages as privacy } from '../privacy/messages.ts'
import type { Report, ReportEvent } from '../report.ts'
import { findReport } from '../store/find.ts'
import { listParties } from '../store/parties.ts'
import { actsFor } from './filter.ts'

/** A report as the staff of a body may see it. */
export interface StaffReport {
  readonly report: Report
  /** Body for which the visitor looks: the one that answers, or one that reads along. */
  readonly body: string
  readonly isOwner: boolean
  /** Bodies that read along. */
  readonly parties: readonly string[]
}

/**
 * A report of one's own body, or one that it reads along with: then without who reported. That of another body is answered as if it
 * were not there.
 */
export async function getStaffReport(number: number, permission: string, context: Context): Promise<StaffReport> {
  const { sql, visitor } = context
  const report = Number.isSafeInteger(number) ? await findReport(sql, { number }) : undefined
  if (report === undefined) throw notFound()
  const parties = await listParties(sql, report.id)
  if (allows(visitor, permission, report.body)) return { report, body: report.body, isOwner: true, parties }
  const body = actsFor(permission, parties, visitor)
  if (body === undefined) throw notFound()
  return { report: withoutContact(report), body, isOwner: false, parties }
}

/** As `getStaffReport`, for what only the body that answers may do. */
export async function getOwn(number: number, permission: string, context: Context): Promise<StaffReport> {
  const own = await getStaffReport(number, permission, context)
  if (!own.isOwner) throw notFound()
  return own
}

/** As `getOwn`, the report alone. */
export async function getOwnReport(number: number, permission: string, context: Context): Promise<Report> {
  return (await getOwn(number, permission, context)).report
}

function withoutContact(report: Report): Report {
  const released = report.notePublic ? report.noteShown : null
  const note = released ?? wordsWithoutNames(report.note, report.language)
  return { ...report, note, reporterName: null, reporterEmail: null, reporterPhone: null }
}

/** What a reporter added, as bodies that read along see it. */
export function withoutNames(event: ReportEvent): ReportEvent {
  return { ...event, message: wordsWithoutNames(event.message, event.language) }
}

function wordsWithoutNames(text: string, language: string): string {
  return withoutPersonal(text, privacy(keptLanguage(language))('instead'))
}

function notFound(): Problem {
  return new Problem('report-not-found', 404, messages.say('report.notFound'))
}
