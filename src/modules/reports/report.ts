import type { Channel } from './channel.ts'
import type { Category } from './category.ts'
import { publicStreet } from './public-street.ts'

/** How far a report is. The last three close it. */
export const STATUSES = ['received', 'in-progress', 'waiting', 'solved', 'not-for-us', 'refused'] as const
export type Status = (typeof STATUSES)[number]

const CLOSED: readonly Status[] = ['solved', 'not-for-us', 'refused']

/** Days within which a resident gets an answer. */
export const ANSWER_DAYS = 10

/** How long the name and address of a reporter are kept after a report is closed. */
export const REPORTER_KEPT_DAYS = 365

/** A report as staff see it. Times in UTC; degrees in WGS84. */
export interface Report {
  readonly id: string
  readonly number: number
  readonly municipality: string
  readonly body: string
  readonly category: Category
  readonly channel: Channel
  readonly note: string
  readonly notePublic: boolean
  readonly photo: string | null
  readonly street: string
  readonly postalCode: string
  readonly lon: number | null
  readonly lat: number | null
  readonly status: Status
  readonly language: string
  readonly receivedAt: Temporal.Instant
  readonly updatedAt: Temporal.Instant
  readonly reporterName: string | null
  readonly reporterEmail: string | null
  readonly reporterPhone: string | null
  readonly reporterForgottenAt: Temporal.Instant | null
  /** How often the address of the reporter changed. */
  readonly followVersion: number
  readonly demo: boolean
}

/** What everybody may see of a report: no name, no house number, a place that is right to some fifty metres. */
export interface PublicReport {
  readonly number: number
  readonly municipality: string
  readonly category: Category
  readonly status: Status
  readonly street: string
  readonly postalCode: string
  readonly lon: number | null
  readonly lat: number | null
  readonly receivedAt: Temporal.Instant
  readonly updatedAt: Temporal.Instant
  /** Own words of the resident; only when staff read them and found nothing personal. */
  readonly note: string | null
  /** Whether the words were erased, and will not be shown any more. */
  readonly isErased: boolean
  readonly hasPhoto: boolean
}

export type EventKind = 'received' | 'status' | 'answer' | 'note' | 'addition'

/** Something that happened to a report. `note` is for staff alone; `addition` for staff and reporter. */
export interface ReportEvent {
  readonly id: string
  readonly at: Temporal.Instant
  readonly kind: EventKind
  readonly status: Status | null
  readonly message: string
  /** Language of the message. */
  readonly language: string
  readonly author: 'reporter' | 'staff' | 'system'
}

/** A report is answered within ten days, counted from the day it came in. */
export function answerBefore(receivedAt: Temporal.Instant): Temporal.Instant {
  return receivedAt.add({ hours: 24 * ANSWER_DAYS })
}

export function isClosed(status: Status): boolean {
  return CLOSED.includes(status)
}

/** Where a report may go from where it is. A closed report can only be opened again. */
export function nextStatuses(status: Status): readonly Status[] {
  const all = isClosed(status) ? (['in-progress'] as const) : STATUSES.filter((next) => next !== 'received')
  return all.filter((next) => next !== status)
}

/** The status that the events tell: the last one named. */
export function statusAfter(events: readonly ReportEvent[]): Status {
  return events.findLast((event) => event.status !== null)?.status ?? 'received'
}

/** What must be known of a report to show it to everybody. */
export type Publishable = Omit<
  Report,
  'id' | 'body' | 'channel' | 'language' | 'reporterName' | 'reporterEmail' | 'reporterPhone' | 'followVersion' | 'demo'
>

/** What everybody may see of a report. */
export function publicView(report: Publishable): PublicReport {
  return {
    number: report.number,
    municipality: report.municipality,
    category: report.category,
    status: report.status,
    postalCode: report.postalCode,
    ...publicPlace(report),
    receivedAt: report.receivedAt,
    updatedAt: report.updatedAt,
    note: report.notePublic ? report.note : null,
    isErased: report.reporterForgottenAt !== null,
    hasPhoto: report.notePublic && report.photo !== null,
  }
}

/** Where a report is, as far as everybody may know: the street without the number, the point right to some fifty metres. */
export function publicPlace<Degrees extends number | null>({
  street,
  lon,
  lat,
}: {
  street: string
  lon: Degrees
  lat: Degrees
}) {
  return { street: publicStreet(street), lon: onGrid(lon), lat: onGrid(lat) }
}

/** The events that everybody may see: changes of status and answers of staff. */
export function isPublic(event: ReportEvent): boolean {
  return event.kind === 'received' || event.kind === 'status' || event.kind === 'answer'
}

/** The events that the reporter may see: all but the notes that staff keep for themselves. */
export function isForReporter(event: ReportEvent): boolean {
  return event.kind !== 'note'
}

/** Rounded to half a thousandth of a degree: some 55 m north-south and 35 m east-west in Belgium. */
function onGrid<Degrees extends number | null>(degrees: Degrees): Degrees
function onGrid(degrees: number | null): number | null {
  return degrees === null ? null : Math.round(degrees * 2000) / 2000
}
