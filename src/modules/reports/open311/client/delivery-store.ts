import type { Sql } from '#core/database/sql.ts'
import type { Endpoint } from './endpoint.ts'

export type DeliveryState = 'waiting' | 'sending' | 'asked' | 'sent' | 'dead' | 'dropped'

/** A report on its way to the own system of its body. */
export interface Delivery {
  readonly report: string
  readonly number: number
  readonly body: string
  readonly endpoint: string
  readonly state: DeliveryState
  /** This one included. */
  readonly tries: number
  /** A try ended without an answer. */
  readonly mayBeThere: boolean
  /** Staff looked: it is not there. */
  readonly sendAnyway: boolean
  readonly firstTryAt: Temporal.Instant | null
  readonly reason: string
  readonly token: string | null
  readonly remoteId: string | null
  readonly queuedAt: Temporal.Instant
  readonly endedAt: Temporal.Instant | null
}

/** Longer than learning about a system (four questions), looking and sending take together, each with its time limit. */
const LEASE_SECONDS = 180

/** Puts a report in the queue of a system, once; one that was given away before it went and came back, again. */
export async function queueDelivery(
  sql: Sql,
  { report, number, endpoint, now }: { report: string; number: number; endpoint: Endpoint; now: Temporal.Instant },
): Promise<boolean> {
  const rows = await sql`
    insert into reports.open311_delivery as known (report, number, body, endpoint, state, due_at, queued_at)
    values (${report}, ${number}, ${endpoint.body}, ${endpoint.id}, 'waiting', ${now}, ${now})
    on conflict (report, endpoint) do update
      set state = 'waiting', tries = 0, due_at = excluded.due_at, ended_at = null, reason = ''
      where known.state = 'dropped' and known.reason = ${GIVEN_AWAY}
    returning 1`
  return rows.length > 0
}

/** Notes that a report does not go to a system, since it came in with a key of the same body. */
export async function noteNotSent(
  sql: Sql,
  { report, number, endpoint, now }: { report: string; number: number; endpoint: Endpoint; now: Temporal.Instant },
): Promise<void> {
  await sql`
    insert into reports.open311_delivery (report, number, body, endpoint, state, reason, due_at, queued_at, ended_at)
    values (${report}, ${number}, ${endpoint.body}, ${endpoint.id}, 'dropped', 'key', ${now}, ${now}, ${now})
    on conflict do nothing`
}

/** Whether a report came in over Open311 with a key of a body. */
export async function cameWithKeyOf(sql: Sql, report: string, body: string): Promise<boolean> {
  const rows = await sql`
    select 1 from reports.report join reports.open311_key key on report.source = 'open311:' || key.id
    where report.id = ${report} and report.channel = 'open311' and key.body = ${body}`
  return rows.length > 0
}

/** Why a report is dropped that another body answers for before it went. */
export const GIVEN_AWAY = 'given-away'

/**
 * Takes the next report that is due, of a system that is on and not left alone. Whoever takes it has it for three minutes; one that
 * nobody gave back is taken again, and what became of its try is then not known. Undefined when nothing is due.
 */
export async function takeDelivery(sql: Sql, now: Temporal.Instant): Promise<Delivery | undefined> {
  const [taken] = await sql<Delivery>`
    update reports.open311_delivery set tries = tries + 1, leased_until = ${now.add({ seconds: LEASE_SECONDS })},
      first_try_at = coalesce(first_try_at, ${now}), may_be_there = may_be_there or state = 'sending', state = 'sending'
    where (report, endpoint) = (
      select delivery.report, delivery.endpoint from reports.open311_delivery delivery
      join reports.open311_endpoint endpoint on endpoint.id = delivery.endpoint
      where endpoint.enabled and (endpoint.paused_until is null or endpoint.paused_until <= ${now})
        and ((delivery.state = 'waiting' and delivery.due_at <= ${now})
          or (delivery.state = 'sending' and delivery.leased_until <= ${now}))
      order by delivery.due_at, delivery.report limit 1 for update of delivery skip locked)
    returning report, number, body, endpoint, state, tries, may_be_there as "mayBeThere", send_anyway as "sendAnyway",
      first_try_at as "firstTryAt", reason, token, remote_id as "remoteId", queued_at as "queuedAt", ended_at as "endedAt"`
  return taken
}

/** It is there. What happened to it there since the first try is asked for again: we may have been told and not have known it. */
export async function markSent(sql: Sql, delivery: Delivery, remoteId: string, now: Temporal.Instant): Promise<void> {
  await sql.transaction(async (within) => {
    await within`
      update reports.open311_delivery set state = 'sent', remote_id = ${remoteId}, token = null, reason = '', ended_at = ${now},
        leased_until = null, may_be_there = false, send_anyway = false
      where report = ${delivery.report} and endpoint = ${delivery.endpoint} and state in ('sending', 'asked')`
    await within`
      update reports.open311_endpoint set updates_since = least(updates_since, ${delivery.firstTryAt ?? now}::timestamptz)
      where id = ${delivery.endpoint}`
  })
}

/** It is there as a token: its number comes later. */
export async function markAsked(
  sql: Sql,
  { report, endpoint }: Delivery,
  token: string,
  due: Temporal.Instant,
): Promise<void> {
  await sql`
    update reports.open311_delivery set state = 'asked', token = ${token}, reason = '', due_at = ${due}, leased_until = null,
      may_be_there = false, send_anyway = false
    where report = ${report} and endpoint = ${endpoint} and state = 'sending'`
}

