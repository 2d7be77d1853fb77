import type { z } from 'zod'
import type { Columns } from './columns.ts'
import { judgeWith, type Judged } from './judge-series.ts'
import { openStreamOf, type Stream } from './stream.ts'
import { attenuatedSignal } from './time/attenuated-signal.ts'
import { climatology } from './time/climatology.ts'
import { consistency } from './time/consistency.ts'
import { densityInversion } from './time/density-inversion.ts'
import { flatLine } from './time/flat-line.ts'
import { grossRange } from './time/gross-range.ts'
import { impossibleDate } from './time/impossible-date.ts'
import { locationBounds } from './time/location-bounds.ts'
import { location } from './time/location.ts'
import { neighbours } from './time/neighbours.ts'
import { percentileRange } from './time/percentile-range.ts'
import { rateOfChange } from './time/rate-of-change.ts'
import { spike } from './time/spike.ts'
import { timeGap } from './time/time-gap.ts'
import type { Found, Mode, TimeTest } from './time-test.ts'

/** The tests of one series, by name. */
export const SERIES_TESTS = {
  'attenuated-signal': attenuatedSignal,
  climatology,
  consistency,
  'density-inversion': densityInversion,
  'flat-line': flatLine,
  'gross-range': grossRange,
  'impossible-date': impossibleDate,
  location,
  'location-bounds': locationBounds,
  neighbours,
  'percentile-range': percentileRange,
  'rate-of-change': rateOfChange,
  spike,
  'time-gap': timeGap,
} as const

/** The name of a test of one series. */
export type SeriesTestName = keyof typeof SERIES_TESTS

type Understood<Name extends SeriesTestName> = z.output<(typeof SERIES_TESTS)[Name]['parameters']>

/**
 * Judges a whole series by one test; see `judgeWith`. `given` are the parameters as they are kept: plain JSON, checked here.
 */
export function judgeSeries<Name extends SeriesTestName>(
  name: Name,
  columns: Columns,
  given: unknown,
  mode: Mode = 'default',
  found?: Found,
): Judged<Understood<Name>> {
  return judgeWith(testOf(name), columns, given, mode, found)
}

/** Judges a series in pieces by one test; see `openStreamOf`. */
export function openStream(name: SeriesTestName, given: unknown, mode: Mode = 'default', found?: Found): Stream {
  return openStreamOf(testOf(name), given, mode, found)
}

function testOf<Name extends SeriesTestName>(name: Name): TimeTest<Understood<Name>> {
  return SERIES_TESTS[name] as TimeTest<unknown> as TimeTest<Understood<Name>>
}
