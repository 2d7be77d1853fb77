import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Columns } from '../columns.ts'
import { combineFlags } from '../flags.ts'
import { judgeSeries, type SeriesTestName } from '../index.ts'
import { atSeconds, everyStep, flagsOf } from '../testing.ts'
import { alignTo } from './neighbours.ts'

type Case = readonly [why: string, name: SeriesTestName, columns: Columns, parameters: unknown, flags: string]
const HOUR = 3600

describe('mended: what the reference gets wrong', () => {
  const spike = { suspect: 25, fail: 50 }
  const flat = { suspectSeconds: 1200, failSeconds: 2400 }
  const rate = { suspect: 1 / 60, fail: 1 / 10 }
  const cases: readonly Case[] = [
    ['the innocent neighbours of a spike', 'spike', everyStep([1, 1, 1, 100, 1, 1, 1]), spike, '2114112'],
    ['also when they move a little', 'spike', everyStep([1.2, 0.8, 1.1, 100, 0.9, 1.2]), spike, '211412'],
    ['a spike downwards', 'spike', everyStep([50, 50, 20, 50, 50]), spike, '21312'],
    ['a step is no spike', 'spike', everyStep([1, 1, 100, 100, 100]), spike, '21112'],
    ['exactly the threshold is good', 'spike', everyStep([0, 25, 0]), spike, '212'],
    ['a threshold of 0 counts', 'spike', everyStep([0, 0.1, 0, 0]), { suspect: 0 }, '2312'],
    ['what is missing in between does not silence', 'spike', everyStep([1, NaN, 100, NaN, 1]), spike, '29492'],
    ['beside a gap nothing is known', 'spike', atSeconds([1, 1, 100, 1], [0, 600, 9000, 9600]), spike, '2222'],
    ['differential', 'spike', everyStep([0, 10, 4, 4]), { suspect: 5, method: 'differential' }, '2312'],
    ['median: two wrong ones in a row', 'spike', everyStep([1, 1, 1, 90, 90, 1, 1, 1]), { fail: 50, method: 'median' }, '22144122'],
    ['median: what stands between two spikes is spared', 'spike', everyStep([1, 1, 90, 1, 90, 1, 1]), { fail: 50, method: 'median' }, '2241422'],
    ['median: a step is no spike', 'spike', everyStep([1, 1, 1, 90, 90, 90, 90]), { fail: 50, method: 'median' }, '2211122'],

    ['a jump over what is missing is a rate', 'rate-of-change', everyStep([1, NaN, 100]), rate, '293'],
    ['over a real gap it is not', 'rate-of-change', atSeconds([1, 100, 101], [0, 3 * HOUR, 3 * HOUR + 600]), rate, '221'],
    ['the way back from a spike is good', 'rate-of-change', everyStep([1, 1, 100, 1, 1]), rate, '21411'],
    ['a lasting jump is told once', 'rate-of-change', everyStep([1, 1, 100, 100, 100]), rate, '21411'],
    ['exactly the threshold is good', 'rate-of-change', everyStep([0, 10, 20.1]), rate, '213'],
    ['half seconds', 'rate-of-change', atSeconds([0, 1, 1], [0, 0.5, 1]), { suspect: 1.9 }, '231'],

    ['flat at zero tolerance', 'flat-line', everyStep([4, 5, 5, 5, 5, 5, 6]), flat, '2113341'],
    ['exactly the tolerance is flat', 'flat-line', everyStep([9, 0, 1, 0]), { ...flat, tolerance: 1 }, '2113'],
    ['a sensor that never moved yet: nothing is known', 'flat-line', everyStep([5, 5, 5, 5]), flat, '2233'],
    ['time and not points', 'flat-line', atSeconds([4, 5, 5, 5, 5], [0, 60, 120, 180, 1260]), flat, '21113'],
    ['a gap ends it', 'flat-line', atSeconds([5, 5, 5, 5, 5], [0, 600, 1200, 9000, 9600]), flat, '22322'],
    ['half seconds', 'flat-line', atSeconds([4, 5, 5, 5], [0, 0.5, 1, 1.5]), { suspectSeconds: 1, failSeconds: 2 }, '2113'],
    ['missing and repeated points change nothing', 'flat-line', atSeconds([4, 5, NaN, 5, 5, 5], [0, 600, 900, 1200, 1200, 1800]), flat, '219113'],
    ['too few points to be sure', 'flat-line', atSeconds([4, 5, 5, 5], [0, 600, 1800, 1900]), { ...flat, leastPoints: 3 }, '2113'],
    ['so many points at least', 'flat-line', everyStep([4, 5, 5, 5, 5]), { suspectSeconds: 600, failSeconds: 1200, leastPoints: 4 }, '21114'],
    ['zero may stay', 'flat-line', everyStep([0, 0, 0, 0, 7, 7, 7, 7]), { ...flat, mayStay: [0] }, '11111133'],
    ['a slow creep beyond the tolerance is none', 'flat-line', everyStep([0, 1, 2, 3, 4]), { ...flat, tolerance: 1 }, '22111'],

    ['too little movement', 'attenuated-signal', everyStep([0, 2, 0, 0, 0, 0]), { suspect: 1, fail: 0.5, periodSeconds: 1200 }, '223344'],
    ['before enough is there nothing is known', 'attenuated-signal', everyStep([0, 9, 0, 9]), { suspect: 1, periodSeconds: 6000, leastSeconds: 1800 }, '2221'],
    ['a gap begins anew', 'attenuated-signal', atSeconds([0, 9, 0, 5, 5, 5], [0, 600, 1200, 9000, 9600, 10200]), { suspect: 1, periodSeconds: 1200, measure: 'range' }, '221223'],

    ['also one that is shorter than the period', 'attenuated-signal', atSeconds([0, 9, 0, 5, 5, 5], [0, 600, 1200, 2400, 3000, 3600]), { suspect: 1, fail: 0.5, periodSeconds: 3000, leastSeconds: 1200, measure: 'range', gapSeconds: 900 }, '221224'],
    ['a percentile with a margin spares what is normal', 'percentile-range', everyStep([...Array.from({ length: 21 }, (_, i) => i), 60]), {}, `${'1'.repeat(21)}3`],
    ['percentiles of nothing', 'percentile-range', everyStep([NaN, NaN]), {}, '99'],
    ['after a gap a value is suspect, not wrong', 'time-gap', atSeconds([1, 1, 1], [0, 600, 9000]), {}, '213'],
    ['infinity is no value', 'rate-of-change', everyStep([1, Infinity, 1]), rate, '221'],
    ['but it is out of range', 'gross-range', everyStep([1, Infinity, -Infinity, NaN]), { fail: [0, 9] }, '1449'],
  ] // prettier-ignore
  for (const [why, name, columns, parameters, flags] of cases)
    test(`${name}: ${why}`, () => assert.equal(flagsOf(name, columns, parameters, 'default'), flags))
})

