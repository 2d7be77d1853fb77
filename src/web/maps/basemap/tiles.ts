import type { Box } from '#core/geo/polygon.ts'
import { toPlace, toUnits, type MapSize, type MapWindow } from '../map-window.ts'

/** A square picture of a web map: EPSG:3857, 256 pixels, `y` from the north (OGC 17-083r4, WebMercatorQuad). */
export interface Tile {
  readonly z: number
  readonly x: number
  readonly y: number
}

/** A tile and where it lies on a map, in whole units. */
export interface TileOnMap extends Tile {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** Closer than the region as a whole, and no closer than a doorstep: outside it no tile is asked. */
export const TILE_ZOOM = { least: 8, most: 18 }

/**
 * The tiles that cover a window, at the zoom that comes nearest: at most some twenty for a map of 640 by 480. None where the window is
 * closer or farther than there are tiles.
 */
export function tilesOf(window: MapWindow, size: MapSize): readonly TileOnMap[] {
  const z = Math.round(window.zoom)
  if (z < TILE_ZOOM.least || z > TILE_ZOOM.most) return []
  const first = tileAt(z, toPlace(window, size, [0, 0]))
  const last = tileAt(z, toPlace(window, size, [size.width, size.height]))
  const corner = (x: number, y: number) => toUnits(window, size, { lon: lonOf(z, x), lat: latOf(z, y) }).map(Math.round)
  return Array.from({ length: (last.x - first.x + 1) * (last.y - first.y + 1) }, (_, index) => {
    const across = last.x - first.x + 1
    const [x, y] = [first.x + (index % across), first.y + Math.floor(index / across)]
    const [left = 0, top = 0] = corner(x, y)
    const [right = 0, bottom = 0] = corner(x + 1, y + 1)
    return { z, x, y, left, top, width: right - left, height: bottom - top }
  })
}

/** Whether a tile exists, within the zooms that are served, and shows something of a box or of what lies half its size around it. */
export function isServed({ z, x, y }: Tile, [west, south, east, north]: Box): boolean {
  if (![z, x, y].every(Number.isInteger)) return false
  if (z < TILE_ZOOM.least || z > TILE_ZOOM.most || x < 0 || y < 0 || x >= 2 ** z || y >= 2 ** z) return false
  const [wide, high] = [(east - west) / 2, (north - south) / 2]
  return (
    lonOf(z, x + 1) >= west - wide &&
    lonOf(z, x) <= east + wide &&
    latOf(z, y + 1) <= north + high &&
    latOf(z, y) >= south - high
  )
}

function tileAt(z: number, { lon, lat }: { lon: number; lat: number }): Tile {
  const most = 2 ** z - 1
  const within = (value: number) => Math.min(most, Math.max(0, Math.floor(value)))
  const down = (1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2
  return { z, x: within(((lon + 180) / 360) * 2 ** z), y: within(down * 2 ** z) }
}

/** The west side of a tile, in degrees. */
function lonOf(z: number, x: number): number {
  return (x / 2 ** z) * 360 - 180
}

/** The north side of a tile, in degrees. */
function latOf(z: number, y: number): number {
  return (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / 2 ** z))) * 180) / Math.PI
}
