import type { Sql } from '#core/database/sql.ts'
import type { Owner } from '#web/visitor.ts'
import type { Report, ReportEvent, Status } from '../report.ts'

/** What a list is narrowed to. An absent member narrows nothing; `bodies` absent is for the public and for operators. */
export interface ReportFilter {
  readonly id?: string | undefined
  readonly number?: number | undefined
  /** The form that it was made from. */
  readonly draft?: string | undefined
  readonly bodies?: readonly string[] | undefined
  readonly municipalities?: readonly string[] | undefined
  readonly category?: string | undefined
  readonly statuses?: readonly Status[] | undefined
  /** Only those that have a place on the map. */
  readonly hasPoint?: boolean | undefined
  readonly demo?: boolean | undefined
  /** Only those that stand for themselves: what happened once is listed once. */
  readonly unmerged?: boolean | undefined
  /** Those of a resident: of the account, or with the address that was proven. */
  readonly owner?: Owner | undefined
  /** Number, or words in the note or the street. For staff only: the public must not search in what it cannot read. */
  readonly words?: string | undefined
}

/** One page of a list, newest first. `total` counts all that fit the filter. */
export interface ReportList {
  readonly reports: readonly Report[]
  readonly total: number
}

/** Lists the reports that fit, newest first. */
export async function listReports(
  sql: Sql,
  filter: ReportFilter,
  { limit, offset = 0 }: { limit: number; offset?: number },
): Promise<ReportList> {
  const { id, number, draft, bodies, municipalities, category, statuses, hasPoint, demo, unmerged, owner, words } =
    filter
  const rows = await sql<Report & { total: number }>`
    select id, number, municipality, body, category, channel, note, note_public as "notePublic", photo, street,
      postal_code as "postalCode", lon, lat, status, language, received_at as "receivedAt", updated_at as "updatedAt",
      reporter_name as "reporterName", reporter_email as "reporterEmail", reporter_phone as "reporterPhone",
      reporter_forgotten_at as "reporterForgottenAt", follow_version as "followVersion", demo, count(*) over () as total
    from reports.report
    where (${id}::uuid is null or id = ${id}::uuid)
      and (${number}::bigint is null or number = ${number}::bigint)
      and (${draft}::uuid is null or draft = ${draft}::uuid)
      and (${bodies}::text[] is null or body = any(${bodies}::text[]))
      and (${municipalities}::text[] is null or municipality = any(${municipalities}::text[]))
      and (${category}::text is null or category = ${category}::text)
      and (${statuses}::text[] is null or status = any(${statuses}::text[]))
      and (${hasPoint}::boolean is null or (lon is not null) = ${hasPoint}::boolean)
      and (${demo}::boolean is null or demo = ${demo}::boolean)
      and (${unmerged}::boolean is null or (merged_into is null) = ${unmerged}::boolean)
      and (${owner?.resident}::uuid is null or resident = ${owner?.resident}::uuid
        or (resident is null and lower(reporter_email) = ${owner?.email}::text))
      and (${words}::text is null or number::text = ${words}::text
        or strpos(lower(note || ' ' || street), lower(${words}::text)) > 0)
    order by received_at desc, id
    limit ${limit} offset ${offset}`
  return { reports: rows.map(withoutTotal), total: rows[0]?.total ?? 0 }
}

/** Every report, with when what is told of it last changed; oldest first. */
export async function listPublicPages(sql: Sql): Promise<Pick<Report, 'number' | 'updatedAt'>[]> {
  return sql<Pick<Report, 'number' | 'updatedAt'>>`
    select number, updated_at as "updatedAt" from reports.report order by number`
}

/** A report on a map. */
export type MapReport = Pick<Report, 'number' | 'category' | 'status' | 'street'> & {
  readonly lon: number
  readonly lat: number
}

/** The newest reports that fit and have a place, with only what a map shows. */
export async function listMapReports(
  sql: Sql,
  { municipalities, category, statuses }: Pick<ReportFilter, 'municipalities' | 'category' | 'statuses'>,
  limit: number,
): Promise<MapReport[]> {
  return sql<MapReport>`
    select number, category, status, street, lon, lat
    from reports.report
    where lon is not null and merged_into is null
      and (${municipalities}::text[] is null or municipality = any(${municipalities}::text[]))
      and (${category}::text is null or category = ${category}::text)
      and (${statuses}::text[] is null or status = any(${statuses}::text[]))
    order by received_at desc, id
    limit ${limit}`
}

/** How many of the reports that fit have no place on the map. */
export async function countWithoutPlace(
  sql: Sql,
  { municipalities, category, statuses }: Pick<ReportFilter, 'municipalities' | 'category' | 'statuses'>,
): Promise<number> {
  const [row] = await sql<{ count: number }>`
    select count(*) as count from reports.report
    where lon is null and merged_into is null
      and (${municipalities}::text[] is null or municipality = any(${municipalities}::text[]))
      and (${category}::text is null or category = ${category}::text)
      and (${statuses}::text[] is null or status = any(${statuses}::text[]))`
  return row?.count ?? 0
}

/** The one report that fits; undefined when there is none. */
export async function findReport(sql: Sql, filter: ReportFilter): Promise<Report | undefined> {
  const { reports } = await listReports(sql, filter, { limit: 1 })
  return reports[0]
}

/** Counts the reports of each status within a filter; merged ones are not counted apart. */
export async function countByStatus(
  sql: Sql,
  filter: Pick<ReportFilter, 'bodies' | 'municipalities'>,
): Promise<Map<Status, number>> {
  const { bodies, municipalities } = filter
  const rows = await sql<{ status: Status; count: number }>`
    select status, count(*) as count from reports.report
    where merged_into is null and (${bodies}::text[] is null or body = any(${bodies}::text[]))
      and (${municipalities}::text[] is null or municipality = any(${municipalities}::text[]))
    group by status`
  return new Map(rows.map(({ status, count }) => [status, count]))
}

/** What happened to a report, in order of time. */
export async function listEvents(sql: Sql, reportId: string): Promise<ReportEvent[]> {
  return sql<ReportEvent>`
    select id, at, kind, status, message, language, author from reports.event where report = ${reportId} order by at, id`
}

/** As `listEvents`, of several reports at once. */
export async function listEventsOf(
  sql: Sql,
  reportIds: readonly string[],
): Promise<ReadonlyMap<string, ReportEvent[]>> {
  const rows = await sql<ReportEvent & { report: string }>`
    select report, id, at, kind, status, message, language, author
    from reports.event where report = any(${reportIds}::uuid[]) order by at, id`
  return Map.groupBy(rows, ({ report }) => report)
}

function withoutTotal({ total: _total, ...report }: Report & { total: number }): Report {
  return report
}
