import { z } from 'zod'
import { HOUR_TESTS, TIME_TESTS } from '../rules.ts'

const Count = z.number().int().min(0)

/** How much is suspect, and how much failed. */
export const Flagged = z.object({ suspect: Count, failed: Count })
export type Flagged = z.infer<typeof Flagged>

const NowAndThen = z.object({ now: Flagged, draft: Flagged })

/** What a draft would have done in the last month, beside the rules in force: counted on values as they are stored. */
export const Effect = z.object({
  from: z.string(),
  until: z.string(),
  /** Datastreams that were judged, of how many that told something. */
  streams: z.object({ looked: Count, all: Count }),
  /** Values of those that were judged. */
  values: Count,
  /** Hours of which the stations were compared, of how many; and means of hours in them. Zero where neither set of rules does so. */
  hours: z.object({ looked: Count, all: Count }),
  means: Count,
  total: NowAndThen,
  tests: z.array(NowAndThen.extend({ test: z.enum([...TIME_TESTS, ...HOUR_TESTS]) })),
  /** The datastreams of which most would change. */
  changed: z.array(NowAndThen.extend({ datastream: z.number().int(), values: Count })),
})
export type Effect = z.infer<typeof Effect>

export const NOTHING: Flagged = { suspect: 0, failed: 0 }

/** How many flags change at least between both. */
export function change({ now, draft }: { readonly now: Flagged; readonly draft: Flagged }): number {
  return Math.abs(now.suspect - draft.suspect) + Math.abs(now.failed - draft.failed)
}