describe('mended: moments', () => {
  const rate = { suspect: 1 / 60 }
  test('points out of order are put in order, and keep their flags', () => {
    assert.equal(flagsOf('rate-of-change', atSeconds([100, 1, 1], [1200, 0, 600]), rate, 'default'), '321')
  })
  test('told twice: the same flag; told otherwise: not tested, and the first counts', () => {
    assert.equal(flagsOf('rate-of-change', atSeconds([1, 100, 100, 2], [0, 600, 600, 1200]), rate, 'default'), '2331')
    assert.equal(flagsOf('rate-of-change', atSeconds([1, 2, 100, 2], [0, 600, 600, 1200]), rate, 'default'), '2121')
  })
  test('of two values of one moment the first that was told counts, also out of order', () => {
    assert.equal(flagsOf('rate-of-change', atSeconds([2, 2, 100, 1], [1200, 600, 600, 0]), rate, 'default'), '1122')
  })
  test('without a time nothing is known', () => {
    assert.equal(flagsOf('rate-of-change', atSeconds([1, 1, NaN, 1], [0, NaN, NaN, 600]), rate, 'default'), '2291')
  })
})

describe('places, profiles and dates', () => {
  const place = (lon: readonly number[], lat: readonly number[]): Columns => ({ ...everyStep(lon), lon: Float64Array.from(lon), lat: Float64Array.from(lat) }) // prettier-ignore
  const profile = (values: readonly number[], depth: readonly number[]): Columns => ({ ...everyStep(values), depth: Float64Array.from(depth) }) // prettier-ignore
  const limits = { suspect: -0.5, fail: -1 }
  const dates = { now: '2026-03-01T12:00:00+01:00', earliest: '2020-01-01T00:00:00Z' }
  const at = (...texts: readonly string[]): Columns => atSeconds(texts.map(() => 1), texts.map((text) => (text === '' ? NaN : Date.parse(text) / 1000))) // prettier-ignore
  const cases: readonly Case[] = [
    ['the way back from a wrong place is good', 'location', place([4, 4, 4, 4], [50, 50.1, 50, 50]), { stepMetres: 1000 }, '1311'],
    ['moved for good is told once', 'location', place([4, 4, 4], [50, 50.1, 50.1]), { stepMetres: 1000 }, '131'],
    ['0,0 is no place', 'location', place([4, 0, 4], [50, 0, 50]), { stepMetres: 1000 }, '131'],
    ['0,0 is no place for what may move as it likes either', 'location', place([4, 0, 4], [50, 0, 50]), {}, '131'],
    ['a missing place does not hide a step', 'location', place([4, NaN, 4], [50, NaN, 50.1]), { stepMetres: 1000 }, '193'],
    ['on the border is fine', 'location-bounds', place([2, 4, 5], [2, 2, 2]), { polygon: [[0, 0], [4, 0], [4, 4], [0, 4]] }, '114'],
    ['the next point is compared with the one below', 'density-inversion', profile([1000, NaN, 1000, 990], [0, 1, 2, 3]), limits, '2944'],
    ['alone between missing ones', 'density-inversion', profile([NaN, 1000, NaN], [0, 1, 2]), limits, '929'],
    ['at one depth nothing lies above', 'density-inversion', profile([1000, 990], [1, 1]), limits, '22'],
    ['dates', 'impossible-date', at('2026-03-01T11:00:00Z', '2026-03-01T11:05:00Z', '2026-03-01T11:06:00Z', '2019-12-31T23:59:59Z', ''), dates, '13444'],
  ] // prettier-ignore
  for (const [why, name, columns, parameters, flags] of cases)
    test(`${name}: ${why}`, () => assert.equal(flagsOf(name, columns, parameters, 'default'), flags))
  test('impossible-date in the reference knows no slack', () => {
    assert.equal(
      flagsOf('impossible-date', at('2026-03-01T11:00:00Z', '2026-03-01T11:05:00Z', ''), dates, 'reference'),
      '149',
    )
  })
})

