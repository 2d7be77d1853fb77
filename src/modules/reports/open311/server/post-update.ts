import type { z } from 'zod'
import { Problem } from '#core/problem.ts'
import type { Context } from '#web/route.ts'
import { NOTE_MAX } from '../../report-form/answers.ts'
import { isClosed, nextStatuses, STATUSES, type Report, type Status } from '../../report.ts'
import { mayReopen, REOPEN_DAYS } from '../../handling/closing.ts'
import { openAgain } from '../../handling/reopen.ts'
import { addEvent, lockReport } from '../../store/change.ts'
import { findReport } from '../../store/find.ts'
import { sourceOf, type ApiKey } from '../keys/key.ts'
import { messages } from '../messages.ts'
import { takeUpdate, type Taken } from '../take-update.ts'
import { getJurisdiction } from './jurisdiction.ts'
import { refusal } from './protocol.ts'
import { Common, numbersOf, text } from './request-filter.ts'
import { isNotOurs, OWN_REASONS, understoodStatus, wordsFor } from './statuses.ts'
import { readMoment } from './w3-date.ts'

const OPENS: readonly Status[] = ['received', 'in-progress']

/** What may be told of a report that stands so; "open" opens a closed one again. */
function reachable(from: Status): Status[] {
  return isClosed(from) ? ['received', 'in-progress'] : ['received', ...nextStatuses(from), from]
}

/** What `POST servicerequestupdates` understands. */
export const PostedUpdate = Common.extend({
  api_key: text(200).optional().describe('Needed; of the body that answers for the request'),
  service_request_id: text(20).optional().describe('Needed'),
  update_id: text(200).optional().describe('Needed: what you call it; sent again, it changes nothing'),
  updated_datetime: text(40).optional().describe('Read, but an update counts from when it came in'),
  status: text(60)
    .optional()
    .describe('open, closed, a status of FixMyStreet such as fixed, or a reason such as repaired; left out: as it is'),
  description: text(4000).optional().describe('What everybody may read; needed to close: two words at least'),
  on_behalf_of: text(20)
    .optional()
    .describe(
      'reporter: it is what the reporter adds, from the system that sent the request; staff alone read it. With status=open it opens a closed request again, for 30 days',
    ),
})

/**
 * Takes over what a reporter adds in the system that sent the request, once for each `update_id`. For staff, who hear of it as of what is added
 * here. Gives the id of the event.
 */
export async function postAddition(
  posted: z.output<typeof PostedUpdate>,
  key: ApiKey,
  context: Context,
): Promise<{ id: string; isNew: boolean }> {
  const { sql, clock, language } = context
  const { report, updateId } = await findUpdated(posted, context)
  const source = sourceOf(key)
  const words = (posted.description ?? '').trim().slice(0, NOTE_MAX)
  if (words === '') throw new Problem('open311-nothing', 400, messages.say('error.nothingNew'))
  const opens = wantsOpen(posted.status)
  return sql.transaction(async (within) => {
    const status = await lockReport(within, report.id)
    const [own] = await within`select 1 from reports.report where id = ${report.id} and source = ${source}`
    if (own === undefined) throw refusal('on_behalf_of', messages.say('error.behalf'), 403)
    const [known] = await within<{ event: string }>`
      select event from reports.open311_update where source = ${source} and update_id = ${updateId} and event is not null`
    if (known !== undefined) return { id: known.event, isNew: false }
    if (opens && status !== undefined && isClosed(status)) {
      if (!mayReopen(report, clock())) throw refusal('status', messages.say('error.tooLate', { days: REOPEN_DAYS }))
      await openAgain(within, report.id, context)
    }
    const said = { report: report.id, at: clock(), language }
    const id = await addEvent(within, { ...said, kind: 'addition', message: words, author: 'reporter' })
    // Whoever asked was waiting for this.
    if (status === 'waiting')
      await addEvent(within, { ...said, kind: 'status', status: 'in-progress', message: '', author: 'system' })
    await within`insert into reports.open311_update (source, update_id, event) values (${source}, ${updateId}, ${id})`
    return { id, isNew: true }
  })
}

/** Whether a reporter says that it is not solved; another status is not for a reporter to say. */
function wantsOpen(typed: string | undefined): boolean {
  if (typed === undefined || typed === '') return false
  const meaning = understoodStatus(typed)
  if (meaning === undefined || !OPENS.includes(meaning.status))
    throw refusal('status', messages.say('error.behalfStatus'))
  return true
}

/**
 * Takes over what the system of a body tells about one of its reports: once for each `update_id`. Gives the id that the update has here.
 */
export async function postUpdate(
  posted: z.output<typeof PostedUpdate>,
  key: ApiKey,
  context: Context,
): Promise<{ id: string; isNew: boolean }> {
  const { clock, language } = context
  const { report, updateId } = await findUpdated(posted, context)
  if (key.body !== null && key.body !== report.body) throw refusal('api_key', messages.say('error.keyNotOwner'), 403)
  const meaning =
    posted.status === undefined || posted.status === '' ? undefined : understoodStatus(posted.status, OWN_REASONS)
  if (posted.status && isNotOurs(posted.status)) throw refusal('status', messages.say('error.notOurs'))
  if (posted.status && meaning === undefined)
    throw refusal('status', messages.say('error.updateStatus', { words: wordsFor(STATUSES).join(', ') }))
  if (posted.updated_datetime && readMoment(posted.updated_datetime) === undefined)
    throw refusal('updated_datetime', messages.say('error.moment'))
  const taken = await takeUpdate(
    {
      report: report.id,
      body: report.body,
      source: `key:${key.id}`,
      updateId,
      // When it became known here: who follows the square by time must not miss it.
      at: clock(),
      meaning,
      description: posted.description ?? '',
      language,
      actor: `open311-key:${key.id}`,
    },
    { strict: true },
    context,
  )
  if ('id' in taken) return taken
  throw refusedUpdate(taken)
}

function refusedUpdate(taken: Exclude<Taken, { id: string }>): Problem {
  if (taken.refused === 'unreachable') {
    const words = wordsFor(reachable(taken.from)).join(', ')
    return refusal('status', messages.say('error.unreachable', { words }))
  }
  return taken.refused === 'no-sentence'
    ? refusal('description', messages.say('error.sentenceNeeded'))
    : new Problem('open311-nothing', 400, messages.say('error.nothingNew'))
}

async function findUpdated(
  { jurisdiction_id, service_request_id, update_id }: z.output<typeof PostedUpdate>,
  context: Context,
): Promise<{ report: Report; updateId: string }> {
  const jurisdiction = await getJurisdiction(jurisdiction_id, context)
  const [number] = numbersOf(service_request_id) ?? []
  if (number === undefined) throw refusal('service_request_id', messages.say('error.requestNeeded'))
  if (update_id === undefined || update_id === '') throw refusal('update_id', messages.say('error.updateIdNeeded'))
  const report = await findReport(context.sql, { number, ...jurisdiction })
  if (report === undefined) throw refusal('service_request_id', messages.say('error.request'), 404)
  return { report, updateId: update_id }
}
