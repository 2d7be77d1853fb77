import { z } from 'zod'
import { SECOND } from '../columns.ts'
import { FLAG } from '../flags.ts'
import { Moment } from '../parameters.ts'
import { pointwise, type TimeTest } from '../time-test.ts'

const Parameters = z.object({
  /** What time it is: nothing after it can have been measured. */
  now: Moment,
  earliest: Moment.nullable().default(null),
  latest: Moment.nullable().default(null),
  /** Default mode: how far a clock may be ahead; within it 3 instead of 4. */
  slackSeconds: z.number().min(0).default(300),
})

/** A moment that cannot be: in the future, or outside `earliest` to `latest`, 4. */
export const impossibleDate: TimeTest<z.infer<typeof Parameters>> = {
  name: 'impossible-date',
  parameters: Parameters,
  needs: [],
  order: 'each',
  machine({ now, earliest, latest, slackSeconds }, mode) {
    const [first, last] = [earliest ?? -Infinity, latest ?? Infinity]
    const slack = mode === 'default' ? slackSeconds * SECOND : 0
    return pointwise(({ time }, i) => {
      const at = time[i] as number
      if (Number.isNaN(at)) return mode === 'default' ? FLAG.fail : FLAG.missing
      if (at < first || at > last || at > now + slack) return FLAG.fail
      return at > now ? FLAG.suspect : FLAG.good
    })
  },
}
