import type { Extra } from '../batch.ts'
import { EARLIEST, LATEST, microsecondsOf } from '../model.ts'
import { LARGEST, MOST_TEXT } from './read-result.ts'
import { readIso } from './read-time.ts'
import { refusal, type Refusal } from './refusal.ts'

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
 * Reads an observation of SensorThings (OGC 18-088 §8.2.7); why it is refused when it cannot be understood. Without `phenomenonTime` it is about
 * now. A number that stands for nothing at its source must be left out there: it is no result.
 */
export function readObservation(sent: SentObservation, now: Temporal.Instant): ReadObservation | Refusal {
  const about =
    sent.phenomenonTime === undefined || sent.phenomenonTime === null
      ? { at: microsecondsOf(now), until: Number.NaN }
      : readInterval(sent.phenomenonTime)
  if ('code' in about) return refusal(about.code, `phenomenonTime: ${about.detail}`)
  const extra: { -readonly [Name in keyof Extra]: Extra[Name] } = {}
  let hasMore = false
  const { result } = sent
  let number = Number.NaN
  if (typeof result === 'number') {
    if (!(Math.abs(result) <= LARGEST)) return refusal('number-unknown', String(result))
    number = result
  } else {
    if (result === undefined || result === null) return refusal('result-missing')
    hasMore = true
    if (typeof result === 'boolean') extra.truth = result
    else if (typeof result === 'string') {
      if (result.length > MOST_TEXT) return refusal('text-too-long')
      extra.text = plain(result)
    } else {
      const json = readJson(result)
      if (json === undefined) return refusal('json-too-long', 'result')
      extra.json = json
    }
  }
  if (sent.resultTime !== undefined && sent.resultTime !== null) {
    const resultAt = typeof sent.resultTime === 'string' ? readMoment(sent.resultTime) : undefined
    if (resultAt === undefined) return refusal('time-unknown', `resultTime: ${JSON.stringify(sent.resultTime)}`)
    extra.resultAt = resultAt
    hasMore = true
  }
  if (sent.validTime !== undefined && sent.validTime !== null) {
    const valid = readInterval(sent.validTime)
    if ('code' in valid) return refusal(valid.code, `validTime: ${valid.detail}`)
    if (Number.isNaN(valid.until)) return refusal('valid-time-wrong', JSON.stringify(sent.validTime))
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
    if (name === 'parameters' && (typeof value !== 'object' || Array.isArray(value))) return refusal('parameters-wrong')
    const json = readJson(value)
    if (json === undefined) return refusal('json-too-long', name)
    Object.assign(extra, { [to]: json })
    hasMore = true
  }
  if (sent.feature !== undefined) {
    extra.feature = sent.feature
    hasMore = true
  }
  return { ...about, number, extra: hasMore ? extra : undefined }
}

function readInterval(value: unknown): { readonly at: number; readonly until: number } | Refusal {
  const shown = JSON.stringify(value) ?? ''
  if (typeof value !== 'string' || value.length > 100) return refusal('time-unknown', shown)
  const slash = value.indexOf('/')
  const at = readMoment(slash < 0 ? value : value.slice(0, slash))
  const until = slash < 0 ? Number.NaN : readMoment(value.slice(slash + 1))
  if (at === undefined || until === undefined) return refusal('time-unknown', shown)
  return until < at ? refusal('interval-wrong', shown) : { at, until: until === at ? Number.NaN : until }
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
