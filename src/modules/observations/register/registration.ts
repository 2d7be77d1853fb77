import type { Area, Influence } from '../reliability/standing.ts'
import type { Licence, Side, Way } from './answers.ts'

/** A sensor that a resident registered, without what leads to them. */
export interface Registration {
  readonly id: string
  /** Of its thing, its datastreams and its key. */
  readonly owner: string
  /** The body whose staff look after it. */
  readonly body: string
  readonly municipality: string
  readonly kit: string
  readonly measures: readonly string[]
  /** Null when it ended. */
  readonly name: string | null
  readonly height: number | null
  readonly outdoors: boolean
  readonly side: Side
  /** Null: not known. */
  readonly area: Area | null
  readonly influence: Influence | null
  readonly way: Way
  readonly number: string | null
  readonly licence: Licence
  readonly askedAt: Temporal.Instant
  readonly confirmedAt: Temporal.Instant | null
  readonly connectedAt: Temporal.Instant | null
  readonly thing: number | null
  readonly key: string | null
  readonly pausedAt: Temporal.Instant | null
  readonly hiddenAt: Temporal.Instant | null
  readonly hiddenReason: string | null
  readonly objection: string | null
  readonly endedAt: Temporal.Instant | null
}

/** What leads to a person. */
export interface Contact {
  readonly email: string
  readonly language: string
  readonly lon: number
  readonly lat: number
}

/** A datastream of a registration, with what was last told. */
export interface OwnStream {
  readonly id: number
  readonly property: string
  readonly ucum: string | null
  readonly observations: number
  readonly lastAt: Temporal.Instant | null
}

/** Whether something still comes in: it was not ended, hidden or paused. */
export function mayMeasure({ endedAt, hiddenAt, pausedAt }: Registration): boolean {
  return endedAt === null && hiddenAt === null && pausedAt === null
}
