import { boxOf } from '#core/geo/polygon.ts'
import type { Services } from '#core/services.ts'
import type { Language } from '#core/i18n/language.ts'
import { listAreas, municipalityName } from '#modules/region/public.ts'
import { windowAround } from '#web/maps/map-window.ts'
import type { ShownPlace } from '../place.ts'
import type { Surroundings } from './thing-page.tsx'

/** The small map of one thing. */
export const SMALL_MAP = { width: 480, height: 280 }

/** The municipality in which a thing stands, and those around it; elsewhere some kilometres around the place. */
export async function mapAround(
  place: ShownPlace,
  municipality: string | null,
  services: Pick<Services, 'sql' | 'clock'> & { readonly language: Language },
): Promise<Surroundings> {
  const { areas } = await listAreas(services)
  const own = areas.find((area) => area.municipality.nis === municipality)
  const window =
    own === undefined ? { lon: place.lon, lat: place.lat, zoom: 12 } : windowAround(boxOf(own.polygons), SMALL_MAP)
  return {
    window,
    areas: areas.map((area) => ({
      id: area.municipality.nis,
      name: municipalityName(area.municipality, services.language),
      polygons: area.polygons,
      className: area === own ? 'sp-area-chosen' : undefined,
    })),
  }
}
