import { decimal } from '#core/i18n/format.ts'
import type { Language } from '#core/i18n/language.ts'
import { messages } from '../messages.ts'
import type { Standing } from '../standing.ts'

/** What is around a station, each as a word or two. */
export function sitingWords(
  { area, influence }: Partial<Pick<Standing, 'area' | 'influence'>>,
  language: Language,
): string[] {
  const t = messages(language)
  return [...(area ? [t(`area.short.${area}`)] : []), ...(influence ? [t(`influence.short.${influence}`)] : [])]
}

/** How a station stands, in a line; undefined when nobody said anything. */
export function standingWords(
  { outdoors, heightMetres, area, influence }: Standing,
  language: Language,
): string | undefined {
  const t = messages(language)
  const words = [
    ...(outdoors === null ? [] : [t(outdoors ? 'standing.outside' : 'standing.inside')]),
    ...(heightMetres === null ? [] : [t('standing.metres', { height: decimal(heightMetres, language, 2) })]),
    ...sitingWords({ area, influence }, language),
  ]
  return words.length === 0 ? undefined : words.join(', ')
}
