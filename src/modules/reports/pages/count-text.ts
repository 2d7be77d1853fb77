import type { Language } from '#core/i18n/language.ts'
import { messages } from '../messages.ts'
import { MOST_COUNTED } from '../store/find.ts'

/** How many reports there are, in words; above what is counted, "more than". */
export function countText(total: number, language: Language): string {
  const t = messages(language)
  return total > MOST_COUNTED ? t('list.countMore', { count: MOST_COUNTED }) : t('list.count', { count: total })
}
