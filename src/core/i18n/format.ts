import { LOCALES, type Language } from './language.ts'

/** The time zone of the people of the region. Storage is UTC. */
export const HOME_TIME_ZONE = 'Europe/Brussels'

const LONG = { day: 'numeric', month: 'long', year: 'numeric' } as const
const SHORT = { day: 'numeric', month: 'short', year: 'numeric' } as const
const TIME = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

/** "22 november 2026" */
export function longDate(date: Temporal.PlainDate | Temporal.Instant, language: Language): string {
  return formatted(date, language, LONG)
}

/** "22 nov 2026", for tables and other narrow places. */
export function shortDate(date: Temporal.PlainDate | Temporal.Instant, language: Language): string {
  return formatted(date, language, SHORT)
}

/** "22 november 2026, 14:05", Brussels time. */
export function dateAndTime(instant: Temporal.Instant, language: Language): string {
  return `${longDate(instant, language)}, ${formatted(instant, language, TIME)}`
}

/** "1.234,5": at most `digits` decimals. */
export function decimal(value: number, language: Language, digits = 0): string {
  return numberText(value, language, { maximumFractionDigits: digits })
}

/** A number as the reader writes it, in the way that is asked for. */
export function numberText(value: number, language: Language, options: Intl.NumberFormatOptions): string {
  const id = `${language} ${JSON.stringify(options)}`
  const formatter = numberFormatters.get(id) ?? new Intl.NumberFormat(LOCALES[language], options)
  numberFormatters.set(id, formatter)
  return formatter.format(value)
}

/** The day on which an instant falls in Brussels. */
export function dayOf(instant: Temporal.Instant): Temporal.PlainDate {
  return instant.toZonedDateTimeISO(HOME_TIME_ZONE).toPlainDate()
}

/** Making a formatter takes a hundred times as long as using it, and there are few kinds: they are kept. */
const formatters = new Map<string, Intl.DateTimeFormat>()
const numberFormatters = new Map<string, Intl.NumberFormat>()

/** A day or a moment (Brussels time) as the reader writes it, with the parts that are asked for. */
export function formatted(
  date: Temporal.PlainDate | Temporal.Instant,
  language: Language,
  options: Intl.DateTimeFormatOptions,
): string {
  // A day without a time belongs to no zone: as midnight UTC, read in UTC, it stays that day.
  const isMoment = date instanceof Temporal.Instant
  const timeZone = isMoment ? HOME_TIME_ZONE : 'UTC'
  const moment = isMoment ? date : date.toZonedDateTime('UTC').toInstant()
  const id = `${language} ${timeZone} ${JSON.stringify(options)}`
  const formatter = formatters.get(id) ?? new Intl.DateTimeFormat(LOCALES[language], { ...options, timeZone })
  formatters.set(id, formatter)
  return formatter.format(moment.epochMilliseconds)
}
