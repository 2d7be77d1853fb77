import { z } from 'zod'
import { LANGUAGES, type Language } from '#core/i18n/language.ts'
import { CATEGORIES, type Category } from '../category.ts'
import definitions from './layers.json' with { type: 'json' }

const Words = z.record(z.enum(LANGUAGES), z.string().min(1))
const Layer = z.strictObject({
  /** Subjects of which we ask which thing it is. A subject has one layer at most. */
  categories: z.array(z.enum(CATEGORIES)),
  /** The Open311 attribute that holds the number. */
  attribute: z.string().regex(/^[a-z_]{1,40}$/),
  name: Words,
  question: Words,
  /** Where the number is painted. */
  hint: Words,
})
type Layer = z.output<typeof Layer>

/** The kinds of things that have a number, with their words: another kind is another entry of `layers.json`. */
export const LAYERS: Readonly<Record<string, Layer>> = z
  .record(z.string().regex(/^[a-z][a-z-]{0,39}$/), Layer)
  .parse(definitions)

/** The layer of a subject; undefined for one that is not about numbered things. */
export function layerOf(category: Category): string | undefined {
  return Object.keys(LAYERS).find((layer) => LAYERS[layer]?.categories.includes(category))
}

/** "Lamp 12.034". A layer that is no longer declared is called by its id. */
export function assetName({ layer, number }: { layer: string; number: string }, language: Language): string {
  return `${layerName(layer, language)} ${number}`
}

export function layerName(layer: string, language: Language): string {
  return LAYERS[layer]?.name[language] ?? layer
}
