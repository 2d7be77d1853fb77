import { dayOf } from '#core/i18n/format.ts'
import type { Language } from '#core/i18n/language.ts'
import {
  bodyName,
  listBodies,
  listMembers,
  listMunicipalities,
  listSubRegions,
  municipalityName,
  type Body,
  type Municipality,
} from '#modules/region/public.ts'
import type { Context } from '#web/route.ts'
import { messages } from './messages.ts'

/** A part of the region that a rule can be about. */
export interface Where {
  readonly value: string
  readonly text: string
  /** NIS codes; null: everywhere. */
  readonly municipalities: readonly string[] | null
}

/** What pages about rules need to know of the region, in the language of the reader. */
export interface RegionWords {
  readonly wheres: readonly Where[]
  readonly bodies: readonly Body[]
  readonly municipalities: readonly Municipality[]
}

/** The parts of the region that rules can be about, the largest first, and who can answer for things. */
export async function regionWords({ sql, clock, language }: Context): Promise<RegionWords> {
  const on = dayOf(clock())
  const [municipalities, bodies, parts] = await Promise.all([
    listMunicipalities(sql, { on }),
    listBodies(sql, { on }),
    listSubRegions(sql),
  ])
  const t = messages(language)
  const groups: Where[] = []
  for (const body of bodies.filter(({ kind }) => kind === 'intermunicipal')) {
    const members = (await listMembers(sql, body.id, on)).flatMap(({ municipality }) => municipality ?? [])
    if (members.length > 0)
      groups.push({
        value: `members:${body.id}`,
        text: t('rule.members', { body: bodyName(body, language) }),
        municipalities: members.toSorted(),
      })
  }
  const ofPart = (id: string) => municipalities.filter(({ subRegion }) => subRegion === id).map(({ nis }) => nis)
  return {
    bodies,
    municipalities,
    wheres: [
      { value: 'all', text: t('rule.everywhere'), municipalities: null },
      ...parts.map((part) => ({ value: `part:${part.id}`, text: part[language], municipalities: ofPart(part.id) })),
      ...groups,
      ...municipalities.map((one) => ({
        value: `nis:${one.nis}`,
        text: municipalityName(one, language),
        municipalities: [one.nis],
      })),
    ],
  }
}

/** What a list of codes is called: the name of a part, the names of a few, or how many. */
export function whereText(
  codes: readonly string[] | null,
  { wheres }: Pick<RegionWords, 'wheres'>,
  language: Language,
): string {
  const key = keyOf(codes)
  const named = wheres.find(({ municipalities }) => keyOf(municipalities) === key)
  if (named !== undefined) return named.text
  const names = (codes ?? []).map((nis) => wheres.find(({ value }) => value === `nis:${nis}`)?.text ?? nis)
  return names.length <= 3 ? names.join(', ') : messages(language)('rule.count', { count: names.length })
}

/** A list of codes as it is compared, whatever its order. */
export function keyOf(codes: readonly string[] | null): string {
  return codes === null ? '*' : codes.toSorted().join(' ')
}

/** Whether a body can be made to answer for reports: public bodies, not firms, schools or associations. */
export function answersForReports({ kind }: Body): boolean {
  return !['company', 'knowledge', 'association', 'region-office'].includes(kind)
}
