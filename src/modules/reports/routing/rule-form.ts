import { z } from 'zod'
import { randomBytes } from 'node:crypto'
import { CATEGORIES } from '../category.ts'
import { ROAD_CLASSES } from './asset.ts'
import type { Rule } from './rule.ts'

/** More rules than the largest municipality needs; each is held against each when the table is saved. */
export const MOST_RULES = 500

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
    from: day,
    /** The last day, as people say it. */
    last: day,
    to: z.string({ error: 'rule.toWrong' }).max(60),
  })
  .refine(({ from, last }) => from === null || last === null || Temporal.PlainDate.compare(from, last) <= 0, {
    path: ['last'],
    error: 'rule.datesWrong',
  })
export type RuleInput = z.output<typeof RuleInput>

/** The value of `to` for the municipality of the place itself. */
export const OF_PLACE = 'municipality'

/** A rule out of what was typed. `municipalities` is what `where` means. */
export function ruleOf(input: RuleInput, municipalities: readonly string[] | null): Rule {
  return {
    id: randomBytes(4).toString('hex'),
    category: input.category,
    road: input.road === '' ? null : input.road,
    municipalities,
    postalCodes: input.postalCodes.length === 0 ? null : input.postalCodes,
    from: input.from,
    until: input.last?.add({ days: 1 }) ?? null,
    to: input.to === OF_PLACE ? null : input.to,
  }
}
