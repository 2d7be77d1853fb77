import sharp from 'sharp'
import type { MapSize, MapWindow } from '../map-window.ts'
import type { TilePicture } from './get-tile.ts'
import { tilesOf, type Tile } from './tiles.ts'

/**
 * The background of one map as a single picture, for an SVG document that is loaded as an image and may load nothing itself:
 * `data:image/webp;base64,…`. Undefined when there are no tiles for the window. A tile that does not come leaves its place empty.
 */
export async function composeBasemap(
  window: MapWindow,
  size: MapSize,
  get: (tile: Tile) => Promise<TilePicture | undefined>,
): Promise<string | undefined> {
  const placed = await Promise.all(tilesOf(window, size).map(async (tile) => ({ tile, picture: await get(tile) })))
  const layers = await Promise.all(
    placed.flatMap(({ tile, picture }) =>
      picture === undefined
        ? []
        : [
            sharp(picture.bytes)
              .resize(tile.width, tile.height, { fit: 'fill' })
              .png()
              .toBuffer()
              .then((input) => ({ input, left: tile.left, top: tile.top })),
          ],
    ),
  )
  if (layers.length === 0) return undefined
  const whole = await sharp({ create: { ...size, channels: 3, background: '#efe7d8' } })
    .composite(layers)
    .webp({ quality: 60 })
    .toBuffer()
  return `data:image/webp;base64,${whole.toString('base64')}`
}
