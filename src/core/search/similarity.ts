import { wordsIn } from './fold.ts'

/**
 * How alike two texts are, from 0 to 1: trigrams that both have over trigrams that either has, of words with two spaces before and
 * one behind, as `similarity` of the extension pg_trgm defines it.
 */
export function similarity(one: string, other: string): number {
  const [left, right] = [trigramsOf(one), trigramsOf(other)]
  if (left.size === 0 || right.size === 0) return 0
  const both = [...left].filter((three) => right.has(three)).length
  return both / (left.size + right.size - both)
}

function trigramsOf(text: string): Set<string> {
  const found = new Set<string>()
  for (const word of wordsIn(text)) {
    const padded = `  ${word} `
    for (let start = 0; start + 3 <= padded.length; start += 1) found.add(padded.slice(start, start + 3))
  }
  return found
}
