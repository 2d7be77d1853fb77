import type { Sql } from '#core/database/sql.ts'
import type { NewMachineKey } from '#modules/region/public.ts'
import type { ApiKey } from './key.ts'

/** Keeps a new key, as its hash. */
export async function addKey(sql: Sql, key: NewMachineKey<ApiKey>): Promise<void> {
  await sql`
    insert into reports.open311_key (id, hash, label, body, scopes, per_minute, media_hosts, created_at, created_by)
    values (${key.id}, ${key.hash}, ${key.name}, ${key.body}, ${key.scopes}, ${key.perMinute}, ${key.mediaHosts},
      ${key.createdAt}, ${key.createdBy})`
}

/** The keys of these bodies, or all of them; those in force first, then the newest. */
export async function listKeys(sql: Sql, bodies: readonly string[] | undefined): Promise<ApiKey[]> {
  return sql<ApiKey>`
    select id, label as name, body, scopes, per_minute as "perMinute", media_hosts as "mediaHosts", created_at as "createdAt",
      used_on as "usedOn", withdrawn_at as "withdrawnAt"
    from reports.open311_key
    where (${bodies}::text[] is null or body = any(${bodies}::text[]))
    order by withdrawn_at is not null, created_at desc, id limit 500`
}

export async function findKey(sql: Sql, id: string): Promise<ApiKey | undefined> {
  const [key] = await sql<ApiKey>`
    select id, label as name, body, scopes, per_minute as "perMinute", media_hosts as "mediaHosts", created_at as "createdAt",
      used_on as "usedOn", withdrawn_at as "withdrawnAt"
    from reports.open311_key where id::text = ${id}`
  return key
}

/** Makes a key worthless from now on; false when it was so already. */
export async function withdrawKey(sql: Sql, id: string, now: Temporal.Instant): Promise<boolean> {
  const rows = await sql`
    update reports.open311_key set withdrawn_at = ${now} where id = ${id} and withdrawn_at is null returning id`
  return rows.length > 0
}

/** A key that is in force, with how often it was used in this minute, this time included. */
export type UsedKey = ApiKey & { readonly timesThisMinute: number }

/** Finds a key in force by its hash and counts that it is used. Of when, the day and the last minute are kept, and nothing before. */
export async function countUse(
  sql: Sql,
  hash: string,
  { minute, day }: { minute: Temporal.Instant; day: Temporal.PlainDate },
): Promise<UsedKey | undefined> {
  const [key] = await sql<UsedKey>`
    update reports.open311_key set used_on = ${day}, minute = ${minute},
      used_in_minute = case when minute = ${minute}::timestamptz then used_in_minute + 1 else 1 end
    where hash = ${hash} and withdrawn_at is null
    returning id, label as name, body, scopes, per_minute as "perMinute", media_hosts as "mediaHosts", created_at as "createdAt",
      used_on as "usedOn", withdrawn_at as "withdrawnAt", used_in_minute as "timesThisMinute"`
  return key
}

/** Removes keys that were withdrawn before a moment, at most 1,000 at a time. What came in with them stays. */
export async function removeWithdrawnKeys(sql: Sql, before: Temporal.Instant): Promise<number> {
  const gone = await sql`
    delete from reports.open311_key
    where id in (select id from reports.open311_key where withdrawn_at < ${before} limit 1000) returning id`
  return gone.length
}
