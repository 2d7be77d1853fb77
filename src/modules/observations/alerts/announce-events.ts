import type { Sql } from '#core/database/sql.ts'
import { requestJob } from '#core/jobs/jobs.ts'
import { listStaff } from '#modules/region/public.ts'
import { noticePeople, noticeSubscribers, tellingStaff, type Announcement } from './notice-store.ts'

/** The job that writes the letters. */
export const TELL_JOB = 'observations.tell-alerts'

/** An event of a datastream that people want to hear of, and the body that owns it. */
export interface Announced extends Announcement {
  readonly owner: string
}

/** An event of the whole network of a body: only its staff are told. */
export interface AnnouncedNetwork {
  readonly event: number
  readonly owner: string
}

/**
 * Queues letters about events, in the transaction in which they are kept: for who asked for them, and for the administrators of the
 * body, unless `quietly`.
 */
export async function announceEvents(
  sql: Sql,
  events: readonly Announced[],
  choices: {
    readonly now: Temporal.Instant
    readonly quietly?: boolean
    readonly networks?: readonly AnnouncedNetwork[]
  },
): Promise<void> {
  const { now, quietly = false, networks = [] } = choices
  const subscribers = await noticeSubscribers(sql, events, now)
  const telling =
    quietly || events.length === 0
      ? new Set()
      : await tellingStaff(
          sql,
          events.map(({ datastream }) => datastream),
        )
  const forStaff = [...events.filter(({ datastream }) => telling.has(datastream)), ...networks]
  const people = await peopleFor(sql, forStaff)
  await noticePeople(sql, people, now)
  if (subscribers + people.length > 0) await requestJob(sql, TELL_JOB)
}

async function peopleFor(sql: Sql, events: readonly AnnouncedNetwork[]): Promise<{ event: number; person: string }[]> {
  const byOwner = Map.groupBy(events, ({ owner }) => owner)
  const rows: { event: number; person: string }[] = []
  for (const [owner, its] of byOwner) {
    const administrators = (await listStaff(sql, owner)).filter(
      ({ role, email }) => role === 'administrator' && email !== null,
    )
    rows.push(...its.flatMap(({ event }) => administrators.map(({ id }) => ({ event, person: id }))))
  }
  return rows
}
