import { LOCALES, type Language } from './language.ts'

/** The time zone of the people of the region. Storage is UTC. */
export const HOME_TIME_ZONE = 'Europe/Brussels'

/** "22 november 2026" */
export function longDate(date: Temporal.PlainDate | Temporal.Instant, language: Language): string {
  const options: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', year: 'numeric' }
  return date instanceof Temporal.Instant
    ? date.toLocaleString(LOCALES[language], { ...options, timeZone: HOME_TIME_ZONE })
    : date.toLocaleString(LOCALES[language], options)
}

/** "22 november 2026, 14:05", Brussels time. */
export function dateAndTime(instant: Temporal.Instant, language: Language): string {
  const time = instant.toLocaleString(LOCALES[language], {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: HOME_TIME_ZONE,
  })
  return `${longDate(instant, language)}, ${time}`
}

/** "1.234,5": at most `digits` decimals. */
export function decimal(value: number, language: Language, digits = 0): string {
  return value.toLocaleString(LOCALES[language], { maximumFractionDigits: digits })
}

/** The day on which an instant falls in Brussels. */
export function dayOf(instant: Temporal.Instant): Temporal.PlainDate {
  return instant.toZonedDateTimeISO(HOME_TIME_ZONE).toPlainDate()
}
