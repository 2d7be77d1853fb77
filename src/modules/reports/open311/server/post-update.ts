import type { z } from 'zod'
import { Problem } from '#core/problem.ts'
import type { Context } from '#web/route.ts'
import { findReport } from '../../store/find.ts'
import type { ApiKey } from '../keys/key.ts'
import { messages } from '../messages.ts'
import { takeUpdate } from '../take-update.ts'
import { getJurisdiction } from './jurisdiction.ts'
import { refusal } from './protocol.ts'
import { Common, numbersOf, text } from './request-filter.ts'
import { understoodStatus } from './statuses.ts'
import { readMoment } from './w3-date.ts'

/** What `POST servicerequestupdates` understands. */
export const PostedUpdate = Common.extend({
  api_key: text(200).optional().describe('Needed; of the body that answers for the request'),
  service_request_id: text(20).optional().describe('Needed'),
  update_id: text(200).optional().describe('Needed: what you call it; sent again, it changes nothing'),
  updated_datetime: text(40).optional().describe('Read, but an update counts from when it came in'),
  status: text(60).optional().describe('open, closed or a status of FixMyStreet, such as fixed; left out: as it is'),
  description: text(4000).optional().describe('What everybody may read'),
})

/**
 * Takes over what the system of a body tells about one of its reports: once for each `update_id`. Gives the id that the update has here.
 */
export async function postUpdate(
  posted: z.output<typeof PostedUpdate>,
  key: ApiKey,
  context: Context,
): Promise<{ id: string; isNew: boolean }> {
  const { sql, clock, language } = context
  const jurisdiction = await getJurisdiction(posted.jurisdiction_id, context)
  const [number] = numbersOf(posted.service_request_id) ?? []
  if (number === undefined) throw refusal('service_request_id', messages.say('error.requestNeeded'))
  if (posted.update_id === undefined || posted.update_id === '')
    throw refusal('update_id', messages.say('error.updateIdNeeded'))
  const report = await findReport(sql, { number, ...jurisdiction })
  if (report === undefined) throw refusal('service_request_id', messages.say('error.request'), 404)
  if (key.body !== null && key.body !== report.body) throw refusal('api_key', messages.say('error.keyNotOwner'), 403)
  const status = posted.status === undefined || posted.status === '' ? undefined : understoodStatus(posted.status)
  if (posted.status && status === undefined) throw refusal('status', messages.say('error.updateStatus'))
  if (posted.updated_datetime && readMoment(posted.updated_datetime) === undefined)
    throw refusal('updated_datetime', messages.say('error.moment'))
  const taken = await takeUpdate(
    {
      report: report.id,
      source: `key:${key.id}`,
      updateId: posted.update_id,
      // When it became known here: who follows the square by time must not miss it.
      at: clock(),
      status,
      description: posted.description ?? '',
      language,
      actor: `open311-key:${key.id}`,
    },
    context,
  )
  if (taken === 'nothing-new') throw new Problem('open311-nothing', 400, messages.say('error.nothingNew'))
  return taken
}
