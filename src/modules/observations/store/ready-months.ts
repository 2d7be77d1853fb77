import type { Sql } from '#core/database/sql.ts'

const MICROSECONDS = 1000

/** The first days of the months (UTC) in which these moments (microseconds since 1970) fall, each once, in order. */
export function monthsOf(moments: Float64Array): string[] {
  const months = new Set<number>()
  // Moments come in order mostly: asking the calendar only outside the month of the one before is a hundred times less work.
  let [from, until] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const moment of moments) {
    if (moment >= from && moment < until) continue
    // A Date cuts off towards 1970, also what was before.
    const day = new Date(Math.floor(moment / MICROSECONDS))
    from = Date.UTC(day.getUTCFullYear(), day.getUTCMonth()) * MICROSECONDS
    until = Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1) * MICROSECONDS
    months.add(from)
  }
  return [...months].toSorted((a, b) => a - b).map((month) => new Date(month / MICROSECONDS).toISOString().slice(0, 10))
}

/**
 * Makes the partitions of these months where they are missing. Gives the moment (microseconds since 1970) before which nothing is taken
 * in any more, because those months went to the archive; -Infinity: none did.
 */
export async function readyMonths(sql: Sql, months: readonly string[]): Promise<number> {
  if (months.length === 0) return -Infinity
  const [row] = await sql<{ closed: number | null }>`
    select (extract(epoch from closed) * 1000000)::bigint as closed, (
      -- Of a closed month no partition is made.
      select count(case when month >= coalesce(closed, '-infinity') then observations.ready_month(month) end)
      from (select month from unnest(${months}::date[]) as month order by month) m)
    from observations.closed_before() as closed`
  return row?.closed ?? -Infinity
}

/** Makes the partitions of this month and the next two: run every day, so that nothing that comes in waits for one. */
export async function readyComingMonths(sql: Sql, now: Temporal.Instant): Promise<void> {
  const first = now.toZonedDateTimeISO('UTC').toPlainDate().with({ day: 1 })
  await readyMonths(
    sql,
    [0, 1, 2].map((months) => first.add({ months }).toString()),
  )
}
