import { z } from 'zod'
import { FLAG } from '../flags.ts'
import type { SpaceTest } from './space-test.ts'

const Parameters = z.object({
  radiusMetres: z.number().min(0).default(0),
  /** So many others may stand in the same place: two instruments on one mast are no mistake. */
  mayShare: z.int().min(0).max(10_000).default(0),
})

/**
 * Stations that say that they stand where others stand: 3 for all of them, since nobody knows who is right. Often the place of an office or
 * of a municipality instead of that of the sensor.
 */
export const duplicatePlace: SpaceTest<z.infer<typeof Parameters>> = {
  name: 'duplicate-place',
  parameters: Parameters,
  wants: () => 'a place',
  judge: ({ tree, count }, { radiusMetres, mayShare }) =>
    Uint8Array.from({ length: count }, (_, p) =>
      tree.countWithin(p, radiusMetres, mayShare + 1) > mayShare ? FLAG.suspect : FLAG.good,
    ),
}
