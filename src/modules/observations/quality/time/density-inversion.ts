import { z } from 'zod'
import { FLAG } from '../flags.ts'
import { Threshold } from '../parameters.ts'
import type { TimeTest } from '../time-test.ts'

const Parameters = z.object({ suspect: Threshold, fail: Threshold })

/**
 * Water that lies the wrong way up: going down its density (the value, kg/m³) falls by more than a threshold. Thresholds are negative: below
 * `suspect` 3, below `fail` 4, for both points. Points stand in the order of the profile. A missing value gets 9, and in reference mode so
 * does the point after it; in default mode that one is compared with the point below it, and is 2 when there is none.
 */
export const densityInversion: TimeTest<z.infer<typeof Parameters>> = {
  name: 'density-inversion',
  parameters: Parameters,
  needs: ['depth'],
  order: 'each',
  machine: ({ suspect, fail }, mode) => ({
    lag: 1,
    back: 1,
    judge({ value, depth }, from, to, flags) {
      if (depth === undefined) return
      const isMissing = (i: number): boolean => Number.isNaN(value[i]) || Number.isNaN(depth[i])
      const changeTo = (i: number): number => {
        if (i <= 0 || i >= to || isMissing(i) || isMissing(i - 1)) return NaN
        const down = (depth[i] as number) - (depth[i - 1] as number)
        if (down === 0 && mode === 'default') return NaN
        return Math.sign(down) * ((value[i] as number) - (value[i - 1] as number))
      }
      for (let i = Math.max(0, from - 1); i < to; i += 1) {
        const [above, below] = [changeTo(i), changeTo(i + 1)]
        const isBelow = (limit: number | null): boolean => limit !== null && (above < limit || below < limit)
        if (mode === 'reference' && i === 0 && to === 1) flags[i] = FLAG.unknown
        else if (isMissing(i) || (mode === 'reference' && i > 0 && isMissing(i - 1))) flags[i] = FLAG.missing
        else if (mode === 'default' && Number.isNaN(above) && Number.isNaN(below)) flags[i] = FLAG.unknown
        else flags[i] = isBelow(fail) ? FLAG.fail : isBelow(suspect) ? FLAG.suspect : FLAG.good
      }
    },
  }),
}
