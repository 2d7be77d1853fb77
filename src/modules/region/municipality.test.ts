import assert from 'node:assert/strict'
import { test } from 'node:test'
import { codesOn, existedOn, municipalityName, type Succession } from './municipality.ts'
import { municipalitiesOfFacts } from './prepare.ts'

function day(text: string): Temporal.PlainDate {
  return Temporal.PlainDate.from(text)
}

const successions: readonly Succession[] = [
  { oldNis: '23023', newNis: '23106', on: day('2025-01-01') },
  { oldNis: '23024', newNis: '23106', on: day('2025-01-01') },
  { oldNis: '55022', newNis: '58001', on: day('2019-01-01') },
  { oldNis: '58001', newNis: '58999', on: day('2030-01-01') },
  { oldNis: '11002', newNis: '11002', on: day('2025-01-01') },
  { oldNis: '11007', newNis: '11002', on: day('2025-01-01') },
]

test('an old code becomes the merged municipality from the day of the merger, not before', () => {
  assert.deepEqual(codesOn(successions, '23023', day('2025-01-01')), ['23106'])
  assert.deepEqual(codesOn(successions, '23023', day('2024-12-31')), ['23023'])
})

test('a new code stands for those of then on an earlier day', () => {
  assert.deepEqual(codesOn(successions, '23106', day('2024-06-01')), ['23023', '23024'])
  assert.deepEqual(codesOn(successions, '23106', day('2026-06-01')), ['23106'])
})

test('codes are followed through several changes, both ways', () => {
  assert.deepEqual(codesOn(successions, '55022', day('2031-01-01')), ['58999'])
  assert.deepEqual(codesOn(successions, '58999', day('2018-01-01')), ['55022'])
  assert.deepEqual(codesOn(successions, '58999', day('2020-01-01')), ['58001'])
})

test('a municipality that absorbs another and keeps its code succeeds itself', () => {
  assert.deepEqual(codesOn(successions, '11007', day('2026-01-01')), ['11002'])
  assert.deepEqual(codesOn(successions, '11002', day('2026-01-01')), ['11002'])
  assert.deepEqual(codesOn(successions, '11002', day('2024-01-01')), ['11002', '11007'])
})

test('a code that never changed stands for itself', () => {
  assert.deepEqual(codesOn(successions, '24062', day('2010-01-01')), ['24062'])
})

test('a municipality exists from its first day up to, not including, the day it ends', () => {
  const [galmaarden, pajottegem] = ['23023', '23106'].map((nis) =>
    municipalitiesOfFacts().find((one) => one.nis === nis),
  )
  assert.ok(galmaarden && pajottegem)
  assert.ok(existedOn(galmaarden, day('2024-12-31')) && !existedOn(galmaarden, day('2025-01-01')))
  assert.ok(!existedOn(pajottegem, day('2024-12-31')) && existedOn(pajottegem, day('2025-01-01')))
})

test('the facts have the 65 municipalities of 2024, the 63 of 2025, and the 19 of Brussels', () => {
  const facts = municipalitiesOfFacts()
  const count = (on: string) => facts.filter((one) => one.subRegion !== 'brussels' && existedOn(one, day(on))).length
  assert.equal(count('2024-12-31'), 65)
  assert.equal(count('2025-01-01'), 63)
  assert.equal(facts.filter(({ subRegion }) => subRegion === 'brussels').length, 19)
  assert.equal(
    facts.filter((one) => one.subRegion === 'halle-vilvoorde' && existedOn(one, day('2024-12-31'))).length,
    35,
  )
})

test('names fall back to Dutch where a language has none of its own', () => {
  const leuven = municipalitiesOfFacts().find(({ nis }) => nis === '24062')
  assert.ok(leuven)
  assert.deepEqual(
    (['nl', 'fr', 'en', 'de'] as const).map((language) => municipalityName(leuven, language)),
    ['Leuven', 'Louvain', 'Leuven', 'Löwen'],
  )
})
