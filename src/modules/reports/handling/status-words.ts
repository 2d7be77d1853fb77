import type { Language } from '#core/i18n/language.ts'
import { messages as reports } from '../messages.ts'
import type { Status } from '../report.ts'
import type { Closing } from './closing.ts'
import { messages } from './messages.ts'

/** How far a report is, with why it was closed: "Opgelost – Hersteld". */
export function statusWords(status: Status, closing: Closing | null, language: Language): string {
  const named = reports(language)(`status.${status}`)
  return closing === null || closing === 'before' ? named : `${named} – ${messages(language)(`closing.${closing}`)}`
}
