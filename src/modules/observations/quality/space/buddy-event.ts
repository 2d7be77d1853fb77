import { z } from 'zod'
import { FLAG } from '../flags.ts'
import type { SpaceTest } from './space-test.ts'

const Parameters = z.object({
  radiusMetres: z.number().positive(),
  leastBuddies: z.int().min(1).max(10_000).default(5),
  /** Below this value there is an event (or, as with rain, above it there is one: it works both ways). */
  event: z.number(),
  /** Below 1: the share of buddies, from 1: the number of buddies, who must agree by more than this. */
  threshold: z.number().min(0),
  heightMetres: z.number().positive().nullable().default(null),
})

/**
 * A station that says that something happens while those around it say that it does not, or the other way round: 4 (titanlib,
 * `buddy_event_check`). With fewer than `leastBuddies` 2. Stations in the same place are buddies too.
 */
export const buddyEvent: SpaceTest<z.infer<typeof Parameters>> = {
  name: 'buddy-event',
  parameters: Parameters,
  wants: ({ heightMetres }) => (heightMetres === null ? 'a value' : 'a value and an elevation'),
  judge({ tree, count, value, elevation }, { radiusMetres, leastBuddies, event, threshold, heightMetres }) {
    return Uint8Array.from({ length: count }, (_, p) => {
      const happens = (value[p] as number) < event
      let [buddies, agree] = [0, 0]
      for (const q of tree.within(p, radiusMetres)) {
        if (heightMetres !== null && Math.abs((elevation[q] as number) - (elevation[p] as number)) > heightMetres)
          continue
        buddies += 1
        if ((value[q] as number) < event === happens) agree += 1
      }
      if (buddies < leastBuddies) return FLAG.unknown
      return (threshold < 1 ? agree / buddies : agree) <= threshold ? FLAG.fail : FLAG.good
    })
  },
}
