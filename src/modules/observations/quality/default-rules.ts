import rules from './defaults.json' with { type: 'json' }
import type { SeriesTestName } from './index.ts'

/** One test with its parameters, as plain data. */
export interface Rule {
  readonly test: SeriesTestName
  /** Of tests that compare: what with. Words of the vocabulary, or what each of the others is. */
  readonly with?: readonly string[]
  readonly parameters: unknown
}

/** What a property is tested by unless somebody decides otherwise. */
export interface DefaultRules {
  /** The unit of the limits, as UCUM: values in another unit must be converted first. */
  readonly unit: string
  /** Where the limits come from. */
  readonly sources: readonly string[]
  readonly rules: readonly Rule[]
}

const byProperty: ReadonlyMap<string, DefaultRules> = new Map(Object.entries(rules as Record<string, DefaultRules>))

/** The default tests of an observed property, by our word for it (`pm2-5`); undefined when there are none. */
export function defaultRulesOf(property: string): DefaultRules | undefined {
  return byProperty.get(property)
}

/** The properties that have default tests. */
export const PROPERTIES_WITH_RULES: readonly string[] = [...byProperty.keys()]
