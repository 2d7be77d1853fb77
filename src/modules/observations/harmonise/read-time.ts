/** What a text says of a time: microseconds on the clock that it shows, and how many minutes that clock is ahead of UTC, if told. */
export interface ClockTime {
  readonly clock: number
  readonly offset: number | undefined
}

/** Reads times of one pattern; undefined for what is no such time. */
export type ReadTime = (text: string) => ClockTime | undefined

const MINUTE = 60_000_000
const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?\s?(Z|[+-]\d\d(?::?\d\d)?)?$/

/** Signs of Unicode TR 35 and what they match: a doubled sign asks for two digits, a single one takes one or two. */
const SIGNS: Readonly<Record<string, string>> = {
  yyyy: '(?<year>\\d{4})',
  MM: '(?<month>\\d\\d)',
  M: '(?<month>\\d{1,2})',
  dd: '(?<day>\\d\\d)',
  d: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d\\d)',
  H: '(?<hour>\\d{1,2})',
  hh: '(?<hour>\\d\\d)',
  h: '(?<hour>\\d{1,2})',
  mm: '(?<minute>\\d\\d)',
  ss: '(?<second>\\d\\d)',
  SSS: '(?<fraction>\\d{1,9})',
  a: '(?<half>AM|PM)',
  XXX: '(?<offset>Z|[+-]\\d\\d:?\\d\\d)',
}

/** A reader for `iso` (ISO 8601, with a space for the T too), or for a pattern. Throws a RangeError for a pattern without a day. */
export function timeReader(pattern: string): ReadTime {
  if (pattern === 'iso') return readIso
  const source = pattern.replace(
    /yyyy|MM?|dd?|HH?|hh?|mm|ss|SSS|a|XXX|[^]/g,
    (sign) => SIGNS[sign] ?? sign.replace(/[\\^$.*+?()[\]{}|/-]/, String.raw`\$&`),
  )
  for (const needed of ['year', 'month', 'day'])
    if (!source.includes(`<${needed}>`)) throw new RangeError(`The pattern "${pattern}" has no ${needed}.`)
  const expression = new RegExp(`^${source}$`, 'i')
  return (text) => {
    const {
      year,
      month,
      day,
      hour = '0',
      minute = '0',
      second = '0',
      fraction = '',
      half,
      offset,
    } = expression.exec(text)?.groups ?? {}
    if (year === undefined) return undefined
    if (half !== undefined && (Number(hour) < 1 || Number(hour) > 12)) return undefined
    const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toUpperCase() === 'PM' ? 12 : 0)
    return clockTime(
      [Number(year), Number(month), Number(day), hours, Number(minute), Number(second)],
      fraction,
      offset,
    )
  }
}

/** Reads a time as ISO 8601 writes it. */
export function readIso(text: string): ClockTime | undefined {
  const match = ISO.exec(text)
  if (match === null) return undefined
  const [, year, month, day, hour, minute, second, fraction, offset] = match
  return clockTime(
    [Number(year), Number(month), Number(day), Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0)],
    fraction ?? '',
    offset,
  )
}

type Parts = readonly [year: number, month: number, day: number, hour: number, minute: number, second: number]

function clockTime(
  [year, month, day, hour, minute, second]: Parts,
  fraction: string,
  offset?: string,
): ClockTime | undefined {
  if (hour > 24 || minute > 59 || second > 59 || month < 1 || month > 12 || day < 1) return undefined
  // 24:00 is the midnight that ends the day (ISO 8601).
  if (hour === 24 && (minute > 0 || second > 0)) return undefined
  const midnight = Date.UTC(year, month - 1, day)
  if (day > 28 && new Date(midnight).getUTCDate() !== day) return undefined
  const micro = fraction === '' ? 0 : Math.floor(Number(`0.${fraction}`) * 1e6 + 1e-3)
  const clock = midnight * 1000 + (hour * 60 + minute) * MINUTE + second * 1e6 + micro
  return { clock, offset: offset === undefined ? undefined : minutesOf(offset) }
}

function minutesOf(offset: string): number {
  if (offset === 'Z' || offset === 'z') return 0
  const hours = Number(offset.slice(1, 3))
  const minutes = Number(offset.slice(3).replace(':', '') || 0)
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}
