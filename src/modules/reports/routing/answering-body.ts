import { dayOf } from '#core/i18n/format.ts'
import type { Services } from '#core/services.ts'
import { bodyOfMunicipality, listBodies, trackOf } from '#modules/region/public.ts'

/** Who is behind a municipality. Both are ids of bodies. */
export interface Government {
  readonly local: string
  /** Who answers where rules say "the municipality": itself, or on track `joint` the body that does it for several. */
  readonly answering: string
}

/** The government of a municipality, with who does the work for it; undefined for a municipality without one. */
export async function governmentOf(
  nis: string,
  { sql, clock }: Pick<Services, 'sql' | 'clock'>,
): Promise<Government | undefined> {
  const local = (await bodyOfMunicipality(sql, nis))?.id
  if (local === undefined) return undefined
  const { track, jointBody } = await trackOf(sql, nis, 'reports')
  if (track !== 'joint' || jointBody === null) return { local, answering: local }
  // A municipality that went up in another does nothing any more.
  const isThere = (await listBodies(sql, { on: dayOf(clock()) })).some(({ id }) => id === jointBody)
  return { local, answering: isThere ? jointBody : local }
}
