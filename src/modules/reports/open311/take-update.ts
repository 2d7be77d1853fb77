import { recordDeed } from '#core/audit/audit.ts'
import type { Language } from '#core/i18n/language.ts'
import { announce } from '#core/outbox/outbox.ts'
import type { Services } from '#core/services.ts'
import { isClosed, nextStatuses, type Status } from '../report.ts'
import { addEvent, lockReport } from '../store/change.ts'
import { messages } from './messages.ts'
import type { Meaning } from './server/statuses.ts'

/** What another system tells about a report. */
export interface TakenUpdate {
  readonly report: string
  /** Who tells it: `key:<id>` or `endpoint:<id>`. */
  readonly source: string
  /** What that system calls it. */
  readonly updateId: string
  readonly at: Temporal.Instant
  /** How it stands there; undefined when it does not say. */
  readonly meaning: Meaning | undefined
  /** For everybody. */
  readonly description: string
  readonly language: Language
  /** For the audit log. */
  readonly actor: string
}

const MOST_SIGNS = 4000

/**
 * Makes an event of an update, exactly once for each id of a source, and tells the reporter. A status that the report has already,
 * or cannot get from where it is, adds nothing but its words. `nothing-new` when nothing is left to say.
 */
export async function takeUpdate(
  update: TakenUpdate,
  { sql }: Pick<Services, 'sql'>,
): Promise<{ id: string; isNew: boolean } | 'nothing-new'> {
  const { report, source, updateId, at, language, actor } = update
  return sql.transaction(async (within) => {
    // Held first: of two that bring the same update at the same time, the second one finds it.
    const current = await lockReport(within, report)
    const [known] = await within<{ event: string | null }>`
      select event from reports.open311_update where source = ${source} and update_id = ${updateId}`
    if (known !== undefined) return known.event === null ? 'nothing-new' : { id: known.event, isNew: false }
    const status = current === undefined ? undefined : changedStatus(current, update.meaning?.status)
    const words = update.description.trim().slice(0, MOST_SIGNS)
    const message = words === '' && status !== undefined ? messages(language)('update.withoutWords') : words
    if (message === '') {
      await within`insert into reports.open311_update (source, update_id) values (${source}, ${updateId})`
      return 'nothing-new'
    }
    const kind = status === undefined ? 'answer' : 'status'
    const closing = status !== undefined && isClosed(status) ? (update.meaning?.closing ?? 'elsewhere') : undefined
    const event = await addEvent(within, { report, at, kind, status, closing, message, language, author: 'staff' })
    await within`
      insert into reports.open311_update (source, update_id, event) values (${source}, ${updateId}, ${event})`
    await recordDeed(within, {
      at,
      actorKind: 'system',
      actor,
      action: status === undefined ? 'reports.answer' : 'reports.change-status',
      subject: `report:${report}`,
      reason: status ?? '',
    })
    await announce(within, 'reports.report-answered', { report, event })
    return { id: event, isNew: true }
  })
}

/** The status that a report gets; undefined when it stays as it is. */
function changedStatus(current: Status, told: Status | undefined): Status | undefined {
  if (told === undefined || told === current) return undefined
  // "Closed" and "open" of a system that knows no more than these say nothing against a status that says more.
  if (told === 'received') return isClosed(current) ? 'in-progress' : undefined
  return nextStatuses(current).includes(told) ? told : undefined
}
