import { syllablesOf } from './syllables.ts'

/** How hard a text is to read. */
export interface Readability {
  /** Flesch-Douma: 100 is very easy, 60 plain, 30 very hard. Absent for a text without a word. */
  readonly score: number | undefined
  readonly wordsPerSentence: number
  readonly syllablesPerWord: number
  readonly words: number
  readonly sentences: number
}

/** What a text for residents reaches: level B1. */
export const PLAIN_SCORE = 60
export const MOST_WORDS_A_SENTENCE = 12

/**
 * Readability of a Dutch text by Flesch-Douma: 206.84 − 0.93·(words per sentence) − 77·(syllables per word) (W.H. Douma, De
 * leesbaarheid van landbouwbladen, 1960, after R. Flesch). A line or an item of a list ends a sentence too. Addresses of
 * pages and mail, codes and numbers are no words.
 */
export function readabilityOf(text: string): Readability {
  const sentences = sentencesOf(text)
    .map(wordsOf)
    .filter((words) => words.length > 0)
  const words = sentences.flat()
  if (words.length === 0) return { score: undefined, wordsPerSentence: 0, syllablesPerWord: 0, words: 0, sentences: 0 }
  const wordsPerSentence = words.length / sentences.length
  const syllablesPerWord = words.reduce((sum, word) => sum + syllablesOf(word), 0) / words.length
  const score = 206.84 - 0.93 * wordsPerSentence - 77 * syllablesPerWord
  return { score, wordsPerSentence, syllablesPerWord, words: words.length, sentences: sentences.length }
}

/** The sentences of a text. A point in a number, an address or an abbreviation such as `bv.` ends none. */
export function sentencesOf(text: string): string[] {
  return withoutAddresses(text)
    .split(/\n+|(?<=[.!?…:;])["’”)]?\s+(?=["‘“(]?[\p{Lu}\d])/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
}

/** The words of a sentence: letters, with an apostrophe or dash inside. */
export function wordsOf(sentence: string): string[] {
  return withoutAddresses(sentence).match(/\p{L}+(?:['’-]\p{L}+)*/gu) ?? []
}

function withoutAddresses(text: string): string {
  return text.replace(/\bhttps?:\/\/\S+|\b\S+@\S+\.\w+|\bwww\.\S+/g, ' ')
}
