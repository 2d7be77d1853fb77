import type { Point } from '#core/geo/point.ts'
import type { Box } from '#core/geo/polygon.ts'

/**
 * What a map looks at: the place in its middle and how close it is. `zoom` counts as in web maps: at 0 the earth is 256
 * units wide, and each step doubles that.
 */
export interface MapWindow extends Point {
  readonly zoom: number
}

/** Width and height of a map in its own units: pixels, when it is shown at full size. */
export interface MapSize {
  readonly width: number
  readonly height: number
}

/** The ways to move a map. */
export const MOVES = ['closer', 'farther', 'north', 'south', 'east', 'west'] as const
export type Move = (typeof MOVES)[number]

/** From a few provinces down to a doorstep. */
export const LEAST_ZOOM = 7
export const MOST_ZOOM = 19

/**
 * Where a place lies on the map, in units from its top left corner. Popular Visualisation Pseudo-Mercator, EPSG:3857
 * (IOGP Guidance Note 373-7-2, method 1024), scaled to 256 · 2^zoom units around the equator.
 */
export function toUnits(window: MapWindow, size: MapSize, { lon, lat }: Point): readonly [x: number, y: number] {
  const scale = scaleOf(window)
  return [
    (across(lon) - across(window.lon)) * scale + size.width / 2,
    (down(lat) - down(window.lat)) * scale + size.height / 2,
  ]
}

/** The place at a spot on the map: the exact inverse of `toUnits`. */
export function toPlace(window: MapWindow, size: MapSize, [x, y]: readonly [x: number, y: number]): Point {
  const scale = scaleOf(window)
  const turned = down(window.lat) + (y - size.height / 2) / scale
  return {
    lon: (across(window.lon) + (x - size.width / 2) / scale) * 360 - 180,
    lat: (Math.atan(Math.sinh(Math.PI * (1 - 2 * turned))) * 180) / Math.PI,
  }
}

/** The window that shows the whole box, with a margin of a twentieth on each side. */
export function windowAround([west, south, east, north]: Box, size: MapSize): MapWindow {
  const wide = Math.max(across(east) - across(west), 1e-7)
  const high = Math.max(down(south) - down(north), 1e-7)
  const scale = Math.min((size.width * 0.9) / wide, (size.height * 0.9) / high)
  const middle = (down(north) + down(south)) / 2
  return {
    lon: (west + east) / 2,
    lat: (Math.atan(Math.sinh(Math.PI * (1 - 2 * middle))) * 180) / Math.PI,
    zoom: limited(Math.floor(Math.log2(scale / 256) * 100) / 100),
  }
}

/** The window after one move: a step of zoom, or half a map to one side. */
export function movedWindow(window: MapWindow, size: MapSize, move: Move): MapWindow {
  if (move === 'closer') return { ...window, zoom: limited(window.zoom + 1) }
  if (move === 'farther') return { ...window, zoom: limited(window.zoom - 1) }
  const { width, height } = size
  const spots = {
    north: [width / 2, 0],
    south: [width / 2, height],
    west: [0, height / 2],
    east: [width, height / 2],
  } as const
  return { ...toPlace(window, size, spots[move]), zoom: window.zoom }
}

/** The window as text for an address or a hidden field: `4.70090,50.87980,12`. Five decimals are one metre. */
export function writeWindow({ lon, lat, zoom }: MapWindow): string {
  return `${lon.toFixed(5)},${lat.toFixed(5)},${Number(zoom.toFixed(2))}`
}

/** Reads what `writeWindow` wrote; undefined for anything else, so that a broken link shows the usual map. */
export function readWindow(text: string | undefined): MapWindow | undefined {
  const match = /^(-?\d{1,3}(?:\.\d+)?),(-?\d{1,2}(?:\.\d+)?),(\d{1,2}(?:\.\d+)?)$/.exec(text ?? '')
  if (!match) return undefined
  const [lon, lat, zoom] = match.slice(1).map(Number)
  if (lon === undefined || lat === undefined || zoom === undefined) return undefined
  if (Math.abs(lon) > 180 || Math.abs(lat) > 85) return undefined
  return { lon, lat, zoom: limited(zoom) }
}

/** The address of the same page with another window. Other parameters in `base` are kept; the list keeps its place. */
export function windowHref(base: string, window: MapWindow): string {
  const [path = '', query] = base.split('?')
  const parameters = new URLSearchParams(query)
  parameters.delete('map')
  const kept = parameters.toString()
  return `${path}?${kept ? `${kept}&` : ''}map=${writeWindow(window)}`
}

function scaleOf({ zoom }: MapWindow): number {
  return 256 * 2 ** zoom
}

/** 0 at 180° west, 1 at 180° east. */
function across(lon: number): number {
  return (lon + 180) / 360
}

/** 0 at 85.05° north, 1 at 85.05° south. */
function down(lat: number): number {
  return (1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2
}

function limited(zoom: number): number {
  return Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, zoom))
}
