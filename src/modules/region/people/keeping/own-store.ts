import type { Sql } from '#core/database/sql.ts'

/** A session of a resident that is still in the database, alive or ended. */
interface KeptSession {
  readonly id: string
  readonly device: string
  readonly createdAt: Temporal.Instant
  readonly lastSeenAt: Temporal.Instant
}

/** Under which pseudonym a provider knows a resident. */
interface AccountAtProvider {
  readonly provider: string
  readonly label: string
  readonly subject: string
  readonly createdAt: Temporal.Instant
}

export async function listSessionsOf(sql: Sql, resident: string): Promise<KeptSession[]> {
  return sql<KeptSession>`
    select id, device, created_at as "createdAt", last_seen_at as "lastSeenAt"
    from region.session where resident = ${resident}::uuid order by created_at desc, id`
}

export async function listAccountsAtProviders(sql: Sql, resident: string): Promise<AccountAtProvider[]> {
  return sql<AccountAtProvider>`
    select a.provider, coalesce(p.label, a.provider) as label, a.subject, a.created_at as "createdAt"
    from region.openid_account a left join region.openid_provider p on p.id = a.provider
    where a.resident = ${resident}::uuid order by a.provider`
}
