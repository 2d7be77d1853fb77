import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { bandOf, networkScoreOf, scoreOf, type Evidence } from './index.ts'

const BEST: Evidence = {
  coverage: 1,
  suspect: 0,
  failed: 0,
  agreement: 1,
  drift: 0,
  uncertainty: 0,
  classes: [0.25, 0.5, 1],
}
const score = (change: Partial<Evidence> = {}) => scoreOf({ ...BEST, ...change })
const pointsOf = (found: ReturnType<typeof scoreOf>) => found.parts.map(({ points }) => points)

describe('how far a datastream can be relied on', () => {
  test('the best has 100 and needs nothing; the parts are shown', () => {
    const { parts, ...rest } = score()
    assert.deepEqual(rest, { score: 100, band: 'very-good', certainty: 100, advice: null })
    assert.equal(parts.length, 5)
    assert.equal(
      parts.reduce((sum, { weight }) => sum + weight, 0),
      100,
    )
  })

  test('each part by hand', () => {
    // 0.75 of the hours: 60; 4 % failed and 3 % suspect: 0.05, so 80 - 40 * 3/8 = 65; 0.82: 50 + 50 * 0.12/0.25 = 74
    const found = score({ coverage: 0.75, failed: 0.04, suspect: 0.03, agreement: 0.82, drift: 0.5, uncertainty: 0.75 })
    assert.deepEqual(
      pointsOf(found).map((one) => Math.round(one ?? -1)),
      [60, 65, 74, 60, 50],
    )
    // 0.2 * 60 + 0.25 * 65 + 0.25 * 74 + 0.15 * 60 + 0.15 * 50 = 63.25
    assert.equal(found.score, 63)
    assert.equal(found.band, 'good')
    assert.equal(found.advice, 'look-at-flags', '35 points of 25 are more than 40 of 20 or 50 of 15')
  })

  test('a sensor whose every value failed is no good one', () => {
    assert.equal(score({ failed: 1 }).score, 30)
    assert.equal(score({ failed: 1 }).advice, 'look-at-flags')
  })

  test('what is not known is named, counts as half, and makes it less certain', () => {
    const found = score({ drift: null, uncertainty: null })
    assert.deepEqual(pointsOf(found), [100, 100, 100, null, null])
    assert.equal(found.certainty, 70)
    assert.equal(found.score, 85)
    const none = score({ agreement: null, drift: null, uncertainty: null })
    assert.deepEqual([none.score, none.band, none.certainty], [73, 'good', 45])
    const little = score({ coverage: null, agreement: null, drift: null, uncertainty: null })
    assert.deepEqual([little.score, little.band, little.certainty], [null, null, 25])
    const nothing = scoreOf({ coverage: null, suspect: null, failed: null, agreement: null, drift: null, uncertainty: null, classes: null }) // prettier-ignore
    assert.deepEqual([nothing.score, nothing.advice, nothing.certainty], [null, null, 0])
    assert.deepEqual(pointsOf(score({ classes: null })).slice(3), [null, null], 'no scale, no judgement')
  })

  test('it never falls when a part gets better', () => {
    const steps = Array.from({ length: 101 }, (_, n) => n / 100)
    for (const other of [0, 0.3, 0.9])
      for (const name of ['coverage', 'suspect', 'failed', 'agreement', 'drift', 'uncertainty'] as const) {
        const isBetterUp = name === 'coverage' || name === 'agreement'
        const rest = { coverage: 1 - other, suspect: 0, failed: other / 2, agreement: 1 - other, uncertainty: other }
        const scores = steps.map((share) => score({ ...rest, [name]: share }).score ?? -1)
        const rising = isBetterUp ? scores : scores.toReversed()
        rising.forEach((one, n) => assert.ok(n === 0 || one >= (rising[n - 1] ?? 0), `${name} at ${n}`))
        assert.ok((rising.at(-1) ?? 0) > (rising[0] ?? 0), `${name} counts`)
      }
  })

  test('a drift downwards is a drift', () => {
    assert.equal(score({ drift: -0.7 }).score, score({ drift: 0.7 }).score)
  })

  test('a share that is none is refused', () => {
    for (const coverage of [-0.1, 1.1, Number.NaN]) assert.throws(() => score({ coverage }), RangeError)
  })

  test('bands and networks', () => {
    assert.deepEqual([0, 19, 20, 40, 60, 80, 100].map(bandOf), ['very-low', 'very-low', 'low', 'fair', 'good', 'very-good', 'very-good']) // prettier-ignore
    assert.deepEqual(networkScoreOf([]), { bands: { 'very-low': 0, low: 0, fair: 0, good: 0, 'very-good': 0 }, unknown: 0, median: null }) // prettier-ignore
    const { median, unknown, bands } = networkScoreOf([10, 90, null, 70, 80])
    assert.deepEqual([median, unknown, bands.good, bands['very-good'], bands['very-low']], [75, 1, 1, 2, 1])
    assert.equal(networkScoreOf([10, 90, 70]).median, 70)
  })
})
