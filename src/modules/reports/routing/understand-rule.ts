import { dayOf } from '#core/i18n/format.ts'
import { REGION_OFFICE, type Body } from '#modules/region/public.ts'
import type { Context, FieldError } from '#web/route.ts'
import { messages as assets } from '../assets/messages.ts'
import { messages } from './messages.ts'
import { ANY_ASSET, NO_ASSET, OWNER_OF_ASSET, type Rule } from './rule.ts'
import { AS_IT_WAS, OF_PLACE, ruleOf, type RuleInput } from './rule-form.ts'
import { answersForReports, type RegionWords } from './wheres.ts'

/** A rule out of what was typed, or what is wrong with it. `old` is the one that is changed. */
export function understandRule(
  input: RuleInput,
  { body, old }: { readonly body: Body; readonly old: Rule | undefined },
  { wheres, bodies, municipalities }: RegionWords,
  { language, clock }: Context,
): { rule?: Rule; errors: FieldError[] } {
  const t = messages(language)
  const errors: FieldError[] = []
  // One municipality cannot fill the inbox of another; the office of the region speaks for all of them.
  const isOfOther = bodies.some(({ id, kind }) => id === input.to && kind === 'municipality' && id !== body.id)
  if (isOfOther && body.id !== REGION_OFFICE) errors.push({ field: 'to', message: t('rule.toOther') })
  if (input.last !== null && Temporal.PlainDate.compare(input.last, dayOf(clock())) < 0)
    errors.push({ field: 'last', message: t('rule.lastPast') })
  const own = body.id === REGION_OFFICE ? input.where : 'all'
  const where = own === AS_IT_WAS ? old : wheres.find(({ value }) => value === own)
  if (where === undefined) errors.push({ field: 'where', message: t('rule.whereWrong') })
  const [only, ...others] = where?.municipalities ?? [body.municipality]
  const isOne = only !== null && others.length === 0
  const codes = isOne ? municipalities.find(({ nis }) => nis === only)?.postalCodes : undefined
  const answers = (id: string) => bodies.some((one) => one.id === id && answersForReports(one))
  if (!isOne && (input.streets.length > 0 || input.street !== ''))
    errors.push({ field: 'streets', message: assets(language)('rule.streetsWhere') })
  if (![ANY_ASSET, NO_ASSET, ''].includes(input.asset) && !answers(input.asset))
    errors.push({ field: 'asset', message: assets(language)('rule.assetWrong') })
  if (codes !== undefined && input.postalCodes.some((code) => !codes.includes(code)))
    errors.push({ field: 'postalCodes', message: t('rule.postalCodesWrong', { codes: codes.join(', ') }) })
  if (input.to !== OF_PLACE && input.to !== OWNER_OF_ASSET && !answers(input.to))
    errors.push({ field: 'to', message: t('rule.toWrong') })
  if (errors.length > 0 || where === undefined) return { errors }
  return { rule: ruleOf(input, where.municipalities), errors }
}
