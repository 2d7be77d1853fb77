import type { Sql } from '#core/database/sql.ts'
import type { Forgotten } from '#core/retention/retention.ts'
import type { Owner } from '#web/visitor.ts'
import { publicStreet } from '../public-street.ts'
import { isClosed, type Status } from '../report.ts'
import { unusedPhotos } from './photos.ts'
import { withoutReporter, type Reporter } from '../without-reporter.ts'

/** Who reported, as it stands since a moment; null since the report came in. */
interface DatedReporter extends Reporter {
  readonly id: string
  readonly since: Temporal.Instant | null
}

/** What must be known of a report to forget who made it. */
interface Forgettable extends DatedReporter {
  readonly street: string
  readonly status: Status
  readonly photo: string | null
}

const BATCH = 1000

/**
 * Erases who reported, what they wrote and their photo from reports closed before a moment, at most 1,000 at a time; of the
 * place the street is left. Call it in a transaction.
 */
export async function forgetReporters(
  sql: Sql,
  { closedBefore, now }: { closedBefore: Temporal.Instant; now: Temporal.Instant },
): Promise<Forgotten> {
  const old = await sql<Forgettable>`
    select id, street, status, photo, reporter_name as name, reporter_email as email, reporter_phone as phone,
      contact_since as since
    from reports.report
    where closed_at < ${closedBefore} and reporter_forgotten_at is null
    order by closed_at limit ${BATCH} for update skip locked`
  return forget(sql, old, now)
}

/**
 * Erases the same from every report of a resident, open ones too. Of an open one the place stays as it was written, since the
 * body must still find it; the house number goes when it is closed. Call it in a transaction.
 */
export async function forgetOwner(sql: Sql, owner: Owner, now: Temporal.Instant): Promise<Forgotten> {
  const own = await sql<Forgettable>`
    select id, street, status, photo, reporter_name as name, reporter_email as email, reporter_phone as phone,
      contact_since as since
    from reports.report
    where (resident = ${owner.resident}::uuid or (resident is null and lower(reporter_email) = ${owner.email}::text))
    order by id for update`
  await blankInAnswers(
    sql,
    own.map(({ id }) => ({ id, since: null, name: null, email: owner.email, phone: null })),
  )
  return forget(sql, own, now)
}

async function forget(sql: Sql, reports: readonly Forgettable[], now: Temporal.Instant): Promise<Forgotten> {
  if (reports.length === 0) return { deleted: 0 }
  const ids = reports.map(({ id }) => id)
  await sql`update reports.event set message = '' where report = any(${ids}::uuid[]) and author = 'reporter'`
  await blankInAnswers(sql, reports)
  await sql`
    update reports.report set reporter_name = null, reporter_email = null, reporter_phone = null, resident = null,
      photo = null, note = '', note_public = false, note_shown = null, photo_public = false, street = old.street, reporter_forgotten_at = ${now}
    from unnest(${ids}::uuid[], ${reports.map(streetLeft)}::text[]) as old (id, street)
    where report.id = old.id`
  const photos = reports.map(({ photo }) => photo)
  return { deleted: reports.length, files: await unusedPhotos(sql, photos) }
}

/**
 * Staff may have addressed the reporter by name: what they wrote since that name stood there stays, without it. What they
 * wrote before cannot be about it: a reporter who takes other words for a name may not wipe them out. In a transaction.
 */
export async function blankInAnswers(sql: Sql, reports: readonly DatedReporter[]): Promise<void> {
  const reporters = new Map(reports.map((report) => [report.id, report]))
  const told = await sql<{ id: string; report: string; at: Temporal.Instant; message: string }>`
    select id, report, at, message from reports.event
    where report = any(${[...reporters.keys()]}::uuid[]) and author <> 'reporter' and message <> ''`
  const changed = told.flatMap(({ id, report, at, message }) => {
    const reporter = reporters.get(report)
    const isBefore = reporter?.since != null && Temporal.Instant.compare(at, reporter.since) < 0
    const blanked = reporter === undefined || isBefore ? message : withoutReporter(message, reporter)
    return blanked === message ? [] : [{ id, message: blanked }]
  })
  await sql`
    update reports.event set message = new.message
    from unnest(${changed.map(({ id }) => id)}::uuid[], ${changed.map(({ message }) => message)}::text[])
      as new (id, message)
    where event.id = new.id`
}

function streetLeft(report: Forgettable): string {
  return isClosed(report.status) ? publicStreet(report.street) : withoutReporter(report.street, report)
}
