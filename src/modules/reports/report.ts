import type { Channel } from './channel.ts'
import type { Category } from './category.ts'
import type { Closing } from './handling/closing.ts'
import { publicStreet } from './public-street.ts'

/** How far a report is. The last two close it; `refused` is closed without a solution. */
export const STATUSES = ['received', 'in-progress', 'waiting', 'solved', 'refused'] as const
export type Status = (typeof STATUSES)[number]

const CLOSED: readonly Status[] = ['solved', 'refused']

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
  /** The words as staff released them; null: as they were written. */
  readonly noteShown: string | null
  readonly photoPublic: boolean
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
  /** Why it was closed. */
  readonly closing: Closing | null
  readonly closedAt: Temporal.Instant | null
  /** When an answer and a solution were promised: the last day. */
  readonly answerBefore: Temporal.PlainDate
  readonly solveBefore: Temporal.PlainDate | null
  readonly answeredAt: Temporal.Instant | null
  readonly plannedFor: Temporal.PlainDate | null
  /** When something came that staff did not answer yet: of the reporter, or of a system that says that it is not for them. */
  readonly addedAt: Temporal.Instant | null
  /** How often the reporter said that it was not solved. */
  readonly reopened: number
  readonly team: string | null
  readonly assignee: string | null
  /** The thing that it is about: its layer, the number painted on it, and the body that looked after it. All null when not known. */
  readonly assetLayer: string | null
  readonly assetNumber: string | null
  readonly assetOwner: string | null
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
  readonly closing: Closing | null
  readonly answerBefore: Temporal.PlainDate
  readonly plannedFor: Temporal.PlainDate | null
  readonly assetLayer: string | null
  readonly assetNumber: string | null
}

/** Who reads what was said or done: everybody; the reporter and staff; the staff of all bodies of the report; of the own body only. */
const AUDIENCES = {
  received: 'public',
  status: 'public',
  answer: 'public',
  question: 'reporter',
  note: 'own-body',
  between: 'bodies',
  addition: 'reporter',
  reopened: 'public',
  'hand-over': 'public',
  planned: 'public',
  escalated: 'own-body',
} as const
export type EventKind = keyof typeof AUDIENCES

/** Something that happened to a report. */
export interface ReportEvent {
  readonly id: string
  readonly at: Temporal.Instant
  readonly kind: EventKind
  readonly status: Status | null
  readonly message: string
  /** Language of the message. */
  readonly language: string
  readonly author: 'reporter' | 'staff' | 'system'
  /** The body that got the report, of a hand-over. */
  readonly toBody: string | null
  /** For which body the author wrote; null: of the reporter, the square, or from before bodies shared a report. */
  readonly body: string | null
  readonly photo: string | null
  /** Why it was closed, with a status that closes it. */
  readonly closing: Closing | null
}

/** Whether a promised day is over without an answer, or without the report being closed. */
export function isLate(
  {
    status,
    answeredAt,
    answerBefore,
    solveBefore,
  }: Pick<Report, 'status' | 'answeredAt' | 'answerBefore' | 'solveBefore'>,
  today: Temporal.PlainDate,
): boolean {
  const isOver = (day: Temporal.PlainDate | null) => day !== null && Temporal.PlainDate.compare(day, today) < 0
  return !isClosed(status) && ((answeredAt === null && isOver(answerBefore)) || isOver(solveBefore))
}

export function isClosed(status: Status): boolean {
  return CLOSED.includes(status)
}

/** Where staff may bring a report from where it is. A closed report can only be opened again. */
export function nextStatuses(status: Status): readonly Status[] {
  const all = isClosed(status) ? (['in-progress'] as const) : STATUSES.filter((next) => next !== 'received')
  return all.filter((next) => next !== status)
}

/** The status that the events tell: the last one named. */
export function statusAfter(events: readonly ReportEvent[]): Status {
  return events.findLast((event) => event.status !== null)?.status ?? 'received'
}

/** What must be known of a report to show it to everybody. */
export type Publishable = Pick<
  Report,
  | 'number'
  | 'municipality'
  | 'category'
  | 'status'
  | 'street'
  | 'postalCode'
  | 'lon'
  | 'lat'
  | 'receivedAt'
  | 'updatedAt'
  | 'note'
  | 'notePublic'
  | 'noteShown'
  | 'photo'
  | 'photoPublic'
  | 'reporterForgottenAt'
  | 'closing'
  | 'answerBefore'
  | 'plannedFor'
  | 'assetLayer'
  | 'assetNumber'
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
    note: report.notePublic ? (report.noteShown ?? report.note) : null,
    isErased: report.reporterForgottenAt !== null,
    hasPhoto: report.photoPublic && report.photo !== null,
    closing: report.closing,
    answerBefore: report.answerBefore,
    plannedFor: report.plannedFor,
    assetLayer: report.assetLayer,
    assetNumber: report.assetNumber,
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

/** The events that everybody may see: changes of status, hand-overs and answers of staff. */
export function isPublic(event: ReportEvent): boolean {
  return AUDIENCES[event.kind] === 'public'
}

/** What everybody may read of what happened. Why a report was handed over is for the reporter and the bodies. */
export function publicEvents(events: readonly ReportEvent[]): ReportEvent[] {
  return events.filter(isPublic).map((event) => (event.kind === 'hand-over' ? { ...event, message: '' } : event))
}

/** The events that the reporter may see: all but the notes that staff keep for themselves. */
export function isForReporter(event: ReportEvent): boolean {
  return AUDIENCES[event.kind] === 'public' || AUDIENCES[event.kind] === 'reporter'
}

/** The events that the staff of these bodies may see: all but what another body noted for itself. `undefined`: of every body. */
export function isForBodies(event: ReportEvent, bodies: readonly string[] | undefined): boolean {
  return (
    AUDIENCES[event.kind] !== 'own-body' || event.body === null || bodies === undefined || bodies.includes(event.body)
  )
}

/** Rounded to half a thousandth of a degree: some 55 m north-south and 35 m east-west in Belgium. */
function onGrid<Degrees extends number | null>(degrees: Degrees): Degrees
function onGrid(degrees: number | null): number | null {
  return degrees === null ? null : Math.round(degrees * 2000) / 2000
}
