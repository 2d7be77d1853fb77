import type { Sql } from '#core/database/sql.ts'
import type { Category } from '../category.ts'
import type { Closing } from '../handling/closing.ts'
import type { Status } from '../report.ts'

/** A walk along everybody who must be told. */
export interface Digest {
  readonly id: number
  /** Who was told last. */
  readonly toldUntil: string
  readonly tries: number
}

/** Something that happened to a report that is followed. */
export interface Told {
  readonly event: string
  readonly report: string
  readonly number: number
  readonly category: Category
  readonly at: Temporal.Instant
  readonly status: Status | null
  readonly closing: Closing | null
  readonly message: string
}

/** Why somebody is told about a report: as a follower, or as whoever made one that was merged into it. */
export interface Reason {
  readonly mailbox: string
  readonly email: string
  readonly language: string
  /** The report of which the events are told. */
  readonly report: string
  /** What happened before is not told. */
  readonly since: Temporal.Instant
  /** Of a follower. */
  readonly follower: string | null
  /** Of whoever made a merged report. */
  readonly own: { readonly id: string; readonly number: number; readonly followVersion: number } | null
}

const HELD_MINUTES = 10
const KEPT_DAYS = 30
/** Events in one digest: what is more waits for the next. */
const MOST_EVENTS = 2000

/** Takes up the digest that was cut off, or opens a new one for what waits; undefined when there is nothing, or when another run has it. */
export async function holdDigest(sql: Sql, walker: string, now: Temporal.Instant): Promise<Digest | undefined> {
  const until = now.add({ minutes: HELD_MINUTES })
  return sql.transaction(async (within) => {
    await within`select pg_advisory_xact_lock(hashtext('reports.digest'))`
    const [open] = await within<Digest & { isHeld: boolean }>`
      select id, told_until as "toldUntil", tries, coalesce(held_until > ${now}, false) as "isHeld"
      from reports.digest where finished_at is null order by id limit 1`
    if (open?.isHeld) return undefined
    if (open !== undefined) {
      await within`update reports.digest set walker = ${walker}, held_until = ${until} where id = ${open.id}`
      return open
    }
    const [made] = await within<Digest>`
      insert into reports.digest (opened_at, walker, held_until)
      select ${now}, ${walker}, ${until} where exists (select from reports.notice where digest is null)
      returning id, told_until as "toldUntil", tries`
    if (made === undefined) return undefined
    await within`
      update reports.notice set digest = ${made.id}
      where event in (select event from reports.notice where digest is null order by event limit ${MOST_EVENTS})`
    return made
  })
}

/** What a digest tells. */
export async function listTold(sql: Sql, digest: number): Promise<Told[]> {
  return sql<Told>`
    select e.id as event, r.id as report, r.number, r.category, e.at, e.status, e.closing, e.message
    from reports.notice n join reports.event e on e.id = n.event join reports.report r on r.id = n.report
    where n.digest = ${digest} order by e.at, e.id`
}

/**
 * The reasons of the next mailboxes after one, those of one mailbox together: at most `most` mailboxes. Whoever made the report itself
 * gets a letter at once, and is left out here.
 */
export async function listReasons(
  sql: Sql,
  { digest, after, most }: { digest: number; after: string; most: number },
): Promise<Reason[]> {
  return sql<Reason>`
    with told as (select distinct report from reports.notice where digest = ${digest}),
    audience as (
      select r.id, told.report as told from reports.report r join told on r.id = told.report or r.merged_into = told.report
    ),
    followers as (
      (select f.mailbox, f.email, f.language, a.told, f.confirmed_at as since, f.id as follower, null::uuid as own
      from audience a join reports.follower f on f.report = a.id
      where f.confirmed_at is not null and f.mailbox > ${after})
      union all
      (select md5(lower(r.reporter_email)), r.reporter_email, r.language, a.told, m.merged_at, null, r.id
      from audience a join reports.report r on r.id = a.id join reports.merge m on m.report = r.id and m.parted_at is null
      where r.merged_into is not null and r.reporter_email is not null and md5(lower(r.reporter_email)) > ${after})
    ),
    wanted as (
      select * from followers f
      where not exists (select from reports.report r where r.id = f.told and lower(r.reporter_email) = lower(f.email))
    ),
    next as (select distinct mailbox from wanted order by mailbox limit ${most})
    select f.mailbox, f.email, f.language, f.told as report, f.since, f.follower,
      case when own.id is not null then
        json_build_object('id', own.id, 'number', own.number, 'followVersion', own.follow_version) end as own
    from wanted f join next on next.mailbox = f.mailbox left join reports.report own on own.id = f.own
    order by f.mailbox, f.told, f.follower`
}

/** Remembers how far a digest is. False when another run took it over: then stop. */
export async function moveOn(
  sql: Sql,
  step: { digest: number; walker: string; toldUntil: string; letters: number; tries: number; now: Temporal.Instant },
): Promise<boolean> {
  const { digest, walker, toldUntil, letters, tries, now } = step
  const rows = await sql`
    update reports.digest set told_until = ${toldUntil}, letters = letters + ${letters}, tries = ${tries},
      held_until = ${now.add({ minutes: HELD_MINUTES })}
    where id = ${digest} and walker = ${walker} and finished_at is null returning id`
  return rows.length > 0
}

/** Ends a digest: its events were told, and who was last is no longer known. Those of more than thirty days ago go. */
export async function finishDigest(sql: Sql, digest: number, now: Temporal.Instant): Promise<void> {
  await sql`
    update reports.digest set finished_at = ${now}, told_until = '', walker = null, held_until = null where id = ${digest}`
  await sql`delete from reports.digest where finished_at < ${now.subtract({ hours: 24 * KEPT_DAYS })}`
}

/** Lets go of a digest, so that the next run takes it up at once. */
export async function letGo(sql: Sql, digest: number, walker: string): Promise<void> {
  await sql`update reports.digest set walker = null, held_until = null where id = ${digest} and walker = ${walker}`
}
