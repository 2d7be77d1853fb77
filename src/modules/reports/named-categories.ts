import { LANGUAGES } from '#core/i18n/language.ts'
import { wordsIn } from '#core/search/fold.ts'
import { shapesOf, type Question } from '#core/search/question.ts'
import { isTypingError } from '#core/search/typing-error.ts'
import { CATEGORIES, type Category } from './category.ts'
import { LEXICON } from './classify/seed-model.ts'
import { messages } from './messages.ts'

/** What names a category: the words of its name, and what people call it, in four languages: "nid de poule". */
interface Naming {
  readonly category: Category
  readonly words: readonly string[]
}

const NAMES: readonly Naming[] = CATEGORIES.flatMap((category) =>
  LANGUAGES.flatMap((language) =>
    wordsIn(messages(language)(`category.${category}`)).map((word) => ({ category, words: [word] })),
  ),
)
/** Under "other" stand words of all kinds: who looks for one of them wants no list of everything else. */
const CALLED: readonly Naming[] = LEXICON.filter(({ category }) => category !== 'other').map(({ text, category }) => ({
  category,
  words: wordsIn(text),
}))

const SHORTEST_END = 5

/** The categories that a word of a question names, also as a part of a saying in it ("nid de poule"), as `found_words` has them. */
export function categoriesNamed(word: string, { text }: Question): string[] {
  const { starts, ends, whole } = shapesOf(word)
  const shapes = new Set([...starts, ...ends, ...whole])
  const asked = new Set(wordsIn(text))
  const named = NAMES.filter(({ words: [one = ''] }) => isPartOf(one, starts, ends) || whole.includes(one))
  const called = CALLED.filter(({ words }) =>
    words.length === 1
      ? shapes.has(words[0] ?? '') || isEndOf(words[0] ?? '', word)
      : words.includes(word) && words.every((one) => asked.has(one)),
  )
  return asWords([...named, ...called])
}

/** The categories that a word may name when it has a typing error. */
export function categoriesMeant(word: string): string[] {
  return asWords([...NAMES, ...CALLED].filter(({ words }) => words.some((one) => isTypingError(word, one))))
}

/** A compound is a kind of what its end says: "straatlantaarn". */
function isEndOf(end: string, word: string): boolean {
  return end.length >= SHORTEST_END && word.endsWith(end)
}

function isPartOf(word: string, starts: readonly string[], ends: readonly string[]): boolean {
  return starts.some((start) => word.startsWith(start)) || ends.some((end) => word.endsWith(end))
}

function asWords(namings: readonly Naming[]): string[] {
  return [...new Set(namings.map(({ category }) => `xc${category.replaceAll('-', '')}`))]
}
