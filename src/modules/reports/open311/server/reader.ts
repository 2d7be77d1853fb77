import { isLanguage, type Language } from '#core/i18n/language.ts'
import type { Context } from '#web/route.ts'

/** The language of an answer: the one that `locale` names (`fr`, `fr-BE`), else that of `Accept-Language`. */
export function languageOf(locale: string | undefined, { language }: Pick<Context, 'language'>): Language {
  const named = locale?.slice(0, 2).toLowerCase()
  return isLanguage(named) ? named : language
}
