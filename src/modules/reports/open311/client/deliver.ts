import { redact } from '#core/redact.ts'
import type { Services } from '#core/services.ts'
import { findReport } from '../../store/find.ts'
import { listPassed } from '../server-id.ts'
import { learn } from './discover.ts'
import { readRequests, readSent } from './answers.ts'
import { GIVEN_AWAY, markAsked, markFailed, markSent, takeDelivery, type Delivery } from './delivery-store.ts'
import { serviceFields, type Endpoint } from './endpoint.ts'
import { findEndpoint, markFailing, markWorking } from './endpoint-store.ts'
import { MOST_TRIES, pauseBefore } from './pauses.ts'
import { namesPage, pageOf, requestFields, withoutPhoto } from './request-fields.ts'
import { ask, TalkFailed } from './talk.ts'

/** More than a run of a minute gets through; the next run goes on. */
const MOST_A_RUN = 500
/** How long after a token was given its number is asked for. */
const TOKEN_PAUSE = { minutes: 1 }
const MOST_LOOKED_THROUGH_DAYS = 89

/** Sends every report that is due to the own system of its body. Safe to run in several processes at once, and to be cut off. */
export async function sendDue(services: Services): Promise<void> {
  for (let done = 0; done < MOST_A_RUN; done += 1) {
    const delivery = await takeDelivery(services.sql, services.clock())
    if (delivery === undefined) return
    await deliver(delivery, services)
  }
}

async function deliver(delivery: Delivery, services: Services): Promise<void> {
  const { sql, clock } = services
  const known = await findEndpoint(sql, { id: delivery.endpoint })
  // The system is gone, and the row with it.
  if (known === undefined) return
  const { mayBeThere } = delivery
  let isSending = false
  try {
    const endpoint = known.workedAt === null ? await learn(known, services) : known
    if (mayBeThere) {
      const there = await lookFor(delivery, endpoint, services)
      await markWorking(sql, endpoint, clock())
      if (there !== undefined) return await markSent(sql, delivery, there, clock())
      // Sent once more it could be there twice, unless it knows its own again or somebody looked.
      if (!endpoint.knowsClientId && !delivery.sendAnyway)
        return await giveUp(delivery, { reason: 'unknown', mayBeThere }, services)
    }
    isSending = true
    const made = await send(delivery, endpoint, services)
    if (made === 'unmapped' || made === 'gone') return await giveUp(delivery, { reason: made, mayBeThere }, services)
    if (made === GIVEN_AWAY || made === 'square')
      return await markFailed(sql, delivery, { state: 'dropped', dueAt: clock(), mayBeThere, reason: made })
    await markWorking(sql, endpoint, clock())
    if ('id' in made) await markSent(sql, delivery, made.id, clock())
    else await markAsked(sql, delivery, made.token, clock().add(TOKEN_PAUSE))
  } catch (error) {
    if (!(error instanceof TalkFailed)) throw error
    await keepFailure(error, { delivery, endpoint: known, isSending }, services)
  }
}

/** Why a report is not sent without anything being wrong. */
type Dropped = typeof GIVEN_AWAY | 'square'

async function send(
  { report: id, body }: Delivery,
  endpoint: Endpoint,
  services: Services,
): Promise<{ id: string } | { token: string } | 'unmapped' | 'gone' | Dropped> {
  const report = await findReport(services.sql, { id })
  if (report === undefined || report.reporterForgottenAt !== null) return 'gone'
  if (report.body !== body) return GIVEN_AWAY
  // It came from there, straight or by way of others.
  if (endpoint.server !== null && (await listPassed(services.sql, id)).includes(endpoint.server)) return 'square'
  const fields = await requestFields(report, endpoint, services)
  if (fields === undefined) return 'unmapped'
  const post = { method: 'POST', path: 'requests', fields, withKey: true } as const
  const value = await ask(endpoint, post, services).catch((error: unknown) => {
    const plain = withoutPhoto(fields, pageOf(report, services.config.baseUrl))
    if (plain === undefined || !isAboutPhoto(error)) throw error
    return ask(endpoint, { ...post, fields: plain }, services)
  })
  const made = readSent(value)
  if (made === undefined) throw new TalkFailed('unknown', 'the answer has no service_request_id and no token')
  return made
}

/** A system that takes no photos from us takes the report without: the page of the report, which has the photo, is in its words then. */
function isAboutPhoto(error: unknown): boolean {
  return error instanceof TalkFailed && error.kind === 'refused' && /media|photo|image/i.test(error.message)
}

/**
 * Whether a report is there, after a try of which we never heard the end: by `client_request_id` where the system knows that, else among
 * the requests since that try, by that name or by our page in its words. Gives its number there.
 */
export async function lookFor(delivery: Delivery, endpoint: Endpoint, services: Services): Promise<string | undefined> {
  const report = await findReport(services.sql, { id: delivery.report })
  if (report === undefined) return undefined
  const now = services.clock()
  const since = (delivery.firstTryAt ?? delivery.queuedAt).subtract({ minutes: 10 })
  const oldest = now.subtract({ hours: 24 * MOST_LOOKED_THROUGH_DAYS })
  const fields: Record<string, string> = endpoint.knowsClientId
    ? { client_request_id: delivery.report }
    : {
        start_date: (Temporal.Instant.compare(since, oldest) < 0 ? oldest : since).toString({ smallestUnit: 'second' }),
        end_date: now.toString({ smallestUnit: 'second' }),
        service_code: serviceFields(endpoint.services, report.category)?.['service_code'] ?? '',
        extensions: 'true',
      }
  const question = { method: 'GET', path: 'requests', fields, withKey: endpoint.knowsClientId } as const
  const page = pageOf(report, services.config.baseUrl)
  const found = readRequests(await ask(endpoint, question, services)).find(
    ({ client_request_id: named, description }) => named === delivery.report || namesPage(description ?? '', page),
  )
  return found?.service_request_id
}

interface Failed {
  readonly delivery: Delivery
  readonly endpoint: Endpoint
  /** Whether it failed while sending, not while asking whether it is there. */
  readonly isSending: boolean
}

async function keepFailure(
  error: TalkFailed,
  { delivery, endpoint, isSending }: Failed,
  services: Services,
): Promise<void> {
  const { sql, clock, log } = services
  const reason = redact(error.message).slice(0, 500)
  const mayBeThere = delivery.mayBeThere || (isSending && error.kind === 'unknown')
  log.warn(
    { endpoint: endpoint.id, number: delivery.number, kind: error.kind, status: error.status },
    'a report was not sent',
  )
  // A system that refuses one report works well, and the others go on; one that refuses to be asked does not.
  const isRefused = isSending && error.kind === 'refused'
  if (!isRefused) await markFailing(sql, endpoint, { now: clock(), reason })
  if (isRefused || error.kind === 'unreachable' || delivery.tries >= MOST_TRIES)
    return giveUp(delivery, { reason, mayBeThere }, services)
  const pause = pauseBefore(delivery.tries)
  const seconds = Math.max(pause.seconds, error.wait ?? 0)
  await markFailed(sql, delivery, { state: 'waiting', dueAt: clock().add({ seconds }), mayBeThere, reason })
}

async function giveUp(
  delivery: Delivery,
  { reason, mayBeThere }: { reason: string; mayBeThere: boolean },
  { sql, clock }: Services,
): Promise<void> {
  await markFailed(sql, delivery, { state: 'dead', dueAt: clock(), mayBeThere, reason })
}
