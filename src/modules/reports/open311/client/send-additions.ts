import { redact } from '#core/redact.ts'
import type { Services } from '#core/services.ts'
import { markAdditionFailed, markAdditionSent, queueAdditions, takeAddition, type Addition } from './addition-store.ts'
import { findEndpoint, markFailing, markWorking } from './endpoint-store.ts'
import { MOST_TRIES, pauseBefore } from './pauses.ts'
import { ask, TalkFailed } from './talk.ts'

const MOST_A_RUN = 200

/**
 * Sends what reporters added to the own systems that take it: `POST servicerequestupdates` with the id of the event as `update_id`, and
 * `on_behalf_of=reporter`, so that nobody there takes it for an answer. Safe to run in several processes at once, and to be cut off.
 */
export async function sendAdditions(services: Services): Promise<void> {
  const { sql, clock } = services
  await queueAdditions(sql, clock())
  for (let done = 0; done < MOST_A_RUN; done += 1) {
    const addition = await takeAddition(sql, clock())
    if (addition === undefined) return
    await sendAddition(addition, services)
  }
}

async function sendAddition(addition: Addition, services: Services): Promise<void> {
  const { sql, clock } = services
  const endpoint = await findEndpoint(sql, { id: addition.endpoint })
  if (endpoint === undefined) return
  if (addition.isGone) return giveUp(addition, 'gone', services)
  // A system that does not know our ids would have it twice: rather once too few, which staff are told.
  if (addition.mayBeThere && !endpoint.knowsAdditions) return giveUp(addition, 'unknown', services)
  const fields = {
    service_request_id: addition.remoteId,
    update_id: addition.event,
    updated_datetime: addition.at.toString({ smallestUnit: 'second' }),
    description: addition.message,
    on_behalf_of: 'reporter',
    ...(addition.reopens && { status: 'open' }),
  }
  try {
    await ask(endpoint, { method: 'POST', path: 'servicerequestupdates', fields, withKey: true }, services)
    await markAdditionSent(sql, addition, clock())
    await markWorking(sql, endpoint, clock())
  } catch (error) {
    if (!(error instanceof TalkFailed)) throw error
    const reason = redact(error.message).slice(0, 500)
    services.log.warn({ endpoint: endpoint.id, kind: error.kind, status: error.status }, 'an addition was not sent')
    const isOnce = error.kind !== 'unknown' || endpoint.knowsAdditions
    if (error.kind === 'later' || error.kind === 'unknown') await markFailing(sql, endpoint, { now: clock(), reason })
    if (!isOnce || error.kind === 'refused' || error.kind === 'unreachable' || addition.tries >= MOST_TRIES)
      return giveUp(addition, reason, services)
    const seconds = Math.max(pauseBefore(addition.tries).seconds, error.wait ?? 0)
    await markAdditionFailed(sql, addition, { state: 'waiting', dueAt: clock().add({ seconds }), reason })
  }
}

async function giveUp(addition: Addition, reason: string, { sql, clock }: Services): Promise<void> {
  await markAdditionFailed(sql, addition, { state: 'dead', dueAt: clock(), reason })
}
