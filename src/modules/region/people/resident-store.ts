import { randomUUIDv7 } from 'node:crypto'
import type { Sql } from '#core/database/sql.ts'
import type { Language } from '#core/i18n/language.ts'

/** Somebody who opened "my file". */
export interface Resident {
  readonly id: string
  /** Proven by a link or by a provider; in lower case. */
  readonly email: string | null
  readonly name: string | null
  readonly language: string
  readonly createdAt: Temporal.Instant
  readonly lastSeenAt: Temporal.Instant
}

export async function findResident(sql: Sql, id: string): Promise<Resident | undefined> {
  const [resident] = await sql<Resident>`
    select id, email, name, language, created_at as "createdAt", last_seen_at as "lastSeenAt"
    from region.resident where id = ${id}::uuid`
  return resident
}

/** Whether a resident can sign in again, by e-mail or with a provider; answered behind the walls too, with no more than a yes or a no. */
export async function hasWayIn(sql: Sql, id: string): Promise<boolean> {
  const [row] = await sql<{ has: boolean }>`select region.has_way_in(${id}::uuid) as has`
  return row?.has ?? false
}

/** Makes codes on paper worthless that were not used yet; of nobody who signs in otherwise. Answered behind the walls too. */
export async function endCodes(sql: Sql, id: string, now: Temporal.Instant): Promise<void> {
  await sql`select region.end_codes(${id}::uuid, ${now}::timestamptz)`
}

/** Holds an account still until the transaction ends; false when it is gone. */
export async function holdResident(sql: Sql, id: string): Promise<boolean> {
  const held = await sql`select id from region.resident where id = ${id}::uuid for update`
  return held.length > 0
}

export async function findResidentByEmail(sql: Sql, email: string): Promise<Resident | undefined> {
  const [resident] = await sql<Resident>`
    select id, email, name, language, created_at as "createdAt", last_seen_at as "lastSeenAt"
    from region.resident where email = ${email.toLowerCase()}`
  return resident
}

/** Adds a resident and gives the id. */
export async function addResident(
  sql: Sql,
  { email, name, language }: { email: string | null; name: string | null; language: Language },
  now: Temporal.Instant,
): Promise<string> {
  const id = randomUUIDv7()
  await sql`
    insert into region.resident (id, email, name, language, created_at, last_seen_at)
    values (${id}::uuid, ${email?.toLowerCase()}, ${name}, ${language}, ${now}, ${now})`
  return id
}

/** The resident of an address that was proven; made when there is none. Of two requests at once both get the same. */
export async function residentOfEmail(
  sql: Sql,
  { email, language }: { email: string; language: Language },
  now: Temporal.Instant,
): Promise<string> {
  const [resident] = await sql<{ id: string }>`
    insert into region.resident (id, email, language, created_at, last_seen_at)
    values (${randomUUIDv7()}::uuid, ${email.toLowerCase()}, ${language}, ${now}, ${now})
    on conflict (email) do update set last_seen_at = excluded.last_seen_at
    returning id`
  if (!resident) throw new Error('An upsert with "returning" gave no row.')
  return resident.id
}

export async function setResidentEmail(sql: Sql, id: string, email: string): Promise<void> {
  await sql`update region.resident set email = ${email.toLowerCase()} where id = ${id}::uuid`
}

/** Changes how a resident is called; false when the account is gone. */
export async function setResidentName(sql: Sql, id: string, name: string | null): Promise<boolean> {
  const changed = await sql`update region.resident set name = ${name} where id = ${id}::uuid returning id`
  return changed.length > 0
}

/**
 * Removes the account of a resident with its sessions, links and accounts at providers, and the links to the address that
 * were not used yet. False when it was gone.
 */
export async function removeResident(sql: Sql, id: string, email: string | null): Promise<boolean> {
  await sql`delete from region.sign_in_link where email = ${email}`
  const removed = await sql`delete from region.resident where id = ${id}::uuid returning id`
  return removed.length > 0
}
