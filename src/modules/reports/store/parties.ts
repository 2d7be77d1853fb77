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

/** As `letFollow`, for many; a body does not follow what it answers for itself. Call it in a transaction. */
export async function letAllFollow(
  sql: Sql,
  parties: readonly { report: string; body: string; since: Temporal.Instant }[],
): Promise<void> {
  await sql`
    insert into reports.party (report, body, since)
    select party.report, party.body, party.since
    from unnest(${parties.map(({ report }) => report)}::uuid[], ${parties.map(({ body }) => body)}::text[],
      ${parties.map(({ since }) => since.toString())}::timestamptz[]) as party (report, body, since)
    join reports.report r on r.id = party.report and r.body <> party.body
    on conflict do nothing`
}

/** Lets a body read along no more. The municipality where it is can always be let in again. */
export async function stopFollowing(sql: Sql, { report, body }: { report: string; body: string }): Promise<void> {
  await sql`delete from reports.party where report = ${report} and body = ${body}`
}

/** Writes who of the body handles a report, and when. */
export async function planReport(
  sql: Sql,
  report: string,
  { team, assignee, planned }: { team: string | null; assignee: string | null; planned: Temporal.PlainDate | null },
): Promise<void> {
  await sql`
    update reports.report set team = ${team}::uuid, assignee = ${assignee}::uuid, planned_for = ${planned}::date
    where id = ${report}`
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
  /** What the next body promises, from now on. */
  readonly answerBefore: Temporal.PlainDate
  readonly solveBefore: Temporal.PlainDate | null
}

/**
 * Gives a report to another body, which finds it among what just came in; who had it goes on reading it. The number, the thread and who
 * follows stay. Call it in a transaction that holds the report (`lockReport`). Gives the id of the event.
 */
export async function handOver(sql: Sql, given: HandOver): Promise<string> {
  const { report, from, to, at, message, language, person, answerBefore, solveBefore } = given
  const id = randomUUIDv7()
  // First: whoever hands over must still see the report while it changes (see the walls).
  await letFollow(sql, { report, body: from, since: at })
  await sql`
    insert into reports.event (id, report, at, kind, status, message, language, author, person, body, from_body, to_body)
    values (${id}, ${report}, ${at}, 'hand-over', 'received', ${message}, ${language}, 'staff', ${person}, ${from}, ${from}, ${to})`
  await sql`
    update reports.report set body = ${to}, status = 'received', updated_at = ${at},
      answer_before = ${answerBefore}, solve_before = ${solveBefore}, escalated_at = null,
      routed_by = null, team = null, assignee = null, planned_for = null,
      -- What the reporter added waits for the next body; what was noted for this one is done.
      added_at = (select max(event.at) from reports.event
        where event.report = report.id and event.kind = 'addition' and event.at = report.added_at)
    where id = ${report} and body = ${from}`
  return id
}
