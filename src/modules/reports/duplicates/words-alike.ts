import { partsOf } from '#core/search/compounds.ts'
import { wordsIn } from '#core/search/fold.ts'
import { similarity } from '#core/search/similarity.ts'
import { WORDS } from '#core/search/words.ts'
import { EMPTY_WORDS } from '../empty-words.ts'

const MOST_WORDS = 80
/** A word for what stands in a street says more about which report it is than how somebody tells it. */
const THING_WEIGHT = 3

/** How alike the words of two reports are, each from 0 to 1. */
export interface Likeness {
  /** Stems that both have, over those of the shorter text; those of things in a street count threefold. */
  readonly stems: number
  /** Trigrams that both have, over all: also meets typing errors. */
  readonly trigrams: number
  /** Whether both name things in a street, and none that both name. */
  readonly otherThings: boolean
}

/** Compares the words of two reports; both 0 when one says nothing. */
export function wordsAlike(one: string, other: string): Likeness {
  const [left, right] = [fullWords(one), fullWords(other)]
  if (left.length === 0 || right.length === 0) return { stems: 0, trigrams: 0, otherThings: false }
  const [leftStems, rightStems] = [stemsIn(left), stemsIn(right)]
  const both = [...leftStems].filter((stem) => rightStems.has(stem))
  return {
    stems: weightOf(both) / Math.min(weightOf(leftStems), weightOf(rightStems)),
    trigrams: similarity(left.join(' '), right.join(' ')),
    otherThings: [leftStems, rightStems].every((stems) => stems.values().some(isThing)) && !both.some(isThing),
  }
}

/** Numbers of at least two digits in a text, such as that on a lamp post: the same number is the same thing. */
export function numbersIn(text: string): ReadonlySet<string> {
  return new Set(text.match(/\d{2,8}/g))
}

function fullWords(text: string): string[] {
  return wordsIn(text)
    .filter((word) => word.length > 1 && !EMPTY_WORDS.has(word))
    .slice(0, MOST_WORDS)
}

function weightOf(stems: Iterable<string>): number {
  return [...stems].reduce((sum, stem) => sum + (isThing(stem) ? THING_WEIGHT : 1), 0)
}

/** The stems of words, and those of the parts of compounds. */
function stemsIn(words: readonly string[]): Set<string> {
  return new Set(words.flatMap((word) => [stemOf(word), ...(partsOf(word) ?? []).map(stemOf)]))
}

/** What is left without the endings of plurals, verbs and adjectives in Dutch, French, English and German; never under three letters. */
function stemOf(word: string): string {
  return word
    .replace(/^(.{3,})(?:ungen|ements?|ingen|aux|ing|ees?|ens?|ers?|es|en|s|e|t|d)$/, '$1')
    .replace(/(.)\1$/, '$1')
    .replace(/([^aeiou])([aeou])\2([^aeiou])$/, '$1$2$3')
    .replace(/z$/, 's')
    .replace(/v$/, 'f')
}

function isThing(stem: string): boolean {
  return THINGS.has(stem)
}

const THINGS = new Set(WORDS.split(/\s+/).map(stemOf))
