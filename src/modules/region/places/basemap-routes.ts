import { z } from 'zod'
import { boxOf } from '#core/geo/polygon.ts'
import { Problem } from '#core/problem.ts'
import { content } from '#web/answer.ts'
import { getTile, type TilePicture } from '#web/maps/basemap/get-tile.ts'
import { messages } from '#web/maps/basemap/messages.ts'
import { isServed, type Tile } from '#web/maps/basemap/tiles.ts'
import { route, type Context } from '#web/route.ts'
import { mapOf } from './locate.ts'

const Whole = z
  .string()
  .regex(/^\d{1,7}$/)
  .transform(Number)

/** Tiles of the background map, so that no visitor ever asks another server. */
export const basemapRoutes = [
  route({
    method: 'GET',
    path: '/basemap/:z/:x/:y',
    summary: 'A tile of the background map, of the region and what lies around it',
    may: 'anyone',
    input: z.object({ z: Whole, x: Whole, y: Whole }),
    // A map of 640 by 480 has some twenty.
    perMinute: 1200,
    handle: async (tile, context) => {
      const { type, bytes } = await regionTile(tile, context)
      return content(type, bytes, { 'cache-control': 'public, max-age=86400' })
    },
  }),
]

/** A tile of the region. Throws a `Problem` (404) for any other, so that nobody uses the square to copy a map. */
export async function regionTile(
  tile: Tile,
  { config, sql, clock }: Pick<Context, 'config' | 'sql' | 'clock'>,
): Promise<TilePicture> {
  if (config.basemap === undefined) throw new Problem('no-basemap', 404, messages.say('none'))
  const { areas } = await mapOf({ sql, clock })
  const box = boxOf(areas.flatMap(({ polygons }) => [...polygons]))
  if (!isServed(tile, box)) throw new Problem('no-tile', 404, messages.say('none'))
  return getTile(tile, { config })
}
