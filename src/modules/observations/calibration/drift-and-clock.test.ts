import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { openRandom } from '../quality/testing.ts'
import { dailyMeans, factorsBetween, findClockShift, findDrift, groupFactors, openWidening, usualOf } from './index.ts'

const DAY = 86_400_000_000
const USUAL = { mean: 0, deviation: 1 }
const daysOf = (count: number) => Float64Array.from({ length: count }, (_, i) => i * DAY)
const normal = (random: () => number) => Array.from({ length: 12 }, random).reduce((sum, one) => sum + one, 0) - 6

describe('drift', () => {
  test('by hand: each day 1.5 above adds 1, so the ninth is beyond 8', () => {
    const found = findDrift(daysOf(20), new Float64Array(20).fill(1.5), USUAL)
    assert.deepEqual(found, { since: 0, sureAt: 8 * DAY, size: 1.5 })
    const fallen = findDrift(
      daysOf(20),
      Float64Array.from({ length: 20 }, (_, i) => (i < 5 ? 0 : -2.5)),
      USUAL,
    )
    assert.deepEqual([fallen?.since, fallen?.sureAt, fallen?.size], [5 * DAY, 9 * DAY, -2.5])
  })

  test('half a deviation is let go, and days without a value too', () => {
    assert.equal(findDrift(daysOf(5000), new Float64Array(5000).fill(0.5), USUAL), undefined)
    const holes = Float64Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? NaN : 1.5))
    assert.equal(findDrift(daysOf(40), holes, USUAL)?.sureAt, 17 * DAY)
    assert.equal(findDrift(daysOf(3), Float64Array.of(NaN, Infinity, NaN), USUAL), undefined)
  })

  test('who does not drift is accused about as seldom as it says', () => {
    const random = openRandom(3)
    let [accused, days] = [0, 0]
    while (days < 400_000) {
      const walk = Float64Array.from({ length: 4000 }, () => normal(random))
      const found = findDrift(daysOf(4000), walk, USUAL)
      days += found === undefined ? 4000 : found.sureAt / DAY
      accused += Number(found !== undefined)
    }
    assert.ok(days / accused > 5000 && days / accused < 20_000, `once in ${days / accused} days`)
  })

  test('means by day, of days with enough; what is usual of them', () => {
    const { time, days } = dailyMeans(Float64Array.of(1, 2, DAY, DAY + 1, NaN), Float64Array.of(1, 3, 9, NaN, 5), 1)
    assert.deepEqual([[...time], [...days]], [[0, DAY], [2, 9]]) // prettier-ignore
    assert.equal(dailyMeans(Float64Array.of(1, 2, DAY), Float64Array.of(1, 3, 9), 2).days.length, 1)
    assert.deepEqual(usualOf(Float64Array.of(1, 2, 3, NaN)), { mean: 2, deviation: 1 })
    assert.equal(usualOf(Float64Array.of(1, 2)), undefined)
    assert.equal(usualOf(Float64Array.of(2, 2, 2)), undefined)
    assert.throws(() => findDrift(daysOf(2), Float64Array.of(1), USUAL), RangeError)
    assert.throws(() => findDrift(daysOf(1), Float64Array.of(1), { mean: 0, deviation: 0 }), RangeError)
  })
})

/** Hours of a temperature with days and fronts, as two sensors see it. */
function twoSensors(hours: number, seed: number, noise: number): readonly [Float64Array, Float64Array] {
  const random = openRandom(seed)
  let front = 0
  const truth = Float64Array.from({ length: hours }, (_, i) => {
    front += (random() - 0.5) * 1.5 - front * 0.03
    return 12 + 5 * Math.sin(((i % 24) / 24) * 2 * Math.PI) + front
  })
  const see = () => truth.map((one) => one + noise * normal(random))
  return [see(), see()]
}
const late = (values: Float64Array, hours: number) => values.map((_, i) => values[i - hours] ?? NaN)

