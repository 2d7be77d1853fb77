import { json, type Sql } from '#core/database/sql.ts'
import { Settings, type Connector, type ConnectorState, type Counts } from './connector.ts'
import type { FailureCode } from './failure.ts'

/** So long a run may go without asking anything before another takes its place: longer than one question lasts. */
const LEASE_SECONDS = 120

/** The connectors of these bodies, or all of them, or one; by body and title. */
export async function listConnectors(
  sql: Sql,
  { id, bodies, now }: { readonly id?: string; readonly bodies?: readonly string[]; readonly now: Temporal.Instant },
): Promise<ConnectorState[]> {
  const rows = await sql<ConnectorState>`
    select id, owner, kind, title, settings, every_seconds as "everySeconds", api_key as "apiKey", enabled, due_at as "dueAt",
      not_before as "notBefore", coalesce(leased_until > ${now}, false) as "isRunning", failures, worked_at as "workedAt",
      problem, detail, came_in as "cameIn", stored, known, refused, asked, asked_on as "askedOn"
    from observations.connector
    where (${id ?? null}::uuid is null or id = ${id ?? null}::uuid)
      and (${bodies}::text[] is null or owner = any(${bodies}::text[]))
    order by owner, title, id limit 500`
  return rows.map((row) => ({ ...row, settings: Settings.parse(row.settings) }))
}

/** Keeps a new connector, or what somebody changed of one. It is asked as soon as the other side lets us. */
export async function saveConnector(sql: Sql, chosen: Connector, now: Temporal.Instant): Promise<void> {
  const { id, owner, kind, title, settings, everySeconds, apiKey, enabled } = chosen
  await sql`
    insert into observations.connector as had (id, owner, kind, title, settings, every_seconds, api_key, enabled, due_at,
      created_at, changed_at)
    values (${id}, ${owner}, ${kind}, ${title}, ${json(settings)}, ${everySeconds}, ${apiKey}, ${enabled}, ${now}, ${now}, ${now})
    on conflict (id) do update set title = excluded.title, settings = excluded.settings, enabled = excluded.enabled,
      every_seconds = excluded.every_seconds, api_key = excluded.api_key, changed_at = excluded.changed_at, failures = 0,
      problem = '', detail = '', due_at = greatest(${now}::timestamptz, had.not_before), lease = null, leased_until = null`
}

/** Removes a connector; what it brought in stays. False when it is not there. */
export async function removeConnector(sql: Sql, id: string): Promise<boolean> {
  const gone = await sql`delete from observations.connector where id = ${id} returning id`
  return gone.length > 0
}

/** Stops asking, or goes on at once. A run that is under way ends at its next question. */
export async function pauseConnector(
  sql: Sql,
  { id, enabled }: Pick<Connector, 'id' | 'enabled'>,
  now: Temporal.Instant,
): Promise<void> {
  await sql`
    update observations.connector set enabled = ${enabled}, failures = 0, changed_at = ${now},
      due_at = greatest(${now}::timestamptz, not_before) where id = ${id}`
}

/** Lets a connector ask now, or as soon as the other side lets us. */
export async function hurryConnector(sql: Sql, id: string, now: Temporal.Instant): Promise<void> {
  await sql`
    update observations.connector set due_at = greatest(${now}::timestamptz, not_before) where id = ${id} and enabled`
}

/** A run that holds a connector. */
export interface Held {
  readonly connector: Connector
  readonly lease: string
}

/** Takes the connector that is due longest, for this run alone; one whose run ended without a word is taken again. */
export async function takeDue(sql: Sql, now: Temporal.Instant): Promise<Held | undefined> {
  const [row] = await sql<Connector & { lease: string }>`
    with due as (
      select id from observations.connector
      where enabled and due_at <= ${now} and (leased_until is null or leased_until <= ${now})
      order by due_at, id limit 1 for update skip locked
    )
    update observations.connector c
    set lease = gen_random_uuid(), leased_until = ${now.add({ seconds: LEASE_SECONDS })}, ran_at = ${now}
    from due where c.id = due.id
    returning c.id, owner, kind, title, settings, every_seconds as "everySeconds", api_key as "apiKey", enabled, lease`
  if (row === undefined) return undefined
  const { lease, ...connector } = row
  return { connector: { ...connector, settings: Settings.parse(connector.settings) }, lease }
}

/**
 * Counts a question before it is asked, and holds the connector longer. Gives `lost` when another run holds it, when it was paused or
 * removed; `budget` when enough was asked on this day (UTC); otherwise the milliseconds to wait, so that questions are apart.
 */
export async function countQuestion(
  sql: Sql,
  { connector: { id }, lease }: Held,
  { perDay, millisecondsApart, now }: { perDay: number; millisecondsApart: number; now: Temporal.Instant },
): Promise<'lost' | 'budget' | number> {
  const day = now.toZonedDateTimeISO('UTC').toPlainDate()
  const [row] = await sql<{ asked: number; at: Temporal.Instant }>`
    update observations.connector c
    set asked = case when asked_on = ${day} then least(asked, ${perDay}) + 1 else 1 end, asked_on = ${day},
      asked_at = greatest(${now}::timestamptz, asked_at + ${millisecondsApart} * interval '1 millisecond'),
      leased_until = ${now.add({ seconds: LEASE_SECONDS })}
    where id = ${id} and lease = ${lease} and enabled
    returning asked, asked_at as at`
  if (row === undefined) return 'lost'
  if (row.asked > perDay) return 'budget'
  return Math.min(row.at.epochMilliseconds - now.epochMilliseconds, millisecondsApart)
}

/** How a run ended. */
export interface Ended {
  readonly dueAt: Temporal.Instant
  readonly notBefore: Temporal.Instant | null
  readonly outcome: 'worked' | 'failed' | 'goes-on'
  readonly problem: FailureCode | ''
  readonly detail: string
  readonly counts: Counts
}

/** Writes how a run ended and lets the connector go, unless another run holds it by now: then only what it brought counts. */
export async function endRun(sql: Sql, { connector: { id }, lease }: Held, ended: Ended, now: Temporal.Instant) {
  const { stored, known, refused } = ended.counts
  await sql`
    update observations.connector
    set came_in = came_in + ${stored + known + refused}, stored = stored + ${stored}, known = known + ${known},
      refused = refused + ${refused}
    where id = ${id}`
  await sql`
    update observations.connector
    set lease = null, leased_until = null, due_at = ${ended.dueAt}, not_before = ${ended.notBefore},
      failures = case ${ended.outcome}::text when 'failed' then failures + 1 when 'worked' then 0 else failures end,
      worked_at = case when ${ended.outcome}::text = 'worked' then ${now}::timestamptz else worked_at end,
      problem = ${ended.problem}, detail = ${ended.detail}
    where id = ${id} and lease = ${lease}`
}

/** How often in a row a connector failed. */
export async function failuresOf(sql: Sql, id: string): Promise<number> {
  const [row] = await sql<{ failures: number }>`select failures from observations.connector where id = ${id}`
  return row?.failures ?? 0
}
