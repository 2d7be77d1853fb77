import { alignTo } from '../quality/time/neighbours.ts'
import type { JudgedStream } from './mark-store.ts'
import type { Rule, RuleSet } from './rules.ts'

/** Values of one moment may come so many seconds after each other. */
const WITHIN_SECONDS = 60

/** The rule of a set by which values are compared with others of the same thing. */
export function comparingRule(rules: RuleSet | undefined): Rule | undefined {
  return rules?.rules.find(({ test }) => test === 'consistency')
}

/**
 * With which other datastreams of its thing one is compared: those of the properties that the rule names; where it names none that there
 * is ("one direction"), the parts of the same property, whose names go on after its own ("cars", "cars, to the left"). Empty when one is missing.
 */
export function othersOf(
  stream: JudgedStream,
  rule: Rule,
  siblings: readonly JudgedStream[],
  isProperty: (word: string) => boolean,
): JudgedStream[] {
  const words = rule.with ?? []
  const rest = siblings.filter(({ id }) => id !== stream.id)
  const isParts = words.some((word) => !isProperty(word))
  const found = isParts
    ? rest.filter(({ property, name }) => property === stream.property && name.startsWith(`${stream.name}, `))
    : words.flatMap((word) => rest.filter(({ property }) => property === word).slice(0, 1))
  return found.length === words.length ? found : []
}

/** Values of another datastream at these moments, in another unit; NaN where it told nothing. */
export function alignedTo(
  time: Float64Array,
  other: { readonly time: Float64Array; readonly value: Float64Array },
  inUnit: (value: number) => number,
): Float64Array {
  return alignTo(time, { time: other.time, value: other.value.map(inUnit) }, WITHIN_SECONDS)
}
