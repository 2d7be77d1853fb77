import { isTypingError } from '#core/search/typing-error.ts'
import { ROAD_CLASSES, type RoadAnswer, type RoadClass } from './asset.ts'
import { fits, fitsPlace, OWNER_OF_ASSET, type Matter, type Rule } from './rule.ts'

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
export interface Known extends Omit<Matter, 'postalCode' | 'street' | 'assetOwner'> {
  readonly postalCode?: string | undefined
  /** The postal codes of the municipality. */
  readonly postalCodes: readonly string[]
  /** The keys of the names of the street; empty: none that a rule names. */
  readonly streets?: readonly string[] | undefined
  /** Whether those words are surely the name of a street, and not "beside the church"; absent: they are. */
  readonly isStreet?: boolean | undefined
  /** The key of the street that the reporter chose when asked; empty: another one; undefined: not asked. */
  readonly toldStreet?: string | undefined
  readonly road?: RoadAnswer | undefined
  /** Id of the body that owns the lamp, stop or other thing. */
  readonly assetOwner?: string | undefined
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
  /** The key is empty for a street that no rule names. */
  readonly street: { readonly key: string; readonly name: string } | null
  readonly road: RoadClass | null
  readonly owner: Owner
}

/** What must be asked, because the answers lead to different owners. */
export interface Question {
  readonly kind: 'question'
  readonly options: readonly Option[]
}

const BY_MUNICIPALITY: Owner = { kind: 'owner', body: null, rule: null }
const OTHER_STREET = { key: '', name: '' }

/**
 * Who answers for a matter: exactly one owner, or exactly one question of which every answer gives an owner. It is a question only
 * where something is not known and the owners differ. Of who does not know (`unknown`), the municipality finds it out.
 */
export function routeReport(tables: Tables, known: Known): Owner | Question {
  const { road, postalCode, postalCodes } = known
  const matter = { ...known, assetOwner: known.assetOwner ?? null }
  const roads = road === undefined || road === 'unknown' ? ROAD_CLASSES : [road]
  const codes = postalCode === undefined && postalCodes.length > 0 ? postalCodes : [postalCode ?? '']
  const streets = streetsOf(tables, matter)
  const all = codes.flatMap((code) =>
    streets.flatMap((street) =>
      roads.map((one) => ({
        postalCode: code,
        street,
        road: one,
        owner: ownerOn(tables, { ...matter, postalCode: code, street: street.key }, one),
      })),
    ),
  )
  const [first] = all
  if (first === undefined || all.every(({ owner }) => owner.body === first.owner.body))
    return first?.owner ?? BY_MUNICIPALITY
  if (road === 'unknown') return BY_MUNICIPALITY
  const asksCode = dependsOn(all, (one) => `${one.street.key} ${one.road}`)
  const asksStreet = dependsOn(all, (one) => `${one.postalCode} ${one.road}`)
  const asksRoad = dependsOn(all, (one) => `${one.postalCode} ${one.street.key}`)
  const options = all
    .filter(
      (one) =>
        (asksCode || one.postalCode === first.postalCode) &&
        (asksStreet || one.street.key === first.street.key) &&
        (asksRoad || one.road === first.road),
    )
    .map((one) => ({
      postalCode: asksCode ? one.postalCode : null,
      street: asksStreet ? one.street : null,
      road: asksRoad ? one.road : null,
      owner: one.owner,
    }))
  return { kind: 'question', options }
}

/** The streets that it may be in: the one that is known as rules name it, else the one that was chosen, else all that rules name and any other. */
function streetsOf(
  { municipality, region }: Tables,
  known: Pick<Matter, 'category' | 'municipality' | 'assetOwner' | 'on'> &
    Pick<Known, 'streets' | 'isStreet' | 'toldStreet'>,
): { readonly key: string; readonly name: string }[] {
  const named = [municipality, region]
    .flatMap((table) => table?.rules ?? [])
    .filter((rule) => fitsPlace(rule, known))
    .flatMap(({ streets }) => streets ?? [])
  if (known.streets !== undefined) {
    const key = known.streets.find((one) => named.some(({ keys }) => keys.includes(one)))
    if (key !== undefined) return [{ key, name: '' }]
    const isMistyped = known.streets.some((one) =>
      named.some(({ keys }) => keys.some((key) => isTypingError(one, key))),
    )
    if (known.isStreet !== false && !isMistyped) return [OTHER_STREET]
  }
  if (known.toldStreet !== undefined)
    return [known.toldStreet === '' ? OTHER_STREET : { key: known.toldStreet, name: '' }]
  const byKey = new Map(named.flatMap(({ name, keys: [key] }) => (key === undefined ? [] : [[key, { key, name }]])))
  return [...[...byKey.values()].toSorted((a, b) => a.name.localeCompare(b.name)), OTHER_STREET]
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
    if (table !== undefined && rule !== undefined) {
      const body = rule.to === OWNER_OF_ASSET ? matter.assetOwner : rule.to
      return { kind: 'owner', body, rule: `${table.body}/${table.version}/${rule.id}` }
    }
  }
  return BY_MUNICIPALITY
}
