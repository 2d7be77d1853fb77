import { z } from 'zod'

/** The kinds of system that are asked. */
export const KIND_NAMES = ['sensor-community', 'telraam', 'waterinfo', 'sensorthings'] as const
export type KindName = (typeof KIND_NAMES)[number]

/** A rectangle in degrees (WGS 84). */
export interface Area {
  readonly south: number
  readonly west: number
  readonly north: number
  readonly east: number
}

/** What is fetched, as somebody chose it. Which of these count depends on the kind (`kinds/kind.ts`). */
export const Settings = z.object({
  /** Where the system is, without a slash at its end. */
  address: z.string().max(400),
  area: z.object({ south: z.number(), west: z.number(), north: z.number(), east: z.number() }).optional(),
  /** Counters, series or datastreams, as the system calls them. */
  ids: z.array(z.string().min(1).max(100)).max(200).default([]),
  /** How many days back the first time. */
  days: z.number().int().min(0).max(3650).default(7),
})
export type Settings = z.output<typeof Settings>

/** Another system of which measurements are fetched, for a body. */
export interface Connector {
  readonly id: string
  /** The body that the things and datastreams are of. */
  readonly owner: string
  readonly kind: KindName
  readonly title: string
  readonly settings: Settings
  readonly everySeconds: number
  /** Sealed for `keyPurpose`; empty: none. */
  readonly apiKey: string
  readonly enabled: boolean
}

/** How it goes with a connector. */
export interface ConnectorState extends Connector {
  readonly dueAt: Temporal.Instant
  readonly notBefore: Temporal.Instant | null
  readonly isRunning: boolean
  readonly failures: number
  readonly workedAt: Temporal.Instant | null
  /** A code of `failure.ts`; empty when it worked. */
  readonly problem: string
  readonly detail: string
  /** Records since the beginning: came in = stored + known + refused. */
  readonly cameIn: number
  readonly stored: number
  readonly known: number
  readonly refused: number
  /** Requests on the day `askedOn` (UTC). */
  readonly asked: number
  readonly askedOn: Temporal.PlainDate | null
}

/** What became of the records of a run: came in = stored + known + refused. */
export interface Counts {
  readonly stored: number
  readonly known: number
  readonly refused: number
}

/** Bound to the address too: whoever changes the address in the database does not make us send the key there. */
export function keyPurpose({ id, settings }: Pick<Connector, 'id' | 'settings'>): string {
  return `connector-key ${id} ${settings.address}`
}

/** The name under which refused records of a connector wait in quarantine. */
export function sourceOf({ id }: Pick<Connector, 'id'>): string {
  return `connector:${id}`
}
