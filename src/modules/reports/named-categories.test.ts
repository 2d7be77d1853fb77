import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readQuestion } from '#core/search/question.ts'
import { isTypingError } from '#core/search/typing-error.ts'
import { categoriesMeant, categoriesNamed } from './named-categories.ts'

test('a word names a subject by what people call it; a part of a saying does not', () => {
  const named = (word: string, text = word) => categoriesNamed(word, readQuestion(text))
  assert.deepEqual(named('schlagloch'), ['xcroad'])
  assert.deepEqual(named('honden'), ['xcanimal'])
  assert.deepEqual(named('poule', 'un nid de poule'), ['xcroad'])
  assert.deepEqual(named('poule'), [])
  assert.deepEqual(named('rue', 'rue haute'), [])
  assert.deepEqual(named('wifi'), [], 'what is of all kinds is no subject')
})

test('a typing error is one letter in five, two in nine', () => {
  assert.deepEqual(categoriesMeant('zwerfvuli'), ['xclitter'])
  assert.deepEqual(categoriesMeant('fiestpad'), ['xccyclepath'])
  for (const [one, other, expected] of [
    ['fietspad', 'fiestpad', true],
    ['fietspad', 'fietpad', true],
    ['fietspad', 'vietspadt', false],
    ['straatlamp', 'strattlampp', true],
    ['hond', 'mond', false],
    ['boom', 'bom', false],
    ['', 'a', false],
  ] as const) {
    assert.equal(isTypingError(one, other), expected, `${one} ${other}`)
    assert.equal(isTypingError(other, one), expected, `${other} ${one}`)
  }
})
