import { z } from 'zod'
import { SECOND, type Columns } from '../columns.ts'
import { FLAG } from '../flags.ts'
import { Gap, Seconds, Threshold } from '../parameters.ts'
import type { Found, Machine, TimeTest } from '../time-test.ts'
import { openExtremes, openRing, openSpread } from '../window.ts'
import { usualStep } from './usual-step.ts'

const Parameters = z.object({
  suspect: Threshold,
  fail: Threshold,
  /** The stretch that is looked at; null: the whole series, with one verdict for all. */
  periodSeconds: Seconds.nullable().default(null),
  leastPoints: z.int().positive().max(1_000_000).nullable().default(null),
  /** Of the period so much must be there; in default mode half of it when neither this nor `leastPoints` is given. */
  leastSeconds: Seconds.nullable().default(null),
  measure: z.enum(['deviation', 'range']).default('deviation'),
  gapSeconds: Gap,
})
type Parameters = z.infer<typeof Parameters>

/** A signal that moves too little: its standard deviation, or its range, is below `suspect` 3, below `fail` 4. (QARTOD test 8, variation.) */
export const attenuatedSignal: TimeTest<Parameters> = {
  name: 'attenuated-signal',
  parameters: Parameters,
  needs: [],
  order: 'time',
  find({ time, value }, { periodSeconds, leastSeconds, measure }, mode): Found | undefined {
    if (periodSeconds === null) return { spread: spreadOf(value, measure) }
    return leastSeconds === null || mode === 'default' ? undefined : { stepSeconds: usualStep(time) }
  },
  machine(parameters, mode, found) {
    if (parameters.periodSeconds === null) return wholeMachine(parameters, found['spread'] ?? NaN)
    return mode === 'default' ? mendedMachine(parameters) : referenceMachine(parameters, found['stepSeconds'] ?? NaN)
  },
}

function flagOf(spread: number, { suspect, fail }: Parameters): number {
  if (Number.isNaN(spread)) return FLAG.unknown
  if (fail !== null && spread < fail) return FLAG.fail
  return suspect !== null && spread < suspect ? FLAG.suspect : FLAG.good
}

function wholeMachine(parameters: Parameters, spread: number): Machine {
  const flag = flagOf(spread, parameters)
  return {
    lag: 0,
    back: 0,
    judge({ value }, from, to, flags) {
      for (let i = from; i < to; i += 1) flags[i] = Number.isNaN(value[i]) ? FLAG.missing : flag
    },
  }
}

/** As a rolling window of pandas: open at its beginning, closed at its end, one degree of freedom lost. */
function referenceMachine(parameters: Parameters, step: number): Machine {
  const { leastPoints, leastSeconds } = parameters
  const least = leastSeconds === null ? (leastPoints ?? 1) : Math.trunc(leastSeconds / step)
  const slide = slideOver(parameters, false)
  const kept = { last: -Infinity }
  return {
    lag: 0,
    back: 0,
    judge(columns, from, to, flags) {
      let { last } = kept
      for (let i = from; i < to; i += 1) {
        const at = columns.time[i] as number
        if (at < last) throw new RangeError('The reference looks at a period in points that are in order of time only.')
        last = at
        const { count, spread } = slide.to(columns, i)
        flags[i] = Number.isNaN(columns.value[i]) ? FLAG.missing : flagOf(count >= least ? spread(1) : NaN, parameters)
      }
      kept.last = last
    },
  }
}

/** Only where enough of the period is there, from one end to the other and without a gap, is anything said. */
function mendedMachine(parameters: Parameters): Machine {
  const { leastPoints, leastSeconds, periodSeconds, gapSeconds } = parameters
  const half = leastPoints === null ? (periodSeconds ?? 0) / 2 : 0
  const [points, lasting, gap] = [leastPoints ?? 3, (leastSeconds ?? half) * SECOND, gapSeconds * SECOND]
  const slide = slideOver(parameters, true)
  const kept = { last: -Infinity }
  return {
    lag: 0,
    back: 0,
    judge(columns, from, to, flags) {
      let { last } = kept
      for (let i = from; i < to; i += 1) {
        const at = columns.time[i] as number
        if (at - last > gap) slide.clear()
        last = at
        const { count, spread, since } = slide.to(columns, i)
        flags[i] = flagOf(count >= points && at - since >= lasting ? spread(0) : NaN, parameters)
      }
      kept.last = last
    },
  }
}

interface Slid {
  /** Points in the window that have a value. */
  count: number
  since: number
  readonly spread: (lost: 0 | 1) => number
}

/** The last period, point after point. `isClosed`: a point exactly one period ago counts too. */
function slideOver({ periodSeconds, measure }: Parameters, isClosed: boolean) {
  const period = (periodSeconds ?? 0) * SECOND
  const [ring, missing, extremes, deviation] = [openRing(), openRing(), openExtremes(), openSpread()]
  const isOut = (at: number, now: number): boolean => (isClosed ? at < now - period : at <= now - period)
  const slid: Slid = {
    count: 0,
    since: NaN,
    spread(lost) {
      if (measure === 'deviation') return deviation.deviation(lost)
      return missing.size() > 0 ? NaN : extremes.range()
    },
  }
  return {
    clear() {
      ring.clear()
      extremes.clear()
      deviation.clear()
    },
    to({ time, value }: Columns, i: number): Slid {
      const at = time[i] as number
      const v = value[i] as number
      while (ring.size() > 0 && isOut(ring.at(0), at)) {
        ring.shift()
        if (measure === 'deviation') deviation.shift()
      }
      while (missing.size() > 0 && isOut(missing.at(0), at)) missing.shift()
      if (Number.isNaN(v)) missing.push(at, v)
      else {
        ring.push(at, v)
        if (measure === 'deviation') deviation.push(v)
        else extremes.push(at, v)
      }
      if (measure === 'range') extremes.forgetBefore(ring.size() > 0 ? ring.at(0) : Infinity)
      slid.count = ring.size()
      slid.since = ring.size() > 0 ? ring.at(0) : NaN
      return slid
    },
  }
}

/** Of the whole series, by the recurrence of Welford (Technometrics 4, 1962, p. 419). */
function spreadOf(value: Float64Array, measure: Parameters['measure']): number {
  let [many, mean, squares, least, most] = [0, 0, 0, Infinity, -Infinity]
  for (const v of value) {
    if (Number.isNaN(v)) continue
    many += 1
    const step = v - mean
    mean += step / many
    squares += step * (v - mean)
    if (v < least) least = v
    if (v > most) most = v
  }
  if (many === 0) return NaN
  return measure === 'range' ? most - least : Math.sqrt(squares / many)
}
