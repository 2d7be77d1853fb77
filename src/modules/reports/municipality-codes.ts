import { dayOf } from '#core/i18n/format.ts'
import type { Services } from '#core/services.ts'
import { nisResolver } from '#modules/region/public.ts'

/** A municipality stands for itself and for those that it was made of: their reports stay findable after a merger. */
export async function allCodesOf(nis: string, { sql, clock }: Pick<Services, 'sql' | 'clock'>): Promise<string[]> {
  const today = (await nisResolver(sql, dayOf(clock())))(nis)
  const before = await nisResolver(sql, Temporal.PlainDate.from('2018-12-31'))
  return [...new Set([nis, ...today, ...today.flatMap(before)])]
}
