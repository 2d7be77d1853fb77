import type { Sql } from '#core/database/sql.ts'
import type { Batch } from '../batch.ts'
import { columnsOf } from './columns.ts'

/**
 * Inserts rows of which no two have the same datastream and moment, and brings `latest` and `stale` up to date in the same
 * statement; gives the places (from 0) of those that were not inserted because their datastream, moment and turn was taken.
 */
export async function insertRows(sql: Sql, batch: Batch, now: Temporal.Instant): Promise<number[]> {
  const { datastream, at, until, number, extra } = columnsOf(batch)
  const [done] = await sql<{ left: number[] | null }>`
    with line as materialized (
      select l.place, l.datastream, to_timestamp(l.at / 1e6) as at, to_timestamp(l.until / 1e6) as until, l.number,
        coalesce(l.feature, d.feature) as feature, coalesce(l.turn, 0)::smallint as turn, l.truth, l.text, l.json,
        to_timestamp(l.result_at / 1e6) as result_at, to_timestamp(l.valid_from / 1e6) as valid_from,
        to_timestamp(l.valid_until / 1e6) as valid_until, l.parameters, l.quality
      from unnest(${datastream}::int[], ${at}::float8[], ${until}::float8[], ${number}::float8[], ${extra.turn}::int[],
        ${extra.truth}::boolean[], ${extra.text}::text[], ${extra.json}::jsonb[], ${extra.resultAt}::float8[],
        ${extra.validFrom}::float8[], ${extra.validUntil}::float8[], ${extra.feature}::int[], ${extra.parameters}::jsonb[],
        ${extra.quality}::jsonb[]) with ordinality as l (datastream, at, until, number, turn, truth, text, json, result_at,
        valid_from, valid_until, feature, parameters, quality, place)
      join observations.datastream d on d.id = l.datastream
    ), added as (
      insert into observations.observation (at, received_at, number, until, datastream, feature, turn, truth, text, json,
        result_at, valid_from, valid_until, parameters, quality)
      select at, ${now}::timestamptz, number, until, datastream, feature, turn, truth, text, json,
        result_at, valid_from, valid_until, parameters, quality
      from line
      on conflict (datastream, at, turn) do nothing
      returning datastream, at, coalesce(until, at) as until, result_at
    ), told as (
      insert into observations.latest (datastream, observations, first_at, last_at, last_until, first_result_at, last_result_at,
        last_received_at)
      select datastream, count(*), min(at), max(at), max(until), min(result_at), max(result_at), ${now}::timestamptz
      from added group by datastream order by datastream
      on conflict (datastream) do update set
        observations = latest.observations + excluded.observations,
        first_at = least(latest.first_at, excluded.first_at),
        last_at = greatest(latest.last_at, excluded.last_at),
        last_until = greatest(latest.last_until, excluded.last_until),
        first_result_at = least(latest.first_result_at, excluded.first_result_at),
        last_result_at = greatest(latest.last_result_at, excluded.last_result_at),
        last_received_at = greatest(latest.last_received_at, excluded.last_received_at)
    ), marked as (
      insert into observations.stale (datastream, hour)
      select distinct datastream, date_trunc('hour', at, 'UTC') from added
    )
    select case when (select count(*) from added) < ${batch.length}::int then (
      select array_agg(place::int order by place) from line
      where not exists (select from added where added.datastream = line.datastream and added.at = line.at)) end as left`
  return (done?.left ?? []).map((place) => place - 1)
}
