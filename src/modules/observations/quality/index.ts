import type { z } from 'zod'
import type { Columns } from './columns.ts'
import { judgeWith, type Judged } from './judge-series.ts'
import { buddyEvent } from './space/buddy-event.ts'
import { buddy } from './space/buddy.ts'
import { duplicatePlace } from './space/duplicate-place.ts'
import { isolation } from './space/isolation.ts'
import { judgeNetwork, type Stations } from './space/network.ts'
import { robustConsistency } from './space/robust-consistency.ts'
import type { SpaceTest } from './space/space-test.ts'
import { spatialConsistency } from './space/spatial-consistency.ts'
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

/** The tests of many stations at one moment, by name. */
export const SPACE_TESTS = {
  buddy,
  'buddy-event': buddyEvent,
  'duplicate-place': duplicatePlace,
  isolation,
  'robust-consistency': robustConsistency,
  'spatial-consistency': spatialConsistency,
} as const

/** The name of a test of many stations. */
export type SpaceTestName = keyof typeof SPACE_TESTS

/**
 * Judges stations by one test: a flag for each, in the order in which they were given. The flags do not depend on that order. `given` are the
 * parameters as they are kept: plain JSON, checked here (a ZodError says what is wrong). Throws a RangeError when columns differ in length.
 */
export function judgeStations<Name extends SpaceTestName>(name: Name, stations: Stations, given: unknown) {
  const test = SPACE_TESTS[name] as SpaceTest<unknown> as SpaceTest<z.output<(typeof SPACE_TESTS)[Name]['parameters']>>
  const parameters = test.parameters.parse(given)
  const flags = judgeNetwork(stations, test.wants(parameters), (network) => test.judge(network, parameters))
  return { flags, limits: { parameters } }
}
