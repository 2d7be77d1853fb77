import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { SeriesTestName } from '../index.ts'
import { atSeconds, everyStep, flagsOf } from '../testing.ts'

/** Counted by hand from the definitions in docs/quality.md. */
type Case = readonly [why: string, values: readonly number[], parameters: unknown, flags: string]

function table(name: SeriesTestName, cases: readonly Case[]): void {
  describe(`as the reference: ${name}`, () => {
    for (const [why, values, parameters, flags] of cases)
      test(why, () => assert.equal(flagsOf(name, everyStep(values), parameters, 'reference'), flags))
  })
}

table('gross-range', [
  ['ends are good, what is beyond is not', [0, -0.1, 10, 10.1, NaN], { fail: [0, 10] }, '14149'],
  ['failing goes before suspect', [0, 1, 2, 8, 9, 11], { fail: [0, 10], suspect: [2, 8] }, '331134'],
  ['spans are sorted', [5, 11, 3], { fail: [10, 0], suspect: [8, 4] }, '143'],
  ['infinity is outside', [Infinity, -Infinity], { fail: [0, 10] }, '44'],
])

table('spike', [
  ['average: neighbours of a spike are flagged too', [1, 1, 1, 100, 1, 1, 1], { suspect: 25, fail: 50 }, '2134312'],
  ['exactly the threshold is good', [0, 10, 0], { suspect: 10 }, '212'],
  ['just above it is not', [0, 10.5, 0], { suspect: 10 }, '232'],
  ['a threshold of 0 is ignored', [0, 10, 0], { suspect: 0, fail: 0 }, '212'],
  ['a suspect threshold of 0, a failing one that is not', [0, 10, 0, 1, 0], { suspect: 0, fail: 9 }, '24112'],
  ['beside what is missing nothing is known', [1, 1, NaN, 1, 1, 1], { suspect: 1 }, '229212'],
  ['missing at an end', [NaN, 1, 1, NaN], { suspect: 1 }, '9229'],
  ['one point', [5], { suspect: 1 }, '2'],
  ['two points', [5, 900], { suspect: 1 }, '22'],
  ['differential: the smaller step', [0, 10, 4, 4], { suspect: 5, method: 'differential' }, '2312'],
  ['differential: up and up again is none', [0, 10, 20], { suspect: 5, method: 'differential' }, '212'],
  ['differential: a shoulder is none', [0, 10, 10, 0], { suspect: 5, method: 'differential' }, '2112'],
  ['average: two in a row are half as far off', [0, 10, 10, 0], { suspect: 4, fail: 6 }, '2332'],
])

table('rate-of-change', [
  ['600 s for each step: 1 a minute', [0, 10, 20.1, 20], { suspect: 1 / 60 }, '1131'],
  ['down counts as up; failing goes first', [0, -60, -70, -71], { suspect: 1 / 100, fail: 1 / 20 }, '1431'],
  ['after what is missing it is good, whatever it is', [1, NaN, 100], { suspect: 0.001 }, '191'],
  ['a threshold of 0 counts here', [1, 1, 1.1], { suspect: 0 }, '113'],
  ['infinity', [1, Infinity, 1], { suspect: 1 }, '133'],
])

table('flat-line', [
  ['at zero tolerance nothing is ever flat', [5, 5, 5, 5, 5], { suspectSeconds: 600, failSeconds: 1200 }, '11111'],
  ['the first points pass', [5, 5, 5, 5, 5], { suspectSeconds: 600, failSeconds: 1200, tolerance: 0.1 }, '13444'],
  [
    'a range of exactly the tolerance is not flat',
    [0, 1, 0, 1],
    { suspectSeconds: 600, failSeconds: 6000, tolerance: 1 },
    '1111',
  ],
  ['a range below it is', [0, 1, 0, 1], { suspectSeconds: 600, failSeconds: 6000, tolerance: 1.1 }, '1333'],
  [
    'less than a step is rounded down: each point alone is flat',
    [0, 9, 20],
    { suspectSeconds: 599, failSeconds: 6000, tolerance: 1 },
    '333',
  ],
  [
    'what is missing is left out of the window',
    [5, NaN, 5, 5],
    { suspectSeconds: 1200, failSeconds: 6000, tolerance: 1 },
    '1933',
  ],
  ['two points pass, even a missing one', [5, NaN], { suspectSeconds: 1, failSeconds: 1, tolerance: 1 }, '11'],
])

