import { recordDeed } from '#core/audit/audit.ts'
import { FALLBACK, type Language } from '#core/i18n/language.ts'
import { announce } from '#core/outbox/outbox.ts'
import type { Services } from '#core/services.ts'
import { isSentence } from '../handling/handle-report.ts'
import { messages as privacy } from '../privacy/messages.ts'
import { withoutPersonal } from '../privacy/find-personal.ts'
import { isClosed, nextStatuses, type Status } from '../report.ts'
import { addEvent, lockReport } from '../store/change.ts'
import { messages } from './messages.ts'
import type { Meaning } from './server/statuses.ts'

/** What another system tells about a report. */
export interface TakenUpdate {
  readonly report: string
  /** Who answers for it. */
  readonly body: string
  /** Who tells it: `key:<id>` or `endpoint:<id>`. */
  readonly source: string
  /** What that system calls it. */
  readonly updateId: string
  readonly at: Temporal.Instant
  /** How it stands there; undefined when it does not say. */
  readonly meaning: Meaning | undefined
  /** For everybody; what may name somebody is left out for all but the body. */
  readonly description: string
  readonly language: Language
  /** For the audit log. */
  readonly actor: string
}

const MOST_SIGNS = 4000

/** What became of an update: the event that it is, or why it is none. */
export type Taken =
  | { readonly id: string; readonly isNew: boolean }
  | { readonly refused: 'nothing-new' | 'no-sentence' }
  | { readonly refused: 'unreachable'; readonly from: Status }

/**
 * Makes an event of an update, exactly once for each id of a source, and tells the reporter. With `strict` a status that the report cannot
 * get from where it is, and a closing without a sentence, are refused and nothing is written; else they add nothing but their words, since
 * it has happened there already. A status that the report has already says nothing against it.
 */
export async function takeUpdate(
  update: TakenUpdate,
  { strict }: { readonly strict: boolean },
  { sql }: Pick<Services, 'sql'>,
): Promise<Taken> {
  const { report, source, updateId, at, language, actor } = update
  return sql.transaction(async (within) => {
    // Held first: of two that bring the same update at the same time, the second one finds it.
    const current = await lockReport(within, report)
    const [known] = await within<{ event: string | null }>`
      select event from reports.open311_update where source = ${source} and update_id = ${updateId}`
    if (known !== undefined)
      return known.event === null ? { refused: 'nothing-new' } : { id: known.event, isNew: false }
    const status = current === undefined ? undefined : changedStatus(current, update.meaning?.status)
    const words = update.description.trim().slice(0, MOST_SIGNS)
    if (strict && current !== undefined && !isReachable(current, update.meaning))
      return { refused: 'unreachable', from: current }
    if (strict && status !== undefined && isClosed(status) && !isSentence(words)) return { refused: 'no-sentence' }
    // Nobody here looked at these words before everybody reads them.
    const shown = withoutPersonal(words, privacy(language)('instead'))
    const message = words === '' && status !== undefined ? messages(language)('update.withoutWords') : shown
    if (message === '') {
      await within`insert into reports.open311_update (source, update_id) values (${source}, ${updateId})`
      return { refused: 'nothing-new' }
    }
    const kind = status === undefined ? 'answer' : 'status'
    const closing = status !== undefined && isClosed(status) ? (update.meaning?.closing ?? 'elsewhere') : undefined
    const event = await addEvent(within, { report, at, kind, status, closing, message, language, author: 'staff' })
    if (shown !== words) {
      const whole = messages(FALLBACK)('update.whole', { words })
      await addEvent(within, {
        report,
        at,
        kind: 'note',
        message: whole,
        language: FALLBACK,
        author: 'system',
        body: update.body,
      })
    }
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

/** Whether what is told agrees with how a report stands, or is where it can go from there. */
function isReachable(current: Status, told: Meaning | undefined): boolean {
  if (told === undefined || told.status === current || changedStatus(current, told.status) !== undefined) return true
  return told.isVague === true && isClosed(told.status) === isClosed(current)
}

/**
 * Keeps a report open of which its own system says that it is for somebody else: a report without an owner would be lost. Staff of the body
 * read what was said and find it among what is new, to hand it over; once for each id of a source.
 */
export async function noteNotOurs(
  { report, body, source, updateId, at, description, actor }: Omit<TakenUpdate, 'meaning' | 'language'>,
  { sql }: Pick<Services, 'sql'>,
): Promise<void> {
  await sql.transaction(async (within) => {
    const current = await lockReport(within, report)
    const [known] = await within`
      select from reports.open311_update where source = ${source} and update_id = ${updateId}`
    if (known !== undefined || current === undefined || isClosed(current)) return
    const said = description.trim().slice(0, MOST_SIGNS)
    const event = await addEvent(within, {
      report,
      at,
      kind: 'note',
      message: [messages(FALLBACK)('update.notOurs'), said].filter((one) => one !== '').join('\n\n'),
      language: FALLBACK,
      author: 'system',
      body,
    })
    await within`
      insert into reports.open311_update (source, update_id, event) values (${source}, ${updateId}, ${event})`
    const deed = { actorKind: 'system', actor, action: 'reports.note', subject: `report:${report}` } as const
    await recordDeed(within, { ...deed, at, reason: 'not-ours' })
  })
}

/** The status that a report gets; undefined when it stays as it is. */
function changedStatus(current: Status, told: Status | undefined): Status | undefined {
  if (told === undefined || told === current) return undefined
  if (told === 'received') return isClosed(current) ? 'in-progress' : undefined
  return nextStatuses(current).includes(told) ? told : undefined
}
