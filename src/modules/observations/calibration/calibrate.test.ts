import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { openRandom } from '../quality/testing.ts'
import { applyCalibration, calibrate, fitModel, halfWidthOfMean, scoreOf, usablePairs, type Pairs } from './index.ts'

const HOUR = 3_600_000_000
const DUST = { property: 'pm2-5', unit: 'ug/m3', isSameUnit: true }

/** Hours of dust with a reference beside it; `sensor` says what a sensor makes of the truth and the humidity. */
function beside(
  count: number,
  sensor: (truth: number, humidity: number, random: () => number) => number,
  seed = 1,
): Pairs {
  const random = openRandom(seed)
  const reference = new Float64Array(count)
  const humidity = new Float64Array(count)
  let level = 20
  for (let i = 0; i < count; i += 1) {
    level = Math.max(3, level + (random() - 0.5) * 6 - (level - 20) * 0.05)
    reference[i] = level
    humidity[i] = 65 + 25 * Math.sin(i / 3.8) + 5 * (random() - 0.5)
  }
  return {
    time: Float64Array.from(reference, (_, i) => i * HOUR),
    reference,
    humidity,
    temperature: humidity.map((one) => 25 - one / 5),
    sensor: reference.map((truth, i) => sensor(truth, humidity[i] as number, random)),
  }
}

