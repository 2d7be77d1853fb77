import type { Extra } from '../batch.ts'
import { EARLIEST, LATEST, microsecondsOf } from '../model.ts'
import { LARGEST, MOST_TEXT } from './read-result.ts'
import { readIso } from './read-time.ts'

/** An observation as a batch holds it. */
export interface ReadObservation {
  readonly at: number
  readonly until: number
  readonly number: number
  readonly extra: Extra | undefined
}

/** The members of an observation as SensorThings has them, as they came. */
export interface SentObservation {
  readonly phenomenonTime?: unknown
  readonly result?: unknown
  readonly resultTime?: unknown
  readonly resultQuality?: unknown
  readonly validTime?: unknown
  readonly parameters?: unknown
  /** Id of the FeatureOfInterest. */
  readonly feature?: number | undefined
}

/** Larger results and parameters belong in a file. */
const MOST_JSON = 100_000

/**
 * Reads an observation of SensorThings (OGC 18-088 §8.2.7); a sentence when it cannot be understood. Without `phenomenonTime` it is about
 * now. A number that stands for nothing at its source must be left out there: it is no result.
 */
export function readObservation(sent: SentObservation, now: Temporal.Instant): ReadObservation | string {
  const about =
    sent.phenomenonTime === undefined || sent.phenomenonTime === null
      ? { at: microsecondsOf(now), until: Number.NaN }
      : readInterval(sent.phenomenonTime)
  if (typeof about === 'string') return `phenomenonTime ${about}`
  const extra: { -readonly [Name in keyof Extra]: Extra[Name] } = {}
  let hasMore = false
  const { result } = sent
  let number = Number.NaN
  if (typeof result === 'number') {
    if (!(Math.abs(result) <= LARGEST)) return `result is no number of at most ${LARGEST}`
    number = result
  } else {
    if (result === undefined || result === null) return 'result is missing'
    hasMore = true
    if (typeof result === 'boolean') extra.truth = result
    else if (typeof result === 'string') {
      if (result.length > MOST_TEXT) return `result is longer than ${MOST_TEXT} signs`
      extra.text = plain(result)
    } else {
      const json = readJson(result)
      if (json === undefined) return `result is larger than ${MOST_JSON} signs`
      extra.json = json
    }
  }
  if (sent.resultTime !== undefined && sent.resultTime !== null) {
    const resultAt = typeof sent.resultTime === 'string' ? readMoment(sent.resultTime) : undefined
    if (resultAt === undefined) return 'resultTime is no time with a zone between 1900 and 2100'
    extra.resultAt = resultAt
    hasMore = true
  }
  if (sent.validTime !== undefined && sent.validTime !== null) {
    const valid = readInterval(sent.validTime)
    if (typeof valid === 'string') return `validTime ${valid}`
    if (Number.isNaN(valid.until)) return 'validTime is an interval: two times with a slash between them'
    extra.validFrom = valid.at
    extra.validUntil = valid.until
    hasMore = true
  }
  for (const [name, to] of [
    ['resultQuality', 'quality'],
    ['parameters', 'parameters'],
  ] as const) {
    const value = sent[name]
    if (value === undefined || value === null) continue
    if (name === 'parameters' && (typeof value !== 'object' || Array.isArray(value))) return 'parameters is an object'
    const json = readJson(value)
    if (json === undefined) return `${name} is larger than ${MOST_JSON} signs`
    Object.assign(extra, { [to]: json })
    hasMore = true
  }
  if (sent.feature !== undefined) {
    extra.feature = sent.feature
    hasMore = true
  }
  return { ...about, number, extra: hasMore ? extra : undefined }
}

function readInterval(value: unknown): { readonly at: number; readonly until: number } | string {
  if (typeof value !== 'string' || value.length > 100) return 'is no text with a time'
  const slash = value.indexOf('/')
  const at = readMoment(slash < 0 ? value : value.slice(0, slash))
  const until = slash < 0 ? Number.NaN : readMoment(value.slice(slash + 1))
  if (at === undefined || until === undefined)
    return 'is no time with a zone between 1900 and 2100, such as 2026-03-02T11:00:00Z'
  return until < at ? 'ends before it begins' : { at, until: until === at ? Number.NaN : until }
}

/** A moment that tells its zone, in microseconds since 1970. */
export function readMoment(text: string): number | undefined {
  const found = readIso(text)
  if (found?.offset === undefined) return undefined
  const moment = found.clock - found.offset * 60_000_000
  return moment >= EARLIEST && moment < LATEST ? moment : undefined
}

function readJson(value: unknown): unknown {
  const text = JSON.stringify(value)
  if (text.length > MOST_JSON) return undefined
  return text.includes('\\u0000') || text.includes('\\ud')
    ? (JSON.parse(
        JSON.stringify(value, (_name, one: unknown) => (typeof one === 'string' ? plain(one) : one)).replaceAll(
          '\\u0000',
          '',
        ),
      ) as unknown)
    : value
}

/** A text without what PostgreSQL refuses: the sign NUL and halves of pairs. */
function plain(text: string): string {
  return text.replaceAll('\0', '').toWellFormed()
}
