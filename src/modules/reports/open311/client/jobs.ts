import { requestJob } from '#core/jobs/jobs.ts'
import type { Services } from '#core/services.ts'
import type { Job } from '#web/module.ts'
import { findReport } from '../../store/find.ts'
import { sendDue } from './deliver.ts'
import { cameWithKeyOf, noteNotSent, queueDelivery } from './delivery-store.ts'
import { findEndpoint } from './endpoint-store.ts'
import { SEND } from './job-names.ts'
import { keepsOwnSystem } from './own-track.ts'
import { pullAll } from './pull.ts'
import { settleAdditions, settleDeliveries } from './replaced-store.ts'
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
  const { sql, clock } = services
  await settleDeliveries(sql, clock())
  await settleAdditions(sql, clock())
  await sendDue(services)
  await sendAdditions(services)
}

/** A report that was handed over goes to the own system of who answers for it from now on. Safe to hear twice. */
export async function queueHandedOver(
  { report, event }: { report: string; event: string },
  services: Services,
): Promise<void> {
  const [given] = await services.sql`select 1 from reports.event where id = ${event} and kind = 'hand-over'`
  if (given !== undefined) await queueForOwnSystem({ report }, services)
}

/** A report of a body that keeps its own system goes there. Safe to hear twice. */
export async function queueForOwnSystem({ report: id }: { report: string }, services: Services): Promise<void> {
  const { sql, clock } = services
  const report = await findReport(sql, { id })
  if (report === undefined) return
  const endpoint = await findEndpoint(sql, { body: report.body, enabled: true })
  // What another body answers for stays there, whatever system the municipality has.
  if (endpoint === undefined || !(await keepsOwnSystem(report.body, services))) return
  await sql.transaction(async (within) => {
    const now = clock()
    // Its own system may have sent it: back there it would be a second one, and go round.
    if (!endpoint.sendsKeyed && (await cameWithKeyOf(within, id, report.body)))
      await noteNotSent(within, { report: id, number: report.number, endpoint, now })
    else if (await queueDelivery(within, { report: id, number: report.number, endpoint, now }))
      await requestJob(within, SEND)
  })
}
