import { guardHomes } from './homes.ts'
import type { Writer } from './writer.ts'
import { ownerOf } from './writer.ts'

/**
 * Writes that a thing stands at these locations from now on, and nowhere else; where it stood stays known (OGC 18-088 §8.2.3). What its
 * datastreams observe from now on is about the new place: each observation keeps the feature that it had.
 */
export async function moveThing(writer: Writer, thing: number, locations: readonly number[]): Promise<void> {
  const { sql, now } = writer
  await sql`delete from observations.thing_location where thing = ${thing}`
  if (locations.length === 0) return
  await sql`
    insert into observations.thing_location (thing, location)
    select distinct ${thing}::int, location from unnest(${locations}::int[]) as l (location)`
  await sql`
    with place as (
      select municipality from observations.location where id = any(${locations}::int[]) order by municipality nulls last limit 1
    ), moved as (
      update observations.thing t set municipality = place.municipality, updated_at = ${now} from place where t.id = ${thing}
      returning t.id
    ), since as (
      insert into observations.historical_location (municipality, owner, thing, at)
      select municipality, ${ownerOf(writer)}, ${thing}, ${now} from place returning id
    )
    insert into observations.historical_location_location (historical_location, location)
    select since.id, l.id from since, unnest(${locations}::int[]) as l (id), (select count(*) from moved) m group by since.id, l.id`
  await sql`
    insert into observations.feature (municipality, owner, name, description, encoding_type, feature, lon, lat, made_of, created_at, updated_at)
    select municipality, owner, name, description, encoding_type, location, lon, lat, id, ${now}, ${now}
    from observations.location where id = any(${locations}::int[])
    on conflict (made_of) do nothing`
  await sql`
    update observations.datastream d set updated_at = ${now}, municipality = t.municipality,
      feature = (select f.id from observations.feature f where f.made_of = any(${locations}::int[]) order by f.id limit 1)
    from observations.thing t where t.id = ${thing} and d.thing = t.id`
  await guardHomes(writer, [thing])
}
