import type { Clock } from '#core/clock.ts'
import type { Sql } from '#core/database/sql.ts'
import { Problem } from '#core/problem.ts'
import { messages } from './messages.ts'

/** How often something may be tried. After `free` tries each next one costs a pause, twice as long every time. */
export interface Limit {
  /** What is tried: `sign-in-mail`. Tries for one purpose do not count for another. */
  readonly purpose: string
  readonly free: number
  readonly firstPauseSeconds: number
  readonly longestPauseSeconds: number
  /** After so long without a try it begins anew. */
  readonly forgetSeconds: number
}

/** Slows down whoever tries too often, over all processes. Nothing readable of who that is is kept. */
export interface Throttle {
  /**
   * Counts a try of `subject` (an account, a network address, both). Throws the `Problem` `too-many-tries` (429, with
   * `retryAfterSeconds`) when it comes during a pause; such a try does not count, so that a pause ends when it said.
   */
  count(limit: Limit, subject: string): Promise<void>
  /** As `count`, without counting: for what only counts when it turns out to be wrong. */
  check(limit: Limit, subject: string): Promise<void>
  /** Begins anew for whoever proved to be right. */
  forgive(limit: Limit, subject: string): Promise<void>
}

/** Pauses that this process remembers, so that a flood does not reach the database; more than this is a flood of its own. */
const MOST_REMEMBERED = 10_000

export function openThrottle({
  sql,
  clock,
  sign,
}: {
  sql: Sql
  clock: Clock
  sign: (purpose: string, text: string) => string
}): Throttle {
  const pauses = new Map<string, Temporal.Instant>()
  const keyOf = (limit: Limit, subject: string) => sign(`throttle ${limit.purpose}`, subject)

  return {
    async count(limit, subject) {
      const key = keyOf(limit, subject)
      const now = clock()
      refuseUntil(pauses.get(key), now)
      const until = await countTry(sql, { key, limit, now })
      if (until.pause === null) return
      if (pauses.size >= MOST_REMEMBERED) pauses.clear()
      pauses.set(key, until.pause)
      if (!until.counted) refuseUntil(until.pause, now)
    },
    async check(limit, subject) {
      const key = keyOf(limit, subject)
      const now = clock()
      refuseUntil(pauses.get(key), now)
      const [paused] = await sql<{ until: Temporal.Instant }>`
        select blocked_until as until from core.throttle where key = ${key} and blocked_until > ${now}`
      refuseUntil(paused?.until, now)
    },
    async forgive(limit, subject) {
      const key = keyOf(limit, subject)
      pauses.delete(key)
      await sql`delete from core.throttle where key = ${key}`
    },
  }
}

/** Forgets tries that no longer count, at most 5,000 at a time. Says how many. */
export async function forgetTries(sql: Sql, now: Temporal.Instant): Promise<number> {
  const gone = await sql`
    delete from core.throttle
    where key in (select key from core.throttle where forget_at <= ${now} order by forget_at limit 5000)
    returning key`
  return gone.length
}

/** The try that reaches the limit still counts and passes; the pause that it begins holds for the next. */
async function countTry(
  sql: Sql,
  { key, limit, now }: { key: string; limit: Limit; now: Temporal.Instant },
): Promise<{ counted: boolean; pause: Temporal.Instant | null }> {
  const { free, firstPauseSeconds, longestPauseSeconds, forgetSeconds } = limit
  const forgetAt = now.add({ seconds: forgetSeconds })
  const [counted] = await sql<{ pause: Temporal.Instant | null }>`
    insert into core.throttle as kept (key, tries, blocked_until, forget_at)
    values (${key}, 1, case when ${free}::int <= 1 then ${now}::timestamptz + make_interval(secs => ${firstPauseSeconds}) end,
      ${forgetAt})
    on conflict (key) do update set
      tries = case when kept.forget_at <= ${now} then 1 else kept.tries + 1 end,
      blocked_until = case when kept.forget_at > ${now} and kept.tries + 1 >= ${free}::int
        then ${now}::timestamptz + make_interval(secs => least(${longestPauseSeconds}::float8,
          ${firstPauseSeconds}::float8 * power(2, least(kept.tries + 1 - ${free}::int, 30)))) end,
      forget_at = ${forgetAt}
    where kept.blocked_until is null or kept.blocked_until <= ${now}
    returning blocked_until as pause`
  if (counted) return { counted: true, pause: counted.pause }
  const [paused] = await sql<{ pause: Temporal.Instant | null }>`
    select blocked_until as pause from core.throttle where key = ${key}`
  return { counted: false, pause: paused?.pause ?? null }
}

function refuseUntil(until: Temporal.Instant | undefined, now: Temporal.Instant): void {
  if (until === undefined || Temporal.Instant.compare(until, now) <= 0) return
  const seconds = Math.ceil(now.until(until).total('seconds'))
  const wait = seconds < 60 ? { count: seconds, unit: 'second' } : { count: Math.ceil(seconds / 60), unit: 'minute' }
  throw new Problem('too-many-tries', 429, messages.say('tooMany'), {
    help: messages.say('tryLater', wait),
    extensions: { retryAfterSeconds: seconds },
  })
}
