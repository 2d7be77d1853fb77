import type { Sql } from '#core/database/sql.ts'
import type { Language } from '#core/i18n/language.ts'
import type { Role } from '../permissions.ts'
import type { Person } from './person.ts'

/** A role of a person at a body. */
export interface HeldRole {
  readonly person: string
  readonly body: string
  readonly role: Role
}

export async function findPerson(sql: Sql, id: string): Promise<Person | undefined> {
  const [person] = await sql<Person>`select id, name, email, demo from region.person where id = ${id}::uuid`
  return person
}

/** Who has a role at a body, by name. */
export async function listStaff(sql: Sql, body: string): Promise<(Person & { readonly role: Role })[]> {
  return sql<Person & { readonly role: Role }>`
    select p.id, p.name, p.email, p.demo, r.role
    from region.role r join region.person p on p.id = r.person
    where r.body = ${body} order by p.name, r.role`
}

/** Everybody with a role, with the body that it is at, operators first. */
export async function listRoleHolders(sql: Sql): Promise<(HeldRole & { readonly name: string })[]> {
  return sql<HeldRole & { readonly name: string }>`
    select r.person, r.body, r.role, p.name
    from region.role r join region.person p on p.id = r.person
    order by (r.role = 'operator') desc, r.body, p.name, r.role`
}

/** Adds a person. */
export async function addPerson(sql: Sql, person: Person, now: Temporal.Instant): Promise<void> {
  await sql`
    insert into region.person (id, name, email, demo, created_at)
    values (${person.id}::uuid, ${person.name}, ${person.email}, ${person.demo}, ${now})`
}

/** Remembers in which language somebody signed in: letters speak it. */
export async function setPersonLanguage(sql: Sql, id: string, language: Language): Promise<void> {
  await sql`update region.person set language = ${language} where id = ${id}::uuid and language <> ${language}`
}

/** The language of a person; that of the administration of the region where nobody signed in yet. */
export async function personLanguage(sql: Sql, id: string): Promise<Language> {
  const [row] = await sql<{ language: Language }>`select language from region.person where id = ${id}::uuid`
  return row?.language ?? 'nl'
}

/** Gives somebody a role at a body. */
export async function giveRole(sql: Sql, { person, body, role }: HeldRole): Promise<void> {
  await sql`
    insert into region.role (person, body, role) values (${person}::uuid, ${body}, ${role})
    on conflict do nothing`
}

/** Takes a role away. It counts at the next request of that person. */
export async function takeRole(sql: Sql, { person, body, role }: HeldRole): Promise<void> {
  await sql`delete from region.role where person = ${person}::uuid and body = ${body} and role = ${role}`
}

/**
 * Makes a pseudonym of everybody who has no role any more, and removes how they got in; what they handled stays told apart.
 * Says how many.
 */
export async function forgetFormerStaff(sql: Sql): Promise<number> {
  const former = await sql<{ id: string }>`
    update region.person p set name = 'staff-' || right(p.id::text, 8), email = null
    where not exists (select from region.role r where r.person = p.id)
      and (p.email is not null or p.name <> 'staff-' || right(p.id::text, 8))
    returning p.id`
  const ids = former.map(({ id }) => id)
  await sql`delete from region.passkey where person = any(${ids}::uuid[])`
  await sql`delete from region.openid_account where person = any(${ids}::uuid[])`
  await sql`delete from region.session where person = any(${ids}::uuid[])`
  await sql`delete from region.sign_in_link where person = any(${ids}::uuid[])`
  return former.length
}