describe('the clock of a sensor', () => {
  test('hours too late or too early are found, and what is to be added', () => {
    for (const hours of [1, 2, -1, -6, 11]) {
      const [sensor, others] = twoSensors(24 * 40, 5, 0.2)
      const found = findClockShift(late(sensor, hours), others)
      assert.equal(found?.addSeconds, -hours * 3600, `${hours}`)
      assert.ok(found?.agree === 4 && (found?.correlation ?? 0) > (found?.correlationNow ?? 1))
    }
  })

  test('a clock that is right is left alone, and where nothing is sure nothing is said', () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const [sensor, others] = twoSensors(24 * 40, seed, seed / 30)
      assert.equal(findClockShift(sensor, others), undefined)
      const [stranger] = twoSensors(24 * 40, seed + 1000, 2)
      assert.equal(
        findClockShift(
          stranger,
          others.map((_, i) => stranger[(i * 7) % 960] as number),
        ),
        undefined,
      )
    }
    const [short] = twoSensors(24 * 5, 1, 0.1)
    assert.equal(findClockShift(late(short, 1), short), undefined, 'five days')
    assert.equal(findClockShift(new Float64Array(960), new Float64Array(960)), undefined, 'nothing moves')
    assert.equal(findClockShift(new Float64Array(960).fill(NaN), new Float64Array(960).fill(Infinity)), undefined)
    assert.equal(findClockShift(new Float64Array(), new Float64Array()), undefined)
    assert.throws(() => findClockShift(new Float64Array(1), new Float64Array(2)), RangeError)
  })

  test('a clock that was put right halfway is no shift of all', () => {
    const [sensor, others] = twoSensors(24 * 40, 5, 0.2)
    const half = sensor.map((value, i) => (i < 480 ? (sensor[i - 3] ?? NaN) : value))
    assert.equal(findClockShift(half, others), undefined)
  })
})

describe('sensors around a reference', () => {
  const column = (...values: number[]) => Float64Array.from(values)

  test('the median of the group over the reference, and of the hours around', () => {
    const sensors = [column(10, 20, 30), column(20, 40, 60), column(30, 60, 900)]
    const factors = groupFactors(sensors, column(10, 10, 10), { leastSensors: 3, hours: 1, leastLevel: 2 })
    assert.deepEqual([...factors], [2, 4, 5], 'six is beyond what swelling does')
    assert.deepEqual([...groupFactors(sensors, column(10, 10, 10), { leastSensors: 3, hours: 3, leastLevel: 2 })], [3, 4, 5]) // prettier-ignore
  })

  test('too few sensors, no reference or too little to measure say nothing', () => {
    const few = [column(10, NaN, 10, 10), column(10, 10, 10, 10), column(10, 10, 10, 10)]
    const factors = groupFactors(few, column(10, 10, 1, NaN), { leastSensors: 3, hours: 1, leastLevel: 2 })
    assert.deepEqual([...factors], [1, NaN, NaN, NaN])
    assert.throws(() => groupFactors([column(1)], column(1, 2)), RangeError)
  })

  test('between references the nearer counts more; unknown hours count nothing', () => {
    const near = [{ factors: column(1, 2, NaN), metres: 1000 }, { factors: column(4, NaN, NaN), metres: 2000 }] // prettier-ignore
    const [first = 0, second, third] = factorsBetween(near)
    assert.ok(Math.abs(first - Math.exp(Math.log(4) / 5)) < 1e-12)
    assert.deepEqual([second, third], [2, NaN])
    assert.throws(() => factorsBetween([]), RangeError)
  })
})

test('intervals that go on come to one in twenty outside, whatever they were', () => {
  for (const size of [0.6, 1, 3]) {
    const random = openRandom(9)
    const widening = openWidening()
    let outside = 0
    for (let i = 0; i < 20_000; i += 1) {
      const isWithin = Math.abs(size * normal(random)) < 1.96 * widening.now()
      outside += Number(!isWithin && i > 2000)
      widening.tell(isWithin)
    }
    assert.ok(Math.abs(outside / 18_000 - 0.05) < 0.01, `${size}: ${outside / 18_000}`)
  }
})
