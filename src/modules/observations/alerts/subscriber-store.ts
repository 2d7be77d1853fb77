import type { Sql } from '#core/database/sql.ts'
import type { Forgotten } from '#core/retention/retention.ts'
import type { Owner } from '#web/visitor.ts'
import type { Called } from '../called.ts'
import type { Want } from './event.ts'

/** Somebody who gets letters about a datastream, or asked for them. */
export interface Subscriber {
  readonly id: string
  readonly datastream: number
  readonly called: Called
  /** Whether everybody may see the datastream: what staff hid is named to nobody. */
  readonly isShown: boolean
  readonly email: string
  readonly language: string
  readonly wants: readonly Want[]
  readonly askedAt: Temporal.Instant
  readonly confirmedAt: Temporal.Instant | null
}

/** Days in which a request must be confirmed. */
export const CONFIRM_DAYS = 7
const BATCH = 1000

/**
 * Notes that an address wants letters about a datastream. One that asked before and did not confirm asks again; of one that confirmed
 * nothing changes, so that nobody changes the letters of somebody else: undefined then.
 */
export async function addSubscriber(
  sql: Sql,
  asked: Omit<Subscriber, 'confirmedAt' | 'called' | 'isShown'>,
): Promise<string | undefined> {
  const { id, datastream, email, language, wants, askedAt } = asked
  const [row] = await sql<{ id: string }>`
    insert into observations.subscriber (id, datastream, email, language, wants, asked_at)
    values (${id}, ${datastream}, ${email}, ${language}, ${wants}::text[], ${askedAt})
    on conflict (datastream, lower(email)) do update set asked_at = excluded.asked_at, language = excluded.language,
      wants = excluded.wants
    where subscriber.confirmed_at is null
    returning id`
  return row?.id
}

export async function findSubscriber(sql: Sql, id: string): Promise<Subscriber | undefined> {
  const [row] = await sql<Subscriber>`
    select s.id, s.datastream, observations.called(d.id) as called,
      not exists (select 1 from observations.hidden h where h.datastream = d.id) as "isShown", s.email, s.language, s.wants, s.asked_at as "askedAt", s.confirmed_at as "confirmedAt"
    from observations.subscriber s join observations.datastream d on d.id = s.datastream where s.id = ${id}`
  return row
}

/** From now on letters go to this address. Safe to repeat. */
export async function confirmSubscriber(sql: Sql, id: string, now: Temporal.Instant): Promise<void> {
  await sql`update observations.subscriber set confirmed_at = ${now} where id = ${id} and confirmed_at is null`
}

export async function removeSubscriber(sql: Sql, id: string): Promise<void> {
  await sql`delete from observations.subscriber where id = ${id}`
}

/** About how many datastreams an address gets letters. */
export async function countSubscribed(sql: Sql, email: string): Promise<number> {
  const [row] = await sql<{ count: number }>`
    select count(*) as count from observations.subscriber where lower(email) = ${email.toLowerCase()} and confirmed_at is not null`
  return row?.count ?? 0
}

/** What a resident asked for, the newest first. */
export async function listSubscribed(sql: Sql, { email }: Pick<Owner, 'email'>): Promise<Subscriber[]> {
  return sql<Subscriber>`
    select s.id, s.datastream, observations.called(d.id) as called,
      not exists (select 1 from observations.hidden h where h.datastream = d.id) as "isShown", s.email, s.language, s.wants, s.asked_at as "askedAt", s.confirmed_at as "confirmedAt"
    from observations.subscriber s join observations.datastream d on d.id = s.datastream
    where lower(s.email) = ${email}::text order by s.asked_at desc, s.id`
}

/** Erases everything that an address (in lower case) asked for; gives of how many datastreams. */
export async function removeSubscribed(sql: Sql, { email }: Pick<Owner, 'email'>): Promise<number> {
  const rows = await sql`delete from observations.subscriber where lower(email) = ${email}::text returning id`
  return rows.length
}

/** Erases who never confirmed, at most 1,000 at a time. */
export async function forgetSubscribers(sql: Sql, now: Temporal.Instant): Promise<Forgotten> {
  const gone = await sql`
    delete from observations.subscriber where id in (
      select id from observations.subscriber
      where confirmed_at is null and asked_at < ${now.subtract({ hours: 24 * CONFIRM_DAYS })} limit ${BATCH})
    returning id`
  return { deleted: gone.length }
}
