import { z } from 'zod'
import { recordDeed, type Deed } from '#core/audit/audit.ts'
import { wordsIn } from '#core/search/fold.ts'
import { announce } from '#core/outbox/outbox.ts'
import type { Context } from '#web/route.ts'
import { nextStatuses, type EventKind, type Report, type Status } from '../report.ts'
import { addEvent, isSaidAgain, lockReport } from '../store/change.ts'
import { CLOSINGS, statusOf, type Closing } from './closing.ts'

/** Who reads a message: everybody, the reporter (who then has the turn), the bodies of the report, or the own body. */
export const AUDIENCES = ['everybody', 'reporter', 'bodies', 'own'] as const
type Audience = (typeof AUDIENCES)[number]

const KINDS = { everybody: 'answer', reporter: 'question', bodies: 'between', own: 'note' } as const satisfies Record<
  Audience,
  EventKind
>
const DEEDS = {
  answer: 'reports.answer',
  question: 'reports.ask',
  between: 'reports.tell-bodies',
  note: 'reports.note',
} as const

/** What staff choose for the status: nothing, a status that leaves it open, or a reason to close it. */
const OPEN_CHOICES = ['', 'in-progress', 'waiting'] as const
const CLOSE_CHOICES = CLOSINGS.map((closing) => `close.${closing}` as const)
type StatusChoice = (typeof OPEN_CHOICES)[number] | (typeof CLOSE_CHOICES)[number]

/** The form below a report. */
export const Handling = z
  .object({
    number: z.coerce.number().int().positive(),
    status: z.enum([...OPEN_CHOICES, ...CLOSE_CHOICES], { error: 'staff.statusWrong' }).default(''),
    message: z.string().trim().max(4000, { error: 'staff.messageTooLong' }).default(''),
    audience: z.enum(AUDIENCES).catch('everybody').default('everybody'),
    checked: z.enum(['', 'yes']).catch('').default(''),
    template: z.string().max(60).catch('').default(''),
    fill: z.enum(['', 'yes']).catch('').default(''),
  })
  .refine(({ status, audience, fill }) => fill !== '' || status === '' || audience === 'everybody', {
    path: ['audience'],
    error: 'staff.internalWrong',
  })
  .refine(({ status, message, fill }) => fill !== '' || status === '' || message !== '', {
    path: ['message'],
    error: 'staff.messageNeeded',
  })
  // Closed must be earned: with a sentence, not with a full stop.
  .refine(({ status, message, fill }) => fill !== '' || !status.startsWith('close.') || isSentence(message), {
    path: ['message'],
    error: 'staff.sentenceNeeded',
  })
  .refine(({ status, message, fill }) => fill !== '' || status !== '' || message !== '', {
    path: ['message'],
    error: 'staff.nothing',
  })
/** Two words are the shortest sentence that tells something: "Lamp vervangen". */
export function isSentence(text: string): boolean {
  return wordsIn(text).length >= 2
}

export type Handling = z.output<typeof Handling>

/** The status, and the reason when it closes the report. */
export function chosenStatus(choice: StatusChoice): { status?: Status; closing?: Closing } {
  const closing = CLOSINGS.find((one) => choice === `close.${one}`)
  if (closing !== undefined) return { status: statusOf(closing), closing }
  return choice === 'in-progress' || choice === 'waiting' ? { status: choice } : {}
}

/**
 * Writes what staff say and do in one transaction with the deed and the letter. Gives false, and writes nothing, when the report is no
 * longer where the form found it. `body`: for which body the visitor acts; only whose report it is changes the status.
 */
export async function handleReport(
  report: Report,
  {
    status: choice,
    message,
    audience,
    photo,
  }: Pick<Handling, 'status' | 'message' | 'audience'> & { photo?: string | undefined },
  body: string,
  context: Context,
): Promise<boolean> {
  const { sql, clock, language, visitor } = context
  const { status, closing } = chosenStatus(choice)
  const asked = audience === 'reporter' ? ('waiting' as const) : undefined
  return sql.transaction(async (within) => {
    const current = await lockReport(within, report.id)
    const isOwner = report.body === body
    if (isOwner && current === undefined) return false
    if (status !== undefined && (!isOwner || current === undefined || !nextStatuses(current).includes(status)))
      return false
    const kind = status === undefined ? KINDS[audience] : 'status'
    const said = { report: report.id, at: clock(), kind, message, author: 'staff', person: visitor?.id } as const
    if (photo === undefined && (await isSaidAgain(within, said))) return true
    const event = await addEvent(within, {
      ...said,
      status: status ?? (current !== undefined && nextStatuses(current).includes('waiting') ? asked : undefined),
      closing,
      language,
      body,
      photo,
    })
    const action = kind === 'status' ? 'reports.change-status' : DEEDS[kind]
    await recordDeed(within, { ...deedOn(report, action, context), reason: closing ?? status ?? '' })
    if (audience === 'everybody' || audience === 'reporter')
      await announce(within, 'reports.report-answered', { report: report.id, event })
    return true
  })
}

/** The line in the audit log about something that staff did with a report. */
export function deedOn({ id, municipality }: Report, action: string, { clock, visitor }: Context): Deed {
  return { at: clock(), actorKind: 'staff', actor: visitor?.id ?? '', action, subject: `report:${id}`, municipality }
}
