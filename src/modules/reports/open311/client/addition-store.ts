import type { Sql } from '#core/database/sql.ts'

/** Something that a reporter added, on its way to the own system of a body. */
export interface Addition {
  readonly event: string
  readonly report: string
  readonly endpoint: string
  /** Number of the report there. */
  readonly remoteId: string
  readonly at: Temporal.Instant
  readonly message: string
  /** This one included. */
  readonly tries: number
  /** A try ended without an answer. */
  readonly mayBeThere: boolean
  /** It came with opening the report again. */
  readonly reopens: boolean
  /** Erased, or handed over, since it was queued. */
  readonly isGone: boolean
}

/** Longer than one question may take. */
const LEASE_SECONDS = 60
/** What was added longer ago is old news there. */
const OLDEST_DAYS = 30
const BATCH = 500

/** Puts what reporters added to reports that are in an own system in the queue, each once. Of a report that was erased nothing is sent. */
export async function queueAdditions(sql: Sql, now: Temporal.Instant): Promise<void> {
  await sql`
    insert into reports.open311_addition (event, report, endpoint, state, due_at)
    select event.id, delivery.report, delivery.endpoint, 'waiting', ${now}
    from reports.event
    join reports.open311_delivery delivery on delivery.report = event.report
    join reports.open311_endpoint endpoint on endpoint.id = delivery.endpoint
    join reports.report on report.id = event.report
    where event.kind = 'addition' and event.at > ${now.subtract({ hours: 24 * OLDEST_DAYS })}
      and delivery.state = 'sent' and delivery.remote_id is not null and report.reporter_forgotten_at is null
      -- What was handed over is no longer theirs.
      and report.body = endpoint.body
      and endpoint.enabled and (endpoint.takes_additions or endpoint.knows_additions)
      and not exists (select from reports.open311_addition known
        where known.event = event.id and known.endpoint = delivery.endpoint)
    order by event.at limit ${BATCH}
    on conflict do nothing`
}

/** Takes the next one that is due, of a system that is on and not left alone; one of which the lease ended is taken again. */
export async function takeAddition(sql: Sql, now: Temporal.Instant): Promise<Addition | undefined> {
  const [taken] = await sql<Addition>`
    with due as (
      select addition.event, addition.endpoint, addition.state from reports.open311_addition addition
      join reports.open311_endpoint endpoint on endpoint.id = addition.endpoint
      where endpoint.enabled and (endpoint.paused_until is null or endpoint.paused_until <= ${now})
        and ((addition.state = 'waiting' and addition.due_at <= ${now})
          or (addition.state = 'sending' and addition.leased_until <= ${now}))
      order by addition.due_at, addition.event limit 1 for update of addition skip locked
    )
    update reports.open311_addition addition
    set state = 'sending', tries = addition.tries + 1, leased_until = ${now.add({ seconds: LEASE_SECONDS })}
    from due, reports.event, reports.open311_delivery delivery, reports.report
    where addition.event = due.event and addition.endpoint = due.endpoint and event.id = due.event
      and delivery.report = addition.report and delivery.endpoint = addition.endpoint
      and report.id = addition.report
    returning addition.event, addition.report, addition.endpoint, delivery.remote_id as "remoteId", event.at, event.message,
      addition.tries, due.state = 'sending' as "mayBeThere",
      exists (
        select from reports.event opened
        where opened.report = event.report and opened.kind = 'reopened' and opened.at = event.at
      ) as reopens,
      report.reporter_forgotten_at is not null or report.body <> delivery.body as "isGone"`
  return taken
}

export async function markAdditionSent(
  sql: Sql,
  { event, endpoint }: Pick<Addition, 'event' | 'endpoint'>,
  now: Temporal.Instant,
) {
  await sql`
    update reports.open311_addition set state = 'sent', reason = '', leased_until = null, ended_at = ${now}
    where event = ${event} and endpoint = ${endpoint} and state = 'sending'`
}

/** Back in the queue, or given up. */
export async function markAdditionFailed(
  sql: Sql,
  { event, endpoint }: Pick<Addition, 'event' | 'endpoint'>,
  { state, dueAt, reason }: { state: 'waiting' | 'dead'; dueAt: Temporal.Instant; reason: string },
): Promise<void> {
  await sql`
    update reports.open311_addition set state = ${state}, due_at = ${dueAt}, reason = ${reason}, leased_until = null,
      ended_at = case when ${state} = 'dead' then ${dueAt}::timestamptz end
    where event = ${event} and endpoint = ${endpoint} and state = 'sending'`
}

/** Whether an update from there is only what we told it: the words of a reporter must not come back as an answer for everybody. */
export async function isOwnAddition(
  sql: Sql,
  { report, updateId, words }: { report: string; updateId: string; words: string },
): Promise<boolean> {
  const rows = await sql`
    select 1 from reports.open311_addition addition join reports.event on event.id = addition.event
    where addition.report = ${report} and (event.id::text = ${updateId} or btrim(event.message) = btrim(${words}))
    limit 1`
  return rows.length > 0
}

/** What is known of a report in the own system of a body. */
export interface Remote {
  readonly body: string
  /** Whether that is a system from before: it is asked nothing any more. */
  readonly isReplaced: boolean
  /** Why staff need not look for it there; null: it is there, or should be. */
  readonly cameFrom: 'key' | 'square' | null
  /** Its number there; null when it could not be sent. */
  readonly number: string | null
  /** How many additions of the reporter are not there. */
  readonly notTold: number
}

/** The system of whoever answers for a report; else of whoever had it last. Undefined for a report that is in no other system. */
export async function findRemoteOf(sql: Sql, report: string): Promise<Remote | undefined> {
  const [found] = await sql<Remote>`
    select delivery.body, delivery.left_at is not null as "isReplaced",
      case when delivery.state = 'dropped' then delivery.reason end as "cameFrom",
      case when delivery.state = 'sent' then delivery.remote_id end as number, (
      select count(*) from reports.event
      where event.report = delivery.report and report.body = delivery.body and event.kind = 'addition'
        and not exists (
          select from reports.open311_addition addition
          where addition.event = event.id and addition.endpoint = delivery.endpoint and addition.state <> 'dead')
    ) as "notTold"
    from reports.open311_delivery delivery join reports.report on report.id = delivery.report
    where delivery.report = ${report}
      and (delivery.state = 'dead' or delivery.state = 'sent' and delivery.remote_id is not null
        or delivery.state = 'dropped' and delivery.reason in ('key', 'square'))
    order by delivery.body = report.body desc, delivery.left_at nulls first, delivery.queued_at desc limit 1`
  return found
}

/** Those of these reports that could not be sent to the own system of their body. */
export async function listUnsent(sql: Sql, reports: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await sql<{ report: string }>`
    select delivery.report from reports.open311_delivery delivery join reports.report on report.id = delivery.report
    where delivery.report = any(${reports}::uuid[]) and delivery.state = 'dead' and delivery.body = report.body`
  return new Set(rows.map(({ report }) => report))
}
