import type { Sql } from '#core/database/sql.ts'
import type { Owner } from '#web/visitor.ts'
import { isClosed, type Report, type ReportEvent, type Status } from '../report.ts'

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
  /** Those of other bodies that one of these reads along with. */
  readonly followedBy?: readonly string[] | undefined
  readonly channel?: string | undefined
  readonly team?: string | undefined
  /** Who handles it; null: nobody yet. */
  readonly assignee?: string | null | undefined
  /** Open ones of which a promised day was over on this day. */
  readonly lateOn?: Temporal.PlainDate | undefined
  /** Only those to which the reporter added something that nobody answered. */
  readonly hasAddition?: boolean | undefined
}

/** One page of a list, newest first. `total` counts all that fit the filter, up to `MOST_COUNTED` and one more. */
export interface ReportList {
  readonly reports: readonly Report[]
  readonly total: number
}

/** Nobody pages further, and counting on costs more than the page itself: a total above it means "more than". */
export const MOST_COUNTED = 10_000

/** Lists the reports that fit, newest first. */
export async function listReports(
  sql: Sql,
  filter: ReportFilter,
  { limit, offset = 0 }: { limit: number; offset?: number },
): Promise<ReportList> {
  const { id, number, draft, bodies, municipalities, category, statuses, hasPoint, demo, unmerged, owner, words } =
    filter
  const { followedBy, channel, team, assignee, lateOn, hasAddition } = filter
  // Said in the words of the indexes that hold only what is open.
  const isOpen = statuses?.every((status) => !isClosed(status)) || undefined
  const rows = await sql<Report & { total: number }>`
    with fitting as not materialized (
      select id as key, received_at as at from reports.report
      where (${id}::uuid is null or id = ${id}::uuid)
        and (${number}::bigint is null or number = ${number}::bigint)
        and (${draft}::uuid is null or draft = ${draft}::uuid)
        and (${bodies}::text[] is null or body = any(${bodies}::text[]))
        and (${municipalities}::text[] is null or municipality = any(${municipalities}::text[]))
        and (${category}::text is null or category = ${category}::text)
        and (${statuses}::text[] is null or status = any(${statuses}::text[]))
        and (${isOpen}::boolean is null or closed_at is null)
        and (${hasPoint}::boolean is null or (lon is not null) = ${hasPoint}::boolean)
        and (${demo}::boolean is null or demo = ${demo}::boolean)
        and (${unmerged}::boolean is null or (merged_into is null) = ${unmerged}::boolean)
        and (${owner?.resident}::uuid is null or resident = ${owner?.resident}::uuid
          or (resident is null and lower(reporter_email) = ${owner?.email}::text))
        and (${followedBy}::text[] is null
          or id in (select report from reports.party where party.body = any(${followedBy}::text[])))
        and (${channel}::text is null or channel = ${channel}::text)
        and (${team}::uuid is null or team = ${team}::uuid)
        and (${assignee}::uuid is null or assignee = ${assignee}::uuid)
        and (${assignee !== null} or assignee is null)
        and (${lateOn}::date is null or (closed_at is null
          and ((answered_at is null and answer_before < ${lateOn}::date) or solve_before < ${lateOn}::date)))
        and (${hasAddition}::boolean is null or added_at is not null)
        and (${words}::text is null or number::text = ${words}::text
          or strpos(lower(note || ' ' || street), lower(${words}::text)) > 0)
    ), page as (select key from fitting order by at desc, key limit ${limit} offset ${offset})
    select id, number, municipality, body, category, channel, note, note_public as "notePublic", note_shown as "noteShown", photo_public as "photoPublic", photo, street,
      postal_code as "postalCode", lon, lat, status, language, received_at as "receivedAt", updated_at as "updatedAt",
      reporter_name as "reporterName", reporter_email as "reporterEmail", reporter_phone as "reporterPhone",
      reporter_forgotten_at as "reporterForgottenAt", follow_version as "followVersion", demo, closing, closed_at as "closedAt",
      answer_before as "answerBefore", solve_before as "solveBefore", answered_at as "answeredAt", planned_for as "plannedFor",
      reopened, added_at as "addedAt", team, assignee, asset_layer as "assetLayer", asset_number as "assetNumber", asset_owner as "assetOwner",
      (select count(*) from (select from fitting limit ${MOST_COUNTED + 1}) as counted) as total
    from reports.report where id in (select key from page)
    order by received_at desc, id`
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
    select id, at, kind, status, message, language, author, to_body as "toBody", body, photo, closing
    from reports.event where report = ${reportId} order by at, id`
}

/** As `listEvents`, of several reports at once. */
export async function listEventsOf(
  sql: Sql,
  reportIds: readonly string[],
): Promise<ReadonlyMap<string, ReportEvent[]>> {
  const rows = await sql<ReportEvent & { report: string }>`
    select report, id, at, kind, status, message, language, author, to_body as "toBody", body, photo, closing
    from reports.event where report = any(${reportIds}::uuid[]) order by at, id`
  return Map.groupBy(rows, ({ report }) => report)
}

function withoutTotal({ total: _total, ...report }: Report & { total: number }): Report {
  return report
}
