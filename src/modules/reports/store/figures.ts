import type { Sql } from '#core/database/sql.ts'
import { HOME_TIME_ZONE } from '#core/i18n/format.ts'
import type { Category } from '../category.ts'
import type { Channel } from '../channel.ts'
import type { Status } from '../report.ts'

/** Which reports are counted: received from one moment up to another, of these municipalities or of all. */
export interface Counted {
  readonly from: Temporal.Instant
  readonly until: Temporal.Instant
  readonly municipalities: readonly string[] | undefined
  /** How they came in; undefined: all ways. */
  readonly channel?: Channel | undefined
}

/** How many reports, seen from four sides. Months (`2026-03`), days and hours are those of Brussels. */
export interface Counts {
  readonly byMonth: readonly { month: string; category: Category; count: number }[]
  readonly byMunicipality: readonly { municipality: string; count: number }[]
  /** `weekday` 1 is Monday. */
  readonly byHour: readonly { weekday: number; hour: number; count: number }[]
  readonly byStatus: readonly { status: Status; count: number }[]
}

interface Row {
  readonly month: string | null
  readonly category: Category | null
  readonly municipality: string | null
  readonly weekday: number | null
  readonly hour: number | null
  readonly status: Status | null
  readonly count: number
}

/**
 * Counts reports in one walk through the index on their time. Call it in a transaction: PostgreSQL expects as many groups as
 * reports, and would sort them on disk if it were not allowed more memory than the few hundred groups really take. `offset 0` keeps
 * it from working out the time in Brussels five times for each report.
 */
export async function countReports(sql: Sql, { from, until, municipalities, channel }: Counted): Promise<Counts> {
  await sql`set local work_mem = '128MB'`
  const rows = await sql<Row>`
    select month, category, municipality, weekday, hour, status, count(*) as count
    from (
      select category, municipality, status, to_char(here, 'YYYY-MM') as month,
        extract(isodow from here)::int as weekday, extract(hour from here)::int as hour
      from (
        select category, municipality, status, received_at at time zone ${HOME_TIME_ZONE}::text as here
        from reports.report
        where received_at >= ${from}::timestamptz and received_at < ${until}::timestamptz and merged_into is null
          and (${municipalities}::text[] is null or municipality = any(${municipalities}::text[]))
          and (${channel}::text is null or channel = ${channel}::text)
        offset 0
      ) counted
      offset 0
    ) told
    group by grouping sets ((month, category), (municipality), (weekday, hour), (status))`
  const has = <Name extends keyof Row>(name: Name) =>
    rows.filter((row): row is Row & Record<Name, NonNullable<Row[Name]>> => row[name] !== null)
  return {
    byMonth: has('month').flatMap((row) => (row.category === null ? [] : [{ ...row, category: row.category }])),
    byMunicipality: has('municipality'),
    byHour: has('weekday').flatMap((row) => (row.hour === null ? [] : [{ ...row, hour: row.hour }])),
    byStatus: has('status'),
  }
}

/** How many were solved in a month. */
export interface SolvedInMonth {
  readonly month: string
  readonly count: number
}

/** How many reports were solved in each month, whenever they came in. Closed for another reason is not solved. */
export async function countSolved(
  sql: Sql,
  { from, until, municipalities, channel }: Counted,
): Promise<SolvedInMonth[]> {
  return sql<SolvedInMonth>`
    select to_char(closed_at at time zone ${HOME_TIME_ZONE}::text, 'YYYY-MM') as month, count(*) as count
    from reports.report
    where status = 'solved' and closed_at >= ${from}::timestamptz and closed_at < ${until}::timestamptz and merged_into is null
      and (${municipalities}::text[] is null or municipality = any(${municipalities}::text[]))
      and (${channel}::text is null or channel = ${channel}::text)
    group by month`
}

/** The time until the first answer to the reports of a month, in days; null: so many have no answer yet. */
export interface AnswerTimes {
  readonly month: string
  readonly count: number
  readonly lower: number | null
  readonly middle: number | null
  readonly upper: number | null
}

/**
 * The quartiles of the time until the first answer, for the reports received in each month. A report without an answer counts as one
 * that takes longest of all: leaving it out would make slow months look fast.
 */
export async function answerTimes(sql: Sql, { from, until, municipalities, channel }: Counted): Promise<AnswerTimes[]> {
  const rows = await sql<{ month: string; count: number; quartiles: (number | null)[] }>`
    select month, count(*) as count,
      percentile_disc(array[0.25, 0.5, 0.75]) within group (order by days) as quartiles
    from (
      select to_char(received_at at time zone ${HOME_TIME_ZONE}::text, 'YYYY-MM') as month,
        coalesce(extract(epoch from answered_at - received_at)::float8 / 86400, 'Infinity') as days
      from reports.report
      where received_at >= ${from}::timestamptz and received_at < ${until}::timestamptz and merged_into is null
        and (${municipalities}::text[] is null or municipality = any(${municipalities}::text[]))
        and (${channel}::text is null or channel = ${channel}::text)
    ) answered
    group by month`
  return rows.map(({ month, count, quartiles }) => {
    const [lower = null, middle = null, upper = null] = quartiles.map((days) =>
      days !== null && Number.isFinite(days) ? days : null,
    )
    return { month, count, lower, middle, upper }
  })
}

/** How fast a body answers, in days; null: so many have no answer yet. */
export interface BodyTimes {
  readonly body: string
  readonly count: number
  readonly open: number
  readonly median: number | null
  readonly ninetyPercent: number | null
}

/** As `answerTimes`, by the body that answers now: half of them and nine in ten have an answer within so many days. */
export async function bodyTimes(sql: Sql, { from, until, municipalities, channel }: Counted): Promise<BodyTimes[]> {
  const rows = await sql<{ body: string; count: number; open: number; days: (number | null)[] }>`
    select body, count(*) as count, count(*) filter (where closed_at is null) as open,
      percentile_disc(array[0.5, 0.9]) within group (
        order by coalesce(extract(epoch from answered_at - received_at)::float8 / 86400, 'Infinity')) as days
    from reports.report
    where received_at >= ${from}::timestamptz and received_at < ${until}::timestamptz and merged_into is null
      and (${municipalities}::text[] is null or municipality = any(${municipalities}::text[]))
      and (${channel}::text is null or channel = ${channel}::text)
    group by body order by body`
  return rows.map(({ days, ...row }) => {
    const [median = null, ninetyPercent = null] = days.map((one) => (one !== null && Number.isFinite(one) ? one : null))
    return { ...row, median, ninetyPercent }
  })
}
