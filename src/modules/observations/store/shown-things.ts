import type { Sql } from '#core/database/sql.ts'
import type { Box } from '#core/geo/polygon.ts'
import { CELL } from '../place.ts'

/** How things are with what somebody wants to know: it measures, it stopped, it never told anything. */
export const STATES = ['fresh', 'silent', 'none'] as const
export type State = (typeof STATES)[number]

export interface ThingFilter {
  /** A word of the vocabulary: things that measure it, and the state is about that. */
  readonly property?: string | undefined
  /** NIS codes. */
  readonly municipalities?: readonly string[] | undefined
  readonly state?: State | undefined
  /** Things of which something (of that property) has this score at least. */
  readonly leastScore?: number | undefined
  /** West, south, east, north: what is shown to stand within it. */
  readonly box?: Box | undefined
}

/** A thing as pages need it. Its place is not for the public: ask `shownPlace`. */
export interface ThingRow {
  readonly id: number
  readonly name: string
  readonly municipality: string | null
  readonly lon: number | null
  readonly lat: number | null
  readonly precision: string | null
}

/** More things than this are not counted: "more than". */
export const MOST_COUNTED = 10_000

/** Things in the order of their names, and how many there are, counted up to `MOST_COUNTED` and one. */
export async function listThings(
  sql: Sql,
  filter: ThingFilter,
  { now, limit, offset }: { readonly now: Temporal.Instant; readonly limit: number; readonly offset: number },
): Promise<{ readonly total: number; readonly things: ThingRow[] }> {
  const asked = askedOf(filter)
  const [counted] = await sql<{ total: number }>`
    select count(*)::int as total from (
      select from observations.shown_thing t
      where (${asked.west}::float8 is null or t.id in (select observations.things_within(${asked.west}::float8, ${asked.south}::float8,
          ${asked.east}::float8, ${asked.north}::float8, ${CELL.lon}::float8, ${CELL.lat}::float8)))
        and (${asked.municipalities}::text[] is null or t.municipality = any(${asked.municipalities}::text[]))
        and (${asked.isOpen}::boolean or t.id in (select w from observations.things_where(${asked.property}::text, ${asked.state}::text, ${now}::timestamptz) as w))
        and (${asked.leastScore}::int is null or t.id in (select w from observations.things_scored(${asked.property}::text, ${asked.leastScore}::int) as w))
      limit ${MOST_COUNTED + 1}) t`
  const things = await sql<ThingRow>`
    select t.id, t.name, t.municipality, t.properties ->> 'precision' as precision, place.lon, place.lat
    from observations.shown_thing t left join lateral (
      select l.lon, l.lat from observations.thing_location tl join observations.location l on l.id = tl.location
      where tl.thing = t.id and l.lon is not null order by l.id limit 1) place on true
    where (${asked.west}::float8 is null or t.id in (select observations.things_within(${asked.west}::float8, ${asked.south}::float8,
        ${asked.east}::float8, ${asked.north}::float8, ${CELL.lon}::float8, ${CELL.lat}::float8)))
      and (${asked.municipalities}::text[] is null or t.municipality = any(${asked.municipalities}::text[]))
      and (${asked.isOpen}::boolean or t.id in (select w from observations.things_where(${asked.property}::text, ${asked.state}::text, ${now}::timestamptz) as w))
      and (${asked.leastScore}::int is null or t.id in (select w from observations.things_scored(${asked.property}::text, ${asked.leastScore}::int) as w))
    order by t.name, t.id limit ${limit} offset ${offset}`
  return { total: counted?.total ?? 0, things }
}

/** A thing as a point on the map. */
export type Spot = Pick<ThingRow, 'id' | 'precision'> & { readonly lon: number; readonly lat: number }

/** Where things stand within a box (west, south, east, north), each once; at most so many. */
export async function listSpots(
  sql: Sql,
  filter: ThingFilter,
  { now, box, limit }: { readonly now: Temporal.Instant; readonly box: Box; readonly limit: number },
): Promise<Spot[]> {
  const asked = askedOf(filter)
  const [west, south, east, north] = box
  const [found] = await sql<{ id: number[]; lon: number[]; lat: number[]; precision: (string | null)[] }>`
    select coalesce(array_agg(id), '{}') as id, coalesce(array_agg(lon), '{}') as lon, coalesce(array_agg(lat), '{}') as lat,
      coalesce(array_agg(precision), '{}') as precision
    from (
      select t.id, place.lon, place.lat, t.properties ->> 'precision' as precision
      from observations.location place
      join observations.thing_location tl on tl.location = place.id
      join observations.shown_thing t on t.id = tl.thing
      where place.lat between ${south} and ${north} and place.lon between ${west} and ${east}
        and (${asked.municipalities}::text[] is null or t.municipality = any(${asked.municipalities}::text[]))
        and (${asked.isOpen}::boolean or t.id in (select w from observations.things_where(${asked.property}::text, ${asked.state}::text, ${now}::timestamptz) as w))
        and (${asked.leastScore}::int is null or t.id in (select w from observations.things_scored(${asked.property}::text, ${asked.leastScore}::int) as w))
      limit ${limit}) spot`
  const spots = (found?.id ?? []).map((id, place) => ({
    id,
    lon: found?.lon[place] ?? 0,
    lat: found?.lat[place] ?? 0,
    precision: found?.precision[place] ?? null,
  }))
  return [...new Map(spots.map((spot) => [spot.id, spot])).values()]
}

function askedOf({ property, municipalities, state, leastScore, box }: ThingFilter) {
  const [west = null, south = null, east = null, north = null] = box ?? []
  return {
    property,
    municipalities,
    state,
    leastScore,
    isOpen: property === undefined && state === undefined,
    west,
    south,
    east,
    north,
  }
}
