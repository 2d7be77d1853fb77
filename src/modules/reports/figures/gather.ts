import { dayOf } from '#core/i18n/format.ts'
import type { Language } from '#core/i18n/language.ts'
import { Problem } from '#core/problem.ts'
import type { Services } from '#core/services.ts'
import { listMunicipalities, municipalityName, nisResolver } from '#modules/region/public.ts'
import { allCodesOf } from '../municipality-codes.ts'
import { answerTimes, countReports, countSolved } from '../store/figures.ts'
import { monthsUntil, toFigures, type Figures } from './figures.ts'
import { messages } from './messages.ts'

/** A municipality that can be chosen, in the language of the reader. */
export interface Choice {
  readonly nis: string
  readonly name: string
}

interface Gathered {
  readonly figures: Figures
  /** Today's municipalities, by name. */
  readonly choices: readonly Choice[]
  /** The one that was chosen; undefined for the region. */
  readonly chosen: Choice | undefined
}

/**
 * The figures of the region, or of the municipality with this code, of today or of before a merger. Throws a `Problem` for a code
 * that is of no municipality here.
 */
export async function gatherFigures(
  municipality: string,
  services: Pick<Services, 'sql' | 'clock'> & { readonly language: Language },
): Promise<Gathered> {
  const { sql, clock, language } = services
  const until = clock()
  const choices = (await listMunicipalities(sql, { on: dayOf(until) }))
    .map((one) => ({ nis: one.nis, name: municipalityName(one, language) }))
    .toSorted((a, b) => a.name.localeCompare(b.name, language))
  const ofToday = await nisResolver(sql, dayOf(until))
  const chosen = choices.find(({ nis }) => ofToday(municipality).includes(nis))
  if (municipality !== '' && !chosen) throw new Problem('municipality-not-found', 404, messages.say('unknown'))

  const { from, months } = monthsUntil(until)
  const counted = { from, until, municipalities: chosen && (await allCodesOf(chosen.nis, services)) }
  const counts = await countReports(sql, counted)
  const known = [...new Set(counts.byMunicipality.map((row) => row.municipality))]
  const figures = toFigures({
    months,
    counts,
    solved: await countSolved(sql, counted),
    answers: await answerTimes(sql, counted),
    isNarrow: chosen !== undefined,
    municipalities: choices.map(({ nis }) => ({ nis, codes: known.filter((code) => ofToday(code).includes(nis)) })),
  })
  return { figures, choices, chosen }
}
