import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LANGUAGES } from '#core/i18n/language.ts'
import { sentenceAbout, type Told } from './sentence.ts'
import { trendOf } from './trend.ts'
import type { Value } from './values.ts'

const MONTHS = ['januari', 'februari', 'maart', 'april', 'mei', 'juni', 'juli', 'augustus', 'september', 'oktober']

function say(values: readonly Value[], more: Partial<Told> = {}): string {
  return sentenceAbout({ nameOf: (index) => MONTHS[index] ?? '', values, isTime: true, written: String, ...more }, 'nl')
}

test('says the highest, the lowest and the direction', () => {
  assert.equal(
    say([10, 12, 15, 14, 18, 21, 25, 24, 30]),
    'Het hoogst: september (30). Het laagst: januari (10). Over de hele periode gaat het omhoog.',
  )
})

test('a capability may say the highest and the lowest in its own words', () => {
  const extremes: Told['extremes'] = ({ most, mostValue, least, leastValue }) =>
    `In ${most} kwamen de meeste meldingen binnen: ${mostValue}. In ${least} de minste: ${leastValue}.`
  assert.equal(
    say([34, 120, 80], { extremes }),
    'In februari kwamen de meeste meldingen binnen: 120. In januari de minste: 34.',
  )
})

test('what is equally high is named together, and only counted when it is much', () => {
  assert.equal(say([5, 9, 9, 4]), 'Het hoogst: februari en maart (9). Het laagst: april (4).')
  assert.equal(say([0, 3, 0, 0, 0]), 'Het hoogst: februari (3).')
  assert.equal(say([3, 3, 3, 3, 0]), 'Het hoogst: 4 keer (3). Het laagst: mei (0).')
})

test('what is missing is said, and never counted as zero', () => {
  assert.equal(say([5, null, 3]), 'Het hoogst: januari (5). Het laagst: maart (3). Er ontbreekt 1 van de 3 cijfers.')
})

test('nothing, one figure and equal figures have sentences of their own', () => {
  assert.equal(say([]), 'Er zijn nog geen cijfers om te tonen.')
  assert.equal(say([null, null]), 'Er zijn nog geen cijfers om te tonen.')
  assert.equal(say([null, 7]), 'Er is één cijfer, voor februari: 7. Er ontbreekt 1 van de 2 cijfers.')
  assert.equal(say([4, 4, 4]), 'De cijfers zijn allemaal gelijk: 4.')
})

test('what is not in order of time does not rise or fall', () => {
  assert.doesNotMatch(say([1, 2, 3, 4, 5, 6, 7, 8, 9], { isTime: false }), /omhoog/)
})

test('every language has its sentence', () => {
  const sentences = LANGUAGES.map((language) =>
    sentenceAbout(
      {
        nameOf: (index) => MONTHS[index] ?? '',
        values: [9, 8, 7, 6, 5, 4, 3, 2, 1, null],
        isTime: true,
        written: String,
      },
      language,
    ),
  )
  assert.equal(new Set(sentences).size, 4)
  assert.match(sentences[1] ?? '', /^Le plus haut\u00a0: janvier|^Le plus haut\u00a0: januari/)
})

test('a direction is only told when chance would hardly give it', () => {
  assert.equal(trendOf([1, 2, 3, 4, 5, 6, 7, 8]), 'rising')
  assert.equal(trendOf([80, 70, 75, 60, 50, 52, 40, 30, 20]), 'falling')
  assert.equal(trendOf([10, 40, 20, 50, 15, 45, 22, 48]), 'unclear')
  assert.equal(trendOf([100, 101, 102, 103, 104, 105, 106, 107]), 'steady')
})

test('too few figures, or too many gaps, tell no direction', () => {
  assert.equal(trendOf([1, 2, 3, 4, 5, 6, 7]), undefined)
  assert.equal(trendOf([1, null, 2, null, 3, null, 4, null, 5, null, 6, null, 7, null, 8]), undefined)
})

test('chance alone is called a direction in about one case in twenty', () => {
  let state = 3
  const random = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32
  const turns = 2000
  let found = 0
  for (let turn = 0; turn < turns; turn++)
    if (['rising', 'falling'].includes(trendOf(Array.from({ length: 12 }, random)) ?? '')) found += 1
  assert.ok(found / turns > 0.02 && found / turns < 0.07, `${found} of ${turns}`)
})

test('a direction in many thousands of figures is found, and fast', () => {
  const start = performance.now()
  assert.equal(
    trendOf(Array.from({ length: 50_000 }, (_, index) => index + 8000 * Math.sin(index * 12.9898))),
    'rising',
  )
  assert.ok(performance.now() - start < 1000)
})
