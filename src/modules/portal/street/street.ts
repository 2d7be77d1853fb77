import { z } from 'zod'
import { dayOf } from '#core/i18n/format.ts'
import { listMunicipalities, municipalityName, resolveNis, type Municipality } from '#modules/region/public.ts'
import type { Neighbourhood } from '#web/gathering.ts'
import type { Context } from '#web/route.ts'
import { messages } from '../messages.ts'
import { codesOf, meantBy } from '../places.ts'
import type { Block } from './street-page.tsx'

const MOST_CHOICES = 5

/** The place that the page "my street" is asked about, out of its address. */
export const StreetInput = z.object({
  where: z.string().max(100).catch('').default(''),
  street: z.string().max(100).catch('').default(''),
})

/** A place that was understood, with its name; or why it was not, and what may be meant. */
export type Understood =
  | { readonly place: Neighbourhood; readonly name: string }
  | { readonly complaint: string | undefined; readonly choices: readonly Municipality[] }

/** Reads what somebody typed: a postal code or municipality, with or without a street. */
export async function understand(
  { where, street }: { readonly where: string; readonly street: string },
  context: Context,
): Promise<Understood> {
  const { language } = context
  const t = messages(language)
  if (where.trim() === '') return { complaint: undefined, choices: [] }
  // As on an envelope, in one field: "Kerkstraat 12, 1500 Halle".
  const comma = where.lastIndexOf(',')
  if (comma > 0 && street.trim() === '')
    return understand({ where: where.slice(comma + 1), street: where.slice(0, comma) }, context)
  const { municipalities, postalCode, isGuess } = await meantBy(where, context)
  if (municipalities.length === 0) return { complaint: t('where.none', { text: where.trim() }), choices: [] }
  if (isGuess || (municipalities.length > 1 && postalCode === undefined))
    return { complaint: t('where.which'), choices: municipalities.slice(0, MOST_CHOICES) }
  const codes = await Promise.all(municipalities.map(({ nis }) => codesOf(nis, context)))
  const names = municipalities.map((one) => municipalityName(one, language)).join(', ')
  return {
    place: { municipalities: codes.flat(), postalCode, street: street.trim() || undefined },
    name: [street.trim(), [postalCode, names].filter(Boolean).join(' ')].filter(Boolean).join(', '),
  }
}

/** What each capability knows of a place. */
export async function blocksOf(place: Neighbourhood, context: Context): Promise<Block[]> {
  const blocks: Block[] = []
  for (const { id, title, show } of context.capabilities.flatMap(({ neighbourhood = [] }) => neighbourhood)) {
    const shown = await show(place, context)
    if (shown !== undefined) blocks.push({ id, title: title(context.language), ...shown })
  }
  return blocks
}

/** The municipality of today behind a code in an address, of today or of before a merger; undefined when there is none. */
export async function municipalityOfToday(nis: string, { sql, clock }: Pick<Context, 'sql' | 'clock'>) {
  const today = dayOf(clock())
  const [now] = await resolveNis(sql, nis, today)
  return (await listMunicipalities(sql, { on: today })).find((one) => one.nis === now)
}
