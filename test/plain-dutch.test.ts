import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import { describe, test } from 'node:test'
import { officialeseIn } from '../src/core/plain-dutch/officialese.ts'
import { MOST_WORDS_A_SENTENCE, PLAIN_SCORE, readabilityOf, wordsOf } from '../src/core/plain-dutch/readability.ts'

/** Below this a single text is too hard, however easy the rest of its page is. */
const HARDEST = 30
/** Fewer words tell nothing: one long word, such as "verantwoordelijke", decides. */
const FEW = 25
const LONGEST_SENTENCE = 20

interface Text {
  readonly file: string
  readonly key: string
  readonly words: string
}

/** What a reader sees: arguments filled in, the plural of each choice. */
function asRead(elements: readonly MessageFormatElement[]): string {
  return elements
    .map((element) => {
      if (element.type === TYPE.literal) return element.value
      if (element.type === TYPE.pound || element.type === TYPE.number) return '3'
      if (element.type === TYPE.plural || element.type === TYPE.select)
        return asRead((element.options['other'] ?? Object.values(element.options)[0])?.value ?? [])
      return 'Leuven'
    })
    .join('')
}

/** Texts that are read as sentences; labels and headings are not. */
const texts: Text[] = globSync('src/**/messages/nl.json')
  .toSorted()
  .flatMap((file) =>
    Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>).map(([key, text]) => ({
      file,
      key,
      words: asRead(parse(text, { ignoreTag: true })),
    })),
  )
const running = texts.filter(({ words }) => /[.!?]/.test(words) && wordsOf(words).length > 3)

describe('what people read is plain Dutch', () => {
  test('no words of offices', () => {
    const found = texts.flatMap(({ file, key, words }) =>
      officialeseIn(words).map(({ word, instead }) => `${file} ${key}: "${word}", say "${instead}"`),
    )
    assert.deepEqual(found, [])
  })

  const byFile = Map.groupBy(running, (text) => text.file)
  const wholes = [...byFile].map(([file, its]) => ({ file, whole: its.map(({ words }) => words).join('\n') }))
  const isLarge = ({ whole }: { whole: string }) => wordsOf(whole).length >= FEW
  const small = wholes.filter((one) => !isLarge(one)).map(({ whole }) => whole)
  for (const { file, whole } of [...wholes.filter(isLarge), { file: 'what says little', whole: small.join('\n') }])
    test(`${file.replace(/^src\/|\/messages\/nl\.json$/g, '')} scores ${PLAIN_SCORE} or more`, () => {
      const { score, wordsPerSentence } = readabilityOf(whole)
      assert.ok((score ?? 100) >= PLAIN_SCORE, `the score is ${score?.toFixed(1)}`)
      assert.ok(wordsPerSentence <= MOST_WORDS_A_SENTENCE, `${wordsPerSentence.toFixed(1)} words a sentence`)
    })

  test('no text of its own is hard, and no sentence long', () => {
    const hard = running.flatMap(({ file, key, words }) => {
      const { score, words: count, wordsPerSentence } = readabilityOf(words)
      if (count < FEW) return []
      const isHard = (score ?? 100) < HARDEST || wordsPerSentence > LONGEST_SENTENCE
      return isHard ? [`${file} ${key}: ${score?.toFixed(0)}, ${wordsPerSentence.toFixed(0)} words a sentence`] : []
    })
    assert.deepEqual(hard, [])
  })

  test('every letter scores 60 or more', () => {
    const letters = running.filter(({ key, words }) => /(^|\.)mail\./.test(key) && words.includes('\n'))
    assert.ok(letters.length >= 5, 'no letters were found')
    const hard = letters.flatMap(({ file, key, words }) => {
      const { score, wordsPerSentence } = readabilityOf(words)
      const isPlain = (score ?? 100) >= PLAIN_SCORE && wordsPerSentence <= MOST_WORDS_A_SENTENCE
      return isPlain ? [] : [`${file} ${key}: ${score?.toFixed(0)}`]
    })
    assert.deepEqual(hard, [])
  })
})
