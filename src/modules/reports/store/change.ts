import { randomUUIDv7 } from 'node:crypto'
import type { Sql } from '#core/database/sql.ts'
import type { KeptAsset } from '../assets/asset.ts'
import type { Channel } from '../channel.ts'
import type { Category } from '../category.ts'
import type { RoadAnswer } from '../routing/asset.ts'
import type { Closing } from '../handling/closing.ts'
import { deadlinesOf } from '../handling/deadlines.ts'
import { publicStreet } from '../public-street.ts'
import { isClosed, type EventKind, type ReportEvent, type Status } from '../report.ts'

/** A report as it comes in, from whichever way. */
export interface IncomingReport {
  readonly municipality: string
  readonly body: string
  /** The rule that named the body; absent: none did. */
  readonly routedBy?: string | null | undefined
  readonly road?: RoadAnswer | null | undefined
  /** The lamp, stop or other thing that it is about. */
  readonly asset?: KeptAsset | undefined
  readonly category: Category
  readonly note: string
  readonly photo?: string | undefined
  readonly street: string
  readonly postalCode: string
  readonly lon?: number | undefined
  readonly lat?: number | undefined
  readonly channel: Channel
  readonly language: string
  readonly receivedAt: Temporal.Instant
  /** Last days of what is promised; default: as for a body that promised nothing of its own. */
  readonly answerBefore?: Temporal.PlainDate | undefined
  readonly solveBefore?: Temporal.PlainDate | null | undefined
  readonly team?: string | undefined
  readonly reporterName?: string | undefined
  readonly reporterEmail?: string | undefined
  readonly reporterPhone?: string | undefined
  /** Account of whoever was signed in to "my file". */
  readonly resident?: string | undefined
  readonly draft?: string | undefined
  readonly source?: string | undefined
  readonly sourceId?: string | undefined
  readonly demo?: boolean
}

/**
 * Takes reports in, each with its first event. One that is there already (same form, or same line of the same source) is left
 * alone. Gives the id and number of those that are new. Call it in a transaction.
 */
export async function addReports(
  sql: Sql,
  incoming: readonly IncomingReport[],
): Promise<{ id: string; number: number }[]> {
  const column = <Value>(value: (report: IncomingReport) => Value) => incoming.map((report) => value(report) ?? null)
  const times = column(({ receivedAt }) => receivedAt.toString())
  return sql<{ id: string; number: number }>`
    with added as (
      insert into reports.report (id, municipality, body, category, note, photo, street, postal_code, lon, lat, channel,
        public_street, language, received_at, updated_at, reporter_name, reporter_email, reporter_phone, resident, draft, source, source_id, demo,
        routed_by, road, answer_before, solve_before, team, asset, asset_layer, asset_number, asset_owner)
      select id, municipality, body, category, note, photo, street, postal_code, lon, lat, channel,
        public_street, language, received_at, received_at, reporter_name, reporter_email, reporter_phone, resident, draft, source, source_id, demo,
        routed_by, road, answer_before, solve_before, team, asset, asset_layer, asset_number, asset_owner
      from unnest(
        ${column(() => randomUUIDv7())}::uuid[], ${column((r) => r.municipality)}::text[], ${column((r) => r.body)}::text[],
        ${column((r) => r.category)}::text[], ${column((r) => r.note)}::text[], ${column((r) => r.photo)}::text[],
        ${column((r) => r.street)}::text[], ${column((r) => r.postalCode)}::text[],
        ${column((r) => r.lon)}::float8[], ${column((r) => r.lat)}::float8[], ${column((r) => r.channel)}::text[],
        ${column((r) => publicStreet(r.street))}::text[],
        ${column((r) => r.language)}::text[], ${times}::timestamptz[], ${column((r) => r.reporterName)}::text[],
        ${column((r) => r.reporterEmail)}::text[], ${column((r) => r.reporterPhone)}::text[],
        ${column((r) => r.resident)}::uuid[], ${column((r) => r.draft)}::uuid[], ${column((r) => r.source)}::text[], ${column((r) => r.sourceId)}::text[],
        ${column((r) => r.demo ?? false)}::boolean[], ${column((r) => r.routedBy)}::text[], ${column((r) => r.road)}::text[],
        ${column((r) => (r.answerBefore ?? deadlinesOf(r.receivedAt).answerBefore).toString())}::date[],
        ${column((r) => r.solveBefore?.toString())}::date[], ${column((r) => r.team)}::uuid[],
        ${column((r) => r.asset?.id)}::uuid[], ${column((r) => r.asset?.layer)}::text[], ${column((r) => r.asset?.number)}::text[],
        ${column((r) => r.asset?.owner)}::text[]
      ) as line (id, municipality, body, category, note, photo, street, postal_code, lon, lat, channel, public_street,
        language, received_at, reporter_name, reporter_email, reporter_phone, resident, draft, source, source_id, demo, routed_by, road,
        answer_before, solve_before, team, asset, asset_layer, asset_number, asset_owner)
      on conflict do nothing
      returning id, number, received_at, language
    ), told as (
      insert into reports.event (id, report, at, kind, status, author, language)
      select id, id, received_at, 'received', 'received', 'system', language from added
    )
    select id, number from added`
}

