import type { Body } from '#modules/region/public.ts'
import type { Category } from '../category.ts'
import type { Rule } from './rule.ts'

/** What the proposal needs to know of the region, of a day. */
export interface RegionFacts {
  readonly municipalities: readonly { readonly nis: string; readonly subRegion: string }[]
  /** Companies that collect waste, with the NIS codes of their members. */
  readonly wasteCompanies: readonly { readonly body: Body['id']; readonly members: readonly string[] }[]
}

const ROAD: readonly Category[] = ['road', 'cycle-path', 'traffic-sign']
const WASTE: readonly Category[] = ['container', 'missed-collection']

/**
 * Rules to begin with, for the office of the region to look at, change and publish: roads with a number to the road authority, lamps
 * to the grid operator, stops to the transport company, containers and collections to the waste company. Nothing in it holds by itself.
 */
export function proposedRules({ municipalities, wasteCompanies }: RegionFacts): Rule[] {
  const brussels = municipalities.filter(({ subRegion }) => subRegion === 'brussels').map(({ nis }) => nis)
  const flanders = municipalities.filter(({ subRegion }) => subRegion !== 'brussels').map(({ nis }) => nis)
  const halves = [
    { nis: flanders, name: 'fl', roads: 'awv', lamps: 'fluvius', stops: 'de-lijn' },
    { nis: brussels, name: 'br', roads: 'brussel-mobiliteit', lamps: 'sibelga', stops: 'mivb' },
  ].filter(({ nis }) => nis.length > 0)
  return [
    ...halves.flatMap(({ nis, name, roads, lamps, stops }) => [
      ...ROAD.map((category) => ruleOf(`${category}-${name}`, category, nis, roads, 'regional')),
      ruleOf(`lamp-${name}`, 'street-light', nis, lamps),
      ruleOf(`stop-${name}`, 'stop', nis, stops),
    ]),
    ...WASTE.flatMap((category) => [
      ...wasteCompanies
        .filter(({ members }) => members.length > 0)
        .map(({ body, members }) => ruleOf(`${category}-${body}`, category, members, body)),
      ...(brussels.length > 0 ? [ruleOf(`${category}-br`, category, brussels, 'net-brussel')] : []),
    ]),
  ]
}

function ruleOf(
  id: string,
  category: Category,
  municipalities: readonly string[],
  to: string,
  road: Rule['road'] = null,
): Rule {
  return {
    id,
    category,
    road,
    municipalities,
    postalCodes: null,
    streets: null,
    asset: null,
    from: null,
    until: null,
    to,
  }
}
