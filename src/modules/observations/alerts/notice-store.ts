import type { Sql } from '#core/database/sql.ts'
import type { Want } from './event.ts'

/** An event that people want to hear of. */
export interface Announcement {
  readonly event: number
  readonly datastream: number
  /** Who wants one of these is told. */
  readonly wants: readonly Want[]
}

/** Queues events for whoever asked for letters about their datastreams; gives how many letters that touches. */
export async function noticeSubscribers(
  sql: Sql,
  announcements: readonly Announcement[],
  now: Temporal.Instant,
): Promise<number> {
  if (announcements.length === 0) return 0
  const rows = await sql`
    insert into observations.notice (event, subscriber, made_at)
    select a.event, s.id, ${now}
    from unnest(${announcements.map(({ event }) => event)}::bigint[], ${announcements.map(({ datastream }) => datastream)}::int[],
      ${announcements.map(({ wants }) => wants.join(','))}::text[]) as a (event, datastream, wants)
    join observations.subscriber s on s.datastream = a.datastream
    where s.confirmed_at is not null and a.datastream <> all(array(select h.datastream from observations.hidden h))
      and s.wants && string_to_array(a.wants, ',')
    returning id`
  return rows.length
}

/** Queues events for people of the staff. */
export async function noticePeople(
  sql: Sql,
  rows: readonly { readonly event: number; readonly person: string }[],
  now: Temporal.Instant,
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into observations.notice (event, person, made_at)
    select event, person, ${now}
    from unnest(${rows.map(({ event }) => event)}::bigint[], ${rows.map(({ person }) => person)}::uuid[]) as n (event, person)`
}

/** Which of these datastreams tell the staff of their owner: all but those where that was switched off. */
export async function tellingStaff(sql: Sql, datastreams: readonly number[]): Promise<Set<number>> {
  const rows = await sql<{ datastream: number }>`
    select d.datastream from unnest(${datastreams}::int[]) as d (datastream)
    left join observations.level l on l.datastream = d.datastream
    where coalesce(l.tells_staff, true)`
  return new Set(rows.map(({ datastream }) => datastream))
}
