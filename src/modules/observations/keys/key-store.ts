import type { Sql } from '#core/database/sql.ts'
import type { NewMachineKey } from '#modules/region/public.ts'
import type { DeviceKey } from './key.ts'

/** Keeps a new key, as its hash. */
export async function addKey(sql: Sql, key: NewMachineKey<DeviceKey>): Promise<void> {
  await sql`
    insert into observations.device_key (id, hash, label, body, scopes, per_minute, created_at, created_by)
    values (${key.id}, ${key.hash}, ${key.name}, ${key.body}, ${key.scopes}, ${key.perMinute}, ${key.createdAt}, ${key.createdBy})`
}

/** The keys of these bodies, or all of them but those of residents; those in force first, then the newest. */
export async function listKeys(sql: Sql, bodies: readonly string[] | undefined): Promise<DeviceKey[]> {
  return sql<DeviceKey>`
    select id, label as name, body, scopes, per_minute as "perMinute", created_at as "createdAt", used_on as "usedOn",
      withdrawn_at as "withdrawnAt"
    from observations.device_key
    where (${bodies}::text[] is null or body = any(${bodies}::text[])) and coalesce(body, '') not like 'resident:%'
    order by withdrawn_at is not null, created_at desc, id limit 500`
}

export async function findKey(sql: Sql, id: string): Promise<DeviceKey | undefined> {
  const [key] = await sql<DeviceKey>`
    select id, label as name, body, scopes, per_minute as "perMinute", created_at as "createdAt", used_on as "usedOn",
      withdrawn_at as "withdrawnAt"
    from observations.device_key where id::text = ${id} and coalesce(body, '') not like 'resident:%'`
  return key
}

/** Makes a key worthless from now on; false when it was so already. */
export async function withdrawKey(sql: Sql, id: string, now: Temporal.Instant): Promise<boolean> {
  const rows = await sql`
    update observations.device_key set withdrawn_at = ${now} where id = ${id} and withdrawn_at is null returning id`
  return rows.length > 0
}

/** Finds a key in force by its hash, and writes that it was used on this day. */
export async function findByHash(sql: Sql, hash: string, day: Temporal.PlainDate): Promise<DeviceKey | undefined> {
  const [key] = await sql<DeviceKey>`
    update observations.device_key set used_on = ${day} where hash = ${hash} and withdrawn_at is null
    returning id, label as name, body, scopes, per_minute as "perMinute", created_at as "createdAt", used_on as "usedOn",
      withdrawn_at as "withdrawnAt"`
  return key
}

/** Removes keys that were withdrawn before a moment, at most 1,000 at a time. What came in with them stays. */
export async function removeWithdrawnKeys(sql: Sql, before: Temporal.Instant): Promise<number> {
  const gone = await sql`
    delete from observations.device_key
    where id in (select id from observations.device_key where withdrawn_at < ${before} limit 1000) returning id`
  return gone.length
}
