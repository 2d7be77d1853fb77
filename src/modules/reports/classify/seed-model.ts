import { LANGUAGES, type Language } from '#core/i18n/language.ts'
import { CATEGORIES, type Category } from '../category.ts'
import { messages } from '../messages.ts'
import { trainModel, type CategoryModel, type Example } from './model.ts'
import lexicon from './lexicon.json' with { type: 'json' }
import seeds from './seeds.json' with { type: 'json' }

/** What people may say of each category, in four languages: written for this project, what a body starts with. */
export const SEEDS: readonly (Example & { readonly language: Language })[] = CATEGORIES.flatMap((category) =>
  LANGUAGES.flatMap((language) => seeds[category][language].map((text) => ({ text, category, language }))),
)

/** The things that stand in the name of a category in the list, in the four languages: "Zwerfvuil", "volle vuilnisbak". */
function namesOf(category: Category): string[] {
  // "Something else" names nothing.
  if (category === 'other') return []
  return LANGUAGES.flatMap((language) =>
    messages(language)(`category.${category}`)
      .split(/[:,\s\u00a0]+(?:(?:of|ou|or|oder)\s+)?|-\s/)
      .filter((word) => word.length > 3 && !ANY.test(word)),
  )
}
/** What says nothing about the thing. */
const ANY = /^(?:anders?|andere|autre|other|oder|ander|niet|non|not|nicht|auto?|mauvais|mauvaises|schlecht\w*|slecht)$/i

/** Words that name a category by themselves, in the four languages; and its own name, as people read it in the list. */
export const LEXICON: readonly Example[] = CATEGORIES.flatMap((category) => [
  ...lexicon[category].split(/[\s|]+/).map((word) => ({ text: word.replaceAll('-', ' '), category })),
  ...namesOf(category).map((text) => ({ text, category })),
])

let made: Promise<CategoryModel> | undefined

/** The model that knows the seeds alone: made at the first question, within half a second, and kept. */
export function seedModel(): Promise<CategoryModel> {
  made ??= trainModel([...LEXICON, ...SEEDS])
  return made
}
