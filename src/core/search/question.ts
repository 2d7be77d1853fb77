import { partsOf } from './compounds.ts'
import { wordsIn } from './fold.ts'

/** What somebody looks for. */
export interface Question {
  /** As it was typed, at most 100 signs. */
  readonly text: string
  /** The words of it, folded, at most eight. */
  readonly words: readonly string[]
}

const MOST_SIGNS = 100
const MOST_WORDS = 8
/** Words that say nothing: articles and the like, in four languages. */
const EMPTY = new Set(
  'de het een in op te van voor met en of aan bij naar er is le la les un une des du au aux et ou dans sur pour the a an of at on and or der die das ein eine und oder im am'.split(
    ' ',
  ),
)
/** From so many letters on the end of a compound counts: shorter ends are in too many words. */
const SHORTEST_END = 3
/** From so many letters on the beginning of a stem counts. */
const SHORTEST_START = 4

/** Reads what somebody typed; whatever it is, nothing in it has a meaning for the database. */
export function readQuestion(typed: string): Question {
  const text = typed.replace(/\s+/g, ' ').trim().slice(0, MOST_SIGNS)
  const all = [...new Set(wordsIn(text))]
  const full = all.filter((word) => !EMPTY.has(word))
  return { text, words: (full.length > 0 ? full : all).slice(0, MOST_WORDS) }
}

/** What a word may look like in a text. */
export interface Shapes {
  readonly starts: readonly string[]
  readonly ends: readonly string[]
  readonly whole: readonly string[]
}

/** As written, or as a stem; as the beginning or the end of a compound; a compound also by its last part. */
export function shapesOf(word: string): Shapes {
  const stems = stemsOf(word)
  const tail = partsOf(word)?.[1]
  return {
    starts: [word, ...stems.filter(({ length }) => length >= SHORTEST_START)],
    ends: [word, ...stems].filter(({ length }) => length >= SHORTEST_END),
    whole: [
      ...stems.filter(({ length }) => length < SHORTEST_START),
      ...pluralStems(word),
      ...(tail === undefined ? [] : [tail]),
    ],
  }
}

/**
 * The question as a `tsquery` for `core.search_document`: every word must be there in one of its shapes. `more` names words that mean
 * the same as a word, for a capability.
 */
export function tsqueryOf({ words }: Question, more: (word: string) => readonly string[] = () => []): string {
  return words
    .map((word) => {
      const { starts, ends, whole } = shapesOf(word)
      const shapes = [
        ...starts.map((start) => `${start}:*`),
        ...ends.map((end) => `zz${backwards(end)}:*`),
        ...whole,
        ...more(word),
      ]
      return `(${[...new Set(shapes)].join(' | ')})`
    })
    .join(' & ')
}

/**
 * What a word is likely to be a form of: endings of plurals and verbs in Dutch and French. The database has the stems of the
 * documents; a beginning that is a little shorter meets them.
 */
function stemsOf(word: string): string[] {
  const shapes = [
    [/(.{3,})(?:en|s|es|e)$/, '$1'],
    // "takken" of "tak", "kapotte" of "kapot".
    [/(.{2,}?)(.)\2en?$/, '$1$2'],
    // "bomen" is a form of "boom", "straten" of "straat".
    [/^(.*[^aeiou])([aeou])([^aeiou])en$/, '$1$2$2$3'],
    // "chevaux" of "cheval"; "lokaux" of "lokal".
    [/(.{2,})aux$/, '$1al'],
    // "huizen" of "huis", "brieven" of "brief".
    [/(.{2,})zen$/, '$1s'],
    [/(.{2,})ven$/, '$1f'],
  ] as const
  return shapes
    .map(([ending, start]) => word.replace(ending, start))
    .filter((stem) => stem !== word && stem.length >= 3)
}

/**
 * What the Dutch stemmer (Snowball) leaves of the plural of a word: "bomen" → "bom" has one vowel where "boom" has two, "huizen" →
 * "huiz" a voiced end where "huis" has not.
 */
function pluralStems(word: string): string[] {
  const shapes = [
    word.replace(/([^aeiou])([aeou])\2([^aeiou])$/, '$1$2$3'),
    word.replace(/([aeiou]{2})s$/, '$1z'),
    word.replace(/([aeiou]{2})f$/, '$1v'),
  ]
  return shapes.filter((stem) => stem !== word)
}

function backwards(word: string): string {
  return word.split('').toReversed().join('')
}
