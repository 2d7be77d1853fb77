import { z } from 'zod'
import { REGION_OFFICE } from '#modules/region/public.ts'
import { generalProblem } from '#web/problems/problem-answer.tsx'
import type { Context } from '#web/route.ts'
import { allows } from '#web/visitor.ts'
import { propertyOf } from '../../vocabulary/vocabulary.ts'
import { rulesInForce } from '../rule-store.ts'
import type { RuleSet } from '../rules.ts'

/** What one must be allowed, for the office of the region, to change rules. */
export const MAY_CHANGE_RULES = 'sensors.administer'

/** Where the rules are changed, after the language. */
export const RULES_PATH = '/staff/rules'

/** An address of the rules of one property. */
export const OfProperty = z.object({ property: z.string().max(60) })

/** How values are judged concerns every municipality: the office of the region says so, and nobody else. */
export function mayChangeRules({ visitor }: Pick<Context, 'visitor'>): boolean {
  return allows(visitor, MAY_CHANGE_RULES, REGION_OFFICE)
}

/** The rules of a property that count, for who may change them; a property that nobody tests yet has none. */
export async function getRules(property: string, context: Context): Promise<RuleSet> {
  if (!mayChangeRules(context)) throw generalProblem('not-found', 404)
  const inForce = (await rulesInForce(context.sql)).get(property)
  if (inForce !== undefined) return inForce
  const unit = propertyOf(property)?.ucum
  if (unit == null) throw generalProblem('not-found', 404)
  return { property, version: 0, unit, rules: [], sources: [], begunAt: null, reason: '' }
}