const A_MOMENT = { minutes: 2 }

/** Something that a person does to a report. */
export interface Change {
  readonly report: string
  readonly at: Temporal.Instant
  readonly kind: EventKind
  readonly status?: Status | undefined
  readonly message: string
  /** Language of the message. */
  readonly language: string
  readonly author: ReportEvent['author']
  readonly person?: string | undefined
  /** Body for which the author acts. */
  readonly body?: string | undefined
  readonly photo?: string | undefined
  /** Why it is closed, with a status that closes it. */
  readonly closing?: Closing | undefined
}

/** Adds an event to a report and lets its status follow. Call it in a transaction. Gives the id of the event. */
export async function addEvent(sql: Sql, change: Change): Promise<string> {
  const id = randomUUIDv7()
  const { report, at, kind, status, message, language, author, person, body, photo, closing } = change
  await sql`
    insert into reports.event (id, report, at, kind, status, message, language, author, person, body, photo, closing)
    values (${id}, ${report}, ${at}, ${kind}, ${status}, ${message}, ${language}, ${author}, ${person}, ${body}, ${photo}, ${closing})`
  const [changed] = await sql<{ street: string; isForgotten: boolean }>`
    update reports.report set
      updated_at = ${at},
      answered_at = coalesce(answered_at, ${isAnswer(change) ? at : null}::timestamptz),
      status = coalesce(${status}, status),
      closed_at = case when ${status}::text is null then closed_at when ${status !== undefined && isClosed(status)} then ${at}::timestamptz end,
      closing = case when ${status}::text is null then closing else ${closing}::text end,
      reopened = reopened + ${kind === 'reopened' ? 1 : 0},
      added_at = case when ${isNews(change)} then ${at}::timestamptz when ${author === 'staff'} then null else added_at end
    where id = ${report}
    returning street, reporter_forgotten_at is not null as "isForgotten"`
  // Of a reporter who had the report erased, the house number was only left for whoever had to find the place.
  if (changed?.isForgotten && status !== undefined && isClosed(status))
    await sql`update reports.report set street = ${publicStreet(changed.street)} where id = ${report}`
  return id
}

/** Whether the last that happened to a report is the same, said by the same person a moment ago: a button that was pressed twice. */
export async function isSaidAgain(
  sql: Sql,
  { report, at, kind, message, author, person }: Omit<Change, 'language'>,
): Promise<boolean> {
  const since = at.subtract(A_MOMENT)
  const [last] = await sql<{ isSame: boolean }>`
    select kind = ${kind} and message = ${message} and author = ${author} and person is not distinct from ${person}::uuid
      and at >= ${since} and photo is null as "isSame"
    from reports.event where report = ${report} order by at desc, id desc limit 1`
  return last?.isSame ?? false
}

/** Whether staff must look: the reporter added something, or another system says that the report is not for them. */
function isNews({ kind, author }: Pick<Change, 'kind' | 'author'>): boolean {
  return kind === 'addition' || (kind === 'note' && author === 'system')
}

/** Whether everybody can see that staff did or said something: that ends the time until the first answer. */
export function isAnswer({ author, kind }: Pick<Change, 'author' | 'kind'>): boolean {
  return author === 'staff' && ['status', 'answer', 'question', 'planned'].includes(kind)
}

/** Holds a report still until the transaction ends, so that two clerks do not change it from the same status. */
export async function lockReport(sql: Sql, id: string): Promise<Status | undefined> {
  const [row] = await sql<{ status: Status }>`select status from reports.report where id = ${id} for update`
  return row?.status
}

/**
 * Shows words and photo of a resident to the public as they were released, or hides them (undefined). Without words (empty) the photo alone is
 * shown. What was shown last is kept, to begin from when it is released again.
 */
export async function setShown(
  sql: Sql,
  id: string,
  shown: { readonly note: string | null; readonly photo: boolean } | undefined,
): Promise<void> {
  await sql`
    update reports.report set note_public = ${shown !== undefined && shown.note !== ''},
      note_shown = case when ${shown === undefined || shown.note === ''} then note_shown else ${shown?.note ?? null}::text end,
      photo_public = ${shown?.photo ?? false}
    where id = ${id}`
}

export async function removeDemoReports(sql: Sql): Promise<void> {
  await sql`delete from reports.report where demo`
}

/** The account of the resident whose report it is; null when there is none. */
export async function residentOfReport(sql: Sql, id: string): Promise<string | null> {
  const [row] = await sql<{ resident: string | null }>`
    select resident from reports.report where id = ${id} for update`
  return row?.resident ?? null
}

/** Puts a report in "my file" of a resident, and takes it out of that of another. */
export async function giveToResident(sql: Sql, id: string, resident: string): Promise<void> {
  await sql`update reports.report set resident = ${resident}::uuid where id = ${id}`
}
