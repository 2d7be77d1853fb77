import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { allProposed, StoredRules, type Rule } from '../rules.ts'
import { readMonths } from './read-months.ts'
import { readRules } from './read-rules.ts'
import { typedOf } from './typed-rules.ts'

const limits = (rules: readonly Rule[]) =>
  Object.fromEntries(rules.map(({ test: name, with: others, parameters }) => [name, { others, parameters }]))

describe('the form of rules', () => {
  test('what the program proposes of every property comes out of the form as it went in', () => {
    for (const [property, { rules }] of allProposed()) {
      const read = readRules(typedOf(rules), rules, 'en')
      assert.deepEqual(read.errors, [], property)
      assert.deepEqual(limits(StoredRules.parse(read.rules)), limits(rules), property)
    }
  })

  test('what the form does not show is taken over', () => {
    const members = [
      { period: 'hour', time: [0, 6], suspect: [0, 1], fail: null },
      { period: 'month', time: [1, 3], suspect: [-5, 12], fail: [-20, 30] },
    ]
    const rules: Rule[] = [
      { test: 'climatology', parameters: { members } },
      { test: 'robust-consistency', parameters: { radiusMetres: 5000, leastDeviation: 1, mostNeighbours: 9 } },
    ]
    const typed = { ...typedOf(rules), 'robust-consistency-radiusKm': '7,5' }
    const { rules: read, errors } = readRules(typed, rules, 'nl')
    assert.deepEqual(errors, [])
    assert.deepEqual(read[0]?.parameters, { members })
    assert.deepEqual(read[1]?.parameters, { radiusMetres: 7500, leastDeviation: 1, mostNeighbours: 9 })
  })

  test('a test that is ticked off is not asked any more, and one that is ticked is', () => {
    const rules: Rule[] = [{ test: 'gross-range', parameters: { fail: [0, 10], suspect: null } }]
    const { rules: read, errors } = readRules({ tests: ['time-gap'], 'time-gap-gapHours': '6' }, rules, 'en')
    assert.deepEqual([read, errors], [[{ test: 'time-gap', parameters: { seconds: 21_600 } }], []])
  })

  test('rates are typed by the minute, and spatial consistency by deviations', () => {
    const typed = {
      tests: ['rate-of-change', 'spatial-consistency'],
      'rate-of-change-suspectPerMinute': '3',
      'spatial-consistency-radiusKm': '20',
      'spatial-consistency-aboveTimes': '3',
    }
    const { rules, errors } = readRules(typed, [], 'en')
    assert.deepEqual(errors, [])
    assert.deepEqual(rules[0]?.parameters, { suspect: 0.05 })
    assert.deepEqual(rules[1]?.parameters, { radiusMetres: 20_000, above: 9 })
  })

  const wrongs = (typed: Record<string, string>, ...tests: string[]) =>
    readRules({ tests, ...typed }, [], 'en').errors.map(({ field, message }) => `${field}: ${message}`)

  test('limits that cannot be are explained where they were typed', () => {
    assert.match(wrongs({})[0] ?? '', /^tests: Choose at least one/)
    assert.match(wrongs({}, 'time-gap')[0] ?? '', /^time-gap-gapHours: Give a number or a choice/)
    assert.match(wrongs({ 'time-gap-gapHours': 'x' }, 'time-gap')[0] ?? '', /Give a number, such as/)
    assert.match(wrongs({ 'time-gap-gapHours': '0' }, 'time-gap')[0] ?? '', /Give a number above 0/)
    assert.match(wrongs({ 'time-gap-gapHours': '9000' }, 'time-gap')[0] ?? '', /at most 8784/)
    assert.match(wrongs({}, 'spike')[0] ?? '', /^spike-suspectOff: Give at least one limit/)
    assert.match(wrongs({ 'spike-suspectOff': '5', 'spike-failOff': '2' }, 'spike')[0] ?? '', /must be suspect too/)
    const isolation = { 'isolation-radiusKm': '5', 'isolation-leastNeighbours': '1.5' }
    assert.match(wrongs(isolation, 'isolation')[0] ?? '', /^isolation-leastNeighbours: Give a whole number/)
    assert.match(wrongs({ 'consistency-with': 'nonsense' }, 'consistency')[0] ?? '', /^consistency-with: /)
    assert.match(wrongs({ 'percentile-range-low': '96' }, 'percentile-range')[0] ?? '', /higher number/)
  })

  test('spans must be whole, in order, and one inside the other', () => {
    const span = (low: string, high: string, least: string, most: string) =>
      wrongs({ 'gross-range-suspectBelow': low, 'gross-range-suspectAbove': high, 'gross-range-failBelow': least, 'gross-range-failAbove': most }, 'gross-range') // prettier-ignore
    assert.deepEqual(span('0', '5', '-10', '10'), [])
    assert.deepEqual(span('', '', '-10', '10'), [])
    assert.match(span('0', '', '-10', '10')[0] ?? '', /^gross-range-suspectAbove: Give both/)
    assert.match(span('6', '5', '-10', '10')[0] ?? '', /^gross-range-suspectAbove: .*higher/)
    assert.match(span('-11', '5', '-10', '10')[0] ?? '', /^gross-range-suspectBelow: .*inside/)
    assert.match(span('', '', '10', '-10')[0] ?? '', /^gross-range-failAbove: .*higher/)
  })

  test('months are read line by line', () => {
    assert.deepEqual(readMonths('6-8: 0; 38; -5; 45\n12:-3,5;9'), {
      members: [
        { period: 'month', time: [6, 8], suspect: [0, 38], fail: [-5, 45] },
        { period: 'month', time: [12, 12], suspect: [-3.5, 9], fail: null },
      ],
    })
    for (const line of ['13: 0; 1', '8-6: 0; 1', '1: 5; 2', '1: 0; 5; 1; 9', '1: 0; 5; -1', '1 0; 5', '1: a; b'])
      assert.equal(readMonths(line).wrongLine, line)
  })
})