table('attenuated-signal', [
  ['deviation of all, n degrees: of 1 3 is 1', [1, 3], { suspect: 1.01, fail: 1 }, '33'],
  ['exactly the threshold is good', [1, 3], { suspect: 1, fail: 1 }, '11'],
  ['below failing', [1, 3, NaN], { suspect: 3, fail: 2 }, '449'],
  ['range of all', [1, 3, 2], { suspect: 2, fail: 1, measure: 'range' }, '111'],
  ['range of all, too small', [1, 3, 2], { suspect: 2.5, fail: 1, measure: 'range' }, '333'],
  [
    'window open at its beginning, n - 1 degrees: 0 and 2 make 1.414',
    [0, 2, 0, 0],
    { suspect: 1.42, fail: 1.41, periodSeconds: 1200 },
    '2334',
  ],
  ['one in the window has no deviation', [0, 2], { suspect: 1, fail: 0.5, periodSeconds: 600 }, '22'],
  ['a range of one value is zero', [0, 2], { suspect: 1, fail: 0.5, periodSeconds: 600, measure: 'range' }, '44'],
  [
    'a missing value spoils a range',
    [0, NaN, 2, 4],
    { suspect: 1, fail: 0.5, periodSeconds: 1200, measure: 'range' },
    '4921',
  ],
  ['and not a deviation', [0, NaN, 2, 4], { suspect: 1, fail: 0.5, periodSeconds: 1800 }, '2911'],
  ['so many points at least', [0, 2, 4], { suspect: 1, fail: 0.5, periodSeconds: 6000, leastPoints: 3 }, '221'],
  [
    'so much time at least: 1200 s are two steps',
    [0, 2, 4],
    { suspect: 1, fail: 0.5, periodSeconds: 6000, leastSeconds: 1200 },
    '211',
  ],
])

table('percentile-range', [
  // Of 0 to 20 the 5th percentile is 1 and the 95th 19.
  ['one in ten is flagged', Array.from({ length: 21 }, (_, i) => i), {}, '311111111111111111113'],
  ['a pad of 1', Array.from({ length: 21 }, (_, i) => i), { pad: 1 }, '1'.repeat(21)],
  ['between two values it is linear: quartiles 0.75 and 2.25', [0, 1, 2, 3, NaN], { low: 25, high: 75 }, '31139'],
])

table('time-gap', [
  ['exactly the gap is good', [1, 1, NaN], { seconds: 600 }, '111'],
  ['longer is not; the first says what the second says', [1, 1, 1], { seconds: 599 }, '444'],
  ['one point', [1], { seconds: 599 }, '2'],
])

