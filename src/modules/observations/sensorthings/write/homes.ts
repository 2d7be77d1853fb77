import { Problem } from '#core/problem.ts'
import { messages } from '../../messages.ts'
import { ROUGH } from '../../place.ts'
import { keepRough } from '../../store/homes.ts'
import { badBody } from '../problems.ts'
import type { Writer } from './writer.ts'

/**
 * Keeps places of those of these things that hang at somebody's home rough, once something was written of them. Throws a Problem for a place
 * of somebody else, which is not ours to change, and for one that is no GeoJSON, of which nobody knows how precise it is.
 */
export async function guardHomes(
  writer: Writer,
  things: readonly number[],
  features: readonly number[] = [],
): Promise<void> {
  const { sql, body } = writer
  const places = await sql<{ id: number; owner: string; isKnown: boolean }>`
    with home as (
      select id from observations.thing where id = any(${things}::int[]) and properties ->> 'precision' = ${ROUGH})
    select l.id, l.owner, l.lon is not null as "isKnown" from observations.location l
    where l.id in (
      select tl.location from home h join observations.thing_location tl on tl.thing = h.id
      union all
      select hl.location from home h join observations.historical_location hi on hi.thing = h.id
      join observations.historical_location_location hl on hl.historical_location = hi.id)`
  for (const { id, owner, isKnown } of places) {
    if (body !== null && owner !== body)
      throw new Problem('sensorthings-not-yours', 403, messages.say('error.notYours'))
    if (!isKnown)
      throw badBody(`Location ${id}: of what hangs at somebody's home it is GeoJSON, so that it can be made rough`)
  }
  await keepRough(sql, things, features)
}

/** The things that stand or stood at a location. */
export async function thingsAt({ sql }: Writer, location: number): Promise<number[]> {
  const rows = await sql<{ thing: number }>`
    select thing from observations.thing_location where location = ${location}
    union
    select h.thing from observations.historical_location_location l
    join observations.historical_location h on h.id = l.historical_location where l.location = ${location}`
  return rows.map(({ thing }) => thing)
}

/** The things that observe a feature, or stand or stood where it was made of. */
export async function thingsObserving(writer: Writer, feature: number): Promise<number[]> {
  const rows = await writer.sql<{ thing: number }>`
    select distinct thing from observations.datastream where feature = ${feature}`
  const [made] = await writer.sql<{
    of: number | null
  }>`select made_of as of from observations.feature where id = ${feature}`
  const there = made?.of == null ? [] : await thingsAt(writer, made.of)
  return [...rows.map(({ thing }) => thing), ...there]
}

/** The thing of a datastream. */
export async function thingOf({ sql }: Writer, datastream: number): Promise<number[]> {
  const rows = await sql<{ thing: number }>`select thing from observations.datastream where id = ${datastream}`
  return rows.map(({ thing }) => thing)
}

/** The features of the same owner that single observations of a thing brought along; none unless it hangs at a home. */
export async function featuresOf({ sql }: Writer, thing: number): Promise<number[]> {
  const rows = await sql<{ id: number }>`
    select distinct f.id from observations.thing t
    join observations.datastream d on d.thing = t.id
    join observations.observation o on o.datastream = d.id
    join observations.feature f on f.id = o.feature and f.owner = t.owner
    where t.id = ${thing} and t.properties ->> 'precision' = ${ROUGH}`
  return rows.map(({ id }) => id)
}
