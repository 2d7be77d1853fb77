import { z } from 'zod'
import { FLAG } from '../flags.ts'
import type { SpaceTest } from './space-test.ts'

const Parameters = z.object({
  radiusMetres: z.number().positive(),
  /** With fewer neighbours a station is alone. */
  leastNeighbours: z.int().positive().max(10_000),
  /** Neighbours higher or lower than this do not count; null when height means nothing. */
  heightMetres: z.number().positive().nullable().default(null),
})

/** Stations that have nobody around them who can vouch for them: 3. Those in the same place are neighbours too. */
export const isolation: SpaceTest<z.infer<typeof Parameters>> = {
  name: 'isolation',
  parameters: Parameters,
  wants: ({ heightMetres }) => (heightMetres === null ? 'a value' : 'a value and an elevation'),
  judge({ tree, count, elevation }, { radiusMetres, leastNeighbours, heightMetres }) {
    const neighbours = (p: number): number => {
      if (heightMetres === null) return tree.countWithin(p, radiusMetres, leastNeighbours)
      let near = 0
      for (const q of tree.within(p, radiusMetres))
        if (Math.abs((elevation[q] as number) - (elevation[p] as number)) <= heightMetres) near += 1
      return near
    }
    return Uint8Array.from({ length: count }, (_, p) => (neighbours(p) < leastNeighbours ? FLAG.suspect : FLAG.good))
  },
}
