import type { Sql } from '#core/database/sql.ts'

/** For whom a one-time link is: staff, a known resident, whoever reads an address, or a resident who adds an address. */
export interface LinkTarget {
  readonly person: string | null
  readonly resident: string | null
  /** In lower case. */
  readonly email: string | null
  readonly method: 'link' | 'code'
}

export async function addLink(
  sql: Sql,
  { tokenHash, expiresAt, ...target }: LinkTarget & { tokenHash: string; expiresAt: Temporal.Instant },
): Promise<void> {
  await sql`
    insert into region.sign_in_link (token_hash, person, resident, email, method, expires_at)
    values (${tokenHash}, ${target.person}::uuid, ${target.resident}::uuid, ${target.email}, ${target.method}, ${expiresAt})`
}

/** For whom a link is, as long as it can still be used; `name` is that of the staff or resident. */
export async function findOpenLink(
  sql: Sql,
  tokenHash: string,
  now: Temporal.Instant,
): Promise<(LinkTarget & { readonly name: string }) | undefined> {
  const [link] = await sql<LinkTarget & { name: string }>`
    select l.person, l.resident, l.email, l.method, coalesce(p.name, o.name, l.email, o.email, '') as name
    from region.sign_in_link l
      left join region.person p on p.id = l.person left join region.resident o on o.id = l.resident
    where l.token_hash = ${tokenHash} and l.used_at is null and l.expires_at > ${now}`
  return link
}

/** Spends a link and says for whom it was. Of two requests at the same moment one gets an answer, the other nothing. */
export async function spendLink(sql: Sql, tokenHash: string, now: Temporal.Instant): Promise<LinkTarget | undefined> {
  const [used] = await sql<LinkTarget>`
    update region.sign_in_link set used_at = ${now}
    where token_hash = ${tokenHash} and used_at is null and expires_at > ${now}
    returning person, resident, email, method`
  return used
}

/** Makes the links of a person that were not used worthless. */
export async function endLinksOf(sql: Sql, person: string, now: Temporal.Instant): Promise<void> {
  await sql`
    update region.sign_in_link set used_at = ${now} where person = ${person}::uuid and used_at is null`
}
