/** What the result of a datastream can be. A category is a word of a list, a text is any words. */
export const RESULT_KINDS = ['number', 'truth', 'category', 'text', 'json'] as const
export type ResultKind = (typeof RESULT_KINDS)[number]

/** A result of any kind, as a row has it: one of them, or none when nothing was ever told. */
export interface Result {
  readonly number: number | null
  readonly truth: boolean | null
  readonly text: string | null
  readonly json: unknown
}

/** An observation as a row has it. Moments in microseconds since 1970. */
export interface Observed extends Result {
  readonly datastream: number
  readonly at: number
  readonly turn: number
  readonly until: number | null
  readonly resultAt: number | null
}

const OM = 'http://www.opengis.net/def/observationType/OGC-OM/2.0'

/** The observation types of OGC 18-088, table 12, and what the result is then. */
export const OBSERVATION_TYPES: Readonly<Record<string, ResultKind>> = {
  [`${OM}/OM_Measurement`]: 'number',
  [`${OM}/OM_CountObservation`]: 'number',
  [`${OM}/OM_TruthObservation`]: 'truth',
  [`${OM}/OM_CategoryObservation`]: 'category',
  [`${OM}/OM_TextObservation`]: 'text',
  [`${OM}/OM_ComplexObservation`]: 'json',
  [`${OM}/OM_Observation`]: 'json',
}

/** The observation type for a kind of result. */
export function observationType(kind: ResultKind): string {
  const names = {
    number: 'Measurement',
    truth: 'TruthObservation',
    category: 'CategoryObservation',
    text: 'TextObservation',
  }
  return `${OM}/OM_${kind === 'json' ? 'Observation' : names[kind]}`
}

/** The unit of a datastream as SensorThings says it (OGC 18-088 §8.2.4): name, symbol and the address of its definition. */
export interface UnitOfMeasurement {
  readonly name: string | null
  readonly symbol: string | null
  readonly definition: string | null
}

/** How a moment is counted here: microseconds since 1970, which is what the database keeps. */
export function microsecondsOf(moment: Temporal.Instant): number {
  return Number(moment.epochNanoseconds / 1000n)
}

/** The moment of a count of microseconds. */
export function momentOf(microseconds: number): Temporal.Instant {
  return Temporal.Instant.fromEpochNanoseconds(BigInt(microseconds) * 1000n)
}

/** The earliest and the latest moment that an observation can be about: years 1900 to 2100, in microseconds since 1970. */
export const EARLIEST = Date.UTC(1900, 0) * 1000
export const LATEST = Date.UTC(2100, 0) * 1000
