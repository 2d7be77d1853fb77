import { z } from 'zod'
import { SECOND } from '../columns.ts'
import { FLAG } from '../flags.ts'
import { Gap, Threshold } from '../parameters.ts'
import type { Machine, TimeTest } from '../time-test.ts'

const Parameters = z.object({
  /** Units for each second. */
  suspect: z.number(),
  fail: Threshold,
  gapSeconds: Gap,
})
type Parameters = z.infer<typeof Parameters>

/** A value that changed faster than can be: by more than `suspect` for each second 3, `fail` 4. (QARTOD test 7.) */
export const rateOfChange: TimeTest<Parameters> = {
  name: 'rate-of-change',
  parameters: Parameters,
  needs: [],
  order: 'time',
  machine: (parameters, mode) => (mode === 'default' ? mendedMachine(parameters) : referenceMachine(parameters)),
}

function referenceMachine({ suspect, fail }: Parameters): Machine {
  const most = fail ?? Infinity
  return {
    lag: 0,
    back: 1,
    judge({ time, value }, from, to, flags) {
      for (let i = from; i < to; i += 1) {
        const v = value[i] as number
        const seconds = i > 0 ? Math.trunc(((time[i] as number) - (time[i - 1] as number)) / SECOND) : 0
        const rate = seconds === 0 ? NaN : Math.abs(v - (value[i - 1] as number)) / seconds
        if (Number.isNaN(v)) flags[i] = FLAG.missing
        else flags[i] = rate > most ? FLAG.fail : rate > suspect ? FLAG.suspect : FLAG.good
      }
    },
  }
}

/**
 * A point is compared with the one before and, when that one was flagged, with the last that was accepted: the way back from a spike is not
 * flagged again, and a lasting jump is told once.
 */
function mendedMachine({ suspect, fail, gapSeconds }: Parameters): Machine {
  const [most, gap] = [fail ?? Infinity, gapSeconds * SECOND]
  const kept = { lastTime: -Infinity, lastValue: NaN, acceptedTime: -Infinity, acceptedValue: NaN }
  const flagOf = (passed: number, change: number): number => {
    const rate = (Math.abs(change) / passed) * SECOND
    return rate > most ? FLAG.fail : rate > suspect ? FLAG.suspect : FLAG.good
  }
  return {
    lag: 0,
    back: 0,
    judge({ time, value }, from, to, flags) {
      // In variables of this call numbers are quick; they are kept for the next piece.
      let { lastTime, lastValue, acceptedTime, acceptedValue } = kept
      for (let i = from; i < to; i += 1) {
        const at = time[i] as number
        const v = value[i] as number
        let flag: number = FLAG.unknown
        if (at - lastTime <= gap) {
          flag = flagOf(at - lastTime, v - lastValue)
          if (flag !== FLAG.good && acceptedTime < lastTime && at - acceptedTime <= gap)
            flag = Math.min(flag, flagOf(at - acceptedTime, v - acceptedValue))
        }
        flags[i] = flag
        lastTime = at
        lastValue = v
        if (flag > FLAG.unknown) continue
        acceptedTime = at
        acceptedValue = v
      }
      Object.assign(kept, { lastTime, lastValue, acceptedTime, acceptedValue })
    },
  }
}
