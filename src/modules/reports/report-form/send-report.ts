import { recordDeed } from '#core/audit/audit.ts'
import { mailboxOf } from '#core/mail/mail.ts'
import { announce } from '#core/outbox/outbox.ts'
import type { Limit } from '#core/throttle/throttle.ts'
import { holdResident } from '#modules/region/public.ts'
import type { Context } from '#web/route.ts'
import { assetOfAnswers, noteWithNumber } from '../assets/chosen.ts'
import { holdLetter, setReport } from '../mail-in/store.ts'
import { keepPassed } from '../open311/server-id.ts'
import { letGovernmentFollow, routedFields } from '../routing/routed-report.ts'
import { addReports } from '../store/change.ts'
import { markSent } from '../store/drafts.ts'
import { answerLanguage, type Answers } from './answers.ts'
import { takesIn } from './form-words.ts'
import { ownerOfAnswers } from './which.ts'

type Complete = Answers & Required<Pick<Answers, 'where' | 'note' | 'category'>>

const HOUR = 3600
/** Letters about new reports to one address, asked for from one network: nobody floods the mailbox of somebody else. */
const LETTERS_FROM_NETWORK: Limit = {
  purpose: 'report-letter-from',
  free: 10,
  firstPauseSeconds: 120,
  longestPauseSeconds: 2 * HOUR,
  forgetSeconds: 24 * HOUR,
}
/** The same from everywhere together. */
export const LETTERS: Limit = { ...LETTERS_FROM_NETWORK, purpose: 'report-letter', free: 50 }

/** What became of it; a number: of the report that was made of the same letter before. */
export type Sent = 'sent' | 'asked' | { readonly number: number }

/**
 * Makes the report out of a complete form and tells the house about it. The form is emptied in the same transaction;
 * one that was sent a moment ago by another request makes no second report. Too many for one address is the `Problem`
 * `too-many-tries` (429); the form stays. `asked` when rules changed meanwhile and a question must be answered first; when a colleague made a
 * report of the same letter, which one that is.
 */
export async function sendReport(draftId: string, answers: Complete, context: Context): Promise<Sent> {
  const { sql, clock, language, visitor } = context
  const now = clock()
  const { where, category, photo, name, email, phone, channel, via } = answers
  const routed = await ownerOfAnswers(answers, context)
  const asset = await assetOfAnswers(answers, context)
  if (routed.kind === 'asked') return 'asked'
  await countLetter(email, context)
  return sql.transaction(async (transaction): Promise<Sent> => {
    // Held first: of two who send a report of one letter the second finds that it is done.
    const held = answers.letter === undefined ? undefined : await holdLetter(transaction, answers.letter)
    if (held?.number != null) return { number: held.number }
    // Held, so that who erases their file at this moment erases this report too.
    const owner = visitor?.owner?.resident
    const resident = owner !== undefined && (await holdResident(transaction, owner)) ? owner : undefined
    if (!(await markSent(transaction, draftId, now))) return 'sent'
    const [report] = await addReports(transaction, [
      {
        // Of a place that was only named, the thing tells the point.
        ...(asset !== undefined && { lon: asset.lon, lat: asset.lat }),
        ...where,
        asset,
        postalCode: where.postalCode || answers.part || '',
        ...(await routedFields(transaction, routed, { category, now })),
        note: noteWithNumber(answers, language),
        category,
        photo: photo || undefined,
        channel: via ? 'open311' : ((takesIn(visitor) ? channel : undefined) ?? 'web'),
        source: via?.source,
        sourceId: via?.sourceId,
        // Who takes in a letter or a call answers it in the language of who wrote or called.
        language: (takesIn(visitor) ? answerLanguage(answers) : undefined) ?? language,
        receivedAt: now,
        reporterName: name || undefined,
        reporterEmail: email || undefined,
        reporterPhone: phone || undefined,
        resident,
        draft: draftId,
      },
    ])
    if (report === undefined) return 'sent'
    if (via?.passed !== undefined) await keepPassed(transaction, report.id, via.passed)
    const { municipality } = where
    await letGovernmentFollow(transaction, { report: report.id, municipality, body: routed.body, now })
    if (takesIn(visitor))
      await recordDeed(transaction, {
        at: now,
        actorKind: 'staff',
        actor: visitor?.id ?? '',
        action: 'reports.take-in',
        subject: `report:${report.id}`,
        municipality: where.municipality,
        reason: channel,
      })
    if (answers.letter !== undefined) await setReport(transaction, answers.letter, report.id, now)
    await announce(transaction, 'reports.report-received', { report: report.id })
    return 'sent'
  })
}

async function countLetter(email: string | undefined, { throttle, caller, visitor }: Context): Promise<void> {
  if (!email || takesIn(visitor) || email.toLowerCase() === visitor?.owner?.email) return
  const mailbox = mailboxOf(email)
  await throttle.count(LETTERS_FROM_NETWORK, `${mailbox} ${caller.network}`)
  await throttle.count(LETTERS, mailbox)
}