describe('climatology', () => {
  const days = (...texts: readonly string[]): Columns => atSeconds(texts.map((text) => Number(text.split(' ')[1])), texts.map((text) => Date.parse(text.split(' ')[0] ?? '') / 1000)) // prettier-ignore
  const winter = { period: 'month', time: [12, 12], suspect: [0, 10], fail: [-10, 20] }
  const judge = (columns: Columns, ...members: readonly unknown[]): string => {
    const flags = flagsOf('climatology', columns, { members }, 'default')
    assert.equal(flagsOf('climatology', columns, { members }, 'reference'), flags)
    return flags
  }
  test('where no member holds nothing is known', () =>
    assert.equal(judge(days('2025-12-31T23:59:59Z 10', '2026-01-01T00:00:00Z 10', '2025-12-01 10.1', '2025-12-02 20.1', '2025-12-02 NaN'), winter), '12349')) // prettier-ignore
  test('the last member that holds decides', () =>
    assert.equal(judge(days('2025-12-05 15', '2025-12-06 15'), winter, { time: ['2025-12-06T00:00:00Z', '2025-12-07T00:00:00Z'], suspect: [14, 16] }), '31')) // prettier-ignore
  test('Monday is 0, ISO weeks, quarters, hours', () => {
    const when = days('2026-01-05T07:30:00Z 9', '2026-01-04T23:00:00Z 9')
    assert.equal(judge(when, { period: 'dayofweek', time: [0, 0], suspect: [0, 1] }), '32')
    assert.equal(judge(when, { period: 'dayofweek', time: [6, 6], suspect: [0, 1] }), '23')
    assert.equal(judge(when, { period: 'week', time: [2, 2], suspect: [0, 1] }), '32')
    assert.equal(judge(when, { period: 'dayofyear', time: [4, 4], suspect: [0, 1] }), '23')
    assert.equal(judge(when, { period: 'hour', time: [7, 7], suspect: [0, 1] }), '32')
    assert.equal(judge(when, { period: 'quarter', time: [2, 4], suspect: [0, 1] }), '22')
  })
  test('a member for a depth says nothing where there is none', () => {
    const member = { period: 'year', time: [2026, 2026], suspect: [0, 1], depth: [0, 10] }
    const columns = days('2026-01-05 9', '2026-01-06 9', '2026-01-07 9')
    assert.equal(judge({ ...columns, depth: Float64Array.of(10, 10.1, NaN) }, member), '322')
    assert.equal(judge(columns, member), '222')
    // The one that says nothing does not keep the next from speaking.
    const always = { period: 'year', time: [2026, 2026], suspect: [0, 9] }
    assert.equal(judge(columns, { period: 'month', time: [2, 2], suspect: [0, 1] }, member, always), '111')
  })
})

