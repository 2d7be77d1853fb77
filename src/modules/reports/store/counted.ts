import type { Sql } from '#core/database/sql.ts'
import type { AnswerTimes, BodyTimes, Counts, SolvedInMonth } from './figures.ts'

/** Everything that is counted for the figures. */
export interface AllCounts {
  readonly counts: Counts
  readonly solved: readonly SolvedInMonth[]
  readonly answers: readonly AnswerTimes[]
  readonly bodies: readonly BodyTimes[]
}

/** Goes up when the shape of `AllCounts` changes. */
const VERSION = 2

/** What was counted before, and whether it is too old; undefined when nothing was. `choice`: code of a municipality and a channel, each left out for all. */
export async function findCounted(
  sql: Sql,
  choice: string,
  oldest: Temporal.Instant,
): Promise<{ counts: AllCounts; countedAt: Temporal.Instant; isOld: boolean } | undefined> {
  const [row] = await sql<{ counts: AllCounts; countedAt: Temporal.Instant; isOld: boolean }>`
    select counts, counted_at as "countedAt", counted_at < ${oldest} as "isOld"
    from reports.counted where municipality = ${choice} and version = ${VERSION}`
  return row
}

/**
 * Takes it upon oneself to count anew: true for one of all who ask at the same time. The others go on with what was counted before,
 * also when whoever took it upon themselves falls over: then until it is too old again.
 */
export async function claimCounting(
  sql: Sql,
  { choice, oldest, now }: { choice: string; oldest: Temporal.Instant; now: Temporal.Instant },
): Promise<boolean> {
  const claimed = await sql`
    update reports.counted set counted_at = ${now}
    where municipality = ${choice} and version = ${VERSION} and counted_at < ${oldest}
    returning municipality`
  return claimed.length === 1
}

/** Keeps what was counted, in the place of what was before. */
export async function keepCounted(
  sql: Sql,
  { choice, now, counts }: { choice: string; now: Temporal.Instant; counts: AllCounts },
): Promise<void> {
  await sql`
    insert into reports.counted (municipality, version, counted_at, counts)
    values (${choice}, ${VERSION}, ${now}, ${counts})
    on conflict (municipality, version) do update set counted_at = excluded.counted_at, counts = excluded.counts`
}

/** Throws away what was counted, after many reports came or went at once. */
export async function forgetCounted(sql: Sql): Promise<void> {
  await sql`delete from reports.counted`
}
