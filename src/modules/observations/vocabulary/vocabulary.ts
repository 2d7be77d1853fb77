import type { Language } from '#core/i18n/language.ts'
import words from './vocabulary.json' with { type: 'json' }

/** Something that can be observed, with one word for it in the whole region. */
export interface Property {
  /** Our word: `pm2-5`. */
  readonly key: string
  /** What it is, as an address that others know too. */
  readonly iri: string
  readonly label: Readonly<Record<Language, string>>
  /** The unit in which it is compared, as UCUM; null for what is no quantity. */
  readonly ucum: string | null
  /** Of a gas: grams per mole, for `ppb` to `µg/m³`. */
  readonly molarMass?: number
  /** Whether it is counted over an interval, so that hours are summed and not averaged. */
  readonly isCount?: boolean
}

/** Everything that we have a word for. */
export const PROPERTIES: readonly Property[] = words

const byKey = new Map(PROPERTIES.map((property) => [property.key, property]))
const byIri = new Map(PROPERTIES.map((property) => [property.iri, property]))

/** What a word of ours stands for. */
export function propertyOf(key: string): Property | undefined {
  return byKey.get(key)
}

/** What an address stands for. */
export function propertyOfIri(iri: string): Property | undefined {
  return byIri.get(iri)
}
