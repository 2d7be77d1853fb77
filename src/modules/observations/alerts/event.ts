import type { Side } from './level.ts'

/** What happened: a grade was reached, a sensor fell silent or speaks again, or all of a network did. */
export const EVENT_KINDS = [
  'attention',
  'alarm',
  'normal',
  'silent',
  'speaks',
  'network-silent',
  'network-speaks',
] as const
export type EventKind = (typeof EVENT_KINDS)[number]

/** Why: a value as it came in, one that was corrected, other levels, or nothing that came in. */
export const REASONS = ['value', 'corrected', 'levels-changed', 'silence'] as const
export type Reason = (typeof REASONS)[number]

/** Something that happened, as everybody may read it. */
export interface AlertEvent {
  readonly id: number
  readonly owner: string
  readonly datastream: number | null
  readonly kind: EventKind
  readonly side: Side | null
  /** The moment of the value that made it; of silence, when it was last heard. */
  readonly at: Temporal.Instant
  readonly notedAt: Temporal.Instant
  readonly value: number | null
  readonly level: number | null
  readonly because: Reason
  /** Of a network: how many datastreams. */
  readonly datastreams: number | null
  readonly withdrawnAt: Temporal.Instant | null
}

/** Something that happened, to be kept. */
export interface NewEvent {
  readonly municipality: string | null
  readonly owner: string
  readonly datastream: number | null
  readonly kind: EventKind
  readonly side?: Side | undefined
  readonly at: Temporal.Instant
  readonly value?: number | undefined
  readonly level?: number | undefined
  readonly because: Reason
  readonly causedBy?: string | null
  readonly datastreams?: number
  readonly partOf?: number | null
  readonly latches?: unknown
}

/** Older events are kept and told to nobody: a file with last year's values is no alarm of today. */
export const TOLD_HOURS = 24

/** What somebody can want a letter about. */
export const WANTS = ['alarm', 'attention', 'silence'] as const
export type Want = (typeof WANTS)[number]
