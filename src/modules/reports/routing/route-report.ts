import { ROAD_CLASSES, type RoadAnswer, type RoadClass } from './asset.ts'
import { fits, type Matter, type Rule } from './rule.ts'

/** A published table of rules. In a table no two rules clash, so their order means nothing. */
export interface RoutingTable {
  /** Id of the body that made it. */
  readonly body: string
  readonly version: number
  readonly rules: readonly Rule[]
}

/** The tables that decide about a place: that of the municipality goes before that of the region, and that is the only order. */
export interface Tables {
  readonly municipality?: RoutingTable | undefined
  readonly region?: RoutingTable | undefined
}

/** What is known of a matter. What is undefined must be asked when owners depend on it. */
export interface Known extends Omit<Matter, 'postalCode'> {
  readonly postalCode?: string | undefined
  /** The postal codes of the municipality. */
  readonly postalCodes: readonly string[]
  readonly road?: RoadAnswer | undefined
}

/** Who answers, and the rule that said so, such as `leuven/3/kq2f`; null when no table speaks of it. */
export interface Owner {
  readonly kind: 'owner'
  /** Null: the municipality of the place. */
  readonly body: string | null
  readonly rule: string | null
}

/** One answer to a question; a member that is null makes no difference. */
export interface Option {
  readonly postalCode: string | null
  readonly road: RoadClass | null
  readonly owner: Owner
}

/** What must be asked, because the answers lead to different owners. */
export interface Question {
  readonly kind: 'question'
  readonly options: readonly Option[]
}

const BY_MUNICIPALITY: Owner = { kind: 'owner', body: null, rule: null }

/**
 * Who answers for a matter: exactly one owner, or exactly one question of which every answer gives an owner. It is a question only
 * where something is not known and the owners differ. Of who does not know (`unknown`), the municipality finds it out.
 */
export function routeReport(tables: Tables, known: Known): Owner | Question {
  const { road, postalCode, postalCodes } = known
  const roads = road === undefined || road === 'unknown' ? ROAD_CLASSES : [road]
  const codes = postalCode === undefined && postalCodes.length > 0 ? postalCodes : [postalCode ?? '']
  const all = codes.flatMap((code) =>
    roads.map((one) => ({ postalCode: code, road: one, owner: ownerOn(tables, { ...known, postalCode: code }, one) })),
  )
  const [first] = all
  if (first === undefined || all.every(({ owner }) => owner.body === first.owner.body))
    return first?.owner ?? BY_MUNICIPALITY
  if (road === 'unknown') return BY_MUNICIPALITY
  const asksCode = dependsOn(all, ({ road: one }) => one)
  const asksRoad = dependsOn(all, ({ postalCode: code }) => code)
  const options = all
    .filter(({ postalCode: code, road: one }) => (asksCode || code === codes[0]) && (asksRoad || one === roads[0]))
    .map(({ postalCode: code, road: one, owner }) => ({
      postalCode: asksCode ? code : null,
      road: asksRoad ? one : null,
      owner,
    }))
  return { kind: 'question', options }
}

/** Whether owners differ while what is held on to is the same: then the other thing matters. */
function dependsOn<Each extends { readonly owner: Owner }>(
  all: readonly Each[],
  held: (one: Each) => unknown,
): boolean {
  return [...Map.groupBy(all, held).values()].some((some) => new Set(some.map(({ owner }) => owner.body)).size > 1)
}

function ownerOn({ municipality, region }: Tables, matter: Matter, road: RoadClass): Owner {
  for (const table of [municipality, region]) {
    const rule = table?.rules.find((one) => fits(one, matter, road))
    if (table !== undefined && rule !== undefined)
      return { kind: 'owner', body: rule.to, rule: `${table.body}/${table.version}/${rule.id}` }
  }
  return BY_MUNICIPALITY
}
