import { z } from 'zod'
import { SECOND } from '../columns.ts'
import { FLAG } from '../flags.ts'
import { Gap, Seconds } from '../parameters.ts'
import type { Machine, TimeTest } from '../time-test.ts'
import { openExtremes, openRing } from '../window.ts'
import { usualStep } from './usual-step.ts'

const Parameters = z.object({
  suspectSeconds: Seconds,
  failSeconds: Seconds,
  /** How much a stuck sensor may still move. */
  tolerance: z.number().min(0).default(0),
  /** Default mode: so many points at least must agree. */
  leastPoints: z.int().min(2).max(1_000_000).default(3),
  /** Default mode: values that may stay as long as they like, such as 0 of a counter at night. */
  mayStay: z.array(z.number()).max(20).default([]),
  gapSeconds: Gap,
})
type Parameters = z.infer<typeof Parameters>

/** A sensor that is stuck: it did not move by more than `tolerance` for `suspectSeconds` 3, `failSeconds` 4. (QARTOD test 8.) */
export const flatLine: TimeTest<Parameters> = {
  name: 'flat-line',
  parameters: Parameters,
  needs: [],
  order: 'time',
  find: ({ time }, _, mode) => (mode === 'default' ? undefined : { stepSeconds: usualStep(time), points: time.length }),
  machine: (parameters, mode, found) =>
    mode === 'default'
      ? mendedMachine(parameters)
      : referenceMachine(parameters, found['stepSeconds'] ?? NaN, found['points'] ?? 0),
}

function referenceMachine(parameters: Parameters, step: number, points: number): Machine {
  const { suspectSeconds, failSeconds, tolerance } = parameters
  const isJudged = points >= 3 && step > 0
  const suspectPoints = Math.trunc(Math.trunc(suspectSeconds) / step)
  const failPoints = Math.trunc(Math.trunc(failSeconds) / step)
  const [suspect, fail] = [openExtremes(), openExtremes()]
  let seen = 0
  return {
    lag: 0,
    back: 0,
    judge({ value }, from, to, flags) {
      for (let i = from; i < to; i += 1, seen += 1) {
        const v = value[i] as number
        flags[i] = points >= 3 && Number.isNaN(v) ? FLAG.missing : FLAG.good
        if (!isJudged) continue
        if (!Number.isNaN(v)) {
          suspect.push(seen, v)
          fail.push(seen, v)
        }
        suspect.forgetBefore(seen - suspectPoints)
        fail.forgetBefore(seen - failPoints)
        if (Number.isNaN(v)) continue
        if (seen >= suspectPoints && suspect.range() < tolerance) flags[i] = FLAG.suspect
        if (seen >= failPoints && fail.range() < tolerance) flags[i] = FLAG.fail
      }
    },
  }
}

/**
 * Keeps the longest stretch that ends at this point, moves by no more than the tolerance and has no gap: how long it lasts decides. Of a
 * sensor that did not move yet, but not for long either, nothing can be said.
 */
function mendedMachine(parameters: Parameters): Machine {
  const { suspectSeconds, failSeconds, tolerance, leastPoints, mayStay, gapSeconds } = parameters
  const [suspect, fail, gap] = [suspectSeconds * SECOND, failSeconds * SECOND, gapSeconds * SECOND]
  const longest = Math.max(suspect, fail)
  const [stretch, extremes] = [openRing(), openExtremes()]
  const kept = { last: -Infinity, lastValue: NaN }
  let [dropped, hasMoved] = [0, false]
  const drop = (): void => {
    stretch.shift()
    extremes.forgetBefore(stretch.size() > 0 ? stretch.at(0) : Infinity)
  }
  return {
    lag: 0,
    back: 0,
    judge({ time, value }, from, to, flags) {
      let { last, lastValue } = kept
      for (let i = from; i < to; i += 1) {
        const at = time[i] as number
        const v = value[i] as number
        const isGap = at - last > gap
        if (isGap || Math.abs(v - lastValue) > tolerance) {
          stretch.clear()
          extremes.clear()
          dropped = 0
          hasMoved = !isGap
        }
        last = at
        lastValue = v
        stretch.push(at, v)
        extremes.push(at, v)
        while (extremes.range() > tolerance) {
          drop()
          dropped = 0
          hasMoved = true
        }
        while (stretch.size() > 1 && stretch.at(1) <= at - longest) {
          drop()
          dropped += 1
        }
        const lasted = stretch.size() + dropped >= leastPoints && !mayStay.includes(v) ? at - stretch.at(0) : -1
        if (lasted >= fail) flags[i] = FLAG.fail
        else if (lasted >= suspect) flags[i] = FLAG.suspect
        else flags[i] = hasMoved || mayStay.includes(v) ? FLAG.good : FLAG.unknown
      }
      Object.assign(kept, { last, lastValue })
    },
  }
}
