import { z } from 'zod'
import { SECOND, type Columns } from '../columns.ts'
import { FLAG } from '../flags.ts'
import { medianInPlace } from '../median.ts'
import { Gap, Threshold } from '../parameters.ts'
import type { Machine, TimeTest } from '../time-test.ts'

const Parameters = z.object({
  suspect: Threshold,
  fail: Threshold,
  /**
   * How far a point stands off. `average`: from the mean of both neighbours. `differential`: the smaller of both steps, when one goes up and
   * the other down. `median` (default mode only): from the median of five, which also sees two wrong values in a row.
   */
  method: z.enum(['average', 'differential', 'median']).default('average'),
  gapSeconds: Gap,
})
type Parameters = z.infer<typeof Parameters>

/** A lone point that stands off from its neighbours by more than `suspect` 3, `fail` 4. (QARTOD test 6.) Waits for later points. */
export const spike: TimeTest<Parameters> = {
  name: 'spike',
  parameters: Parameters,
  needs: [],
  order: 'time',
  machine(parameters, mode) {
    if (mode === 'default')
      return parameters.method === 'median' ? medianMachine(parameters) : mendedMachine(parameters)
    if (parameters.method === 'median')
      throw new RangeError('The reference knows the methods average and differential.')
    return referenceMachine(parameters)
  },
}

function referenceMachine({ suspect, fail, method }: Parameters): Machine {
  // A threshold of 0 is ignored there, as is one that is not given.
  const [some, most] = [suspect || Infinity, fail || Infinity]
  return {
    lag: 1,
    back: 1,
    judge({ value }, from, to, flags) {
      for (let i = Math.max(0, from - 1); i < to; i += 1) {
        const v = value[i] as number
        if (Number.isNaN(v)) {
          flags[i] = FLAG.missing
          continue
        }
        const before = i > 0 ? v - (value[i - 1] as number) : NaN
        const after = i + 1 < to ? (value[i + 1] as number) - v : NaN
        if (i === 0 || i + 1 === to || Number.isNaN(value[i - 1]) || Number.isNaN(value[i + 1])) flags[i] = FLAG.unknown
        else {
          const off =
            method === 'average'
              ? Math.abs(v - ((value[i - 1] as number) + (value[i + 1] as number)) / 2)
              : before * after < 0
                ? Math.min(Math.abs(before), Math.abs(after))
                : 0
          flags[i] = off > most ? FLAG.fail : off > some ? FLAG.suspect : FLAG.good
        }
      }
    },
  }
}

/**
 * A neighbour of a spike makes one large step and one small; a spike makes two large ones, there and back. So a point counts only when its
 * smaller step is at least half of the mean of both.
 */
function mendedMachine({ suspect, fail, method, gapSeconds }: Parameters): Machine {
  const [some, most, gap] = [suspect ?? Infinity, fail ?? Infinity, gapSeconds * SECOND]
  return {
    lag: 1,
    back: 1,
    judge({ time, value }, from, to, flags) {
      for (let i = Math.max(0, from - 1); i < to; i += 1) {
        if (i === 0 || i + 1 === to || !isClose(time, i, gap) || !isClose(time, i + 1, gap)) {
          flags[i] = FLAG.unknown
          continue
        }
        const before = (value[i] as number) - (value[i - 1] as number)
        const after = (value[i] as number) - (value[i + 1] as number)
        const smaller = Math.min(Math.abs(before), Math.abs(after))
        const mean = Math.abs(before) / 2 + Math.abs(after) / 2
        const standsOff = before > 0 === after > 0 && 2 * smaller >= mean
        const off = !standsOff ? 0 : method === 'average' ? mean : smaller
        flags[i] = off > most ? FLAG.fail : off > some ? FLAG.suspect : FLAG.good
      }
    },
  }
}

function medianMachine({ suspect, fail, gapSeconds }: Parameters): Machine {
  const [some, most, gap] = [suspect ?? Infinity, fail ?? Infinity, gapSeconds * SECOND]
  const five = new Float64Array(5)
  const judgeOne = ({ time, value }: Columns, i: number): number => {
    for (let k = i - 1; k <= i + 2; k += 1) if (!isClose(time, k, gap)) return FLAG.unknown
    for (let k = 0; k < 5; k += 1) five[k] = value[i - 2 + k] as number
    const off = Math.abs((value[i] as number) - medianInPlace(five))
    return off > most ? FLAG.fail : off > some ? FLAG.suspect : FLAG.good
  }
  return {
    lag: 2,
    back: 2,
    judge(columns, from, to, flags) {
      for (let i = Math.max(0, from - 2); i < to; i += 1)
        flags[i] = i < 2 || i + 2 >= to ? FLAG.unknown : judgeOne(columns, i)
    },
  }
}

function isClose(time: Float64Array, i: number, gap: number): boolean {
  return (time[i] as number) - (time[i - 1] as number) <= gap
}
