import { wordsIn } from '#core/search/fold.ts'
import { EMPTY_WORDS } from '../empty-words.ts'

/** How many places there are for words and parts of words: different ones may share a place, which costs little. */
export const BUCKETS = 1 << 14

const MOST_WORDS = 200
const SHORTEST_PART = 3
const LONGEST_PART = 5
/** A whole word counts more than a part of one. */
const WORD_WEIGHT = 2

/** A text as few numbers out of many: places and what stands there, together of length 1. */
export interface Sparse {
  readonly places: Int32Array
  readonly values: Float32Array
}

/**
 * The words of a text, pairs of words, and parts of three to five letters of each word with its borders, each at a place that its hash gives
 * (the "hashing trick": Weinberger et al., 2009). Nothing of the text can be read back out of a model. At most 200 words.
 */
export function gramsOf(text: string): Sparse {
  const counts = new Map<number, number>()
  const add = (gram: string, weight: number) => {
    const place = placeOf(gram)
    counts.set(place, (counts.get(place) ?? 0) + weight)
  }
  let before = ''
  const words = wordsIn(text).filter((word) => !EMPTY_WORDS.has(word))
  for (const word of words.slice(0, MOST_WORDS)) {
    add(`w ${word}`, WORD_WEIGHT)
    if (before !== '') add(`p ${before} ${word}`, 1)
    before = word
    const bordered = `<${word.slice(0, 40)}>`
    for (let length = SHORTEST_PART; length <= LONGEST_PART; length += 1)
      for (let start = 0; start + length <= bordered.length; start += 1) add(bordered.slice(start, start + length), 1)
  }
  // Often said is not that much more about it.
  const entries = [...counts].map(([place, count]) => [place, Math.sqrt(count)] as const)
  const norm = Math.hypot(...entries.map(([, value]) => value)) || 1
  return {
    places: Int32Array.from(entries, ([place]) => place),
    values: Float32Array.from(entries, ([, value]) => value / norm),
  }
}

/** FNV-1a (Fowler, Noll, Vo; draft-eastlake-fnv), 32 bits, over UTF-16 units. */
function placeOf(gram: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < gram.length; index += 1) hash = Math.imul(hash ^ gram.charCodeAt(index), 0x01000193)
  return (hash ^ (hash >>> 15)) & (BUCKETS - 1)
}
