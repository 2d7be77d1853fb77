import type { Sql } from '#core/database/sql.ts'
import { STATUSES, isClosed, type Publishable, type Report, type ReportEvent } from '../../report.ts'
import type { Jurisdiction } from './jurisdiction.ts'
import type { Span } from './request-filter.ts'

/** A report with what Open311 tells of it. */
export type FoundRequest = Publishable &
  Pick<Report, 'body'> & {
    /** What staff last said to everybody; null: nothing yet. */
    readonly statusNotes: string | null
    /** What a client called it; only told to that client. */
    readonly clientId: string | null
  }

/** What requests are narrowed to. */
export interface RequestFilter {
  readonly jurisdiction: Jurisdiction
  readonly numbers?: readonly number[] | undefined
  readonly categories?: readonly string[] | undefined
  readonly isClosed?: boolean | undefined
  readonly received?: Span
  readonly updated?: Span
  readonly near?: { readonly lat: number; readonly lon: number; readonly radius: number } | undefined
  /** What one client calls a report. */
  readonly client?: { readonly source: string; readonly id: string } | undefined
}

/** A page of a list. */
export interface Part {
  readonly limit: number
  readonly offset: number
}

const METRES_PER_DEGREE = 111_195

/**
 * The reports that fit, newest first; near a place the nearest first. Distances (equirectangular, right to a tenth of a percent within
 * 10 km) are to the rounded place that everybody sees: asking from many places must not find out the exact one.
 */
export async function findRequests(sql: Sql, filter: RequestFilter, { limit, offset }: Part): Promise<FoundRequest[]> {
  const { jurisdiction, numbers, categories, received, updated, near, client } = filter
  const closed = STATUSES.filter(isClosed)
  const east = near && METRES_PER_DEGREE * Math.cos((near.lat * Math.PI) / 180)
  return sql<FoundRequest>`
    select number, municipality, body, category, note, note_public as "notePublic", note_shown as "noteShown", photo,
      photo_public as "photoPublic", closing, answer_before as "answerBefore", planned_for as "plannedFor", street,
      postal_code as "postalCode", lon, lat, status, received_at as "receivedAt", updated_at as "updatedAt",
      reporter_forgotten_at as "reporterForgottenAt", said.message as "statusNotes",
      asset_layer as "assetLayer", asset_number as "assetNumber",
      case when source = ${client?.source}::text then source_id end as "clientId"
    from reports.report
    left join lateral (
      select message from reports.event
      where event.report = report.id and kind in ('status', 'answer') and message <> ''
      order by at desc, event.id desc limit 1
    ) said on true
    cross join lateral (
      select (round(report.lat * 2000) / 2000 - ${near?.lat}::float8) * ${METRES_PER_DEGREE}::float8 as north,
        (round(report.lon * 2000) / 2000 - ${near?.lon}::float8) * ${east}::float8 as east
    ) away
    where (${numbers}::bigint[] is null or number = any(${numbers}::bigint[]))
      and (${jurisdiction.municipalities}::text[] is null or municipality = any(${jurisdiction.municipalities}::text[]))
      and (${jurisdiction.bodies}::text[] is null or body = any(${jurisdiction.bodies}::text[]))
      and (${categories}::text[] is null or category = any(${categories}::text[]))
      and (${filter.isClosed}::boolean is null or (status = any(${closed}::text[])) = ${filter.isClosed}::boolean)
      and (${received?.from}::timestamptz is null or received_at >= ${received?.from}::timestamptz)
      and (${received?.until}::timestamptz is null or received_at <= ${received?.until}::timestamptz)
      and (${updated?.from}::timestamptz is null or updated_at >= ${updated?.from}::timestamptz)
      and (${updated?.until}::timestamptz is null or updated_at <= ${updated?.until}::timestamptz)
      and (${near?.radius}::float8 is null or north * north + east * east <= power(${near?.radius}::float8, 2))
      and (${client?.id}::text is null or (source = ${client?.source}::text and source_id = ${client?.id}::text))
    order by north * north + east * east, received_at desc, number desc
    limit ${limit} offset ${offset}`
}

/** Something that everybody may see happen to a report. */
export type FoundUpdate = Pick<ReportEvent, 'id' | 'at' | 'kind' | 'status' | 'toBody' | 'message' | 'language'> & {
  readonly number: number
  /** The status after it, and why it was closed then. */
  readonly after: Report['status']
  readonly closing: Report['closing']
}

/**
 * What everybody may know to have happened to reports, in order of time: what staff said, that a report was opened again, got a day or went
 * to another body. Who had a report hears that it went away.
 */
export async function findUpdates(
  sql: Sql,
  {
    jurisdiction,
    numbers,
    span,
  }: { readonly jurisdiction: Jurisdiction; readonly numbers?: readonly number[] | undefined; readonly span: Span },
  { limit, offset }: Part,
): Promise<FoundUpdate[]> {
  return sql<FoundUpdate>`
    select event.id, at, kind, event.status, to_body as "toBody",
      -- Why it was handed over is for the reporter and the bodies.
      case when kind in ('hand-over', 'reopened') then '' else message end as message, event.language, number,
      coalesce(stood.status, 'received') as after, stood.closing
    from reports.event join reports.report on report.id = event.report
    left join lateral (
      select earlier.status, earlier.closing from reports.event earlier
      where earlier.report = report.id and earlier.status is not null and (earlier.at, earlier.id) <= (event.at, event.id)
      order by earlier.at desc, earlier.id desc limit 1) stood on true
    where event.kind in ('status', 'answer', 'planned', 'reopened', 'hand-over')
      and (${numbers}::bigint[] is null or number = any(${numbers}::bigint[]))
      and (${jurisdiction.municipalities}::text[] is null or municipality = any(${jurisdiction.municipalities}::text[]))
      and (${jurisdiction.bodies}::text[] is null or report.body = any(${jurisdiction.bodies}::text[])
        or (event.kind = 'hand-over' and from_body = any(${jurisdiction.bodies}::text[])))
      and (${span.from}::timestamptz is null or at >= ${span.from}::timestamptz)
      and (${span.until}::timestamptz is null or at <= ${span.until}::timestamptz)
    order by at, event.id
    limit ${limit} offset ${offset}`
}
