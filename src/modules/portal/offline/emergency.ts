import type { Language } from '#core/i18n/language.ts'

const FOR_ALL = [
  { number: '112', what: 'emergency.112' },
  { number: '101', what: 'emergency.101' },
  { number: '1722', what: 'emergency.1722' },
  { number: '070 245 245', what: 'emergency.poison' },
  { number: '1733', what: 'emergency.doctor' },
] as const
const IN_DUTCH = [
  { number: '1712', what: 'emergency.violence' },
  { number: '1813', what: 'emergency.suicide' },
  { number: '106', what: 'emergency.listen' },
] as const

/** Lines where people listen, in the language of who calls; where there is none, the lines in Dutch, which say so. */
const LISTENING = {
  nl: IN_DUTCH,
  en: IN_DUTCH,
  fr: [
    { number: '0800 32 123', what: 'emergency.suicide' },
    { number: '107', what: 'emergency.listen' },
  ],
  de: [{ number: '108', what: 'emergency.listen' }],
} as const satisfies Record<Language, unknown>

/** Numbers to call without internet: general in Belgium, free from any telephone. */
export function emergencyNumbers(language: Language) {
  return [...FOR_ALL, ...LISTENING[language]]
}
