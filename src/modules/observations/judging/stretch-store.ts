import type { Sql } from '#core/database/sql.ts'
import { POINTS } from './reach.ts'

/** A stretch of a datastream that is read with what comes before and after it. Moments in microseconds since 1970. */
export interface Asked {
  readonly datastream: number
  readonly from: number
  readonly until: number
  /** So many seconds before and after it, and at least so many points (`POINTS`). */
  readonly reachSeconds: number
  /** Whether the place of each value is asked too. */
  readonly hasPlaces: boolean
}

/** Values of a stretch as known now, in order of time, as columns. */
export interface Values {
  readonly at: Float64Array
  readonly value: Float64Array
  readonly turn: Float64Array
  readonly receivedAt: Float64Array
  /** Seconds that each is about. */
  readonly seconds: Float64Array
  readonly lon?: Float64Array | undefined
  readonly lat?: Float64Array | undefined
  /** Whether more follows after the last one. */
  readonly hasMore: boolean
}

/** Of what lies behind its beginning so many values are read at once. */
export const MOST_VALUES = 50_000

/** What is further away than this says nothing of a value, however few there are: not every month that is kept is searched. */
const FAR_DAYS = 400

/** The values of stretches, each with its surroundings. What lies behind the first `MOST_VALUES` from its beginning on is left out. */
export async function readStretches(sql: Sql, asked: readonly Asked[]): Promise<Values[]> {
  if (asked.length === 0) return []
  const column = <Value>(value: (one: Asked) => Value) => asked.map(value)
  const rows = await sql<
    Record<'at' | 'value' | 'turn' | 'received' | 'seconds' | 'lon' | 'lat', string | null> & { more: boolean }
  >`
    select o.at::text as at, o.value::text as value, o.turn::text as turn, o.received::text as received, o.seconds::text as seconds,
      o.lon::text as lon, o.lat::text as lat,
      exists (select from observations.observation where datastream = s.datastream and replaced_at is null and number is not null and at > b.last_at and at <= m.far_on) as more
    from unnest(${column(({ datastream }) => datastream)}::int[], ${column(({ from }) => from)}::float8[],
      ${column(({ until }) => until)}::float8[], ${column(({ reachSeconds }) => reachSeconds)}::float8[],
      ${column(({ hasPlaces }) => hasPlaces)}::boolean[]) with ordinality as s (datastream, since, before, reach, has_places, place)
    cross join lateral (
      select to_timestamp(s.since / 1e6) as from_at, to_timestamp(s.before / 1e6) as until_at, make_interval(secs => s.reach) as reach,
        to_timestamp(s.since / 1e6) - make_interval(days => ${FAR_DAYS}) as far_back,
        to_timestamp(s.before / 1e6) + make_interval(days => ${FAR_DAYS}) as far_on) m
    cross join lateral (
      select least(m.from_at - m.reach, coalesce((
          select at from observations.observation
          where datastream = s.datastream and replaced_at is null and number is not null and at < m.from_at and at >= m.far_back
          order by at desc offset ${POINTS - 1}::int limit 1), m.far_back)) as first_at,
        greatest(m.until_at + m.reach, coalesce((
          select at from observations.observation
          where datastream = s.datastream and replaced_at is null and number is not null and at >= m.until_at and at <= m.far_on
          order by at offset ${POINTS - 1}::int limit 1), m.far_on)) as last_at) b
    cross join lateral (
      select array_agg(round(date_part('epoch', v.at) * 1e6)) as at, array_agg(v.number) as value,
        case when max(v.turn) > 0 then array_agg(v.turn) end as turn,
        array_agg(round(date_part('epoch', v.received_at) * 1e6)) as received,
        case when max(v.seconds) > 3600 then array_agg(v.seconds) end as seconds,
        case when s.has_places then array_agg(v.lon) end as lon, case when s.has_places then array_agg(v.lat) end as lat
      from (
        (select at, number, turn, received_at, coalesce(date_part('epoch', until - at), 0) as seconds,
          case when s.has_places then (select f.lon from observations.feature f where f.id = o.feature) end as lon,
          case when s.has_places then (select f.lat from observations.feature f where f.id = o.feature) end as lat
        from observations.observation o
        where datastream = s.datastream and replaced_at is null and number is not null and at >= b.first_at and at < m.from_at
        order by at, turn)
        union all
        (select at, number, turn, received_at, coalesce(date_part('epoch', until - at), 0),
          case when s.has_places then (select f.lon from observations.feature f where f.id = o.feature) end,
          case when s.has_places then (select f.lat from observations.feature f where f.id = o.feature) end
        from observations.observation o
        where datastream = s.datastream and replaced_at is null and number is not null and at >= m.from_at and at <= b.last_at
        order by at, turn limit ${MOST_VALUES}::int)) v) o
    order by s.place`
  return rows.map(({ at, value, turn, received, seconds, lon, lat, more }) => {
    const times = numbersOf(at)
    const zeros = (text: string | null) => (text === null ? new Float64Array(times.length) : numbersOf(text))
    return {
      at: times,
      value: numbersOf(value),
      turn: zeros(turn),
      receivedAt: numbersOf(received),
      seconds: zeros(seconds),
      lon: lon === null ? undefined : numbersOf(lon),
      lat: lat === null ? undefined : numbersOf(lat),
      hasMore: more,
    }
  })
}

/** An array of PostgreSQL as numbers: read as JSON, which is several times as quick as the reader of arrays. */
function numbersOf(text: string | null): Float64Array {
  if (text === null || text === '{}') return new Float64Array()
  const inside = text.slice(1, -1)
  if (!/[A-Z]/.test(inside)) return Float64Array.from(JSON.parse(`[${inside}]`) as number[])
  return Float64Array.from(inside.split(','), (one) => (one === 'NULL' ? Number.NaN : Number(one)))
}
