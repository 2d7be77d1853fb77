import type { Language } from '#core/i18n/language.ts'
import { messages } from './messages.ts'
import type { Scale } from './scale.ts'
import { shortValue, writtenValue, type Value } from './values.ts'

/** A figure in a table; `missing` in words where there is none. */
export function cellText(value: Value | undefined, language: Language, missing: string | undefined): string {
  return value === null || value === undefined
    ? (missing ?? messages(language)('missing'))
    : writtenValue(value, language)
}

/** The remark that a scale does not start at zero; none when it does. */
export function scaleNotes({ from, to }: Scale, language: Language): string[] {
  if (from <= 0 && to >= 0) return []
  return [messages(language)('notFromZero', { from: shortValue(from > 0 ? from : to, language) })]
}
