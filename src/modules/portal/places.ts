import { dayOf } from '#core/i18n/format.ts'
import { findInList } from '#core/search/find-in-list.ts'
import { fold } from '#core/search/fold.ts'
import { readQuestion } from '#core/search/question.ts'
import { listMunicipalities, municipalityName, resolveNis, type Municipality } from '#modules/region/public.ts'
import type { Context } from '#web/route.ts'

/** What somebody means with a name or postal code: municipalities of today. */
export interface Meant {
  readonly municipalities: readonly Municipality[]
  /** Written differently: not sure. */
  readonly isGuess: boolean
  /** When it was a postal code. */
  readonly postalCode: string | undefined
}

/** The municipalities of today that a name in any language, a postal code or a NIS code stands for. */
export async function meantBy(text: string, { sql, clock }: Pick<Context, 'sql' | 'clock'>): Promise<Meant> {
  const today = dayOf(clock())
  const all = await listMunicipalities(sql, { on: today })
  const code = all.find(({ nis }) => nis === text.trim())
  if (code !== undefined) return { municipalities: [code], isGuess: false, postalCode: undefined }
  // As the square writes it itself: "Molenstraat, 3110 Rotselaar".
  const postalCode = /(?<!\d)(?:B-)?([1-9]\d{3})(?!\d)/i.exec(text)?.[1]
  if (postalCode !== undefined) {
    const municipalities = all.filter(({ postalCodes }) => postalCodes.includes(postalCode))
    return { municipalities, isGuess: false, postalCode: municipalities.length > 0 ? postalCode : undefined }
  }
  const { found, isGuess } = findInList(all, readQuestion(text), namesOf)
  const exact = found.filter((one) => namesOf(one).some((name) => sameName(name, text)))
  // Only a name that is the same is sure: "heverlee" is not Oud-Heverlee.
  return {
    municipalities: exact.length > 0 ? exact : found,
    isGuess: isGuess || exact.length === 0,
    postalCode: undefined,
  }
}

/** The codes under which records of a municipality of today stand: its own, and those of before a merger. */
export async function codesOf(nis: string, { sql }: Pick<Context, 'sql'>): Promise<string[]> {
  return [...new Set([nis, ...(await resolveNis(sql, nis, Temporal.PlainDate.from('2018-12-31')))])]
}

/** The municipalities of today, by name, for a list to choose from. */
export async function municipalityChoices({
  sql,
  clock,
  language,
}: Pick<Context, 'sql' | 'clock' | 'language'>): Promise<{ value: string; text: string }[]> {
  const all = await listMunicipalities(sql, { on: dayOf(clock()) })
  return all
    .map((one) => ({ value: one.nis, text: municipalityName(one, language) }))
    .toSorted((one, other) => one.text.localeCompare(other.text, language))
}

const MOST_PLACES = 8

/** Names of municipalities, and postal codes, that begin as somebody types; in the language of the reader first. */
export async function placesLike(
  text: string,
  { sql, clock, language }: Pick<Context, 'sql' | 'clock' | 'language'>,
): Promise<string[]> {
  const start = fold(text)
  const all = await listMunicipalities(sql, { on: dayOf(clock()) })
  const names = all.flatMap((one) => [municipalityName(one, language), ...namesOf(one), ...one.postalCodes])
  return [...new Set(names)].filter((name) => fold(name).startsWith(start)).slice(0, MOST_PLACES)
}

function namesOf({ nl, fr, en, de }: Municipality): string[] {
  return [...new Set([nl, fr, en ?? nl, de ?? nl])]
}

function sameName(one: string, other: string): boolean {
  return one.localeCompare(other.trim(), 'nl', { sensitivity: 'base' }) === 0
}
