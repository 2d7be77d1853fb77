import { guessLanguage } from '#core/i18n/guess-language.ts'
import type { Language } from '#core/i18n/language.ts'
import type { Context } from '#web/route.ts'
import type { Answers } from '../report-form/answers.ts'
import { bodiesWith } from '../staff/filter.ts'
import { findLetter } from './store.ts'

/**
 * The words of the letter of which a report is made, for whoever fills in the form: where it is mostly stands in them. The whole letter for staff of
 * the body that got it; for anybody else who holds the address of the form, what went into the form. Undefined for a form without a letter.
 */
export async function wordsOfLetter(
  { letter: id, note }: Answers,
  { sql, visitor }: Pick<Context, 'sql' | 'visitor'>,
): Promise<{ readonly text: string; readonly language: Language | undefined } | undefined> {
  if (id === undefined) return undefined
  const letter = await findLetter(sql, bodiesWith('reports.handle', visitor) ?? [], id)
  const words = letter === undefined ? (note ?? '') : `${letter.subject}\n\n${letter.text}`
  const text = words.trim()
  return text === '' ? undefined : { text, language: guessLanguage(text) }
}
