import type { Sql } from '#core/database/sql.ts'
import type { Batch } from '../batch.ts'
import { columnsOf } from './columns.ts'
import type { Receiver } from './lock-datastreams.ts'
import { tellAdded } from './tell-added.ts'

/**
 * Inserts rows of which no two have the same datastream and moment, and brings `latest` and `stale` up to date; gives the places (from
 * 0) of those that were not inserted because their datastream, moment and turn was taken before this transaction. `held` are the
 * datastreams of the rows.
 */
export async function insertRows(
  sql: Sql,
  batch: Batch,
  { now, held }: { readonly now: Temporal.Instant; readonly held: ReadonlyMap<number, Receiver> },
): Promise<number[]> {
  const added =
    batch.extra.size === 0 ? await insertNumbers(sql, batch, { now, held }) : await insertAll(sql, batch, { now, held })
  const left = added === batch.length ? [] : await placesTaken(sql, batch)
  await tellAdded(sql, batch, { now, left: new Set(left) })
  return left
}

interface How {
  readonly now: Temporal.Instant
  readonly held: ReadonlyMap<number, Receiver>
}

/** Most of what comes in is a number and nothing else: two thirds of the work is left out then. */
async function insertNumbers(sql: Sql, batch: Batch, { now, held }: How): Promise<number> {
  const { datastream, at, until, number } = columnsOf(batch)
  const [done] = await sql<{ count: number }>`
    with added as (
      insert into observations.observation (at, received_at, number, until, datastream, feature)
      select to_timestamp(at / 1e6), ${now}::timestamptz, number, to_timestamp(until / 1e6), datastream, feature
      from unnest(${datastream}::int[], ${at}::float8[], ${until}::float8[], ${number}::float8[], ${featuresOf(batch, held)}::int[])
        as l (datastream, at, until, number, feature)
      on conflict (datastream, at, turn) do nothing returning 1)
    select count(*)::int as count from added`
  return done?.count ?? 0
}

async function insertAll(sql: Sql, batch: Batch, { now, held }: How): Promise<number> {
  const { datastream, at, until, number, extra } = columnsOf(batch)
  const [done] = await sql<{ count: number }>`
    with added as (
      insert into observations.observation (at, received_at, number, until, datastream, feature, turn, truth, text, json,
        result_at, valid_from, valid_until, parameters, quality, flag)
      select to_timestamp(at / 1e6), ${now}::timestamptz, number, to_timestamp(until / 1e6), datastream, coalesce(own, feature),
        coalesce(turn, 0), truth, text, json, to_timestamp(result_at / 1e6), to_timestamp(valid_from / 1e6),
        to_timestamp(valid_until / 1e6), parameters, quality, flag
      from unnest(${datastream}::int[], ${at}::float8[], ${until}::float8[], ${number}::float8[], ${featuresOf(batch, held)}::int[],
        ${extra.turn}::smallint[], ${extra.truth}::boolean[], ${extra.text}::text[], ${extra.json}::jsonb[],
        ${extra.resultAt}::float8[], ${extra.validFrom}::float8[], ${extra.validUntil}::float8[], ${extra.feature}::int[],
        ${extra.parameters}::jsonb[], ${extra.quality}::jsonb[], ${extra.flag}::smallint[]) as l (datastream, at, until, number, feature, turn, truth, text, json,
        result_at, valid_from, valid_until, own, parameters, quality, flag)
      on conflict (datastream, at, turn) do nothing returning 1)
    select count(*)::int as count from added`
  return done?.count ?? 0
}

/** The feature of each datastream, for each row, as an array of PostgreSQL; an empty one when none has any. */
function featuresOf({ datastream }: Batch, held: ReadonlyMap<number, Receiver>): string {
  let hasAny = false
  const features: (number | 'null')[] = []
  for (const id of datastream) {
    const feature = held.get(id)?.feature ?? null
    if (feature !== null) hasAny = true
    features.push(feature ?? 'null')
  }
  return hasAny ? `{${features.join(',')}}` : '{}'
}

/** Which rows were there before: what this transaction inserted carries its number. */
async function placesTaken(sql: Sql, batch: Batch): Promise<number[]> {
  const { datastream, at, extra } = columnsOf(batch)
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const moment of batch.at) [first, last] = [Math.min(first, moment), Math.max(last, moment)]
  const rows = await sql<{ place: number }>`
    select (l.place - 1)::int as place
    from unnest(${datastream}::int[], ${at}::float8[], ${extra.turn}::smallint[]) with ordinality as l (datastream, at, turn, place)
    -- The limit keeps this a look into one index for each row; the bounds leave out other months beforehand.
    cross join lateral (
      select xmin as maker from observations.observation
      where datastream = l.datastream and at = to_timestamp(l.at / 1e6) and turn = coalesce(l.turn, 0)
        and at between to_timestamp(${first}::float8 / 1e6) and to_timestamp(${last}::float8 / 1e6) limit 1) o
    where o.maker::text <> (pg_current_xact_id()::text::bigint % 4294967296)::text
    order by 1`
  return rows.map(({ place }) => place)
}
