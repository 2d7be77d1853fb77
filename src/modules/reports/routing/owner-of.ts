import { dayOf } from '#core/i18n/format.ts'
import type { Services } from '#core/services.ts'
import { findMunicipality, REGION_OFFICE } from '#modules/region/public.ts'
import type { Category } from '../category.ts'
import { publicStreet } from '../public-street.ts'
import type { RoadAnswer } from './asset.ts'
import { governmentOf } from './answering-body.ts'
import { roadAt } from './road-at.ts'
import { routeReport, type Known, type Option, type Tables } from './route-report.ts'
import { listTablesInForce } from './store.ts'
import { streetKeys } from './street.ts'

/** Where something is, as far as rules look at it. */
export interface Place {
  /** NIS code. */
  readonly municipality: string
  readonly postalCode: string
  readonly street: string
  readonly lon?: number | undefined
  readonly lat?: number | undefined
}

/** What somebody answered to the question; absent: nothing yet. */
export interface Told {
  readonly road?: RoadAnswer | undefined
  readonly postalCode?: string | undefined
  /** Key of a street that rules name; empty: another one. */
  readonly street?: string | undefined
  /** Id of the body that owns the lamp, stop or other thing that it is about. */
  readonly assetOwner?: string | undefined
}

/** The body that answers for something, with what it was decided by. */
export interface Routed {
  readonly kind: 'routed'
  readonly body: string
  readonly rule: string | null
  readonly road: RoadAnswer | null
}

/** A question whose answers lead to different bodies. */
export interface Asked {
  readonly kind: 'asked'
  readonly options: readonly (Option & { readonly body: string })[]
}

/**
 * Who answers for something at a place, by the rules in force today: one body, or one question that decides. Whoever cannot ask
 * (an import, a letter) tells `road: 'unknown'`: then there is always one body.
 */
export async function ownerOf(
  place: Place,
  category: Category,
  told: Told,
  services: Pick<Services, 'sql' | 'clock'>,
): Promise<Routed | Asked> {
  const { sql, clock } = services
  const municipality = await findMunicipality(sql, place.municipality)
  const government = await governmentOf(place.municipality, services)
  if (government === undefined) throw new Error(`The municipality ${place.municipality} has no body.`)
  const on = dayOf(clock())
  const tables = await tablesFor(sql, government.local, on)
  // A map of roads knows more than somebody who does not.
  const isTold = told.road !== undefined && told.road !== 'unknown'
  const road = isTold ? told.road : ((await roadAt(place, sql)) ?? told.road)
  const owner = routeReport(tables, {
    category,
    municipality: place.municipality,
    postalCode: place.postalCode === '' ? told.postalCode : place.postalCode,
    postalCodes: municipality?.postalCodes ?? [],
    ...streetsOf(place),
    toldStreet: told.street,
    assetOwner: told.assetOwner,
    on,
    road,
  })
  if (owner.kind === 'owner')
    return { kind: 'routed', body: owner.body ?? government.answering, rule: owner.rule, road: road ?? null }
  return {
    kind: 'asked',
    options: owner.options.map((option) => ({ ...option, body: option.owner.body ?? government.answering })),
  }
}

/** What the words for the place say about the street; "beside the church" says nothing sure. */
function streetsOf({ street }: Place): Pick<Known, 'streets' | 'isStreet'> {
  const keys = streetKeys(street)
  return keys.length === 0 ? {} : { streets: keys, isStreet: publicStreet(street) !== '' }
}

/** The tables that decide in the municipality of a local government. */
export async function tablesFor(sql: Services['sql'], government: string, on: Temporal.PlainDate): Promise<Tables> {
  const inForce = await listTablesInForce(sql, [government, REGION_OFFICE], on)
  return {
    municipality: inForce.find(({ body }) => body === government),
    region: inForce.find(({ body }) => body === REGION_OFFICE),
  }
}
