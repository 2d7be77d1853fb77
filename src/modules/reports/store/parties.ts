import { randomUUIDv7 } from 'node:crypto'
import type { Sql } from '#core/database/sql.ts'

/** Lets a body read along with a report that another answers for. Call it in a transaction. */
export async function letFollow(
  sql: Sql,
  { report, body, since }: { report: string; body: string; since: Temporal.Instant },
): Promise<void> {
  await sql`
    insert into reports.party (report, body, since) values (${report}, ${body}, ${since}) on conflict do nothing`
}

/** The bodies that read along with a report, in the order in which they came. */
export async function listParties(sql: Sql, report: string): Promise<string[]> {
  const rows = await sql<{ body: string }>`select body from reports.party where report = ${report} order by since, body`
  return rows.map(({ body }) => body)
}

/** What somebody of the staff does when another body must answer. */
export interface HandOver {
  readonly report: string
  readonly from: string
  readonly to: string
  readonly at: Temporal.Instant
  readonly message: string
  readonly language: string
  readonly person: string | undefined
}

/**
 * Gives a report to another body, which finds it among what just came in; who had it goes on reading it. The number, the thread and who
 * follows stay. Call it in a transaction that holds the report (`lockReport`). Gives the id of the event.
 */
export async function handOver(
  sql: Sql,
  { report, from, to, at, message, language, person }: HandOver,
): Promise<string> {
  const id = randomUUIDv7()
  // First: whoever hands over must still see the report while it changes (see the walls).
  await letFollow(sql, { report, body: from, since: at })
  await sql`
    insert into reports.event (id, report, at, kind, status, message, language, author, person, from_body, to_body)
    values (${id}, ${report}, ${at}, 'hand-over', 'received', ${message}, ${language}, 'staff', ${person}, ${from}, ${to})`
  await sql`
    update reports.report set body = ${to}, status = 'received', updated_at = ${at},
      answered_at = coalesce(answered_at, ${at}), routed_by = null
    where id = ${report} and body = ${from}`
  return id
}
