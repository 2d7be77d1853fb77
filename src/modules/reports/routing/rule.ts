import type { Category } from '../category.ts'
import type { RoadClass } from './asset.ts'
import type { NamedStreet } from './street.ts'

/** What a rule may ask of the thing that a report is about, beside the id of its owner. No body has such an id. */
export const ANY_ASSET = '*'
export const NO_ASSET = '!'
/** As the one that answers: whoever owns the thing. */
export const OWNER_OF_ASSET = '*'

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
  readonly streets: readonly NamedStreet[] | null
  /** Only about a lamp, stop or other thing of this owner, `ANY_ASSET`: of which the owner is known, `NO_ASSET`: of which it is not. */
  readonly asset: string | null
  readonly from: Temporal.PlainDate | null
  readonly until: Temporal.PlainDate | null
  /** Id of the body that answers, or `OWNER_OF_ASSET`; null: the municipality itself. */
  readonly to: string | null
}

/** What rules are asked about. */
export interface Matter {
  readonly category: Category
  readonly municipality: string
  /** Empty when it is not known: then only rules without postal codes fit. */
  readonly postalCode: string
  /** Key of the street. Empty when it is not known, or no rule names it: then only rules without streets fit. */
  readonly street: string
  /** Id of the body that owns the thing; null when it is about none, or which one is not known. */
  readonly assetOwner: string | null
  readonly on: Temporal.PlainDate
}

/** Whether a rule is about a matter, on a road of this class. */
export function fits(rule: Rule, matter: Matter, road: RoadClass): boolean {
  return (
    fitsPlace(rule, matter) &&
    (rule.road === null || rule.road === road) &&
    (rule.postalCodes === null || rule.postalCodes.includes(matter.postalCode)) &&
    (rule.streets === null || rule.streets.some(({ keys }) => keys.includes(matter.street)))
  )
}

/** Whether a rule is about a matter as far as nobody needs to be asked: its category, municipality, thing and day. */
export function fitsPlace(
  rule: Rule,
  matter: Pick<Matter, 'category' | 'municipality' | 'assetOwner' | 'on'>,
): boolean {
  return (
    rule.category === matter.category &&
    (rule.municipalities === null || rule.municipalities.includes(matter.municipality)) &&
    fitsAsset(rule.asset, matter.assetOwner) &&
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
    overlap(streetKeysOf(one), streetKeysOf(other)) &&
    assetsOverlap(one.asset, other.asset) &&
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

function fitsAsset(asked: string | null, owner: string | null): boolean {
  if (asked === null) return true
  if (asked === NO_ASSET) return owner === null
  return asked === ANY_ASSET ? owner !== null : asked === owner
}

function assetsOverlap(one: string | null, other: string | null): boolean {
  if (one === null || other === null || one === other) return true
  if (one === NO_ASSET || other === NO_ASSET) return false
  return one === ANY_ASSET || other === ANY_ASSET
}

function streetKeysOf({ streets }: Rule): readonly string[] | null {
  return streets === null ? null : streets.flatMap(({ keys }) => keys)
}

function overlap(some: readonly string[] | null, others: readonly string[] | null): boolean {
  return some === null || others === null || some.some((one) => others.includes(one))
}

function startsBefore(from: Temporal.PlainDate | null, until: Temporal.PlainDate | null): boolean {
  return from === null || until === null || Temporal.PlainDate.compare(from, until) < 0
}
