import type { Columns } from '../quality/columns.ts'
import { FLAG } from '../quality/flags.ts'
import { judgeSeries } from '../quality/index.ts'
import type { Found } from '../quality/time-test.ts'
import { isTimeTest, type Rule, type TimeTestName } from './rules.ts'

/** A stretch of a series, in order of time, with what tests compare it with. Values in the unit of the rules. */
export interface Stretch extends Columns {
  /** When each value came in, microseconds since 1970: nothing was measured after that. */
  readonly receivedAt: Float64Array
  /** What it tells lies ahead: a forecast. */
  readonly isForecast: boolean
  /** By test: what values are compared with, at the same moments. */
  readonly compared: ReadonlyMap<TimeTestName, readonly Float64Array[]>
  /** What is usual for it, where tests ask for that: by month, the first point of which they are. */
  readonly usual: readonly { readonly from: number; readonly until: number; readonly found: Found }[]
}

/** What the tests say of the points of a stretch. */
export interface Judged {
  /** The tests that ran, in the order of the rules: bit 0 is the first. */
  readonly tests: readonly TimeTestName[]
  readonly flags: Uint8Array
  /** Of each point the tests that said 3, and 4, a bit for each. */
  readonly suspect: Uint32Array
  readonly failed: Uint32Array
}

/** Judges a stretch by all tests of one series of a set of rules; the flag of each point is the worst of them (`combineFlags`). */
export function judgeStretch(stretch: Stretch, rules: readonly Rule[]): Judged {
  const { length } = stretch.time
  const [flags, suspect, failed] = [new Uint8Array(length), new Uint32Array(length), new Uint32Array(length)]
  const tests: TimeTestName[] = []
  for (const rule of rules) {
    if (!isTimeTest(rule.test)) continue
    const bit = 1 << tests.length
    tests.push(rule.test)
    const said = flagsOf(stretch, rule.test, rule.parameters)
    for (let i = 0; i < length; i += 1) {
      const flag = said[i]
      if (flag === FLAG.good) {
        if (flags[i] === 0) flags[i] = FLAG.good
        continue
      }
      if (flag === FLAG.suspect) suspect[i] = (suspect[i] as number) | bit
      else if (flag === FLAG.fail) failed[i] = (failed[i] as number) | bit
    }
  }
  for (let i = 0; i < length; i += 1) {
    if (failed[i] !== 0) flags[i] = FLAG.fail
    else if (suspect[i] !== 0) flags[i] = FLAG.suspect
    else if (flags[i] === 0) flags[i] = FLAG.unknown
  }
  return { tests, flags, suspect, failed }
}

function flagsOf(stretch: Stretch, test: TimeTestName, parameters: Rule['parameters']): Uint8Array {
  switch (test) {
    case 'consistency': {
      const others = stretch.compared.get(test)
      if (others === undefined) return new Uint8Array(stretch.time.length).fill(FLAG.unknown)
      return judgeSeries(test, { time: stretch.time, value: stretch.value, others }, parameters).flags
    }
    case 'percentile-range':
      return unusual(stretch, parameters)
    case 'impossible-date':
      return impossible(stretch, parameters)
    case 'location':
      if (stretch.lon === undefined || stretch.lat === undefined)
        return new Uint8Array(stretch.time.length).fill(FLAG.unknown)
      return judgeSeries(test, stretch, parameters).flags
    default:
      return judgeSeries(test, { time: stretch.time, value: stretch.value }, parameters).flags
  }
}

/** Of each month by what was usual in the months before it. */
function unusual(stretch: Stretch, parameters: Rule['parameters']): Uint8Array {
  const flags = new Uint8Array(stretch.time.length).fill(FLAG.unknown)
  for (const { from, until, found } of stretch.usual) {
    const part = { time: stretch.time.subarray(from, until), value: stretch.value.subarray(from, until) }
    flags.set(judgeSeries('percentile-range', part, parameters, 'default', found).flags, from)
  }
  return flags
}

const EPOCH = '1970-01-01T00:00:00Z'

/** By the clock of when it came in: a stretch that is judged again years later is judged as it was. */
function impossible(stretch: Stretch, parameters: Rule['parameters']): Uint8Array {
  const { time, value, receivedAt, isForecast } = stretch
  const ahead = time.map((at, i) => (isForecast ? 0 : at - (receivedAt[i] as number)))
  const { earliest, latest, ...clock } = parameters
  const flags = judgeSeries('impossible-date', { time: ahead, value }, { ...clock, now: EPOCH }).flags
  if (earliest == null && latest == null) return flags
  const bounds = { now: '9999-01-01T00:00:00Z', earliest, latest }
  const outside = judgeSeries('impossible-date', { time, value }, bounds).flags
  for (let i = 0; i < flags.length; i += 1) if (outside[i] === FLAG.fail) flags[i] = FLAG.fail
  return flags
}
