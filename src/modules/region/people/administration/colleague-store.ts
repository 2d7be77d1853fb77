import type { Sql } from '#core/database/sql.ts'
import type { Language } from '#core/i18n/language.ts'
import type { Role } from '../../permissions.ts'
import type { HeldAt } from './rules.ts'

/** Somebody who works for a body, as its administrator sees them. */
export interface Colleague {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly roles: readonly Role[]
  readonly passkeys: number
  /** Whether they signed in with a provider before. */
  readonly hasProvider: boolean
}

/** Who works for a body, by name, each with the roles there. */
export async function listColleagues(sql: Sql, body: string): Promise<Colleague[]> {
  return sql<Colleague>`
    select p.id, p.name, p.email, array_agg(r.role order by r.role) as roles,
      (select count(*) from region.passkey k where k.person = p.id) as passkeys,
      exists (select from region.openid_account a where a.person = p.id) as "hasProvider"
    from region.role r join region.person p on p.id = r.person
    where r.body = ${body} group by p.id order by p.name, p.id`
}

/** Lets one change of roles at a time happen, until the transaction ends. */
export async function holdRoles(sql: Sql): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('region.role'))`
}

/** Tells of a body whether it has an administrator; answered behind the walls too. */
export async function administeredBodies(sql: Sql): Promise<(body: string) => boolean> {
  const rows = await sql<{ body: string }>`select body from region.administered_bodies() as body`
  const bodies = new Set(rows.map(({ body }) => body))
  return (body) => bodies.has(body)
}

/** All roles of a person, at every body. */
export async function listRoles(sql: Sql, person: string): Promise<HeldAt[]> {
  return sql<HeldAt>`select body, role from region.role where person = ${person}::uuid order by body, role`
}

/** The addresses of the administrators of a body and the language that they read, but for one person, if any. */
export async function listAdministratorAddresses(
  sql: Sql,
  body: string,
  except?: string,
): Promise<{ readonly email: string; readonly language: Language }[]> {
  return sql<{ email: string; language: Language }>`
    select p.email, p.language from region.role r join region.person p on p.id = r.person
    where r.body = ${body} and r.role = 'administrator' and p.email is not null and p.id is distinct from ${except}::uuid
    order by p.email`
}
