import type { Sql } from '#core/database/sql.ts'
import type { Called } from '../called.ts'
import type { AlertEvent } from './event.ts'

/** Who must be told of something: an address, or somebody of the staff of a body. */
export interface Recipient {
  /** Counts the letters: `mailbox …` or `person …`. */
  readonly key: string
  readonly person: string | null
  readonly mailbox: string | null
}

/** Something that a recipient must be told. */
export interface Waiting extends Omit<AlertEvent, 'id' | 'withdrawnAt'> {
  readonly notice: number
  readonly event: number
  /** Null: of a whole network. */
  readonly called: Called | null
  readonly unit: string | null
  /** Absent for staff. */
  readonly subscriber: string | null
  readonly email: string | null
  readonly language: string | null
}

/**
 * Who must be told of something, after one of them in the order of their keys; not who got `most` letters since a moment (an alarm, and its
 * end, do not wait for that), nor to whom somebody writes now.
 */
export async function listRecipients(
  sql: Sql,
  asked: {
    readonly after: string
    readonly since: Temporal.Instant
    readonly now: Temporal.Instant
    readonly most: number
    /** So many may they be where an alarm begins or ends. */
    readonly mostUrgent: number
    readonly limit: number
  },
): Promise<Recipient[]> {
  return sql<Recipient>`
    with waiting as (
      select coalesce('mailbox ' || s.mailbox, 'person ' || n.person) as key, n.person, s.mailbox,
        bool_or(e.kind in ('alarm', 'network-silent') or coalesce(before.kind = 'alarm', false)) as urgent
      from observations.notice n
      join observations.alert_event e on e.id = n.event
      left join observations.subscriber s on s.id = n.subscriber
      left join lateral (
        -- What was told before it, also when that turned out not to be true.
        select b.kind from observations.alert_event b
        where b.datastream = e.datastream and b.id < e.id and b.kind in ('normal', 'attention', 'alarm')
        order by b.id desc limit 1) before on e.kind in ('normal', 'attention')
      where coalesce(n.held_until, ${asked.now}) <= ${asked.now}
      group by 1, 2, 3)
    select key, person, mailbox from waiting w
    where key collate "C" > ${asked.after}
      and (select count(*) from observations.alert_letter l where l.recipient = w.key and l.sent_at > ${asked.since})
        < case when urgent then ${asked.mostUrgent}::int else ${asked.most}::int end
    order by key collate "C" limit ${asked.limit}`
}

/** Takes what a recipient must be told, at most 2,000 things, to be written by nobody else until a moment; gives the notices. */
export async function holdNotices(
  sql: Sql,
  { person, mailbox }: Recipient,
  { now, until }: { readonly now: Temporal.Instant; readonly until: Temporal.Instant },
): Promise<number[]> {
  const rows = await sql<{ id: number }>`
    update observations.notice set held_until = ${until} where id in (
      select id from observations.notice
      where (person = ${person}::uuid or subscriber in (
        select id from observations.subscriber where mailbox = ${mailbox}::text)) and coalesce(held_until, ${now}) <= ${now}
      order by id limit 2000 for update skip locked)
    returning id`
  return rows.map(({ id }) => id)
}

/** How many letters left for a recipient since a moment. */
export async function countLetters(sql: Sql, { key }: Recipient, since: Temporal.Instant): Promise<number> {
  const [row] = await sql<{ count: number }>`
    select count(*) as count from observations.alert_letter where recipient = ${key} and sent_at > ${since}`
  return row?.count ?? 0
}

/** What notices tell, in the order in which it happened; what was withdrawn since is left out. */
export async function listWaiting(sql: Sql, notices: readonly number[]): Promise<Waiting[]> {
  return sql<Waiting>`
    select n.id as notice, e.id as event, e.kind, e.side, e.at, e.noted_at as "notedAt", e.value, e.level, e.because, e.datastreams,
      e.owner, e.datastream, case when d.id is not null then observations.called(d.id) end as called, d.unit ->> 'symbol' as unit, s.id as subscriber, s.email, s.language
    from observations.notice n join observations.alert_event e on e.id = n.event
    left join observations.datastream d on d.id = e.datastream
    left join observations.subscriber s on s.id = n.subscriber
    where n.id = any(${notices}::bigint[]) and e.withdrawn_at is null
    order by e.id`
}

/** Says that a recipient was told, in a letter of this moment; undefined: that there was nothing to tell. */
export async function settleTold(
  sql: Sql,
  { key }: Recipient,
  { notices, sentAt }: { readonly notices: readonly number[]; readonly sentAt: Temporal.Instant | undefined },
): Promise<void> {
  await sql`delete from observations.notice where id = any(${notices}::bigint[])`
  if (sentAt !== undefined)
    await sql`insert into observations.alert_letter (recipient, sent_at) values (${key}, ${sentAt})`
}

/** Lets go of what could not be told, so that the next run tries it again. */
export async function letGo(sql: Sql, notices: readonly number[]): Promise<void> {
  await sql`update observations.notice set held_until = null where id = any(${notices}::bigint[])`
}

/** Forgets which letters left before a moment, and what nobody could be told by then; at most 1,000 of each at a time. */
export async function forgetLetters(sql: Sql, before: Temporal.Instant): Promise<number> {
  const letters = await sql`
    delete from observations.alert_letter
    where id in (select id from observations.alert_letter where sent_at < ${before} limit 1000) returning id`
  const notices = await sql`
    delete from observations.notice
    where id in (select id from observations.notice where made_at < ${before} limit 1000) returning id`
  return letters.length + notices.length
}
