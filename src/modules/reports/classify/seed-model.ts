import { LANGUAGES, type Language } from '#core/i18n/language.ts'
import { CATEGORIES } from '../category.ts'
import { trainModel, type CategoryModel, type Example } from './model.ts'
import lexicon from './lexicon.json' with { type: 'json' }
import seeds from './seeds.json' with { type: 'json' }

/** What people may say of each category, in four languages: written for this project, what a body starts with. */
export const SEEDS: readonly (Example & { readonly language: Language })[] = CATEGORIES.flatMap((category) =>
  LANGUAGES.flatMap((language) => seeds[category][language].map((text) => ({ text, category, language }))),
)

/** Words that name a category by themselves, in the four languages. */
export const LEXICON: readonly Example[] = CATEGORIES.flatMap((category) =>
  lexicon[category].split(/[\s|]+/).map((word) => ({ text: word.replaceAll('-', ' '), category })),
)

let made: Promise<CategoryModel> | undefined

/** The model that knows the seeds alone: made at the first question, within half a second, and kept. */
export function seedModel(): Promise<CategoryModel> {
  made ??= trainModel([...LEXICON, ...SEEDS])
  return made
}
