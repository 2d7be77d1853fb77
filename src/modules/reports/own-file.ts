import type { Sql } from '#core/database/sql.ts'
import { dateAndTime } from '#core/i18n/format.ts'
import type { Localised } from '#core/i18n/catalog.ts'
import { bodyName, findBody } from '#modules/region/public.ts'
import type { OwnField, OwnFile, OwnRecord } from '#web/own-file.ts'
import { followPathStart } from './follow-link.ts'
import { letterRecord } from './mail-in/own-letter.ts'
import { messages as mailIn } from './mail-in/messages.ts'
import { listLettersOf, removeLettersOf } from './mail-in/store.ts'
import { eraseFollowed, followedRecords } from './followers/keeping.ts'
import { messages } from './messages.ts'
import { isClosed, isForReporter, type Report, type ReportEvent } from './report.ts'
import { removeDraftsOf } from './store/drafts.ts'
import { forgetOwner } from './store/forget.ts'
import { listEventsOf } from './store/find.ts'
import { correctContact, listOwnReports, moveReports } from './store/own.ts'
import { statusWords } from './status-words.ts'

const { say } = messages

/** What reports keep of a resident: their own reports, with everything that they wrote and who was told how to reach them. */
export const ownFile: OwnFile = {
  looks: ['reports.read-contact', 'reports.read-photo'],
  async list(owner, sql) {
    const reports = await listOwnReports(sql, owner)
    const events = await listEventsOf(
      sql,
      reports.map(({ id }) => id),
    )
    const letters = owner.email === null ? [] : await listLettersOf(sql, owner.email)
    const bodies = await bodyNames(sql, [...reports, ...letters])
    const bodyOf = ({ body }: { readonly body: string }) => ({ body: bodies.get(body) ?? (() => body) })
    return [
      ...reports.map((report) => ({ ...recordOf(report, events.get(report.id) ?? []), ...bodyOf(report) })),
      ...letters.map((letter) => ({ ...letterRecord(letter), ...bodyOf(letter) })),
      ...(await followedRecords(owner, sql)),
    ]
  },
  correct: (owner, { id, values }, { sql, clock }) => correctContact(sql, owner, { id, values, now: clock() }),
  move: (residents, sql) => moveReports(sql, residents),
  async erase(owner, { sql, clock }) {
    const reports = await listOwnReports(sql, owner)
    const open = reports.filter(({ status }) => !isClosed(status)).length
    const { deleted, files: ofReports = [] } = await forgetOwner(sql, owner, clock())
    const drafts = await removeDraftsOf(sql, owner)
    const letters = owner.email === null ? { deleted: 0 } : await removeLettersOf(sql, owner.email)
    const files = [...ofReports, ...(drafts.files ?? []), ...(letters.files ?? [])]
    const followed = await eraseFollowed(owner, sql)
    const ofDrafts = [
      ...(drafts.deleted === 0 ? [] : [say('ownFile.erasedDrafts', { count: drafts.deleted })]),
      ...(letters.deleted === 0 ? [] : [mailIn.say('erased', { count: letters.deleted })]),
      ...followed.erased,
    ]
    if (deleted === 0) return { erased: ofDrafts, kept: [], files, lettersWith: [] }
    const matter = say('ownFile.keptMatter', { count: deleted })
    return {
      erased: [say('ownFile.erased', { count: deleted }), ...ofDrafts],
      kept: open === 0 ? [matter] : [matter, say('ownFile.keptPlace', { count: open })],
      files,
      lettersWith: reports.map(followPathStart),
    }
  },
}

function recordOf(report: Report, events: readonly ReportEvent[]): OwnRecord {
  const { language } = report
  const number = String(report.number)
  return {
    id: report.id,
    subject: `report:${report.id}`,
    title: (reader) => messages(reader)('report.title', { number, category: categoryOf(report)(reader) }),
    at: report.receivedAt,
    path: `/reports/own/${number}`,
    files: report.photo === null ? [] : [report.photo],
    fields: [
      {
        name: 'status',
        label: say('status'),
        value: report.status,
        shown: (language) => statusWords(report, language),
      },
      { name: 'category', label: say('category'), value: report.category, shown: categoryOf(report) },
      { name: 'note', label: say('report.words'), value: report.note, language },
      { name: 'street', label: say('list.place'), value: report.street },
      { name: 'postalCode', label: say('ownFile.postalCode'), value: report.postalCode },
      ...pointField(report),
      {
        name: 'name',
        label: say('contact.name'),
        value: report.reporterName ?? '',
        correctable: { kind: 'name', maxLength: 100 },
      },
      {
        name: 'email',
        label: say('contact.email'),
        value: report.reporterEmail ?? '',
        correctable: { kind: 'email', maxLength: 254 },
      },
      {
        name: 'phone',
        label: say('contact.phone'),
        value: report.reporterPhone ?? '',
        correctable: { kind: 'phone', maxLength: 30 },
      },
      ...events.filter((event) => isForReporter(event) && event.message !== '').map(eventField),
    ],
  }
}

function categoryOf({ category }: Report): Localised {
  return say(`category.${category}`)
}

function pointField({ lon, lat }: Report): OwnField[] {
  if (lon === null || lat === null) return []
  return [{ name: 'point', label: say('ownFile.point'), value: `${lat}, ${lon}` }]
}

/** What the resident added and what staff answered. What staff noted for each other stays with staff, as on the follow page. */
function eventField({ id, at, author, message, language }: ReportEvent): OwnField {
  const who = author === 'reporter' ? 'ownFile.added' : 'ownFile.answered'
  return {
    name: `${author}-${id}`,
    label: (reader) => messages(reader)(who, { moment: dateAndTime(at, reader) }),
    value: message,
    language,
  }
}

async function bodyNames(
  sql: Sql,
  reports: readonly { readonly body: string }[],
): Promise<ReadonlyMap<string, Localised>> {
  const names = new Map<string, Localised>()
  for (const id of new Set(reports.map(({ body }) => body))) {
    const body = await findBody(sql, id)
    if (body !== undefined) names.set(id, (language) => bodyName(body, language))
  }
  return names
}
