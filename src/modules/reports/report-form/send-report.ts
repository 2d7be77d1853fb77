import { announce } from '#core/outbox/outbox.ts'
import type { Context } from '#web/route.ts'
import { addReports } from '../store/change.ts'
import { markSent } from '../store/drafts.ts'
import type { Answers } from './answers.ts'

type Complete = Answers & Required<Pick<Answers, 'where' | 'note' | 'category'>>

/**
 * Makes the report out of a complete form and tells the house about it. The form is emptied in the same transaction;
 * one that was sent a moment ago by another request makes no second report.
 */
export async function sendReport(draftId: string, answers: Complete, context: Context): Promise<void> {
  const { sql, clock, language, visitor } = context
  const now = clock()
  const { where, note, category, photo, name, email, phone } = answers
  await sql.transaction(async (transaction) => {
    if (!(await markSent(transaction, draftId, now))) return
    const [report] = await addReports(transaction, [
      {
        ...where,
        note,
        category,
        photo: photo || undefined,
        channel: 'web',
        language,
        receivedAt: now,
        reporterName: name || undefined,
        reporterEmail: email || undefined,
        reporterPhone: phone || undefined,
        resident: visitor?.owner?.resident,
        draft: draftId,
      },
    ])
    if (report !== undefined) await announce(transaction, 'reports.report-received', { report: report.id })
  })
}
