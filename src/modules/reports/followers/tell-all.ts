import type { Services } from '#core/services.ts'
import { followMain } from '../duplicates/merge.ts'
import { listens } from '../letters.ts'
import { addNotice } from './notices.ts'

/**
 * What happens after staff answered a report: the merged reports follow it, followers are told with the next digest, and the reporter gets
 * the letter. Safe to repeat: what comes first is never done twice.
 */
export async function tellAll(answered: Happened, services: Services): Promise<void> {
  await tellOthers(answered, services)
  await listens['reports.report-answered'](answered, services)
}

/** As `tellAll`, of what the reporter did: who did it needs no letter about it. */
export async function tellOthers(happened: Happened, { sql }: Pick<Services, 'sql'>): Promise<void> {
  await sql.transaction(async (within) => {
    await followMain(within, { main: happened.report, event: happened.event })
    await addNotice(within, happened)
  })
}

interface Happened {
  readonly report: string
  readonly event: string
}
