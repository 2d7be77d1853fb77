import { propertyWords } from '../called.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { levelOf, levelsOf } from './levels.ts'
import { ageWords, numberWords, resultWords, timeWords } from './value-words.ts'

const NOTHING = { number: null, truth: null, text: null, json: null }
const DUST = { ucum: 'ug/m3', symbol: null }
const at = Temporal.Instant.from

test('a number is written with its unit, as the reader writes numbers', () => {
  assert.equal(numberWords(12.5, DUST, 'nl'), '12,5\u00A0µg/m³')
  assert.equal(numberWords(12.345_67, DUST, 'en'), '12.35\u00A0µg/m³')
  assert.equal(numberWords(0.000_123, DUST, 'en'), '0.00012\u00A0µg/m³')
  assert.equal(numberWords(1234, { ucum: '{count}', symbol: null }, 'nl'), '1.234')
  assert.equal(numberWords(0.4, { ucum: '1', symbol: null }, 'de'), '0,4')
  assert.equal(numberWords(7, { ucum: null, symbol: 'blobs' }, 'fr'), '7\u00A0blobs')
})

test('results of every kind have words; nothing has none', () => {
  assert.equal(resultWords({ ...NOTHING, truth: false }, DUST, 'de'), 'nein')
  assert.equal(resultWords({ ...NOTHING, truth: true }, DUST, 'nl'), 'ja')
  assert.equal(resultWords({ ...NOTHING, text: 'x'.repeat(900) }, DUST, 'nl')?.length, 201)
  assert.equal(resultWords({ ...NOTHING, json: { a: [1] } }, DUST, 'nl'), '{"a":[1]}')
  assert.equal(resultWords({ ...NOTHING, number: 0 }, DUST, 'nl'), '0\u00A0µg/m³')
  assert.equal(resultWords(NOTHING, DUST, 'nl'), undefined)
})

test('what is measured is called as the reader calls it, or as its owner does', () => {
  assert.equal(propertyWords({ property: 'pm2-5', propertyName: 'x' }, 'de'), 'Feinstaub PM2,5')
  assert.equal(propertyWords({ property: 'air-temperature', propertyName: 'x' }, 'fr'), 'Température de l’air')
  assert.equal(propertyWords({ property: null, propertyName: 'blobs' }, 'fr'), 'Blobs')
})

test('ages grow from minutes to days to a date', () => {
  const now = at('2026-03-02T11:00:00Z')
  const age = (moment: string) => ageWords(at(moment), now, 'nl')
  assert.equal(age('2026-03-02T10:50:00Z'), '10 minuten geleden')
  assert.equal(age('2026-03-02T09:00:00Z'), '2 uur geleden')
  assert.equal(age('2026-02-27T09:00:00Z'), '3 dagen geleden')
  assert.equal(age('2025-02-27T09:00:00Z'), '27 februari 2025')
  assert.equal(age('2026-03-02T12:00:00Z'), '0 minuten geleden')
})

test('an hour is told by its begin and end, on one day or two', () => {
  assert.equal(timeWords(at('2026-03-02T11:00:00Z'), at('2026-03-02T12:00:00Z'), 'nl'), '2 maart 2026, 12:00–13:00')
  assert.equal(timeWords(at('2026-03-02T11:00:00Z'), null, 'nl'), '2 maart 2026, 12:00')
  assert.equal(
    timeWords(at('2026-03-02T22:30:00Z'), at('2026-03-02T23:30:00Z'), 'nl'),
    '2 maart 2026, 23:30 – 3 maart 2026, 00:30',
  )
})

test('levels are fixed for what is measured most, and round numbers between the values otherwise', () => {
  assert.deepEqual(levelsOf('pm2-5', [1, 900]), [5, 10, 15, 25])
  assert.deepEqual(
    [4.9, 5, 24, 25, 1e6].map((value) => levelOf(value, levelsOf('pm2-5', []))),
    [1, 2, 4, 5, 5],
  )
  const levels = levelsOf('water-level', [0.4, 0.9, 1.3, 2.1])
  assert.ok(levels.length > 0 && levels.length <= 4, String(levels))
  assert.ok(levels.every((level, index) => level > 0.4 && level <= 2.1 && level > (levels[index - 1] ?? 0)))
  assert.deepEqual(levelsOf('water-level', []), [])
  assert.equal(levelOf(3, levelsOf('water-level', [3, 3])), 1)
})
