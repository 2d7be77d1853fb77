import type { Sql } from '#core/database/sql.ts'
import type { Language } from '#core/i18n/language.ts'
import type { Provider } from './provider.ts'

/** What the page to sign in shows of a provider. */
export interface ProviderChoice {
  readonly id: string
  readonly body: string
  /** Name of the body: two bodies may give their provider the same label. */
  readonly bodyName: Readonly<Record<Language, string>>
  readonly label: string
}

/** The providers with which staff, or residents, can sign in; by body and label. */
export async function listProviders(
  sql: Sql,
  { for: whom }: { for: 'staff' | 'residents' },
): Promise<ProviderChoice[]> {
  return sql<ProviderChoice>`
    select p.id, p.body, p.label, jsonb_build_object('nl', b.nl, 'fr', b.fr, 'en', b.en, 'de', b.de) as "bodyName"
    from region.openid_provider p join region.body b on b.id = p.body
    where p.for_residents = ${whom === 'residents'} and p.approved_at is not null order by b.nl, p.label, p.id`
}

/** Every provider, by body. */
export async function allProviders(sql: Sql): Promise<Provider[]> {
  return sql<Provider>`
    select id, body, for_residents as "forResidents", label, issuer, client_id as "clientId", auth, secret, scope,
      role_claim as "roleClaim", roles, approved_at is not null as "isApproved"
    from region.openid_provider order by body, id`
}

export async function findProvider(sql: Sql, id: string): Promise<Provider | undefined> {
  const [provider] = await sql<Provider>`
    select id, body, for_residents as "forResidents", label, issuer, client_id as "clientId", auth, secret, scope,
      role_claim as "roleClaim", roles, approved_at is not null as "isApproved"
    from region.openid_provider where id = ${id}`
  return provider
}

/** Holds a provider until the transaction ends: the same person who signs in twice at once is made once. */
export async function holdProvider(sql: Sql, id: string): Promise<boolean> {
  const held = await sql`select id from region.openid_provider where id = ${id} for update`
  return held.length > 0
}

/** Adds a provider; false when its id is taken. */
export async function addProvider(sql: Sql, provider: Provider, now: Temporal.Instant): Promise<boolean> {
  const added = await sql`
    insert into region.openid_provider
      (id, body, for_residents, label, issuer, client_id, auth, secret, scope, role_claim, roles, approved_at, created_at)
    values (${provider.id}, ${provider.body}, ${provider.forResidents}, ${provider.label}, ${provider.issuer},
      ${provider.clientId}, ${provider.auth}, ${provider.secret}, ${provider.scope}, ${provider.roleClaim},
      ${provider.roles}, ${provider.isApproved ? now : null}, ${now})
    on conflict (id) do nothing returning id`
  return added.length > 0
}

/** Changes the settings of a provider; its body and whom it is for stay. */
export async function changeProvider(sql: Sql, provider: Provider, now: Temporal.Instant): Promise<void> {
  await sql`
    update region.openid_provider set label = ${provider.label}, issuer = ${provider.issuer},
      client_id = ${provider.clientId}, auth = ${provider.auth}, secret = ${provider.secret},
      scope = ${provider.scope}, role_claim = ${provider.roleClaim}, roles = ${provider.roles},
      approved_at = case when ${provider.isApproved} then coalesce(approved_at, ${now}) end
    where id = ${provider.id}`
}

/** Approves of a provider at a moment, or no longer. */
export async function setApproval(sql: Sql, id: string, at: Temporal.Instant | null): Promise<void> {
  await sql`update region.openid_provider set approved_at = ${at} where id = ${id}`
}

/** Ends the sessions of staff that the providers of a body began. */
export async function endSessionsOfProviders(sql: Sql, body: string): Promise<void> {
  await sql`delete from region.session where method = 'openid' and body = ${body}`
}

/** Forgets whom a provider knows; the people stay. */
export async function forgetAccounts(sql: Sql, provider: string): Promise<void> {
  await sql`delete from region.openid_account where provider = ${provider}`
}

/** Removes a provider with the accounts that hang on it; the people stay. False when it was not there. */
export async function removeProvider(sql: Sql, id: string): Promise<boolean> {
  const removed = await sql`delete from region.openid_provider where id = ${id} returning id`
  return removed.length > 0
}
