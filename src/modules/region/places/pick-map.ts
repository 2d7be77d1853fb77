import { z } from 'zod'
import type { Point } from '#core/geo/point.ts'
import { boxOf } from '#core/geo/polygon.ts'
import { LANGUAGES } from '#core/i18n/language.ts'
import { content } from '#web/answer.ts'
import { readWindow, windowAround, type MapWindow } from '#web/maps/map-window.ts'
import { PICK_SIZE, pickMapSvg } from '#web/maps/pick-map-svg.tsx'
import { route, type Route } from '#web/route.ts'
import { municipalityName } from '../municipality.ts'
import { basemapPicture, listAreas, type AreaOnMap } from './areas-on-map.ts'

/** The picture at a path on which a place of the region is picked, with what was picked. `summary` says of what. */
export function pickMapRoute(path: string, summary: string): Route {
  return route({
    method: 'GET',
    path,
    summary,
    may: 'anyone',
    input: z.object({
      language: z.enum(LANGUAGES).default('nl'),
      map: z.string().max(60).optional(),
      pin: z.string().max(60).optional(),
    }),
    handle: async ({ language, map, pin }, context) => {
      const { areas } = await listAreas(context)
      const window = readWindow(map) ?? wholeRegion(areas)
      const svg = pickMapSvg({
        window,
        background: await basemapPicture(window, PICK_SIZE, context),
        areas,
        pin: readPoint(pin ?? ''),
        labels: areas
          .toSorted((a, b) => b.municipality.areaKm2 - a.municipality.areaKm2)
          .map(({ municipality }) => ({
            lon: municipality.lon,
            lat: municipality.lat,
            text: municipalityName(municipality, language),
          })),
      })
      return content('image/svg+xml', svg, { 'cache-control': 'public, max-age=300' })
    },
  })
}

/** The window that shows these areas. */
export function wholeRegion(areas: readonly Pick<AreaOnMap, 'polygons'>[]): MapWindow {
  return windowAround(boxOf(areas.flatMap(({ polygons }) => polygons)), PICK_SIZE)
}

/** Reads a place that the map or the device gave: `4.700900,50.879800`. Undefined for anything else. */
export function readPoint(text: string): Point | undefined {
  const [, lon, lat] = /^(-?\d{1,3}(?:\.\d{1,15})?),(-?\d{1,2}(?:\.\d{1,15})?)$/.exec(text) ?? []
  if (lon === undefined || lat === undefined) return undefined
  const point = { lon: Number(lon), lat: Number(lat) }
  return Math.abs(point.lon) <= 180 && Math.abs(point.lat) <= 85 ? point : undefined
}
