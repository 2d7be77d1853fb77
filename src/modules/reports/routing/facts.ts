import { dayOf } from '#core/i18n/format.ts'
import type { Services } from '#core/services.ts'
import { listBodies, listMembers, listMunicipalities } from '#modules/region/public.ts'
import type { RegionFacts } from './proposal.ts'

/** Intermunicipal companies that collect waste. Which municipalities are their members, the square knows. */
const WASTE_COMPANIES = ['ecowerf', 'incovo', 'interza', 'intradura']

/** What the proposal is made of, today. A municipality of two waste companies counts with the first. */
export async function factsOf({ sql, clock }: Pick<Services, 'sql' | 'clock'>): Promise<RegionFacts> {
  const on = dayOf(clock())
  const municipalities = await listMunicipalities(sql, { on })
  const taken = new Set<string>()
  const wasteCompanies: { body: string; members: string[] }[] = []
  for (const { id } of (await listBodies(sql, { kind: 'intermunicipal' })).filter((body) =>
    WASTE_COMPANIES.includes(body.id),
  )) {
    const members = (await listMembers(sql, id, on)).flatMap(({ municipality }) => municipality ?? [])
    wasteCompanies.push({ body: id, members: members.filter((nis) => !taken.has(nis)) })
    for (const nis of members) taken.add(nis)
  }
  return { municipalities, wasteCompanies }
}
