import { requestJob } from '#core/jobs/jobs.ts'
import type { Services } from '#core/services.ts'
import { bodyOfMunicipality, trackOf } from '#modules/region/public.ts'
import type { Job } from '#web/module.ts'
import { findReport } from '../../store/find.ts'
import { sendDue } from './deliver.ts'
import { queueDelivery } from './delivery-store.ts'
import { findEndpoint } from './endpoint-store.ts'
import { SEND } from './job-names.ts'
import { pullAll } from './pull.ts'
import { sendAdditions } from './send-additions.ts'
import { tellUnsent } from './tell-unsent.ts'

/** Sends what is due and asks what happened. Often, since most runs find nothing to do. */
export const open311Jobs: readonly Job[] = [
  { name: SEND, schedule: '* * * * *', run: (_payload, services) => sendAll(services) },
  { name: 'reports.pull-open311', schedule: '*/5 * * * *', run: (_payload, services) => pullAll(services) },
  { name: 'reports.tell-unsent', schedule: '35 * * * *', run: (_payload, services) => tellUnsent(services) },
]

/** Reports first: what is added to one can only follow it. */
async function sendAll(services: Services): Promise<void> {
  await sendDue(services)
  await sendAdditions(services)
}

/** A report of a municipality that keeps its own system goes there. Safe to hear twice. */
export async function queueForOwnSystem({ report: id }: { report: string }, services: Services): Promise<void> {
  const { sql, clock } = services
  const report = await findReport(sql, { id })
  if (report === undefined) return
  const endpoint = await findEndpoint(sql, { body: report.body, enabled: true })
  if (endpoint === undefined) return
  const { track } = await trackOf(sql, report.municipality, 'reports')
  // What another body answers for stays there, whatever system the municipality has.
  if (track !== 'own' || (await bodyOfMunicipality(sql, report.municipality))?.id !== report.body) return
  await sql.transaction(async (within) => {
    const now = clock()
    if (await queueDelivery(within, { report: id, number: report.number, endpoint, now }))
      await requestJob(within, SEND)
  })
}