/** Back in the queue, given up, or not to be sent at all. */
export async function markFailed(
  sql: Sql,
  { report, endpoint }: Delivery,
  failure: {
    readonly state: 'waiting' | 'dead' | 'dropped'
    readonly dueAt: Temporal.Instant
    readonly mayBeThere: boolean
    readonly reason: string
  },
): Promise<void> {
  const { state, dueAt, mayBeThere, reason } = failure
  await sql`
    update reports.open311_delivery set state = ${state}, due_at = ${dueAt}, may_be_there = ${mayBeThere}, reason = ${reason},
      leased_until = null, ended_at = case when ${state} <> 'waiting' then ${dueAt}::timestamptz end
    where report = ${report} and endpoint = ${endpoint} and state in ('sending', 'asked')`
}

/** What stands on the pages of staff: of one body, the newest first. */
export async function listDeliveries(
  sql: Sql,
  { body, states, limit }: { body: string; states: readonly DeliveryState[]; limit: number },
): Promise<Delivery[]> {
  return sql<Delivery>`
    select report, number, body, endpoint, state, tries, may_be_there as "mayBeThere", send_anyway as "sendAnyway",
      first_try_at as "firstTryAt", reason, token, remote_id as "remoteId", queued_at as "queuedAt", ended_at as "endedAt"
    from reports.open311_delivery where body = ${body} and state = any(${states}::text[])
    order by queued_at desc, report limit ${limit}`
}

/** How many reports of a body are in each state; without those that stayed behind in a system from before. */
export async function countDeliveries(sql: Sql, body: string): Promise<Map<DeliveryState, number>> {
  const rows = await sql<{ state: DeliveryState; count: number }>`
    select state, count(*) as count from reports.open311_delivery where body = ${body} and left_at is null group by state`
  return new Map(rows.map(({ state, count }) => [state, count]))
}

type Numbered = Pick<Delivery, 'body' | 'number'>

/** Gives a report that was given up all its tries again; false when it was not given up. */
export async function reviveDelivery(sql: Sql, { body, number }: Numbered, now: Temporal.Instant): Promise<boolean> {
  const rows = await sql`
    update reports.open311_delivery set state = 'waiting', tries = 0, due_at = ${now}, ended_at = null, told_at = null,
      send_anyway = may_be_there
    where number = ${number} and body = ${body} and state = 'dead' returning 1`
  return rows.length > 0
}

/** Staff say that a report need not go there; false when it was not given up. */
export async function dropDelivery(sql: Sql, { body, number }: Numbered, now: Temporal.Instant): Promise<boolean> {
  const rows = await sql`
    update reports.open311_delivery set state = 'dropped', ended_at = ${now}
    where number = ${number} and body = ${body} and state = 'dead' returning 1`
  return rows.length > 0
}

/** The reports that wait for their number there, those that waited longest first. */
export async function listAsked(sql: Sql, endpoint: string, now: Temporal.Instant): Promise<Delivery[]> {
  return sql<Delivery>`
    select report, number, body, endpoint, state, tries, may_be_there as "mayBeThere", send_anyway as "sendAnyway",
      first_try_at as "firstTryAt", reason, token, remote_id as "remoteId", queued_at as "queuedAt", ended_at as "endedAt"
    from reports.open311_delivery where endpoint = ${endpoint} and state = 'asked' and due_at <= ${now}
    order by due_at, report limit 200`
}

/** Whether a system has any report of ours, so that there is something to ask. */
export async function hasAnythingThere(sql: Sql, endpoint: string): Promise<boolean> {
  const rows = await sql`
    select 1 from reports.open311_delivery where endpoint = ${endpoint} and state in ('sent', 'asked') limit 1`
  return rows.length > 0
}

/** The reports with these numbers there. */
export async function findRemote(
  sql: Sql,
  endpoint: string,
  remoteIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await sql<{ remoteId: string; report: string }>`
    select remote_id as "remoteId", report from reports.open311_delivery
    where endpoint = ${endpoint} and remote_id = any(${remoteIds}::text[])`
  return new Map(rows.map(({ remoteId, report }) => [remoteId, report]))
}

/** Reports that are there and whose status was asked longest ago, at most so many; marks them as asked now. */
export async function takeToCheck(
  sql: Sql,
  endpoint: string,
  { now, closed, limit }: { now: Temporal.Instant; closed: readonly string[]; limit: number },
): Promise<string[]> {
  const rows = await sql<{ remoteId: string }>`
    update reports.open311_delivery set checked_at = ${now}
    where endpoint = ${endpoint} and report in (
      select delivery.report from reports.open311_delivery delivery join reports.report on report.id = delivery.report
      where delivery.endpoint = ${endpoint} and delivery.state = 'sent' and delivery.remote_id is not null
        and (not (report.status = any(${closed}::text[])) or report.closed_at > ${now.subtract({ hours: 24 * 90 })})
      order by delivery.checked_at nulls first, delivery.report limit ${limit})
    returning remote_id as "remoteId"`
  return rows.map(({ remoteId }) => remoteId)
}
