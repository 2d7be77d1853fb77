import type { Sql } from '#core/database/sql.ts'
import type { Move } from '#web/own-file.ts'
import type { Owner } from '#web/visitor.ts'
import type { Report } from '../report.ts'
import type { Reporter } from '../without-reporter.ts'
import { listReports } from './find.ts'
import { blankInAnswers } from './forget.ts'

const ALL = 100_000

/** The reports of a resident, the newest first: those of the account, and those with the address that was proven. */
export async function listOwnReports(sql: Sql, owner: Owner): Promise<readonly Report[]> {
  const { reports } = await listReports(sql, { owner }, { limit: ALL })
  return reports
}

/**
 * Changes how a resident can be reached about a report, at a moment; it belongs to the account from then on, so that another address does
 * not take it away. What it was before goes from what staff wrote too: otherwise nobody would know later that it must. False
 * when it is not theirs. Call it in a transaction.
 */
export async function correctContact(
  sql: Sql,
  owner: Owner,
  {
    id,
    values,
    now,
  }: { readonly id: string; readonly values: Readonly<Record<string, string>>; readonly now: Temporal.Instant },
): Promise<boolean> {
  const { name, email, phone } = values
  if (name === undefined || email === undefined || phone === undefined) return false
  const [before] = await sql<Reporter & { since: Temporal.Instant | null }>`
    select reporter_name as name, reporter_email as email, reporter_phone as phone, contact_since as since
    from reports.report
    where id::text = ${id}
      and (resident = ${owner.resident}::uuid or (resident is null and lower(reporter_email) = ${owner.email}::text))
    for update`
  if (before === undefined) return false
  await blankInAnswers(sql, [
    {
      id,
      since: before.since,
      name: before.name === name ? null : before.name,
      email: before.email === email ? null : before.email,
      phone: before.phone === phone ? null : before.phone,
    },
  ])
  await sql`
    update reports.report set reporter_name = ${name || null}, reporter_email = ${email || null},
      reporter_phone = ${phone || null}, resident = ${owner.resident}::uuid,
      contact_since = ${now},
      follow_version = follow_version + case when reporter_email is distinct from ${email || null}::text then 1 else 0 end
    where id::text = ${id}`
  return true
}

/** The reports of one account become those of another. Call it in a transaction. */
export async function moveReports(sql: Sql, { from, into }: Move): Promise<void> {
  await sql`update reports.report set resident = ${into}::uuid where resident = ${from}::uuid`
}
