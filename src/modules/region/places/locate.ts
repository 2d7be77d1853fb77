import type { Point } from '#core/geo/point.ts'
import { dayOf } from '#core/i18n/format.ts'
import type { Services } from '#core/services.ts'
import type { Municipality } from '../municipality.ts'
import { listBoundaries, mapFingerprint } from '../store/boundaries.ts'
import { listSuccessions, selectMunicipalities } from '../store/municipalities.ts'
import { drawMap, type Basis, type RegionMap } from './draw-areas.ts'

/** In which municipality a place lies, and how sure the boundary is. */
export interface Located {
  readonly municipality: Municipality | undefined
  readonly basis: Basis
}

/** What looking up places needs of the outside world. */
export type Lookup = Pick<Services, 'sql' | 'clock'>

/** A map, with the municipalities that are on it. */
interface DayMap extends RegionMap {
  readonly municipalities: ReadonlyMap<string, Municipality>
}

/** Maps of so many days stay in memory; the rest is drawn again, in some milliseconds. */
const KEPT = 4
/**
 * Drawn maps by the fingerprint of what they were drawn from. The one thing this capability keeps in memory: it holds
 * for any database, since the same fingerprint always gives the same map.
 */
const drawn = new Map<string, DayMap>()

/**
 * The map of a day, default today. Asks the database only whether something changed, so an import in another process
 * counts at the next call.
 */
export async function mapOf({ sql, clock }: Lookup, on = dayOf(clock())): Promise<DayMap> {
  const fingerprint = await mapFingerprint(sql, on)
  const kept = drawn.get(fingerprint)
  if (kept) return kept

  const municipalities = await selectMunicipalities(sql, { on })
  const map = drawMap(municipalities, await listBoundaries(sql), await listSuccessions(sql))
  const made = { ...map, municipalities: new Map(municipalities.map((one) => [one.nis, one])) }
  const oldest = drawn.keys().next()
  if (drawn.size >= KEPT && !oldest.done) drawn.delete(oldest.value)
  drawn.set(fingerprint, made)
  return made
}

/** A lookup that answers without the database, for many places at a time. Holds for today and the present boundaries. */
export async function locator(services: Lookup): Promise<(point: Point) => Located> {
  const map = await mapOf(services)
  return (point) => {
    const { nis, basis } = map.find(point)
    return { municipality: nis === undefined ? undefined : map.municipalities.get(nis), basis }
  }
}
