import { dayOf } from '#core/i18n/format.ts'
import type { Language } from '#core/i18n/language.ts'
import type { Services } from '#core/services.ts'
import { bodyName, findBody, findMunicipality, municipalityName, nisResolver } from '#modules/region/public.ts'
import { messages as registerWords } from '../register/messages.ts'
import { isOfResident } from '../register/owner.ts'

/** A municipality stands for itself and for those that it was made of: what was registered before a merger stays findable. */
export async function codesOf(nis: string, { sql, clock }: Pick<Services, 'sql' | 'clock'>): Promise<string[]> {
  const today = (await nisResolver(sql, dayOf(clock())))(nis)
  const before = await nisResolver(sql, Temporal.PlainDate.from('2018-12-31'))
  return [...new Set([nis, ...today, ...today.flatMap(before)])]
}

/** Whose something is and in which municipality, as the reader calls them. */
export async function whoseWords(
  { owner, municipality }: { readonly owner: string; readonly municipality: string | null },
  { sql, language }: Pick<Services, 'sql'> & { readonly language: Language },
): Promise<{ readonly owner: string; readonly municipality: string | undefined }> {
  const body = isOfResident(owner) ? undefined : await findBody(sql, owner)
  const found = municipality === null ? undefined : await findMunicipality(sql, municipality)
  return {
    owner: isOfResident(owner)
      ? registerWords(language)('owner')
      : body === undefined
        ? owner
        : bodyName(body, language),
    municipality: found === undefined ? undefined : municipalityName(found, language),
  }
}
