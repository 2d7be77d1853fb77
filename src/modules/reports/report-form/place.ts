import type { Context, FieldError } from '#web/route.ts'
import type { Point } from '#core/geo/point.ts'
import { dayOf } from '#core/i18n/format.ts'
import { locate, municipalitiesOfPostalCode, municipalityName, type Municipality } from '#modules/region/public.ts'
import { messages } from '../messages.ts'
import type { Where, WhereInput } from './answers.ts'

/** What became of the answers on the page "where". */
export type Understood =
  | { readonly where: Where }
  | { readonly errors: readonly FieldError[]; readonly choices?: readonly Municipality[] }

/**
 * Finds the place that somebody means: a point on the map, or a postal code and a street. The point decides the municipality.
 * A postal code of two municipalities gives a question; a place in the sea or outside the region an error that says so.
 */
export async function understandPlace(
  input: WhereInput,
  pin: Point | undefined,
  context: Context,
): Promise<Understood> {
  const { postalCode, street } = input
  if (pin !== undefined) return placeOfPoint(input, pin, context)

  const t = messages(context.language)
  const errors: FieldError[] = []
  if (postalCode === '') errors.push({ field: 'postalCode', message: t('where.postalCodeNeeded') })
  else if (!/^\d{4}$/.test(postalCode)) errors.push({ field: 'postalCode', message: t('where.postalCodeWrong') })
  if (street === '') errors.push({ field: 'street', message: t('where.streetNeeded') })
  if (errors.length > 0) return { errors }

  const candidates = await municipalitiesOfPostalCode(context.sql, postalCode, dayOf(context.clock()))
  const chosen = candidates.length === 1 ? candidates[0] : candidates.find(({ nis }) => nis === input.municipality)
  if (chosen !== undefined) return { where: { municipality: chosen.nis, postalCode, street } }
  if (candidates.length === 0) return { errors: [{ field: 'postalCode', message: t('where.postalCodeUnknown') }] }
  const names = candidates.map((candidate) => municipalityName(candidate, context.language)).join(', ')
  return { errors: [{ field: 'municipality', message: t('where.municipalityNeeded', { names }) }], choices: candidates }
}

async function placeOfPoint({ postalCode, street }: WhereInput, point: Point, context: Context): Promise<Understood> {
  const t = messages(context.language)
  const { municipality } = await locate(context, point)
  if (municipality === undefined) return { errors: [{ field: 'pin', message: t('where.pointOutside') }] }
  const where = { municipality: municipality.nis, street, ...point }
  return { where: { ...where, postalCode: municipality.postalCodes.includes(postalCode) ? postalCode : '' } }
}
