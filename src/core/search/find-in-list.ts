import { wordsIn } from './fold.ts'
import { shapesOf, type Question } from './question.ts'
import { similarity } from './similarity.ts'

/** Under this two names are not alike. */
const ALIKE = 0.35

/**
 * Looks through a list that is short enough to be in memory: what has every word of the question, best first; when nothing has, what
 * is written alike. `textsOf` gives the names of a thing first, then what else may be found of it.
 */
export function findInList<Thing>(
  things: readonly Thing[],
  question: Question,
  textsOf: (thing: Thing) => readonly string[],
): { readonly found: readonly Thing[]; readonly isGuess: boolean } {
  const exact = best(things, (thing) => {
    const texts = textsOf(thing)
    const has = question.words.every((word) => texts.some((text) => hasWord(wordsIn(text), word)))
    return has ? 1 + Math.max(...texts.map((text) => similarity(text, question.text))) : 0
  })
  if (exact.length > 0) return { found: exact, isGuess: false }
  const alike = best(things, (thing) => {
    const most = Math.max(0, ...textsOf(thing).map((text) => similarity(text, question.text)))
    return most >= ALIKE ? most : 0
  })
  return { found: alike, isGuess: alike.length > 0 }
}

function best<Thing>(things: readonly Thing[], scoreOf: (thing: Thing) => number): Thing[] {
  return things
    .map((thing) => ({ thing, score: scoreOf(thing) }))
    .filter(({ score }) => score > 0)
    .toSorted((one, other) => other.score - one.score)
    .map(({ thing }) => thing)
}

/** Whether a word, in one of its shapes, stands among these: the rules of `tsqueryOf`, in memory. */
function hasWord(words: readonly string[], word: string): boolean {
  const { starts, ends, whole } = shapesOf(word)
  return words.some(
    (one) =>
      whole.includes(one) || starts.some((start) => one.startsWith(start)) || ends.some((end) => one.endsWith(end)),
  )
}
