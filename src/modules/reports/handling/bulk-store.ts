import { randomUUIDv7 } from 'node:crypto'
import { json, type Sql } from '#core/database/sql.ts'
import type { Status } from '../report.ts'

/** What somebody may do to many reports at once. It sends no letters, so that it can be undone, and counts as no answer. */
export type BulkAction =
  | { readonly kind: 'assign'; readonly assignee: string | null }
  | { readonly kind: 'team'; readonly team: string | null }
  | { readonly kind: 'in-progress' }

/** How a report was, and how it became. */
interface Was {
  readonly id: string
  readonly team: string | null
  readonly assignee: string | null
  readonly status: Status
  /** Id of the event that told the new status. */
  readonly event: string | null
}

/**
 * Does something to the reports that the visitor may handle, in one transaction, and remembers how they were. Gives the id to undo it
 * with and how many changed; closed reports and those of others stay as they are.
 */
export async function doBulk(
  sql: Sql,
  {
    numbers,
    bodies,
    action,
    person,
    language,
    now,
  }: {
    numbers: readonly number[]
    bodies: readonly string[]
    action: BulkAction
    person: string
    language: string
    now: Temporal.Instant
  },
): Promise<{ id: string; count: number }> {
  const id = randomUUIDv7()
  const found = await sql<Omit<Was, 'event'> & { body: string }>`
    select id, body, team, assignee, status from reports.report
    where number = any(${numbers}::bigint[]) and body = any(${bodies}::text[]) and closed_at is null
    order by id for update`
  const reports = found.filter((one) => (action.kind === 'in-progress' ? one.status !== 'in-progress' : true))
  const was: Was[] = reports.map((one) => ({ ...one, event: action.kind === 'in-progress' ? randomUUIDv7() : null }))
  const ids = was.map((one) => one.id)
  if (action.kind === 'assign')
    await sql`update reports.report set assignee = ${action.assignee}::uuid where id = any(${ids}::uuid[])`
  if (action.kind === 'team')
    await sql`update reports.report set team = ${action.team}::uuid where id = any(${ids}::uuid[])`
  if (action.kind === 'in-progress') {
    await sql`
      insert into reports.event (id, report, at, kind, status, language, author, person, body)
      select event, report, ${now}, 'status', 'in-progress', ${language}, 'staff', ${person}::uuid, body
      from unnest(${was.map(({ event }) => event)}::uuid[], ${ids}::uuid[], ${reports.map(({ body }) => body)}::text[])
        as new (event, report, body)`
    await sql`
      update reports.report set status = 'in-progress', updated_at = ${now} where id = any(${ids}::uuid[])`
  }
  await sql`
    insert into reports.bulk (id, person, at, action, before)
    values (${id}, ${person}::uuid, ${now}, ${JSON.stringify(action)}, ${json(was)}::jsonb)`
  return { id, count: was.length }
}

/** What was done at once, and what came back when it was undone; undefined when it was somebody else, or longer than a day ago. */
export async function findBulk(
  sql: Sql,
  { id, person }: { id: string; person: string },
): Promise<{ count: number; undone: number | null } | undefined> {
  const [row] = await sql<{ count: number; undone: number | null }>`
    select jsonb_array_length(before) as count, undone
    from reports.bulk where id = ${id}::uuid and person = ${person}::uuid`
  return row
}

/**
 * Brings back how the reports were. What somebody changed since then stays as it is now. Gives how many came back;
 * undefined when there is nothing to undo. Call it in a transaction.
 */
export async function undoBulk(
  sql: Sql,
  { id, person, now }: { id: string; person: string; now: Temporal.Instant },
): Promise<number | undefined> {
  const [bulk] = await sql<{ action: string; before: Was[] }>`
    update reports.bulk set undone_at = ${now} where id = ${id}::uuid and person = ${person}::uuid and undone_at is null
    returning action, before`
  if (bulk === undefined) return undefined
  const action = JSON.parse(bulk.action) as BulkAction
  const undone = await undo(sql, action, bulk.before)
  await sql`update reports.bulk set undone = ${undone} where id = ${id}::uuid`
  return undone
}

async function undo(sql: Sql, action: BulkAction, before: readonly Was[]): Promise<number> {
  const ids = before.map(({ id }) => id)
  if (action.kind === 'assign') {
    const back = await sql`
      update reports.report r set assignee = was.assignee
      from unnest(${ids}::uuid[], ${before.map(({ assignee }) => assignee)}::uuid[]) as was (id, assignee)
      where r.id = was.id and r.assignee is not distinct from ${action.assignee}::uuid returning r.id`
    return back.length
  }
  if (action.kind === 'team') {
    const back = await sql`
      update reports.report r set team = was.team
      from unnest(${ids}::uuid[], ${before.map(({ team }) => team)}::uuid[]) as was (id, team)
      where r.id = was.id and r.team is not distinct from ${action.team}::uuid returning r.id`
    return back.length
  }
  // The status is what the last event tells: where something happened since, it stays.
  const back = await sql<{ id: string }>`
    update reports.report r set status = was.status
    from unnest(${ids}::uuid[], ${before.map(({ status }) => status)}::text[], ${before.map(({ event }) => event)}::uuid[])
      as was (id, status, event)
    where r.id = was.id and r.status = 'in-progress'
      and was.event = (select e.id from reports.event e where e.report = r.id order by e.at desc, e.id desc limit 1)
    returning r.id`
  const gone = before.filter(({ id }) => back.some((one) => one.id === id)).map(({ event }) => event)
  await sql`delete from reports.event where id = any(${gone}::uuid[])`
  return back.length
}

/** Forgets what can be undone no longer. */
export async function forgetBulk(sql: Sql, before: Temporal.Instant): Promise<number> {
  return (await sql`delete from reports.bulk where at < ${before} returning id`).length
}
