import type { Sql } from '#core/database/sql.ts'
import { requestJob } from '#core/jobs/jobs.ts'
import { announce } from '#core/outbox/outbox.ts'
import type { Context } from '#web/route.ts'
import { findMain } from '../duplicates/merge.ts'
import { SEND } from '../open311/client/job-names.ts'
import { isClosed, type Report } from '../report.ts'
import { addEvent, lockReport } from '../store/change.ts'

type Speaking = Pick<Context, 'clock' | 'language'>

/**
 * Opens a report again for its reporter, with what is still the matter; and the report that it was merged into, since that one is worked
 * on. Of a report that is open already (pressed twice) the words are kept as an addition.
 */
export async function reopenReport(report: Report, words: string, context: Context): Promise<void> {
  const { sql, clock, language } = context
  await sql.transaction(async (within) => {
    await openAgain(within, report.id, context)
    const said = { report: report.id, at: clock(), message: words, language, author: 'reporter' } as const
    // What the reporter writes is for the body to read first, as the words of the report are.
    await addEvent(within, { ...said, kind: 'addition' })
    await requestJob(within, SEND)
  })
}

/** Opens a closed report again, and the one that it was merged into; call it in a transaction. */
export async function openAgain(sql: Sql, report: string, context: Speaking): Promise<void> {
  const main = await findMain(sql, report)
  // The main one first: as whoever handles it does.
  if (main !== undefined) await open(sql, main.id, context)
  await open(sql, report, context)
}

async function open(sql: Sql, report: string, { clock, language }: Speaking): Promise<void> {
  const status = await lockReport(sql, report)
  if (status === undefined || !isClosed(status)) return
  const event = await addEvent(sql, {
    report,
    at: clock(),
    kind: 'reopened',
    status: 'in-progress',
    message: '',
    language,
    author: 'reporter',
  })
  await announce(sql, 'reports.report-reopened', { report, event })
}
