import { dayOf } from '#core/i18n/format.ts'
import { findInList } from '#core/search/find-in-list.ts'
import { fold, wordsIn } from '#core/search/fold.ts'
import { readQuestion, type Question } from '#core/search/question.ts'
import {
  listMunicipalities,
  localityNames,
  municipalityName,
  resolveNis,
  type Municipality,
} from '#modules/region/public.ts'
import type { Context } from '#web/route.ts'

/** What somebody means with a name or postal code: municipalities of today. */
export interface Meant {
  readonly municipalities: readonly Municipality[]
  /** Written differently: not sure. */
  readonly isGuess: boolean
  /** When it was a postal code, or a village that has one. */
  readonly postalCode: string | undefined
}

/** The municipalities of today that a name in any language, a village, a postal code or a NIS code stands for. */
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
  const { found, isGuess } = findInList(all, readQuestion(text), (one) => [...namesOf(one), ...villagesOf(one)])
  const exact = found.filter((one) => namesOf(one).some((name) => sameName(name, text)))
  const villages = found.flatMap((one) =>
    one.localities
      .filter((locality) => localityNames(locality).some((name) => sameName(name, text)))
      .map((locality) => ({ one, locality })),
  )
  const [village, another] = villages
  if (exact.length === 0 && village !== undefined && another === undefined)
    return { municipalities: [village.one], isGuess: false, postalCode: village.locality.postalCode }
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
  const names = [
    ...all.flatMap((one) => [municipalityName(one, language), ...namesOf(one), ...one.postalCodes]),
    ...all.flatMap(villagesOf),
  ]
  return [...new Set(names)].filter((name) => fold(name).startsWith(start)).slice(0, MOST_PLACES)
}

/** A municipality of today that stands among the words of a question, and what is left of the question without it. */
export async function municipalityAmong(
  { text }: Question,
  { sql, clock }: Pick<Context, 'sql' | 'clock'>,
): Promise<{ readonly nis: string; readonly rest: Question } | undefined> {
  const asked = wordsIn(text)
  const all = await listMunicipalities(sql, { on: dayOf(clock()) })
  const named = [namesOf, villagesOf].flatMap((of) => all.flatMap((one) => of(one).map((name) => ({ one, name }))))
  const [longest] = named
    .map(({ one, name }) => ({ nis: one.nis, words: wordsIn(name) }))
    .map(({ nis, words }) => ({ nis, words, at: indexOfWords(asked, words) }))
    .filter(({ at }) => at >= 0)
    .toSorted((one, other) => other.words.length - one.words.length)
  if (longest === undefined) return undefined
  const rest = readQuestion(asked.toSpliced(longest.at, longest.words.length).join(' '))
  return rest.words.length === 0 ? undefined : { nis: longest.nis, rest }
}

function indexOfWords(words: readonly string[], part: readonly string[]): number {
  return words.findIndex((_, at) => part.every((word, index) => words[at + index] === word))
}

function villagesOf({ localities }: Municipality): string[] {
  return localities.flatMap(localityNames)
}

function namesOf({ nl, fr, en, de }: Municipality): string[] {
  return [...new Set([nl, fr, en ?? nl, de ?? nl])]
}

function sameName(one: string, other: string): boolean {
  return one.localeCompare(other.trim(), 'nl', { sensitivity: 'base' }) === 0
}
