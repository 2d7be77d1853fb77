import type { Language } from '#core/i18n/language.ts'
import { messages } from '../messages.ts'
import { REFUSALS, type Refusal } from './refusal.ts'

/** Why something was refused, in plain words; `reason` is a code of `refusal.ts`, also one that was kept by an older version. */
export function refusalWords(reason: string, language: Language): string {
  return messages(language)(isCode(reason) ? `refusal.${reason}` : 'refusal.other')
}

/** Why something was refused, with the text that it is about. */
export function refusalSentence({ code, detail }: Refusal, language: Language): string {
  const words = refusalWords(code, language)
  return detail === '' ? words : `${words} (${detail})`
}

function isCode(reason: string): reason is keyof typeof REFUSALS {
  return Object.hasOwn(REFUSALS, reason)
}
