import { LOCALES, type Language } from '#core/i18n/language.ts'
import { propertyOf } from './vocabulary/vocabulary.ts'

/** What is known of the name of a datastream (`observations.called` of the database). */
export interface Called {
  readonly name: string
  /** Name of its thing. */
  readonly thing: string
  /** Our word for what it measures; null where we have none. */
  readonly property: string | null
  readonly propertyName: string
  /** Whether its thing measures the same more than once, such as in two directions. */
  readonly isTwice: boolean
}

/** What a datastream is called, for people: what it measures and where, "Luchttemperatuur, Teller acht". */
export function titleOf(called: Called, language: Language): string {
  const what = called.isTwice ? ownWords(called, called.thing, language) : propertyWords(called, language)
  return `${what}, ${called.thing}`
}

/** What is measured, in the reader's language where we have a word for it, with a capital letter. */
export function propertyWords(
  { property, propertyName }: Pick<Called, 'property' | 'propertyName'>,
  language: Language,
): string {
  return capital((property === null ? undefined : propertyOf(property)?.label[language]) ?? propertyName, language)
}

/** What a datastream calls itself, without the name of its thing before it. */
export function ownWords(
  called: Pick<Called, 'name' | 'property' | 'propertyName'>,
  thing: string,
  language: Language,
): string {
  const { name } = called
  const own = name.startsWith(thing) ? name.slice(thing.length).replace(/^[\s:,;–-]+/, '') : name
  return own === '' ? propertyWords(called, language) : capital(own, language)
}

function capital(text: string, language: Language): string {
  return text.charAt(0).toLocaleUpperCase(LOCALES[language]) + text.slice(1)
}
