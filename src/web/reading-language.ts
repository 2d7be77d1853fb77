import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { FALLBACK, type Language } from '#core/i18n/language.ts'
import type { Translate } from '#core/i18n/catalog.ts'
import { messages } from './messages/messages.ts'
import type { Keys } from './messages/keys.ts'

/**
 * The language in which the part of a page around a component is read: what `lang` says, for components.
 * `<Page>` sets it; without it components speak Dutch. A part in another language sets it again, together with `lang`.
 */
export const ReadingLanguage = createContext<Language>(FALLBACK)

/** The few words that components say themselves ("Error", "Previous"), in the language of the page around them. */
export function useWords(): Translate<Keys> {
  return messages(useContext(ReadingLanguage))
}
