import { z } from 'zod'
import { randomBytes } from 'node:crypto'
import type { Typed } from '#web/route.ts'
import { CATEGORIES } from '../category.ts'
import { ROAD_CLASSES } from './asset.ts'
import { ANY_ASSET, NO_ASSET, OWNER_OF_ASSET, type Rule } from './rule.ts'
import { namedStreet } from './street.ts'
import { keyOf, type Where } from './wheres.ts'

/** More rules than the largest municipality needs; each is held against each when the table is saved. */
export const MOST_RULES = 500
const MOST_STREETS = 50

const day = z
  .string()
  .trim()
  .default('')
  .transform((text, context) => {
    if (text === '') return null
    try {
      return Temporal.PlainDate.from(text, { overflow: 'reject' })
    } catch {
      context.addIssue({ code: 'custom', message: 'rule.dateWrong' })
      return z.NEVER
    }
  })

/** A rule as it is typed. `where` is `all`, `part:<sub-region>`, `members:<body>` or `nis:<code>`; `to` empty: the municipality. */
export const RuleInput = z
  .object({
    body: z.string().max(60),
    /** Id of the rule that is changed; empty: a new one. */
    rule: z.string().max(80).catch('').default(''),
    category: z.enum(CATEGORIES, { error: 'rule.categoryWrong' }),
    road: z
      .enum(['', ...ROAD_CLASSES])
      .catch('')
      .default(''),
    where: z.string().max(80).default('all'),
    postalCodes: z
      .string()
      .max(2000)
      .default('')
      .transform((text) => [...new Set(text.split(/[\s,;]+/).filter(Boolean))])
      .refine((codes) => codes.every((code) => /^\d{4}$/.test(code)), { error: 'rule.postalCodesFour' }),
    /** One a line; its names in two languages on one line, with a slash between. */
    streets: z
      .string()
      .max(5000)
      .default('')
      .transform((text) => text.split(/[\r\n;]+/).map((line) => line.trim().slice(0, 200)))
      .transform((lines) => lines.filter((line) => line !== ''))
      .refine((lines) => lines.every((line) => namedStreet(line) !== undefined), { error: 'rule.streetsWrong' }),
    /** One more, chosen from those that we know. */
    street: z.string().trim().max(200).catch('').default(''),
    /** Id of an owner, `ANY_ASSET` or `NO_ASSET`; empty: whatever. */
    asset: z.string().max(60).catch('').default(''),
    from: day,
    /** The last day, as people say it. */
    last: day,
    to: z.string({ error: 'rule.toWrong' }).max(60),
  })
  .refine(({ from, last }) => from === null || last === null || Temporal.PlainDate.compare(from, last) <= 0, {
    path: ['last'],
    error: 'rule.datesWrong',
  })
  .refine(({ streets }) => streets.length < MOST_STREETS, { path: ['streets'], error: 'rule.streetsTooMany' })
  .refine(({ asset, to }) => to !== OWNER_OF_ASSET || asset !== NO_ASSET, { path: ['to'], error: 'rule.noOwner' })
export type RuleInput = z.output<typeof RuleInput>

/** The value of `to` for the municipality of the place itself. */
export const OF_PLACE = 'municipality'

/** The value of `where` for the places that a rule named already, where the region has no name for them. */
export const AS_IT_WAS = 'as-it-was'

/** A rule as it is typed, to change it. */
export function typedOf(rule: Rule, wheres: readonly Where[]): Typed {
  const municipalities = keyOf(rule.municipalities)
  const where = wheres.find((one) => keyOf(one.municipalities) === municipalities)
  return {
    rule: rule.id,
    category: rule.category,
    road: rule.road ?? '',
    asset: rule.asset ?? '',
    where: where?.value ?? AS_IT_WAS,
    postalCodes: rule.postalCodes?.join(' ') ?? '',
    streets: rule.streets?.map(({ name }) => name).join('\n') ?? '',
    from: rule.from?.toString() ?? '',
    last: rule.until?.subtract({ days: 1 }).toString() ?? '',
    to: rule.to ?? OF_PLACE,
  }
}

/** A rule out of what was typed. `municipalities` is what `where` means. */
export function ruleOf(input: RuleInput, municipalities: readonly string[] | null): Rule {
  const streets = [...input.streets, input.street].flatMap((name) => namedStreet(name) ?? [])
  return {
    id: input.rule || randomBytes(4).toString('hex'),
    category: input.category,
    road: input.road === '' ? null : input.road,
    municipalities,
    postalCodes: input.postalCodes.length === 0 ? null : input.postalCodes,
    streets: streets.length === 0 ? null : streets,
    // Whoever owns it can only answer where that is known.
    asset: input.asset === '' ? (input.to === OWNER_OF_ASSET ? ANY_ASSET : null) : input.asset,
    from: input.from,
    until: input.last?.add({ days: 1 }) ?? null,
    to: input.to === OF_PLACE ? null : input.to,
  }
}
