import type { Sql } from '#core/database/sql.ts'
import type { AlertEvent, NewEvent } from './event.ts'

/** Keeps what happened; gives the ids, in the same order. */
export async function addEvents(sql: Sql, events: readonly NewEvent[], now: Temporal.Instant): Promise<number[]> {
  if (events.length === 0) return []
  const column = <Value>(value: (event: NewEvent) => Value) => events.map(value)
  const rows = await sql<{ id: number }>`
    insert into observations.alert_event (municipality, owner, datastream, kind, side, at, noted_at, value, level, because, caused_by,
      datastreams, part_of, latches)
    select municipality, owner, datastream, kind, side, at, ${now}::timestamptz, value, level, because, caused_by, datastreams,
      part_of, latches
    from unnest(${column(({ municipality }) => municipality)}::text[], ${column(({ owner }) => owner)}::text[],
      ${column(({ datastream }) => datastream)}::int[], ${column(({ kind }) => kind)}::text[],
      ${column(({ side }) => side ?? null)}::text[], ${column(({ at }) => at.toString())}::timestamptz[],
      ${column(({ value }) => value ?? null)}::float8[], ${column(({ level }) => level ?? null)}::float8[],
      ${column(({ because }) => because)}::text[], ${column(({ causedBy }) => causedBy ?? null)}::uuid[],
      ${column(({ datastreams }) => datastreams ?? null)}::int[], ${column(({ partOf }) => partOf ?? null)}::bigint[],
      ${column(({ latches }) => (latches === undefined ? null : JSON.stringify(latches)))}::jsonb[])
      with ordinality as e (municipality, owner, datastream, kind, side, at, value, level, because, caused_by, datastreams, part_of,
        latches, place)
    order by place
    returning id`
  return rows.map(({ id }) => id)
}

/** Events of a datastream, the newest first, those that were withdrawn too; `before` is the id of the last one seen. */
export async function listEvents(
  sql: Sql,
  { datastream, before, limit }: { readonly datastream: number; readonly before?: number; readonly limit: number },
): Promise<AlertEvent[]> {
  return sql<AlertEvent>`
    select id, owner, datastream, kind, side, at, noted_at as "notedAt", value, level, because, datastreams,
      withdrawn_at as "withdrawnAt"
    from observations.alert_event
    where datastream = ${datastream} and id < ${before ?? Number.MAX_SAFE_INTEGER}::bigint
    order by id desc limit ${limit}`
}

/** Takes back events of a datastream: the value that made them was corrected. */
export async function withdrawEvents(sql: Sql, ids: readonly number[], now: Temporal.Instant): Promise<void> {
  if (ids.length === 0) return
  await sql`update observations.alert_event set withdrawn_at = ${now} where id = any(${ids}::bigint[])`
}
