import { guessLanguage } from '#core/i18n/guess-language.ts'
import type { Language } from '#core/i18n/language.ts'
import type { Answers } from './answers.ts'

/**
 * In which language the words of a form are, for marking them: that of the page on which they were typed, and of a letter the one in
 * which it seems to be written. Undefined when nobody can tell. Words that stayed as they were stay in their language, whatever
 * page they are sent from.
 */
export function languageOfNote(note: string, answers: Answers, page: Language): Language | undefined {
  if (answers.note !== undefined && plain(note) === plain(answers.note)) return answers.noteLanguage
  return answers.letter === undefined ? page : guessLanguage(note)
}

/** A browser sends other line ends than it was given. */
function plain(text: string): string {
  return text.replaceAll('\r\n', '\n').trim()
}
