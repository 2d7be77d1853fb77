import { IntlMessageFormat } from 'intl-messageformat'
import { FALLBACK, LOCALES, type Language } from './language.ts'

/** A text that is not yet in one language: call it with the language of the reader. */
export type Localised = (language: Language) => string

/** What an ICU argument may be given. Dates and times are formatted before they go in (`#core/i18n/format.ts`). */
export type Argument = string | number

/** Says a message in one language. Keys and arguments are checked by the compiler. */
export type Translate<Keys> = <Key extends keyof Keys & string>(
  key: Key,
  ...values: Keys[Key] extends undefined ? [] : [Keys[Key]]
) => string

/** The messages of one room: `messages('nl')` gives its translator, `messages.say(key)` a text for later. */
export interface Catalog<Keys> {
  (language: Language): Translate<Keys>
  say<Key extends keyof Keys & string>(key: Key, ...values: Keys[Key] extends undefined ? [] : [Keys[Key]]): Localised
  /** The keys that exist, for tests and for messages whose key comes from data. */
  has(key: string): key is keyof Keys & string
  /** The text of a key that comes from data, for messages without arguments; undefined when there is none. */
  find(language: Language, key: string): string | undefined
}

/**
 * Makes a catalog out of one JSON object per language, each value an ICU MessageFormat 1 text.
 * `Keys` is generated beside the JSON files by `npm run build` (`messages/keys.ts`).
 * A key that a language lacks falls back to Dutch; `test/messages.test.ts` fails on it.
 */
export function catalog<Keys>(texts: Readonly<Record<Language, Readonly<Record<string, string>>>>): Catalog<Keys> {
  const parsed = new Map<string, IntlMessageFormat>()

  function format(language: Language, key: string, values?: Record<string, Argument>): string {
    const text = texts[language][key] ?? texts[FALLBACK][key]
    if (text === undefined) throw new Error(`No message has the key "${key}".`)
    // Most messages are plain text: the parser and its quoting rules are only for those with arguments.
    if (!text.includes('{') && !text.includes("'")) return text
    const id = `${language} ${key}`
    const message = parsed.get(id) ?? new IntlMessageFormat(text, LOCALES[language], undefined, { ignoreTag: true })
    parsed.set(id, message)
    return String(message.format(values))
  }

  const translators = new Map<Language, Translate<Keys>>()
  const make = (language: Language): Translate<Keys> => {
    const known = translators.get(language)
    if (known) return known
    const translate: Translate<Keys> = (key, ...values) => format(language, key, values[0] as Record<string, Argument>)
    translators.set(language, translate)
    return translate
  }
  return Object.assign(make, {
    say:
      <Key extends keyof Keys & string>(
        key: Key,
        ...values: Keys[Key] extends undefined ? [] : [Keys[Key]]
      ): Localised =>
      (language) =>
        make(language)(key, ...values),
    has: (key: string): key is keyof Keys & string => key in texts[FALLBACK],
    find: (language: Language, key: string) => (key in texts[FALLBACK] ? format(language, key) : undefined),
  })
}
