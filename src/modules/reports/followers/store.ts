import type { Sql } from '#core/database/sql.ts'
import type { Forgotten } from '#core/retention/retention.ts'
import type { Owner } from '#web/visitor.ts'

/** Somebody who follows a report, or asked to. */
export interface Follower {
  readonly id: string
  readonly report: string
  readonly number: number
  readonly email: string
  readonly language: string
  readonly askedAt: Temporal.Instant
  readonly confirmedAt: Temporal.Instant | null
}

/** Days after closing in which a follower is kept: a report may be opened again. */
const KEPT_DAYS = 60
/** Hours in which a request must be confirmed. */
export const CONFIRM_HOURS = 48
const BATCH = 1000

/** Notes that an address wants to follow a report; one that asked before asks again. Gives what is known of it now. */
export async function addFollower(sql: Sql, follower: Omit<Follower, 'confirmedAt'>): Promise<Follower | undefined> {
  const { id, report, number, email, language, askedAt } = follower
  await sql`
    insert into reports.follower (id, report, report_number, email, language, asked_at)
    values (${id}, ${report}, ${number}, ${email}, ${language}, ${askedAt})
    on conflict (report, lower(email)) do update set asked_at = excluded.asked_at, language = excluded.language
    where follower.confirmed_at is null`
  const [kept] = await sql<Follower>`
    select id, report, report_number as number, email, language, asked_at as "askedAt", confirmed_at as "confirmedAt"
    from reports.follower where report = ${report} and lower(email) = lower(${email})`
  return kept
}

export async function findFollower(sql: Sql, id: string): Promise<Follower | undefined> {
  const [row] = await sql<Follower>`
    select id, report, report_number as number, email, language, asked_at as "askedAt", confirmed_at as "confirmedAt"
    from reports.follower where id = ${id}`
  return row
}

/** From now on letters go to this address. Safe to repeat. */
export async function confirmFollower(sql: Sql, id: string, now: Temporal.Instant): Promise<void> {
  await sql`update reports.follower set confirmed_at = ${now} where id = ${id} and confirmed_at is null`
}

export async function removeFollower(sql: Sql, id: string): Promise<void> {
  await sql`delete from reports.follower where id = ${id}`
}

/** What a resident follows, the newest first. */
export async function listFollowed(sql: Sql, { email }: Pick<Owner, 'email'>): Promise<Follower[]> {
  return sql<Follower>`
    select id, report, report_number as number, email, language, asked_at as "askedAt", confirmed_at as "confirmedAt"
    from reports.follower where lower(email) = ${email}::text order by asked_at desc, id`
}

/**
 * Erases that somebody follows a report, and the other reports that the same address follows and that a digest told of. What was told is known for
 * thirty days; after that it is the one report.
 */
export async function removeFollowedIn(
  sql: Sql,
  { id, email, digest }: { readonly id: string; readonly email: string; readonly digest: number | undefined },
): Promise<void> {
  await sql`
    with told as (select distinct report from reports.notice where digest = ${digest}::bigint)
    delete from reports.follower where lower(email) = ${email.toLowerCase()} and (id = ${id}
      or report in (
        select id from reports.report where id in (select report from told) or merged_into in (select report from told)))`
}

/** How many reports an address follows. */
export async function countFollowed(sql: Sql, email: string): Promise<number> {
  const [row] = await sql<{ count: number }>`
    select count(*) as count from reports.follower where lower(email) = ${email.toLowerCase()} and confirmed_at is not null`
  return row?.count ?? 0
}

/** Erases everything that a resident follows. Says of which reports. */
export async function removeFollowed(sql: Sql, { email }: Pick<Owner, 'email'>): Promise<number[]> {
  const rows = await sql<{ number: number }>`
    delete from reports.follower where lower(email) = ${email}::text returning report_number as number`
  return rows.map(({ number }) => number)
}

/** Erases who never confirmed, and who follows what has been closed for 60 days, at most 1,000 at a time. */
export async function forgetFollowers(sql: Sql, now: Temporal.Instant): Promise<Forgotten> {
  const gone = await sql`
    delete from reports.follower where id in (
      (select id from reports.follower
        where confirmed_at is null and asked_at < ${now.subtract({ hours: CONFIRM_HOURS })} limit ${BATCH})
      union all
      (select f.id from reports.report r join reports.follower f on f.report = r.id
        where r.closed_at < ${now.subtract({ hours: 24 * KEPT_DAYS })} limit ${BATCH})
      limit ${BATCH})
    returning id`
  return { deleted: gone.length }
}
