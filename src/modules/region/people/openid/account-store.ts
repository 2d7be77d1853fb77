import type { Sql } from '#core/database/sql.ts'
import type { Role } from '../../permissions.ts'
import type { Provider } from './provider.ts'

/** Who a subject of a provider is: a person or a resident. */
export interface Account {
  readonly person: string | null
  readonly resident: string | null
  /** Made from a role that the provider told. */
  readonly mapped: boolean
}

export async function findAccount(sql: Sql, provider: string, subject: string): Promise<Account | undefined> {
  const [account] = await sql<Account>`
    select person, resident, mapped from region.openid_account where provider = ${provider} and subject = ${subject}`
  return account
}

/** Remembers who a subject is, for the next time. */
export async function addAccount(
  sql: Sql,
  account: Account & { readonly provider: string; readonly subject: string },
  now: Temporal.Instant,
): Promise<void> {
  await sql`
    insert into region.openid_account (provider, subject, person, resident, mapped, created_at)
    values (${account.provider}, ${account.subject}, ${account.person}::uuid, ${account.resident}::uuid,
      ${account.mapped}, ${now})`
}

/** The roles of somebody at a body. */
export async function rolesAt(sql: Sql, person: string, body: string): Promise<Role[]> {
  const rows = await sql<{ role: Role }>`
    select role from region.role where person = ${person}::uuid and body = ${body} order by role`
  return rows.map(({ role }) => role)
}

/**
 * Who may be recognised by an address that the provider of a body tells: people who work for that body and nowhere else,
 * are no operator, and whom the provider does not know yet under another subject (an address is given to a successor).
 */
export async function listRecognisable(
  sql: Sql,
  { id, body }: Pick<Provider, 'id' | 'body'>,
  email: string,
): Promise<string[]> {
  const rows = await sql<{ id: string }>`
    select p.id from region.person p
    where lower(p.email) = ${email}
      and exists (select from region.role r where r.person = p.id and r.body = ${body})
      and not exists (select from region.role r where r.person = p.id and (r.body <> ${body} or r.role = 'operator'))
      and not exists (select from region.openid_account a where a.person = p.id and a.provider = ${id})
    limit 2`
  return rows.map((row) => row.id)
}

/** Whether somebody else already has this address. */
export async function isAddressTaken(sql: Sql, email: string, person: string): Promise<boolean> {
  const others = await sql`
    select id from region.person where lower(email) = ${email} and id <> ${person}::uuid limit 1`
  return others.length > 0
}

/**
 * Keeps the name of a person as the provider of a body tells it; a name or address that it does not tell stays. Not of who
 * works elsewhere too: with the address, the provider of one body would hold the way in to another.
 */
export async function renamePerson(
  sql: Sql,
  { id, body, name, email }: { id: string; body: string; name: string | null; email: string | null },
): Promise<void> {
  await sql`
    update region.person set name = coalesce(${name}::text, name), email = coalesce(${email}::text, email)
    where id = ${id}::uuid
      and not exists (select from region.role r where r.person = ${id}::uuid and (r.body <> ${body} or r.role = 'operator'))`
}

/** The connections with providers of a person or resident. */
export async function listConnected(sql: Sql, id: string): Promise<string[]> {
  const rows = await sql<{ provider: string }>`
    select distinct provider from region.openid_account where coalesce(person, resident) = ${id}::uuid`
  return rows.map(({ provider }) => provider)
}

/** The accounts of one resident become those of another. */
export async function moveAccounts(sql: Sql, { from, into }: { from: string; into: string }): Promise<void> {
  await sql`update region.openid_account set resident = ${into}::uuid where resident = ${from}::uuid`
}

/** Forgets by which providers somebody is known: after a loss nobody gets in that way either. */
export async function forgetAccountsOf(sql: Sql, person: string): Promise<void> {
  await sql`delete from region.openid_account where person = ${person}::uuid`
}

/** Forgets the accounts of everybody who has no role any more: a pseudonym leads back to nobody. */
export async function forgetFormerAccounts(sql: Sql): Promise<void> {
  await sql`
    delete from region.openid_account a
    where a.person is not null and not exists (select from region.role r where r.person = a.person)`
}
