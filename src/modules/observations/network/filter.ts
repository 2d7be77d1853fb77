import { z } from 'zod'
import { MunicipalityChoice } from '#modules/region/public.ts'
import type { Visitor } from '#web/visitor.ts'
import { STATES } from '../store/shown-things.ts'
import { PropertyChoice } from '../vocabulary/property-choice.ts'

/** Datastreams on one page, and refusals. */
export const PAGE_SIZE = 50

/** What the overview may be narrowed to. A filter that is nonsense narrows nothing: links grow old. */
export const NetworkFilter = z.object({
  owner: z.string().max(60).catch('').default('').describe('Id of a body, or `residents`'),
  municipality: MunicipalityChoice.describe('NIS code'),
  property: PropertyChoice.describe('A word of the vocabulary, such as pm2-5'),
  state: z.enum(STATES).catch('silent').default('silent').describe('fresh, silent, or none: never told anything'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
})
export type NetworkFilter = z.output<typeof NetworkFilter>

/** The name of all residents together, as an owner. */
export const RESIDENTS = 'residents'

/** Whose sensors a question is about. */
export interface Asked {
  /** Bodies of the visitor, or one of these; what they own counts. */
  readonly bodies: readonly string[]
  /** Bodies of the visitor in whose municipalities residents count. */
  readonly residentsOf: readonly string[]
  /** NIS code. */
  readonly municipality: string | undefined
  readonly property: string | undefined
}

/** The bodies where the visitor has a permission. These permissions are never of the whole region (`region/permissions.ts`). */
export function bodiesWith(permission: 'sensors.read' | 'sensors.administer', visitor: Visitor | undefined): string[] {
  return (visitor?.grants ?? []).flatMap(({ permission: given, scope }) =>
    given === permission && scope !== null ? [scope] : [],
  )
}

/** The question of a filter. An owner that the visitor does not look after narrows it to nothing. */
export function askedOf(
  { owner, municipality, property }: Omit<NetworkFilter, 'state'>,
  visitor: Visitor | undefined,
): Asked {
  const own = bodiesWith('sensors.read', visitor)
  return {
    bodies: owner === '' ? own : own.filter((body) => body === owner),
    residentsOf: owner === '' || owner === RESIDENTS ? own : [],
    municipality: municipality === '' ? undefined : municipality,
    property: property === '' ? undefined : property,
  }
}
