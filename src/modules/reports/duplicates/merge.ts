import { randomUUIDv7 } from 'node:crypto'
import type { Sql } from '#core/database/sql.ts'
import { Problem } from '#core/problem.ts'
import type { Closing } from '../handling/closing.ts'
import { isClosed, type EventKind, type Status } from '../report.ts'
import { addEvent } from '../store/change.ts'
import { handOver } from '../store/parties.ts'
import { messages } from './messages.ts'

interface Held {
  readonly id: string
  readonly status: Status
  readonly mergedInto: string | null
}

/**
 * Merges a report into another, or into the main one of that, with everything that was merged into it. Gives the id of the main report.
 * Call it in a transaction, for reports that the visitor may handle. Problems (409): `merge-with-itself`, `merge-closed`,
 * `already-merged`.
 */
export async function mergeReport(
  sql: Sql,
  { report, into, at, person }: { report: string; into: string; at: Temporal.Instant; person: string | undefined },
): Promise<string> {
  await holdMerges(sql)
  const target = await holdReport(sql, into)
  const main = target?.mergedInto == null ? target : await holdReport(sql, target.mergedInto)
  const merged = await holdReport(sql, report)
  if (main === undefined || merged === undefined) throw new Problem('report-not-found', 404, messages.say('notFound'))
  if (main.id === merged.id) throw new Problem('merge-with-itself', 409, messages.say('withItself'))
  if (merged.mergedInto !== null) throw new Problem('already-merged', 409, messages.say('alreadyMerged'))
  if (isClosed(main.status) || isClosed(merged.status)) throw new Problem('merge-closed', 409, messages.say('closed'))
  await sql`
    with moved as (
      update reports.merge set parted_at = ${at}, parted_by = ${person}::uuid
      where main = ${report} and parted_at is null
      returning report, status_before
    )
    insert into reports.merge (id, report, main, status_before, merged_at, merged_by)
    select gen_random_uuid(), report, ${main.id}::uuid, status_before, ${at}::timestamptz, ${person}::uuid from moved`
  await sql`
    insert into reports.merge (id, report, main, status_before, merged_at, merged_by)
    values (${randomUUIDv7()}, ${report}, ${main.id}, ${merged.status}, ${at}, ${person}::uuid)`
  await sql`
    update reports.report set merged_into = ${main.id}, updated_at = ${at} where id = ${report} or merged_into = ${report}`
  return main.id
}

/**
 * Parts a report from its main one: it has the status again that it had before. Call it in a transaction. False when it was not merged.
 */
export async function partReport(
  sql: Sql,
  {
    report,
    at,
    person,
    language,
  }: { report: string; at: Temporal.Instant; person: string | undefined; language: string },
): Promise<boolean> {
  await holdMerges(sql)
  const held = await holdReport(sql, report)
  const [parted] = await sql<{ before: Status }>`
    update reports.merge set parted_at = ${at}, parted_by = ${person}::uuid
    where report = ${report} and parted_at is null returning status_before as before`
  if (held === undefined || parted === undefined) return false
  await sql`update reports.report set merged_into = null, updated_at = ${at} where id = ${report}`
  if (held.status !== parted.before) {
    const back = { kind: 'status', status: parted.before, message: '', language, author: 'staff', person } as const
    await addEvent(sql, { report, at, ...back })
  }
  return true
}

/** What happened to a main report, as the merged ones follow it. */
interface MainEvent {
  readonly at: Temporal.Instant
  readonly kind: EventKind
  readonly status: Status
  readonly language: string
  readonly closing: Closing | null
  readonly toBody: string | null
}

/**
 * Lets the merged reports follow a change of status of their main one, and to which body it goes. The words of the answer are not copied:
 * they may name the reporter of the main report, and are erased there. Safe to repeat; call it in a transaction.
 */
export async function followMain(
  sql: Sql,
  { main, event }: { readonly main: string; readonly event: string },
): Promise<void> {
  await holdMerges(sql)
  const [told] = await sql<MainEvent>`
    select at, kind, status, language, closing, to_body as "toBody" from reports.event
    where id = ${event} and report = ${main} and kind in ('status', 'reopened', 'hand-over')`
  if (told === undefined) return
  if (told.toBody !== null) await handOverMerged(sql, main, told.toBody, told)
  else await changeMerged(sql, main, told)
}

async function changeMerged(sql: Sql, main: string, told: MainEvent): Promise<void> {
  const { at, status, language, closing } = told
  const behind = await sql<{ id: string }>`
    select id from reports.report r
    where merged_into = ${main} and status <> ${status}
      and not exists (
        select from reports.event e where e.report = r.id and e.status is not null and e.kind <> 'received' and e.at > ${at})
    for update`
  const change = { at, status, language, closing: closing ?? undefined, kind: 'status', message: '' } as const
  const author = told.kind === 'status' ? 'staff' : 'system'
  for (const { id } of behind) await addEvent(sql, { report: id, ...change, author })
}

/** Their promises become those of the main report: it is one piece of work. */
async function handOverMerged(sql: Sql, main: string, to: string, { at, language }: MainEvent): Promise<void> {
  const left = await sql<{
    id: string
    body: string
    answerBefore: Temporal.PlainDate
    solveBefore: Temporal.PlainDate | null
  }>`
    select r.id, r.body, main.answer_before as "answerBefore", main.solve_before as "solveBefore"
    from reports.report r join reports.report main on main.id = r.merged_into
    where r.merged_into = ${main} and r.body <> ${to}
    for update of r`
  for (const { id, body, answerBefore, solveBefore } of left) {
    const given = { report: id, from: body, to, at, message: '', language, person: undefined }
    await handOver(sql, { ...given, answerBefore, solveBefore })
  }
}

/** Merges are few: one at a time over all processes, so that two at once make no chain and no circle. */
async function holdMerges(sql: Sql): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('reports.merge'))`
}

async function holdReport(sql: Sql, id: string): Promise<Held | undefined> {
  const [row] = await sql<Held>`
    select id, status, merged_into as "mergedInto" from reports.report where id = ${id} for update`
  return row
}

/** A report that another was merged into, or that was merged into it. */
export interface MergedReport {
  readonly id: string
  readonly number: number
}

/** The main report of one that was merged; undefined when it stands for itself. */
export async function findMain(sql: Sql, report: string): Promise<MergedReport | undefined> {
  const [row] = await sql<MergedReport>`
    select main.id, main.number from reports.report r join reports.report main on main.id = r.merged_into where r.id = ${report}`
  return row
}

/** The reports that were merged into one, the oldest first, at most 100. */
export async function listMerged(sql: Sql, main: string): Promise<MergedReport[]> {
  return sql<MergedReport>`
    select id, number from reports.report where merged_into = ${main} order by received_at, id limit 100`
}
