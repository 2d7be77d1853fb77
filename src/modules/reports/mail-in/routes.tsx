import { z } from 'zod'
import { recordDeed } from '#core/audit/audit.ts'
import { guessLanguage } from '#core/i18n/guess-language.ts'
import { Problem } from '#core/problem.ts'
import { page, seeOther } from '#web/answer.ts'
import { route, type Context } from '#web/route.ts'
import { beginDraft } from '../report-form/draft.ts'
import { bodiesWith } from '../staff/filter.ts'
import { findReport } from '../store/find.ts'
import { LettersPage } from './letters-page.tsx'
import { messages } from './messages.ts'
import { noteOf } from './read-letter.ts'
import { findLetter, listLetters, reportOfLetter, setBegun, setDone, type LetterIn } from './store.ts'
import { BegunPage, TakenPage } from './taken-page.tsx'

const SHOWN = 50
const path = '/:language/staff/mail'
const OfLetter = z.object({ letter: z.uuid() })

/** Letters that came in by e-mail: the desk makes a report of each in the same form as every other. */
export const mailRoutes = [
  route({
    method: 'GET',
    path,
    summary: 'Letters that came in by e-mail and wait for a report',
    may: 'reports.handle',
    input: z.object({ discarded: z.uuid().optional().catch(undefined) }),
    handle: async ({ discarded }, context) => {
      const bodies = bodiesWith('reports.handle', context.visitor) ?? []
      const letters = await listLetters(context.sql, bodies, SHOWN)
      for (const letter of letters) await recordLook(letter, 'reports.read-letter', context)
      const answered = new Map<string, number>()
      for (const letter of letters) {
        const number = await answeredBy(letter, context)
        if (number !== undefined) answered.set(letter.id, number)
      }
      return page(<LettersPage view={context.view} letters={letters} answered={answered} discarded={discarded} />)
    },
  }),
  route({
    method: 'POST',
    path: `${path}/:letter`,
    summary: 'Begin a report with the words of a letter, put the letter aside, or put it back',
    may: 'reports.handle',
    input: OfLetter.extend({ do: z.enum(['make', 'go-on', 'discard', 'restore']) }),
    // A form that is begun belongs to whoever holds its address, and to no body yet.
    unwalled:
      'A form in progress stands behind its secret address, outside the walls; the letter is asked for by the own bodies',
    handle: async ({ letter: id, do: what }, context) => {
      const { sql, clock, language, visitor } = context
      const letter = await findLetter(sql, bodiesWith('reports.handle', visitor) ?? [], id)
      if (letter === undefined) throw new Problem('letter-not-found', 404, messages.say('gone'))
      const isMaking = what === 'make' || what === 'go-on'
      const number = isMaking ? await reportOfLetter(sql, id) : null
      if (number !== null) return { ...page(<TakenPage view={context.view} number={number} />), status: 409 }
      if (what === 'make' && letter.begunAt !== null && isRecent(letter.begunAt, clock()))
        return { ...page(<BegunPage view={context.view} letter={id} begunAt={letter.begunAt} />), status: 409 }
      await recordLook(letter, `reports.${isMaking ? 'make' : what}-letter`, context)
      // Of one that becomes a report it is done once that is sent: who stops halfway loses nothing.
      if (isMaking) await setBegun(sql, id, clock())
      else await setDone(sql, id, what === 'restore' ? null : clock())
      if (!isMaking) return seeOther(`/${language}/staff/mail${what === 'discard' ? `?discarded=${id}` : ''}`)
      const note = noteOf(letter)
      const draft = await beginDraft(context, {
        note,
        noteLanguage: guessLanguage(note),
        channel: 'email',
        letter: id,
        ...(letter.senderName && { name: letter.senderName }),
        ...(letter.senderEmail && { email: letter.senderEmail }),
        ...(letter.photo !== null && { photo: letter.photo }),
      })
      return seeOther(`/${language}/reports/new?draft=${draft}`)
    },
  }),
]

/** Who began so short a time ago may still be at it. */
function isRecent(begunAt: Temporal.Instant, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(begunAt.add({ hours: 1 }), now) > 0
}

/** The report that a letter seems to be about: its number stands in the subject, and whoever made it wrote the letter. */
async function answeredBy({ subject, senderEmail, body }: LetterIn, { sql }: Context): Promise<number | undefined> {
  const [number] = /\d{4,9}/.exec(subject) ?? []
  if (number === undefined || senderEmail === '') return undefined
  const report = await findReport(sql, { number: Number(number), bodies: [body] })
  return report?.reporterEmail?.toLowerCase() === senderEmail.toLowerCase() ? report.number : undefined
}

/** Who of the staff read whose letter is accounted for. */
async function recordLook({ id }: LetterIn, action: string, { sql, clock, visitor }: Context): Promise<void> {
  await sql.transaction((within) =>
    recordDeed(within, {
      at: clock(),
      actorKind: 'staff',
      actor: visitor?.id ?? '',
      action,
      subject: `letter-in:${id}`,
    }),
  )
}
