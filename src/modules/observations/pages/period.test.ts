import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { shownPeriod, slotsOf, type Period } from './period.ts'

const NOW = Temporal.Instant.from('2026-03-02T11:20:00Z')
const FIRST = Temporal.Instant.from('2025-01-01T00:00:00Z')

function shown(period: Period, on?: string, about: { newest?: Temporal.Instant; first?: null } = {}) {
  const asked = { period, on: on === undefined ? undefined : Temporal.PlainDate.from(on) }
  const { from, until, earlier, later } = shownPeriod(asked, { now: NOW, first: FIRST, newest: NOW, ...about })
  return [from, until, earlier, later].map((one) => one?.toString())
}

describe('the part of time that is shown', () => {
  test('the newest ends with the hour or the day of now', () => {
    assert.deepEqual(shown('day'), ['2026-03-01T12:00:00Z', '2026-03-02T12:00:00Z', '2026-03-01', undefined])
    assert.deepEqual(shown('week'), ['2026-02-23T12:00:00Z', '2026-03-02T12:00:00Z', '2026-02-23', undefined])
    assert.deepEqual(shown('month'), ['2026-01-30T23:00:00Z', '2026-03-02T23:00:00Z', '2026-01-30', undefined])
    assert.deepEqual(shown('year'), ['2025-03-02T23:00:00Z', '2026-03-02T23:00:00Z', '2025-03-02', undefined])
  })

  test('of what stopped before, the newest ends with its last value, which is within it', () => {
    const newest = Temporal.Instant.from('2025-06-10T08:00:00Z')
    assert.deepEqual(shown('day', undefined, { newest }).slice(0, 2), ['2025-06-09T09:00:00Z', '2025-06-10T09:00:00Z'])
    assert.deepEqual(shown('year', undefined, { newest })[1], '2026-03-02T23:00:00Z', 'it measured in the last year')
  })

  test('a chosen day, week, month or year is that of the calendar, with the way on from it', () => {
    assert.deepEqual(shown('day', '2026-02-10'), [
      '2026-02-09T23:00:00Z',
      '2026-02-10T23:00:00Z',
      '2026-02-09',
      '2026-02-11',
    ])
    assert.deepEqual(shown('week', '2026-02-11'), [
      '2026-02-08T23:00:00Z',
      '2026-02-15T23:00:00Z',
      '2026-02-08',
      '2026-02-16',
    ])
    assert.deepEqual(shown('month', '2026-02-28'), [
      '2026-01-31T23:00:00Z',
      '2026-02-28T23:00:00Z',
      '2026-01-31',
      '2026-03-01',
    ])
    assert.deepEqual(shown('year', '2025-07-01'), [
      '2024-12-31T23:00:00Z',
      '2025-12-31T23:00:00Z',
      undefined,
      '2026-01-01',
    ])
    assert.equal(shown('day', '2026-03-02')[3], 'newest', 'today is not over')
    assert.equal(shown('year', '2025-07-01', { first: null })[2], undefined)
    assert.equal(shown('day', '2025-01-01')[2], undefined, 'nothing was measured before the first value')
  })

  test('steps back and forward meet: nothing between them is left out', () => {
    for (const period of ['day', 'week', 'month', 'year'] as const) {
      const [from, , earlier] = shown(period, '2026-02-11')
      const [, until, , later] = shown(period, earlier)
      assert.equal(until, from, period)
      assert.equal(shown(period, later)[0], from, period)
    }
  })

  test('a day has 23 or 25 hours when it does', () => {
    const hours = (on: string) => {
      const range = shownPeriod(
        { period: 'day', on: Temporal.PlainDate.from(on) },
        { now: NOW, first: FIRST, newest: NOW },
      )
      return slotsOf(range, 'hour').length
    }
    assert.deepEqual(['2026-03-28', '2026-03-29', '2026-10-25'].map(hours), [24, 23, 25])
    const month = shownPeriod(
      { period: 'month', on: Temporal.PlainDate.from('2026-03-15') },
      { now: NOW, first: FIRST, newest: NOW },
    )
    const days = slotsOf(month, 'day')
    assert.equal(days.length, 31)
    const [short] = days.filter(({ from, until }) => until.since(from).total('hours') === 23)
    assert.equal(short?.from.toString(), '2026-03-28T23:00:00Z')
  })
})
