import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pauseAfter, pauseBetween, readRetryAfter } from './pauses.ts'

test('who fails is left alone for a minute, then twice as long each time, at most six hours', () => {
  const middle = [1, 2, 3, 9, 10, 50].map((failures) => pauseAfter(failures, 0.5))
  assert.deepEqual(middle, [60, 120, 240, 15_360, 21_600, 21_600])
  assert.equal(pauseAfter(1, 0), 45)
  assert.equal(pauseAfter(1, 1), 75)
  assert.equal(pauseBetween(300, 0), 300)
  assert.equal(pauseBetween(300, 1), 315)
})

test('Retry-After is a number of seconds or a moment, and is believed up to a day', () => {
  const now = Temporal.Instant.from('2026-03-02T11:00:00Z')
  assert.equal(readRetryAfter('120', now), 120)
  assert.equal(readRetryAfter(' 0 ', now), 0)
  assert.equal(readRetryAfter('99999999', now), 86_400)
  assert.equal(readRetryAfter('Mon, 02 Mar 2026 11:10:00 GMT', now), 600)
  assert.equal(readRetryAfter('Mon, 02 Mar 2026 10:00:00 GMT', now), 0)
  for (const wrong of [undefined, '', '-5', '1.5', 'soon', '2026-03-02'])
    assert.equal(readRetryAfter(wrong, now), undefined)
})
