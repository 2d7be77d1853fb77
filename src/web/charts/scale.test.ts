import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isSeenFromZero, numberScale } from './scale.ts'

/** Values of every size, the same at every run: a linear congruential generator (Knuth, TAOCP vol. 2, §3.2.1). */
function* someValues(): Generator<number[]> {
  let state = 7
  const random = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32
  for (let turn = 0; turn < 2000; turn++) {
    const size = 10 ** Math.floor(random() * 40 - 20)
    const shift = random() < 0.5 ? 0 : (random() - 0.5) * size * 100
    yield Array.from({ length: 1 + Math.floor(random() * 6) }, () => (random() - 0.5) * size + shift)
  }
}

test('a scale of any values holds them all, between a few round ticks that go up', () => {
  for (const values of someValues())
    for (const withZero of [true, false]) {
      const { from, to, ticks, part } = numberScale(values, { withZero })
      const says = `${values.join(', ')} → ${from} to ${to}, ticks ${ticks.join(', ')}`
      for (const value of values) assert.ok(part(value) >= -1e-9 && part(value) <= 1 + 1e-9, says)
      assert.ok(ticks.length >= 2 && ticks.length <= 8, says)
      assert.ok(
        ticks.every((tick, index) => index === 0 || tick > (ticks[index - 1] ?? Infinity)),
        says,
      )
      if (withZero) assert.ok(from <= 0 && to >= 0, says)
    }
})

test('the ticks are numbers that people would choose', () => {
  assert.deepEqual(numberScale([34, 120], { withZero: true }).ticks, [0, 50, 100, 150])
  assert.deepEqual(numberScale([0.1, 0.32], { withZero: true }).ticks, [0, 0.1, 0.2, 0.3, 0.4])
  assert.deepEqual(numberScale([-7, 21], { withZero: true }).ticks, [-10, 0, 10, 20, 30])
  assert.deepEqual(numberScale([984, 1016], { withZero: false }).ticks, [980, 990, 1000, 1010, 1020])
})

test('whole things are counted in whole steps', () => {
  assert.deepEqual(numberScale([0, 2], { withZero: true }).ticks, [0, 1, 2])
  assert.deepEqual(numberScale([1], { withZero: true }).ticks, [0, 1])
})

test('one value, equal values, zeros and no values at all have a scale too', () => {
  assert.deepEqual(numberScale([812], { withZero: false }).ticks.at(0), 0)
  assert.deepEqual(numberScale([-5, -5], { withZero: false }).ticks.at(-1), 0)
  for (const values of [[0, 0], []]) {
    const { from, to } = numberScale(values, { withZero: true })
    assert.deepEqual([from, to], [0, 1])
  }
})

test('sizes at the end of what a computer can count do not break it', () => {
  for (const values of [[-1e300, 1e300], [1e300], [1e16, 1e16 + 2], [5e-324, 1e-320]]) {
    const { ticks, part } = numberScale(values, { withZero: false })
    assert.ok(ticks.length <= 13 && ticks.every(Number.isFinite), `${values.join(', ')}: ${ticks.join(', ')}`)
    for (const value of values) assert.ok(part(value) >= 0 && part(value) <= 1, `${value}: ${part(value)}`)
  }
})

test('a line starts at zero unless nothing would be seen of it', () => {
  assert.equal(isSeenFromZero([34, 120]), true)
  assert.equal(isSeenFromZero([-3, 4]), true)
  assert.equal(isSeenFromZero([984, 1016]), false)
  assert.equal(isSeenFromZero([-1016, -984]), false)
})
