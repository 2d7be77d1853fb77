import type { Language } from '#core/i18n/language.ts'
import { REFUSALS } from '../harmonise/refusal.ts'
import { messages } from './messages.ts'

/** Why something was refused, in plain words; `reason` is a code of `harmonise/refusal.ts`, also one that was kept by an older version. */
export function refusalWords(reason: string, language: Language): string {
  return messages(language)(isCode(reason) ? `refusal.${reason}` : 'refusal.other')
}

function isCode(reason: string): reason is keyof typeof REFUSALS {
  return Object.hasOwn(REFUSALS, reason)
}
