import type { Sql } from '#core/database/sql.ts'

/** A passkey as the database keeps it. */
export interface Passkey {
  /** Credential id, base64url. */
  readonly id: string
  readonly person: string
  /** COSE key. */
  readonly publicKey: Uint8Array<ArrayBuffer>
  readonly counter: number
  readonly transports: readonly string[]
  readonly name: string
  readonly createdAt: Temporal.Instant
  readonly lastUsedAt: Temporal.Instant | null
}

export async function findPasskey(sql: Sql, id: string): Promise<Passkey | undefined> {
  const [passkey] = await sql<Omit<Passkey, 'publicKey'> & { publicKey: Buffer }>`
    select id, person, public_key as "publicKey", counter, transports, name, created_at as "createdAt",
      last_used_at as "lastUsedAt"
    from region.passkey where id = ${id}`
  return passkey && { ...passkey, publicKey: new Uint8Array(passkey.publicKey) }
}

/** What somebody sees of the own passkeys, the oldest first. */
export async function listPasskeys(
  sql: Sql,
  person: string,
): Promise<Omit<Passkey, 'publicKey' | 'counter' | 'person'>[]> {
  return sql<Omit<Passkey, 'publicKey' | 'counter' | 'person'>>`
    select id, transports, name, created_at as "createdAt", last_used_at as "lastUsedAt"
    from region.passkey where person = ${person}::uuid order by created_at, id`
}

/** Adds a passkey; false when it is known already. */
export async function addPasskey(sql: Sql, passkey: Omit<Passkey, 'lastUsedAt'>): Promise<boolean> {
  const { id, person, publicKey, counter, transports, name, createdAt } = passkey
  const added = await sql`
    insert into region.passkey (id, person, public_key, counter, transports, name, created_at)
    values (${id}, ${person}::uuid, ${publicKey}, ${counter}, ${transports}::text[], ${name}, ${createdAt})
    on conflict (id) do nothing returning id`
  return added.length > 0
}

/** Remembers a use. False when the counter went back in the meantime: then there are two copies of the key. */
export async function usePasskey(sql: Sql, id: string, counter: number, now: Temporal.Instant): Promise<boolean> {
  const used = await sql`
    update region.passkey set counter = ${counter}, last_used_at = ${now}
    where id = ${id} and (counter < ${counter} or (counter = 0 and ${counter}::bigint = 0)) returning id`
  return used.length > 0
}

/** Removes one of somebody's passkeys; false when it was not theirs. */
export async function removePasskey(sql: Sql, person: string, id: string): Promise<boolean> {
  const removed = await sql`delete from region.passkey where id = ${id} and person = ${person}::uuid returning id`
  return removed.length > 0
}

/** Removes all passkeys of somebody. Says how many. */
export async function removePasskeysOf(sql: Sql, person: string): Promise<number> {
  const removed = await sql`delete from region.passkey where person = ${person}::uuid returning id`
  return removed.length
}

/** Marks a challenge as answered; false when it was before. Of two answers at the same moment one gets true. */
export async function spendChallenge(sql: Sql, hash: string, expiresAt: Temporal.Instant): Promise<boolean> {
  const spent = await sql`
    insert into region.spent_challenge (hash, expires_at) values (${hash}, ${expiresAt})
    on conflict (hash) do nothing returning hash`
  return spent.length > 0
}
