import { dayOf } from '#core/i18n/format.ts'
import type { Language } from '#core/i18n/language.ts'
import { Problem } from '#core/problem.ts'
import type { Services } from '#core/services.ts'
import { listMunicipalities, municipalityName, nisResolver } from '#modules/region/public.ts'
import type { Channel } from '../channel.ts'
import { allCodesOf } from '../municipality-codes.ts'
import { namesOfBodies } from '../names.ts'
import { claimCounting, findCounted, keepCounted, type AllCounts } from '../store/counted.ts'
import { answerTimes, bodyTimes, countReports, countSolved } from '../store/figures.ts'
import { monthsUntil, toFigures, type Figures } from './figures.ts'
import { messages } from './messages.ts'

/** A municipality that can be chosen, in the language of the reader. */
export interface Choice {
  readonly nis: string
  readonly name: string
}

/** What figures are about: a code of a municipality and a channel, each empty for all. */
export interface Narrowing {
  readonly municipality: string
  readonly channel: Channel | ''
}

interface Gathered {
  readonly figures: Figures
  /** Today's municipalities, by name. */
  readonly choices: readonly Choice[]
  /** The one that was chosen; undefined for the region. */
  readonly chosen: Choice | undefined
  readonly channel: Channel | ''
  /** Names of the bodies that figures speak of. */
  readonly bodyNames: ReadonlyMap<string, string>
  readonly countedAt: Temporal.Instant
}

/** So long what was counted serves everybody. */
const KEPT_MINUTES = 10

/**
 * The figures of the region, or of the municipality with this code, of today or of before a merger. Throws a `Problem` for a code
 * that is of no municipality here.
 */
export async function gatherFigures(
  { municipality, channel }: Narrowing,
  services: Pick<Services, 'sql' | 'clock'> & { readonly language: Language },
): Promise<Gathered> {
  const { sql, clock, language } = services
  const until = clock()
  const choices = (await listMunicipalities(sql, { on: dayOf(until) }))
    .map((one) => ({ nis: one.nis, name: municipalityName(one, language) }))
    .toSorted((a, b) => a.name.localeCompare(b.name, language))
  const ofToday = await nisResolver(sql, dayOf(until))
  const asked = municipality === '' ? [] : ofToday(municipality)
  const chosen = choices.find(({ nis }) => asked.includes(nis))
  if (municipality !== '' && !chosen) throw new Problem('municipality-not-found', 404, messages.say('unknown'))

  const { months } = monthsUntil(until)
  const { counts, countedAt } = await countedFor({ municipality: chosen?.nis ?? '', channel }, services)
  const known = counts.counts.byMunicipality.map((row) => ({
    code: row.municipality,
    today: ofToday(row.municipality),
  }))
  const figures = toFigures({
    months,
    ...counts,
    isNarrow: chosen !== undefined || channel !== '',
    municipalities: choices.map(({ nis }) => ({
      nis,
      codes: known.filter(({ today }) => today.includes(nis)).map(({ code }) => code),
    })),
  })
  const bodyNames = await namesOfBodies(
    figures.bodies.map(({ body }) => body),
    { sql, language },
  )
  return { figures, choices, chosen, channel, bodyNames, countedAt }
}

/** What was counted at most ten minutes ago, or else is counted now. */
async function countedFor(
  { municipality, channel }: Narrowing,
  { sql, clock }: Pick<Services, 'sql' | 'clock'>,
): Promise<{ counts: AllCounts; countedAt: Temporal.Instant }> {
  const now = clock()
  const { from } = monthsUntil(now)
  const oldest = now.subtract({ minutes: KEPT_MINUTES })
  const choice = [municipality, channel].filter(Boolean).join(' ')
  const before = await findCounted(sql, choice, oldest)
  // Of a month that is past, what was counted then has one month too few.
  const isUsable = before && Temporal.Instant.compare(monthsUntil(before.countedAt).from, from) === 0
  if (isUsable && !(before.isOld && (await claimCounting(sql, { choice, oldest, now })))) return before
  const municipalities = municipality === '' ? undefined : await allCodesOf(municipality, { sql, clock })
  const counted = { from, until: now, municipalities, channel: channel || undefined }
  return sql.transaction(async (within) => {
    const counts: AllCounts = {
      counts: await countReports(within, counted),
      solved: await countSolved(within, counted),
      answers: await answerTimes(within, counted),
      bodies: await bodyTimes(within, counted),
    }
    await keepCounted(within, { choice, now, counts })
    return { counts, countedAt: now }
  })
}