describe('as the reference: times that are not in order', () => {
  const cases: readonly [string, SeriesTestName, ReturnType<typeof atSeconds>, unknown, string][] = [
    ['steps of less than a second are no rate', 'rate-of-change', atSeconds([0, 5, 9], [0, 0.5, 0.9]), { suspect: 1 }, '111'],
    ['1.9 seconds are one', 'rate-of-change', atSeconds([0, 1.5], [0, 1.9]), { suspect: 1.4 }, '13'],
    ['backwards is a rate below zero', 'rate-of-change', atSeconds([0, 50], [10, 0]), { suspect: 1 }, '11'],
    ['within a second nothing is flat', 'flat-line', atSeconds([1, 1, 1, 1], [0, 0.1, 0.2, 0.3]), { suspectSeconds: 1, failSeconds: 2, tolerance: 1 }, '1111'],
    ['the median step rules, whatever the steps are', 'flat-line', atSeconds([1, 1, 1, 1], [0, 1, 2, 9000]), { suspectSeconds: 2, failSeconds: 3, tolerance: 1 }, '1134'],
    ['a time gap on the later point only', 'time-gap', atSeconds([1, 1, 1, 1], [0, 600, 9000, 9600]), {}, '1141'],
    ['no time', 'time-gap', atSeconds([1, 1, 1, 1], [0, 600, NaN, 9600]), {}, '1122'],
  ] // prettier-ignore
  for (const [why, name, columns, parameters, flags] of cases)
    test(why, () => assert.equal(flagsOf(name, columns, parameters, 'reference'), flags))
  test('a period over points out of order is refused', () => {
    const parameters = { suspect: 1, periodSeconds: 60 }
    assert.throws(
      () => flagsOf('attenuated-signal', atSeconds([1, 2], [60, 0]), parameters, 'reference'),
      /in order of time/,
    )
  })
})

const NAN = NaN
describe('as the reference: places', () => {
  const place = (lon: readonly number[], lat: readonly number[]) => ({ ...everyStep(lon), lon: Float64Array.from(lon), lat: Float64Array.from(lat) }) // prettier-ignore
  const square = [[0, 0], [4, 0], [4, 4], [0, 4]] // prettier-ignore
  const cases: readonly [string, SeriesTestName, ReturnType<typeof place>, unknown, string][] = [
    ['degrees that exist', 'location', place([180, 180.1, -180, 0], [90, 0, -90, -90.1]), {}, '1414'],
    ['both missing 9, one missing 4', 'location', place([NAN, NAN, 4], [NAN, 50, NAN]), {}, '944'],
    // 0.01 degree of latitude is 1112 m.
    ['a step, on the later point and on the way back', 'location', place([4, 4, 4], [50, 50.01, 50]), { stepMetres: 1111 }, '133'],
    ['a step that may be', 'location', place([4, 4], [50, 50.01]), { stepMetres: 1113 }, '11'],
    ['after a missing place there is no step', 'location', place([4, NAN, 4], [50, NAN, 60]), { stepMetres: 1 }, '191'],
    ['inside; border and corner are outside', 'location-bounds', place([2, 4, 0, 5, NAN], [2, 2, 0, 5, 2]), { polygon: square }, '14449'],
    ['should be outside', 'location-bounds', place([2, 4, 0, 5], [2, 2, 0, 5]), { polygon: square, should: 'outside' }, '4111'],
    // Level with a corner, left and right of it.
    ['a ray through a corner', 'location-bounds', place([1, 3, 5], [0, 0, 0]), { polygon: [[2, 2], [4, 0], [2, -2], [0, 0]] }, '114'],
  ] // prettier-ignore
  for (const [why, name, columns, parameters, flags] of cases)
    test(why, () => assert.equal(flagsOf(name, columns, parameters, 'reference'), flags))
})

describe('as the reference: profiles', () => {
  const cases: readonly [string, readonly number[], readonly number[], string][] = [
    ['both points of an inversion', [1000, 1001, 999, 1002], [0, 1, 2, 3], '1441'],
    ['upwards it is the other way round', [1002, 999, 1001, 1000], [3, 2, 1, 0], '1441'],
    ['suspect; exactly the threshold is good', [1000, 999.5, 999, 998.5], [0, 1, 2, 3], '1111'],
    ['failing goes before suspect', [1000, 999.4, 998], [0, 1, 2], '344'],
    ['missing takes the next with it', [1000, NaN, 990, 980], [0, 1, 2, 3], '1994'],
    ['no depth', [1000, 990, 980], [0, NaN, 2], '199'],
    ['one point', [1000], [0], '2'],
  ]
  for (const [why, values, depth, flags] of cases)
    test(why, () => {
      const columns = { ...everyStep(values), depth: Float64Array.from(depth) }
      assert.equal(flagsOf('density-inversion', columns, { suspect: -0.5, fail: -1 }, 'reference'), flags)
    })
})
