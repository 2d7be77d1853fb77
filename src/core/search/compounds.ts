import { WORDS } from './words.ts'

const KNOWN = new Set(WORDS.split(/\s+/))
const SHORTEST = 3
/** What stands between the parts of a Dutch or German compound: "straat-s-beeld", "zonn-en-paneel". */
const LINKS = ['', 's', 'en', 'n', 'e', 'er']

/**
 * The words of which a compound is made, when both are known: `straatlamp` → `['straat', 'lamp']`. Undefined for a word that is
 * none, or of which we do not know the parts.
 */
export function partsOf(word: string): readonly [string, string] | undefined {
  if (KNOWN.has(word)) return undefined
  // The longest head first: "vuilnisbak" is a "bak" for "vuilnis", never an "ak" for "vuilnisb".
  for (let at = SHORTEST; at <= word.length - SHORTEST; at += 1) {
    const tail = singular(word.slice(at))
    if (tail === undefined) continue
    const start = word.slice(0, at)
    const head = LINKS.filter((link) => start.endsWith(link))
      .map((link) => start.slice(0, start.length - link.length))
      .find((one) => KNOWN.has(one))
    if (head !== undefined) return [head, tail]
  }
  return undefined
}

/** A known word, also when it is written as more than one: `lampen` → `lamp`. */
function singular(word: string): string | undefined {
  const shapes = [
    word,
    word.replace(/en$/, ''),
    word.replace(/s$/, ''),
    word.replace(/(.)\1en$/, '$1'),
    word.replace(/([^aeiou])([aeou])([^aeiou])en$/, '$1$2$2$3'),
  ]
  return shapes.find((one) => KNOWN.has(one))
}
