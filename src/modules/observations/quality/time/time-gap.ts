import { z } from 'zod'
import { SECOND } from '../columns.ts'
import { FLAG } from '../flags.ts'
import { Seconds } from '../parameters.ts'
import type { TimeTest } from '../time-test.ts'

const Parameters = z.object({ seconds: Seconds.default(7200) })

/**
 * A stretch without points that is longer than `seconds`: the point after it gets 4 (QARTOD test 1, here of a series); in default mode 3,
 * since nothing says that its value is wrong. A point without a time, and the first one in default mode, gets 2.
 */
export const timeGap: TimeTest<z.infer<typeof Parameters>> = {
  name: 'time-gap',
  parameters: Parameters,
  needs: [],
  order: 'time',
  isMissing: () => false,
  machine({ seconds }, mode) {
    const gap = seconds * SECOND
    const flagAfterGap = mode === 'default' ? FLAG.suspect : FLAG.fail
    const flagOf = (passed: number): number =>
      Number.isNaN(passed) ? FLAG.unknown : passed > gap ? flagAfterGap : FLAG.good
    return {
      // There the first point says what the second says, so it waits for it.
      lag: mode === 'default' ? 0 : 1,
      back: 1,
      judge({ time }, from, to, flags) {
        for (let i = from; i < to; i += 1)
          flags[i] = i === 0 ? FLAG.unknown : flagOf((time[i] as number) - (time[i - 1] as number))
        if (mode === 'reference' && from <= 1 && to > 1) flags[0] = flags[1] as number
        else if (mode === 'reference' && from > 1)
          flags[from - 1] = flagOf((time[from - 1] as number) - (time[from - 2] as number))
      },
    }
  },
}
