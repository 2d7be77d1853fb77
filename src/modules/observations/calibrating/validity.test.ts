import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { fitModel, type Calibration } from '../calibration/index.ts'
import { correctValues } from './correct-values.ts'
import { heldStretches, HOLDS_DAYS } from './validity.ts'

const DAY = 86_400_000_000
const instant = (day: number) => Temporal.Instant.fromEpochMilliseconds((day * DAY) / 1000)

function version(
  number: number,
  {
    window,
    begun,
    ended,
    reason = 'renewed',
    verdict = 'calibrated',
  }: {
    window: [number, number]
    begun: number
    ended?: number
    reason?: 'first' | 'renewed' | 'drifted'
    verdict?: 'raw' | 'calibrated' | 'unfit'
  },
) {
  return {
    version: number,
    verdict,
    reason,
    begunAt: instant(begun),
    endedAt: ended === undefined ? null : instant(ended),
    found: { window: [window[0] * DAY, window[1] * DAY] as const },
  }
}

const held = (versions: readonly ReturnType<typeof version>[], from = 0, until = 1000) =>
  heldStretches(versions, { from: from * DAY, until: until * DAY }).map((one) => [
    one.kept.version,
    one.from / DAY,
    one.until / DAY,
  ])

describe('where a model may be applied', () => {
  const first = version(1, { reason: 'first', window: [10, 40], begun: 41, ended: 71 })

  test('from the first hour that it was learned from, until its end', () => {
    assert.deepEqual(held([first]), [[1, 10, 71]])
    assert.deepEqual(held([first], 20, 30), [[1, 20, 30]])
    assert.deepEqual(held([first], 80, 90), [])
    assert.deepEqual(held([]), [])
  })

  test('what was renewed counts from then on: what was told before stays as it was told', () => {
    const second = version(2, { window: [20, 70], begun: 71 })
    assert.deepEqual(held([first, second], 0, 100), [[1, 10, 71], [2, 71, 100]]) // prettier-ignore
  })

  test('after a drift the new one counts from where the drift began', () => {
    const second = version(2, { reason: 'drifted', window: [60, 70], begun: 71 })
    assert.deepEqual(held([second, first], 0, 100), [[1, 10, 60], [2, 60, 100]]) // prettier-ignore
  })

  test('where raw is best, or the sensor unfit, nothing is corrected', () => {
    for (const verdict of ['raw', 'unfit'] as const) {
      const second = version(2, { reason: 'drifted', window: [60, 70], begun: 71, verdict })
      assert.deepEqual(held([first, second], 0, 100), [[1, 10, 60]])
    }
  })

  test('when nothing was learned for a season it holds no more', () => {
    const alone = version(1, { reason: 'first', window: [10, 40], begun: 41 })
    assert.deepEqual(held([alone]), [[1, 10, 40 + HOLDS_DAYS]])
  })
})

describe('correcting values', () => {
  const column = (...numbers: number[]) => Float64Array.from(numbers)
  const pairs = { time: column(0, 1, 2), sensor: column(10, 20, 30), reference: column(6, 11, 16) }
  const found: Pick<Calibration, 'model' | 'spread' | 'doubt'> = {
    model: fitModel('gain-offset', pairs),
    spread: {
      level: { base: 1, growth: 0, floor: 1, least: 0, most: 100 },
      within: 1,
      between: 0,
      always: 0,
      blocks: 8,
      alikeSteps: 1,
    },
    doubt: null,
  }
  const correct = (sensor: number, wobble = 0) => {
    const { value, low, high } = correctValues(found as Calibration, { sensor: column(sensor), wobble: column(wobble) })
    return [value[0] as number, low[0] as number, high[0] as number] as const
  }

  test('the interval of a value about less than an hour grows by what varies within that hour', () => {
    const [value, low, high] = correct(20)
    assert.ok(Math.abs(value - 11) < 1e-6, String(value))
    const hour = high - value
    assert.ok(Math.abs(value - low - hour) < 1e-9 && hour > 2)
    const [same, , wide] = correct(20, 4)
    // Half of what the sensor says is what the reference says: a deviation of 4 is one of 2.
    assert.ok(Math.abs(wide - same - Math.hypot(hour, 1.96 * 2)) < 1e-6)
  })

  test('far beyond what was learned from nothing is said', () => {
    assert.ok(Number.isFinite(correct(39)[0]) && Number.isFinite(correct(1)[0]))
    for (const beyond of [41, -1, Number.NaN]) assert.deepEqual(correct(beyond), [Number.NaN, Number.NaN, Number.NaN])
  })
})
