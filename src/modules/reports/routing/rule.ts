import type { Category } from '../category.ts'
import type { RoadClass } from './asset.ts'

/**
 * One line of a table: who answers for reports of a category. What is `null` narrows nothing. Dates are calendar dates in
 * Belgium; `until` is the first day on which the rule holds no more.
 */
export interface Rule {
  readonly id: string
  readonly category: Category
  /** Only on roads of this class; null: on every road, and where there is none. */
  readonly road: RoadClass | null
  /** NIS codes. Only in the table of the region: that of a municipality is about that municipality. */
  readonly municipalities: readonly string[] | null
  readonly postalCodes: readonly string[] | null
  readonly from: Temporal.PlainDate | null
  readonly until: Temporal.PlainDate | null
  /** Id of the body that answers; null: the municipality itself. */
  readonly to: string | null
}

/** What rules are asked about. */
export interface Matter {
  readonly category: Category
  readonly municipality: string
  /** Empty when it is not known: then only rules without postal codes fit. */
  readonly postalCode: string
  readonly on: Temporal.PlainDate
}

/** Whether a rule is about a matter, on a road of this class. */
export function fits(rule: Rule, matter: Matter, road: RoadClass): boolean {
  return (
    rule.category === matter.category &&
    (rule.road === null || rule.road === road) &&
    (rule.municipalities === null || rule.municipalities.includes(matter.municipality)) &&
    (rule.postalCodes === null || rule.postalCodes.includes(matter.postalCode)) &&
    (rule.from === null || Temporal.PlainDate.compare(rule.from, matter.on) <= 0) &&
    (rule.until === null || Temporal.PlainDate.compare(matter.on, rule.until) < 0)
  )
}

/** Whether there is a matter that both rules are about: then nobody could tell which of them holds. */
export function clash(one: Rule, other: Rule): boolean {
  return (
    one.category === other.category &&
    (one.road === null || other.road === null || one.road === other.road) &&
    overlap(one.municipalities, other.municipalities) &&
    overlap(one.postalCodes, other.postalCodes) &&
    startsBefore(one.from, other.until) &&
    startsBefore(other.from, one.until)
  )
}

/** The pairs of rules of a table that are about the same matter, each pair once. An empty answer: no hidden order is needed. */
export function clashesIn(rules: readonly Rule[]): [Rule, Rule][] {
  return rules.flatMap((one, index) =>
    rules
      .slice(index + 1)
      .filter((other) => clash(one, other))
      .map((other): [Rule, Rule] => [one, other]),
  )
}

function overlap(some: readonly string[] | null, others: readonly string[] | null): boolean {
  return some === null || others === null || some.some((one) => others.includes(one))
}

function startsBefore(from: Temporal.PlainDate | null, until: Temporal.PlainDate | null): boolean {
  return from === null || until === null || Temporal.PlainDate.compare(from, until) < 0
}
