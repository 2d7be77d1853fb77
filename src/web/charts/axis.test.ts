import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LANGUAGES } from '#core/i18n/language.ts'
import { axisOf, type Along } from './axis.ts'
import { ROOM, widthOf, type Tick } from './ticks.ts'

const months = (from: string, count: number) =>
  Array.from({ length: count }, (_, index) => Temporal.PlainYearMonth.from(from).add({ months: index }))
const days = (from: string, count: number) =>
  Array.from({ length: count }, (_, index) => Temporal.PlainDate.from(from).add({ days: index }))
const hours = (from: string, count: number) =>
  Array.from({ length: count }, (_, index) => Temporal.Instant.from(from).add({ hours: index }))

const words = (ticks: readonly Tick[]) => ticks.map(({ text }) => text)
const onTelephone = (ticks: readonly Tick[]) => ticks.filter(({ when }) => when !== 'wide')

test('a year of months is named in the language of the reader, by the quarter on a telephone', () => {
  const { ticks, nameOf } = axisOf(months('2025-03', 13), 'nl')
  assert.deepEqual(words(ticks).slice(0, 4), ['mrt', 'apr', 'mei', 'jun'])
  assert.deepEqual(words(onTelephone(ticks)), ['apr', 'jul', 'okt', 'jan'])
  assert.deepEqual(
    onTelephone(ticks).map(({ below }) => below),
    ['2025', undefined, undefined, '2026'],
  )
  assert.equal(nameOf(12), 'maart 2026')
  assert.equal(axisOf(months('2025-03', 13), 'fr').ticks[0]?.text, 'avr.')
  assert.equal(axisOf(months('2025-03', 13), 'de').nameOf(0), 'März 2025')
})

test('where there is room the year stands once a year, also when a telephone shows other months', () => {
  const { ticks } = axisOf(months('2025-03', 13), 'nl')
  const shown = ticks
    .filter(({ below, when }) => below !== undefined && when !== 'narrow')
    .map(({ text, below }) => `${text} ${below}`)
  assert.deepEqual(shown, ['mrt 2025', 'jan 2026'])
})

test('hours are those of the clock in Brussels, also on the days of 23 and of 25 hours', () => {
  for (const day of ['2026-03-28T23:00:00Z', '2026-10-24T22:00:00Z']) {
    const { ticks } = axisOf(hours(day, 26), 'nl')
    assert.deepEqual(words(ticks), ['00:00', '06:00', '12:00', '18:00', '00:00'], day)
  }
  const spring = axisOf(hours('2026-03-28T23:00:00Z', 26), 'nl').ticks
  assert.ok(Math.abs((spring[1]?.part ?? 0) - 5 / 25) < 1e-9, 'six o’clock came after five hours')
})

test('days are not shifted by the change of the clock', () => {
  const { ticks } = axisOf(days('2026-03-23', 21), 'nl')
  assert.deepEqual(words(ticks), ['23 mrt', '30 mrt', '6 apr'])
})

test('from an hour to ten centuries the words fit beside each other in every language, few and not none', () => {
  const spans: Along[] = [
    hours('2026-03-02T08:00:00Z', 3),
    hours('2026-03-02T08:00:00Z', 30),
    hours('2026-03-02T08:00:00Z', 200),
    days('2026-01-01', 8),
    days('2026-01-01', 45),
    days('2024-01-01', 800),
    months('2026-01', 2),
    months('2020-01', 70),
    months('1026-01', 12_000),
  ]
  for (const language of LANGUAGES)
    for (const along of spans) {
      const { ticks } = axisOf(along, language)
      const says = `${language}, ${String(along[0])}: ${words(ticks).join(' ')}`
      assert.ok(ticks.length >= 1, says)
      assert.ok(
        ticks.every(({ part }) => part >= 0 && part <= 1),
        says,
      )
      const width = (shown: readonly Tick[]) => shown.reduce((sum, { text }) => sum + widthOf(text), 0)
      assert.ok(width(ticks) <= ROOM.wide * 1.25, `wide: ${says}`)
      assert.ok(width(onTelephone(ticks)) <= ROOM.narrow * 1.3, `narrow: ${says}`)
    }
})

test('names that would stand on each other are left out evenly', () => {
  const { ticks } = axisOf(
    Array.from({ length: 24 }, (_, hour) => `${hour}`),
    'nl',
  )
  assert.deepEqual(words(ticks).slice(0, 3), ['0', '2', '4'])
  assert.deepEqual(words(onTelephone(ticks)).slice(0, 3), ['0', '4', '8'])
})

test('numbers along the bottom get round ticks', () => {
  assert.deepEqual(words(axisOf([0, 3, 17, 40], 'nl').ticks), ['0', '20', '40'])
})

test('what is out of order, or of two kinds, is refused', () => {
  assert.throws(
    () => axisOf([Temporal.PlainDate.from('2026-03-02'), Temporal.PlainDate.from('2026-03-01')], 'nl'),
    RangeError,
  )
  assert.throws(() => axisOf([1, 1], 'nl'), RangeError)
  assert.throws(
    () => axisOf([Temporal.PlainDate.from('2026-03-02'), Temporal.PlainYearMonth.from('2026-04')], 'nl'),
    RangeError,
  )
})

test('one moment stands in the middle; none gives an axis without words', () => {
  assert.deepEqual(axisOf(months('2026-03', 1), 'nl').places, [0.5])
  assert.deepEqual(axisOf([], 'nl').ticks, [])
})
