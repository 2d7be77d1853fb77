/** The languages of the square, in the order in which they are offered. Dutch first. */
export const LANGUAGES = ['nl', 'fr', 'en', 'de'] as const
export type Language = (typeof LANGUAGES)[number]

/** The language of last resort: what is not translated is shown in it, marked with `lang`. */
export const FALLBACK: Language = 'nl'

/** The name of each language, in that language, for the language switch. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  nl: 'Nederlands',
  fr: 'Français',
  en: 'English',
  de: 'Deutsch',
}

/** The locale for dates and numbers: Belgian usage, 24-hour clock, English as written in Ireland (day before month). */
export const LOCALES: Readonly<Record<Language, string>> = { nl: 'nl-BE', fr: 'fr-BE', en: 'en-IE', de: 'de-BE' }

export function isLanguage(text: unknown): text is Language {
  return LANGUAGES.some((language) => language === text)
}

/** The best language for an `Accept-Language` header; the fallback when none fits. Quality values count (RFC 9110 §12.5.4). */
export function preferredLanguage(header: string | undefined): Language {
  const wishes = (header ?? '').split(',').map((part, position) => {
    const [tag = '', ...parameters] = part.trim().split(';')
    const quality = Number(
      parameters
        .find((p) => p.trim().startsWith('q='))
        ?.trim()
        .slice(2) ?? 1,
    )
    return { language: tag.slice(0, 2).toLowerCase(), quality: Number.isFinite(quality) ? quality : 0, position }
  })
  const best = wishes
    .filter(({ language, quality }) => isLanguage(language) && quality > 0)
    .toSorted((a, b) => b.quality - a.quality || a.position - b.position)[0]
  return isLanguage(best?.language) ? best.language : FALLBACK
}

/** The language that was kept of somebody; that of the region when it is none of ours any more. */
export function keptLanguage(kept: string): Language {
  return isLanguage(kept) ? kept : FALLBACK
}
