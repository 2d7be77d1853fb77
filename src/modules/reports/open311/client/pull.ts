import { redact } from '#core/redact.ts'
import type { Services } from '#core/services.ts'
import { keptLanguage } from '#core/i18n/language.ts'
import { isClosed, STATUSES } from '../../report.ts'
import { findReport } from '../../store/find.ts'
import { isNotOurs, understoodStatus } from '../server/statuses.ts'
import { noteNotOurs, takeUpdate } from '../take-update.ts'
import { isOwnAddition } from './addition-store.ts'
import { readRequests, readSent, readUpdates } from './answers.ts'
import { findRemote, hasAnythingThere, listAsked, markFailed, markSent, takeToCheck } from './delivery-store.ts'
import type { Endpoint } from './endpoint.ts'
import { listEndpoints, markFailing, markWorking, moveCursor } from './endpoint-store.ts'
import { pauseBefore } from './pauses.ts'
import { ask, TalkFailed } from './talk.ts'

/** Asked again: clocks differ, and what happened at the end of a transaction is told with the time of its beginning. */
const OVERLAP = { minutes: 10 }
const LONGEST_SPAN = { hours: 24 * 89 }
const PAGE_SIZE = 1000
const MOST_PAGES = 20
const CHECKED_A_RUN = 200
const CHECKED_AT_ONCE = 50

/** Asks the own systems of all bodies what happened to their reports there. One that does not answer holds up no other. */
export async function pullAll(services: Services): Promise<void> {
  for (const endpoint of await listEndpoints(services.sql, { enabled: true })) {
    const now = services.clock()
    if (endpoint.pausedUntil !== null && Temporal.Instant.compare(endpoint.pausedUntil, now) > 0) continue
    if (!(await hasAnythingThere(services.sql, endpoint.id))) continue
    try {
      await pull(endpoint, services)
      await markWorking(services.sql, endpoint, services.clock())
    } catch (error) {
      if (!(error instanceof TalkFailed)) throw error
      services.log.warn({ endpoint: endpoint.id, kind: error.kind, status: error.status }, 'a system was not asked')
      await markFailing(services.sql, endpoint, { now: services.clock(), reason: redact(error.message).slice(0, 500) })
    }
  }
}

async function pull(endpoint: Endpoint, services: Services): Promise<void> {
  await askTokens(endpoint, services)
  if (!(await pullUpdates(endpoint, services))) await checkStatuses(endpoint, services)
}

async function askTokens(endpoint: Endpoint, services: Services): Promise<void> {
  const { sql, clock } = services
  for (const delivery of await listAsked(sql, endpoint.id, clock())) {
    const path = `tokens/${encodeURIComponent(delivery.token ?? '')}`
    try {
      const made = readSent(await ask(endpoint, { method: 'GET', path, fields: {} }, services))
      if (made !== undefined && 'id' in made) await markSent(sql, delivery, made.id, clock())
    } catch (error) {
      // The token is not known any more: somebody must look what became of it.
      if (!(error instanceof TalkFailed) || error.kind !== 'refused') throw error
      const dead = { state: 'dead', dueAt: clock(), mayBeThere: true, reason: 'token' } as const
      await markFailed(sql, delivery, dead)
      continue
    }
    const wait = clock().add(pauseBefore(delivery.tries + 4))
    await sql`
      update reports.open311_delivery set due_at = ${wait}, tries = tries + 1 where report = ${delivery.report}
        and endpoint = ${endpoint.id} and state = 'asked'`
  }
}

/** False when the system does not know the extension for updates. */
async function pullUpdates(endpoint: Endpoint, services: Services): Promise<boolean> {
  const { sql, clock } = services
  const now = clock()
  const since = endpoint.updatesSince.subtract(OVERLAP)
  const oldest = now.subtract(LONGEST_SPAN)
  const start = Temporal.Instant.compare(since, oldest) < 0 ? oldest : since
  const seen = new Set<string>()
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const fields = {
      start_date: start.toString({ smallestUnit: 'second' }),
      end_date: now.add({ minutes: 1 }).toString({ smallestUnit: 'second' }),
      page: String(page),
      page_size: String(PAGE_SIZE),
    }
    let updates
    try {
      updates = readUpdates(await ask(endpoint, { method: 'GET', path: 'servicerequestupdates', fields }, services))
    } catch (error) {
      if (error instanceof TalkFailed && error.kind === 'refused') return false
      throw error
    }
    // A system that does not know pages gives the same one again.
    const fresh = updates.filter(({ update_id }) => !seen.has(update_id))
    for (const { update_id } of fresh) seen.add(update_id)
    await takeAll(
      endpoint,
      fresh.map((update) => ({ ...update, words: update.description })),
      services,
    )
    if (fresh.length < PAGE_SIZE) break
  }
  await moveCursor(sql, endpoint, { from: endpoint.updatesSince, to: now })
  return true
}

/** For systems that only tell how a request stands: what differs from here becomes an event. */
async function checkStatuses(endpoint: Endpoint, services: Services): Promise<void> {
  const { sql, clock } = services
  const closed = STATUSES.filter(isClosed)
  const ids = await takeToCheck(sql, endpoint.id, { now: clock(), closed, limit: CHECKED_A_RUN })
  for (let from = 0; from < ids.length; from += CHECKED_AT_ONCE) {
    const asked = ids.slice(from, from + CHECKED_AT_ONCE)
    const fields = { service_request_id: asked.join(',') }
    const found = readRequests(await ask(endpoint, { method: 'GET', path: 'requests', fields }, services))
    const told = found
      .filter(({ service_request_id, status }) => asked.includes(service_request_id) && typeof status === 'string')
      .map(({ service_request_id, status, status_notes, updated_datetime }) => ({
        update_id: `status ${service_request_id} ${status} ${updated_datetime ?? ''}`.slice(0, 200),
        service_request_id,
        status,
        // The notes of an open request say how it was before: only a change is news.
        words: null,
        notes: status_notes,
      }))
    await takeAll(endpoint, told, services)
  }
}

interface Told {
  readonly update_id: string
  readonly service_request_id: string
  readonly status?: string | null | undefined
  readonly words?: string | null | undefined
  /** Words that are only worth telling with a change of status. */
  readonly notes?: string | null | undefined
}

async function takeAll(endpoint: Endpoint, all: readonly Told[], services: Services): Promise<void> {
  const ours = await findRemote(
    services.sql,
    endpoint.id,
    all.map(({ service_request_id }) => service_request_id),
  )
  for (const { update_id, service_request_id, status, words, notes } of all) {
    const id = ours.get(service_request_id)
    const report = id === undefined ? undefined : await findReport(services.sql, { id })
    // What was handed over is no longer theirs.
    if (report === undefined || report.body !== endpoint.body) continue
    const notOurs = isNotOurs(status ?? '')
    const meaning = understoodStatus(status ?? '', endpoint.meanings)
    const isNews = meaning !== undefined && isClosed(meaning.status) !== isClosed(report.status)
    if (words === null && !isNews && !notOurs) continue
    const said = (words ?? notes ?? '').trim()
    if (await isOwnAddition(services.sql, { report: report.id, updateId: update_id, words: said })) continue
    const told = {
      report: report.id,
      body: endpoint.body,
      source: `endpoint:${endpoint.id}`,
      updateId: update_id,
      at: services.clock(),
      description: said,
      actor: `open311-endpoint:${endpoint.id}`,
    }
    if (notOurs) await noteNotOurs(told, services)
    else await takeUpdate({ ...told, meaning, language: keptLanguage(report.language) }, { strict: false }, services)
  }
}