describe('against others', () => {
  const among = (values: readonly number[], ...others: readonly (readonly number[])[]): Columns => ({ ...everyStep(values), others: others.map((other) => Float64Array.from(other)) }) // prettier-ignore
  const room = { absolute: 1, relative: 0.1 }
  const cases: readonly Case[] = [
    ['PM2.5 is part of PM10', 'consistency', among([12, 12.5, 15, 1, NaN, 1], [10, 10, 10, 10, 10, NaN]), { relation: 'at-most', suspect: room, fail: { absolute: 4 } }, '134192'],
    ['both directions', 'consistency', among([10, 11, 9, 10], [4, 4, 4, NaN], [6, 6, 6, 6]), { relation: 'sum' }, '1332'],
    ['neighbours 1, 2, 3: median 2, spread 1.4826', 'neighbours', among([2, 6.4, 6.5, 9.5, NaN], [1, 1, 1, 1, 1], [2, 2, 2, 2, 2], [3, 3, 3, 3, 3]), { suspect: 3, fail: 5, leastSpread: 0.1 }, '11349'],
    ['one wrong neighbour does no harm', 'neighbours', among([2], [1], [2], [900]), { suspect: 3, leastSpread: 0.1 }, '1'],
    ['neighbours that agree by chance', 'neighbours', among([5.9, 6.1], [2, 2], [2, 2], [2, 2]), { suspect: 2, leastSpread: 2 }, '13'],
    ['too few neighbours', 'neighbours', among([5, 5], [2, NaN], [2, 2], [NaN, Infinity]), { suspect: 2, leastSpread: 2 }, '22'],
  ] // prettier-ignore
  for (const [why, name, columns, parameters, flags] of cases)
    test(`${name}: ${why}`, () => assert.equal(flagsOf(name, columns, parameters, 'default'), flags))
  test('the point of another series nearest in time', () => {
    const other = atSeconds([1, 2, 3], [0, 100, 200])
    assert.deepEqual([...alignTo(atSeconds([0, 0, 0, 0], [-11, 50, 51, 210]).time, other, 50)], [1, 1, 2, 3])
    assert.deepEqual([...alignTo(atSeconds([0, 0], [-11, 261]).time, other, 10)], [NaN, NaN])
    assert.deepEqual([...alignTo(Float64Array.of(0), { time: Float64Array.of(), value: Float64Array.of() }, 10)], [NaN])
  })
})

test('flags together: failed, suspect, good, not tested, missing', () => {
  const flags = [[9, 9, 2, 1, 3, 9], [9, 2, 1, 3, 4, 4]].map((some) => Uint8Array.from(some)) // prettier-ignore
  assert.deepEqual([...combineFlags(flags)], [9, 2, 1, 3, 4, 4])
  assert.throws(() => combineFlags([Uint8Array.of(1), Uint8Array.of(1, 1)]), /differ in length/)
  assert.throws(() => combineFlags([Uint8Array.of(7)]), /7 is no flag/)
})

describe('what is asked wrongly', () => {
  const cases: readonly [string, () => unknown, RegExp][] = [
    ['a missing column', () => flagsOf('location', everyStep([1]), {}, 'default'), /needs the column lon/],
    ['columns of two lengths', () => flagsOf('spike', { time: new Float64Array(2), value: new Float64Array(3) }, {}, 'default'), /value has 3 values and time has 2/],
    ['a suspect span outside the failing one', () => judgeSeries('gross-range', everyStep([1]), { fail: [0, 5], suspect: [0, 6] }), /must lie inside/],
    ['a date without a zone', () => judgeSeries('impossible-date', everyStep([1]), { now: '2026-01-01T00:00:00' }), /now/],
    ['a method the reference does not have', () => flagsOf('spike', everyStep([1]), { method: 'median' }, 'reference'), /average and differential/],
  ] // prettier-ignore
  for (const [why, ask, answer] of cases) test(why, () => assert.throws(ask, answer))
})
