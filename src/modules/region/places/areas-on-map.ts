import type { MultiPolygon } from '#core/geo/polygon.ts'
import { dayOf } from '#core/i18n/format.ts'
import { Problem } from '#core/problem.ts'
import type { Services } from '#core/services.ts'
import { composeBasemap } from '#web/maps/basemap/compose.ts'
import type { MapSize, MapWindow } from '#web/maps/map-window.ts'
import type { Municipality } from '../municipality.ts'
import { regionTile } from './basemap-routes.ts'
import type { Basis } from './draw-areas.ts'
import { mapOf, type Lookup } from './locate.ts'

/** The shape of a municipality, for a map. */
export interface AreaOnMap {
  readonly municipality: Municipality
  readonly polygons: MultiPolygon
  readonly basis: Basis
}

/** The shapes of the municipalities of a day (default today), and how they were made; see `boundariesNotice`. */
export async function listAreas(
  services: Lookup,
  on: Temporal.PlainDate = dayOf(services.clock()),
): Promise<{ basis: Basis | 'mixed'; areas: AreaOnMap[] }> {
  const map = await mapOf(services, on)
  const areas = map.areas.flatMap(({ id, polygons, basis }) => {
    const municipality = map.municipalities.get(id)
    return municipality ? [{ municipality, polygons, basis }] : []
  })
  return { basis: map.basis, areas }
}

/**
 * The background map behind a window as one picture (`data:…`), for a map that is loaded as an image; undefined when no background
 * map is configured or its server does not answer: a map is then only drawn.
 */
export async function basemapPicture(
  window: MapWindow,
  size: MapSize,
  services: Pick<Services, 'config' | 'sql' | 'clock'>,
): Promise<string | undefined> {
  if (services.config.basemap === undefined) return undefined
  return composeBasemap(window, size, async (tile) => {
    try {
      return await regionTile(tile, services)
    } catch (error) {
      if (error instanceof Problem) return undefined
      throw error
    }
  })
}
