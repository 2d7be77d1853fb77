import type { Language } from '#core/i18n/language.ts'
import type { Closing } from './handling/closing.ts'
import { messages as handling } from './handling/messages.ts'
import { messages } from './messages.ts'
import { messages as open311 } from './open311/messages.ts'
import type { Status } from './report.ts'

/** How far a report is, in words. What another system closed without saying how, is not told as solved, nor as left undone. */
export function statusWords(
  { status, closing }: { readonly status: Status; readonly closing: Closing | null },
  language: Language,
): string {
  return isClosedElsewhere({ status, closing })
    ? open311(language)('closedElsewhere')
    : messages(language)(`status.${status}`)
}

/** Whether another system closed it without saying whether it was solved. */
export function isClosedElsewhere({ status, closing }: { readonly status: Status; readonly closing: Closing | null }) {
  return status === 'refused' && closing === 'elsewhere'
}

/** As `statusWords`, with why it was closed: "Opgelost – Hersteld". */
export function statusWithReason(
  { status, closing }: { readonly status: Status; readonly closing: Closing | null },
  language: Language,
): string {
  const named = statusWords({ status, closing }, language)
  if (closing === null || closing === 'before' || closing === 'elsewhere') return named
  return `${named} – ${handling(language)(`closing.${closing}`)}`
}