describe('calibrating against a reference', () => {
  test('a sensor that is right stays as it is', () => {
    const found = calibrate(
      beside(500, (truth, _, random) => truth + (random() - 0.5) * 2),
      DUST,
    )
    assert.equal(found.verdict, 'raw')
    assert.equal(found.model?.family, 'raw')
    assert.ok(Math.abs((found.score?.rmse ?? 9) - 2 / Math.sqrt(12)) < 0.05, 'the deviation of what was added')
  })

  test('gain and offset are found, and told to be', () => {
    const found = calibrate(
      beside(500, (truth, _, random) => 2 * truth + 7 + (random() - 0.5)),
      DUST,
    )
    assert.equal(found.verdict, 'calibrated')
    const said = applyCalibration(found, { sensor: Float64Array.of(47), humidity: Float64Array.of(65), temperature: Float64Array.of(12) }) // prettier-ignore
    assert.ok(Math.abs((said.value[0] ?? 0) - 20) < 0.3)
    assert.ok((said.low[0] ?? 99) < 20 && (said.high[0] ?? 0) > 20)
    assert.ok((found.rawScore?.rmse ?? 0) > 20)
  })

  test('damp that swells dust is taken out again', () => {
    const swollen = (truth: number, humidity: number, random: () => number) =>
      truth * (0.8 + humidity / (100 - Math.min(95, humidity)) / 10) + (random() - 0.5)
    const [seen, later] = [beside(700, swollen, 1), beside(700, swollen, 2)]
    const found = calibrate(seen, DUST)
    const { value } = applyCalibration(found, later)
    const ours = scoreOf(later.reference.map((truth, i) => truth - (value[i] as number)), later.reference).rmse // prettier-ignore
    const plain = found.plainScore?.rmse ?? 0
    assert.ok(ours < 0.75 * plain, `${ours} beside ${plain} of a line`)
  })

  test('what says nothing of the truth is unfit, with the figures', () => {
    const found = calibrate(
      beside(500, (_truth, _humidity, random) => 20 + 10 * random()),
      DUST,
    )
    assert.equal(found.verdict, 'unfit')
    const r2 = found.shortfalls.find(({ figure }) => figure === 'r2')
    assert.ok(r2 !== undefined && r2.found < 0.1 && r2.asked === 0.7)
  })

  test('too little is not enough, and nothing is nothing', () => {
    assert.equal(
      calibrate(
        beside(39, (truth) => truth),
        DUST,
      ).verdict,
      'not-enough',
    )
    const none = calibrate(
      beside(0, (truth) => truth),
      DUST,
    )
    assert.deepEqual([none.verdict, none.window, none.pairs], ['not-enough', null, 0])
    assert.throws(() => applyCalibration(none, { sensor: Float64Array.of(1) }), RangeError)
  })

  test('of a line three points say the same as by hand', () => {
    // Least squares of (1, 2), (2, 3), (3, 7): slope 2.5, intercept -1.
    const pairs = { time: Float64Array.of(0, 1, 2), sensor: Float64Array.of(1, 2, 3), reference: Float64Array.of(2, 3, 7) } // prettier-ignore
    const [slope = 0, offset = 0] = fitModel('gain-offset', pairs).coefficients
    assert.ok(Math.abs(slope - 2.5) < 1e-6 && Math.abs(offset + 1) < 1e-6)
    assert.deepEqual(fitModel('offset', pairs).coefficients, [1, 2])
  })

  test('another unit of the sensor changes nothing of what is said', () => {
    const pairs = beside(400, (truth, humidity, random) => 1.6 * truth + humidity / 10 + random())
    const claim = { ...DUST, isSameUnit: false }
    const inOther = { ...pairs, sensor: pairs.sensor.map((one) => one * 1000 + 32) }
    const [one, other] = [calibrate(pairs, claim), calibrate(inOther, claim)]
    const [said, again] = [applyCalibration(one, pairs).value, applyCalibration(other, inOther).value]
    said.forEach((value, i) => assert.ok(Math.abs(value - (again[i] as number)) < 1e-4))
  })

  test('shuffled, told twice and with holes it is the same; what is not finite does no harm', () => {
    const pairs = beside(300, (truth, _, random) => 1.5 * truth + random())
    const found = calibrate(pairs, DUST)
    const order = Array.from({ length: 300 }, (_, i) => (i * 7) % 300)
    const more = [...order, ...order.slice(0, 50)]
    const take = (column: Float64Array | undefined) => Float64Array.from([...more.map((i) => column?.[i] ?? NaN), 1, 2, 3]) // prettier-ignore
    const messy: Pairs = {
      time: Float64Array.from([...more.map((i) => pairs.time[i] as number), NaN, 1e18, 2e18]),
      sensor: Float64Array.from([...more.map((i) => pairs.sensor[i] as number), 1, Infinity, NaN]),
      reference: take(pairs.reference),
      humidity: take(pairs.humidity),
      temperature: take(pairs.temperature),
    }
    assert.deepEqual(calibrate(messy, DUST), found)
    assert.throws(() => usablePairs({ ...messy, sensor: new Float64Array(2) }), RangeError)
  })

  test('constant columns and huge numbers fall over nothing', () => {
    for (const sensor of [0, 5, 1e90])
      assert.doesNotThrow(() =>
        calibrate(
          beside(100, () => sensor),
          DUST,
        ),
      )
    const still = beside(100, (truth) => truth)
    assert.doesNotThrow(() => calibrate({ ...still, reference: still.reference.fill(4) }, DUST))
  })

  test('95 of 100 intervals hold what comes, also of means', () => {
    let [within, count, daysWithin, days] = [0, 0, 0, 0]
    for (let seed = 1; seed <= 8; seed += 1) {
      const noisy = (truth: number, _: number, random: () => number) => 1.4 * truth + 3 + 6 * (random() + random() - 1)
      const found = calibrate(beside(600, noisy, seed), DUST)
      const later = beside(600, noisy, seed + 100)
      const { value, low, high } = applyCalibration(found, later)
      later.reference.forEach((truth, i) => (within += Number(truth >= (low[i] as number) && truth <= (high[i] as number)))) // prettier-ignore
      count += later.time.length
      for (let from = 0; from < 600; from += 24) {
        const mean = (column: Float64Array) => column.slice(from, from + 24).reduce((sum, one) => sum + one, 0) / 24
        daysWithin += Number(Math.abs(mean(later.reference) - mean(value)) <= halfWidthOfMean(found, mean(value), 24))
        days += 1
      }
    }
    assert.ok(within / count > 0.92 && within / count <= 1, `${within / count}`)
    assert.ok(daysWithin / days > 0.92, `${daysWithin / days} of days`)
  })
})
