import type { Services } from '#core/services.ts'
import { followMain } from '../duplicates/merge.ts'
import { listens } from '../letters.ts'
import { addNotice } from './notices.ts'

/**
 * What happens after staff answered a report: the merged reports follow it, followers are told with the next digest, and the reporter gets
 * the letter. Safe to repeat: what comes first is never done twice.
 */
export async function tellAll(answered: { report: string; event: string }, services: Services): Promise<void> {
  const { report, event } = answered
  await services.sql.transaction(async (sql) => {
    await followMain(sql, { main: report, event })
    await addNotice(sql, answered)
  })
  await listens['reports.report-answered'](answered, services)
}
