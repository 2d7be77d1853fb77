import { formatted, HOME_TIME_ZONE, longDate, numberText, dayOf, dateAndTime } from '#core/i18n/format.ts'
import { LOCALES, type Language } from '#core/i18n/language.ts'
import type { Result } from '../model.ts'
import type { StreamRow } from '../store/shown-values.ts'
import { unitWords } from '../vocabulary/units.ts'
import { propertyOf } from '../vocabulary/vocabulary.ts'
import { messages } from './messages.ts'

/** Longer texts are cut off: the data has them whole. */
const LONGEST = 200
const NO_BREAK = '\u00A0'

type Measured = Pick<StreamRow, 'property' | 'propertyName' | 'ucum' | 'symbol'>

/** Whether numbers are counted, so that they are added up over time. */
export function isCounted({ property }: Pick<Measured, 'property'>): boolean {
  return property !== null && propertyOf(property)?.isCount === true
}

/** How the unit is written: "µg/m³"; empty for what is counted, and for parts of one. */
export function unitSign({ ucum, symbol }: Pick<Measured, 'ucum' | 'symbol'>): string {
  const sign = ucum === null ? (symbol ?? '') : unitWords(ucum).symbol
  return sign === '1' ? '' : sign
}

/** A number with its unit: "12,5 µg/m³". At most two decimals, more only for what is very small. */
export function numberWords(value: number, of: Pick<Measured, 'ucum' | 'symbol'>, language: Language): string {
  const sign = unitSign(of)
  return sign === '' ? bareNumber(value, language) : `${bareNumber(value, language)}${NO_BREAK}${sign}`
}

/** A number as the reader writes it. */
export function bareNumber(value: number, language: Language): string {
  const size = Math.abs(value)
  if (size >= 1e15) return numberText(value, language, { notation: 'scientific', maximumFractionDigits: 2 })
  if (size > 0 && size < 0.1) return numberText(value, language, { maximumSignificantDigits: 2 })
  return numberText(value, language, { maximumFractionDigits: size < 100 ? 2 : size < 1000 ? 1 : 0 })
}

/** What stands between a name and what it is: French has a space before it. */
export function colon(language: Language): string {
  return language === 'fr' ? `${NO_BREAK}: ` : ': '
}

/** A result of any kind in words; undefined when there is none. */
export function resultWords(
  result: Result,
  of: Pick<Measured, 'ucum' | 'symbol'>,
  language: Language,
): string | undefined {
  if (result.number !== null) return numberWords(result.number, of, language)
  if (result.truth !== null) return messages(language)(result.truth ? 'yes' : 'no')
  if (result.text !== null) return shortened(result.text)
  if (result.json !== null && result.json !== undefined) return shortened(JSON.stringify(result.json))
  return undefined
}

function shortened(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`
}

/** How long ago something was: "10 minuten geleden"; longer than two months ago, its day. What is still to come is now. */
export function ageWords(at: Temporal.Instant, now: Temporal.Instant, language: Language): string {
  const minutes = Math.max(0, Math.floor((now.epochMilliseconds - at.epochMilliseconds) / 60_000))
  const hours = Math.floor(minutes / 60)
  const words = relativeWords(language)
  if (minutes < 90) return words.format(-minutes, 'minute')
  if (hours < 48) return words.format(-hours, 'hour')
  const days = Math.floor(hours / 24)
  return days <= 60 ? words.format(-days, 'day') : longDate(dayOf(at), language)
}

/** A moment, or a part of time by its begin and end: "2 maart 2026, 10:00–11:00". */
export function timeWords(at: Temporal.Instant, until: Temporal.Instant | null, language: Language): string {
  const begin = dateAndTime(at, language) + clockWords(at, language)
  if (until === null || until.equals(at)) return begin
  const end = clockWords(until, language)
  if (!dayOf(at).equals(dayOf(until))) return `${begin} – ${dateAndTime(until, language)}${end}`
  return `${begin}–${formatted(until, language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })}${end}`
}

/** Of an hour that clocks show twice: which of the two it is; empty for all others. */
function clockWords(moment: Temporal.Instant, language: Language): string {
  const zoned = moment.toZonedDateTimeISO(HOME_TIME_ZONE)
  const [first, second] = (['earlier', 'later'] as const).map((disambiguation) =>
    zoned.toPlainDateTime().toZonedDateTime(HOME_TIME_ZONE, { disambiguation }).toInstant(),
  )
  if (first === undefined || second === undefined || first.equals(second)) return ''
  return ` (${messages(language)(moment.equals(first) ? 'time.summer' : 'time.winter')})`
}

const known = new Map<Language, Intl.RelativeTimeFormat>()

function relativeWords(language: Language): Intl.RelativeTimeFormat {
  const found = known.get(language) ?? new Intl.RelativeTimeFormat(LOCALES[language], { numeric: 'always' })
  known.set(language, found)
  return found
}
