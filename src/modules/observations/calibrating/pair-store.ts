import type { Sql } from '#core/database/sql.ts'
import { ROUGH } from '../place.ts'

/** A datastream that stands beside a reference. */
export interface Beside {
  readonly datastream: number
  readonly reference: number
  readonly property: string
  readonly ucum: string
  readonly referenceUcum: string
  /** Datastreams of the same thing that tell humidity (%) and temperature (°C); those of the reference where it has none. */
  readonly humidity: number | null
  readonly temperature: number | null
}

/** Degrees from south to north that are a metre; from west to east at the latitude of Brussels. */
const [NORTH, EAST] = [1 / 111_200, 1 / 70_200] as const

/**
 * What stands within so many metres of a reference and observes the same, with numbers: each beside its nearest, of which the id is lowest when
 * two are as near. What hangs at a home, of which only the cell is known, and what is hidden is left out.
 */
export async function listBeside(sql: Sql, metres: number): Promise<Beside[]> {
  return sql<Beside>`
    with placed as (
      select d.id, d.thing, d.observed_property, d.ucum, l.lon, l.lat
      from observations.shown_datastream d
      join observations.thing t on t.id = d.thing and t.properties ->> 'precision' is distinct from ${ROUGH}
      join observations.thing_location tl on tl.thing = t.id
      join observations.location l on l.id = tl.location and l.lon is not null
      where d.result_kind = 'number' and d.ucum is not null)
    select distinct on (s.id) s.id as datastream, r.id as reference, p.key as property, s.ucum, r.ucum as "referenceUcum",
      coalesce((select min(h.id) from placed h join observations.observed_property q on q.id = h.observed_property
        where h.thing = s.thing and q.key = 'relative-humidity' and h.ucum = '%'),
        (select min(h.id) from placed h join observations.observed_property q on q.id = h.observed_property
        where h.thing = r.thing and q.key = 'relative-humidity' and h.ucum = '%')) as humidity,
      coalesce((select min(h.id) from placed h join observations.observed_property q on q.id = h.observed_property
        where h.thing = s.thing and q.key = 'air-temperature' and h.ucum = 'Cel'),
        (select min(h.id) from placed h join observations.observed_property q on q.id = h.observed_property
        where h.thing = r.thing and q.key = 'air-temperature' and h.ucum = 'Cel')) as temperature
    from observations.reference f
    join placed r on r.id = f.datastream
    join observations.observed_property p on p.id = r.observed_property and p.key is not null
    join placed s on s.observed_property = r.observed_property and s.id <> r.id and s.thing <> r.thing
      and s.lat between r.lat - ${metres * NORTH}::float8 and r.lat + ${metres * NORTH}::float8
      and s.lon between r.lon - ${metres * EAST}::float8 and r.lon + ${metres * EAST}::float8
    where not exists (select 1 from observations.reference o where o.datastream = s.id)
    order by s.id, (s.lon - r.lon) ^ 2 + (s.lat - r.lat) ^ 2, r.id`
}

/** An hour of a datastream: when it begins (microseconds since 1970), and the mean. */
export interface HourMean {
  readonly datastream: number
  readonly at: number
  readonly mean: number
}

/** The means of hours of datastreams since a moment, in order of time. Of an hour that was measured for less than three quarters none. */
export async function listHourMeans(
  sql: Sql,
  datastreams: readonly number[],
  { from, until }: { readonly from: Temporal.Instant; readonly until: Temporal.Instant },
): Promise<HourMean[]> {
  return sql<HourMean>`
    select datastream, (extract(epoch from start) * 1000000)::bigint::float8 as at,
      case when weight > 0 then least(high, greatest(low, weighted / weight)) else least(high, greatest(low, total / count)) end as mean
    from observations.roll_up
    where datastream = any(${datastreams}::int[]) and span = 'h' and start >= ${from} and start < ${until}
      and total is not null and (covered is null or covered >= 2700)
    order by start`
}
