import { randomUUIDv7 } from 'node:crypto'
import type { Sql } from '#core/database/sql.ts'
import type { Language } from '#core/i18n/language.ts'
import type { Category } from '../category.ts'
import type { ServicePromise } from './deadlines.ts'

/** A team of a body, and the categories that go to it by themselves. */
export interface Team {
  readonly id: string
  readonly body: string
  readonly name: string
  readonly categories: readonly Category[]
}

/** An answer that a body gives often. */
export interface Template {
  readonly id: string
  readonly body: string
  readonly name: string
  readonly texts: Readonly<Record<Language, string>>
}

/** The teams of some bodies, or (undefined) of all that may be seen, by name. */
export async function listTeams(sql: Sql, bodies: readonly string[] | undefined): Promise<Team[]> {
  return sql<Team>`
    select id, body, name, categories from reports.team
    where ${bodies}::text[] is null or body = any(${bodies}::text[]) order by name, id`
}

/** Adds a team; false when the body has one of that name. */
export async function addTeam(sql: Sql, team: Omit<Team, 'id'>): Promise<boolean> {
  const added = await sql`
    insert into reports.team (id, body, name, categories)
    values (${randomUUIDv7()}, ${team.body}, ${team.name}, ${team.categories}::text[])
    on conflict (body, name) do nothing returning id`
  return added.length === 1
}

/** Changes a team; false when the body has another of that name, or has it no more. */
export async function changeTeam(sql: Sql, { id, body, name, categories }: Team): Promise<boolean> {
  const changed = await sql`
    update reports.team set name = ${name}, categories = ${categories}::text[]
    where id = ${id}::uuid and body = ${body}
      and not exists (select from reports.team other where other.body = ${body} and other.name = ${name} and other.id <> ${id}::uuid)
    returning id`
  return changed.length === 1
}

/** Removes a team; its reports stay with the body. */
export async function removeTeam(sql: Sql, { body, id }: { body: string; id: string }): Promise<void> {
  await sql`delete from reports.team where id = ${id}::uuid and body = ${body}`
}

/** The team to which a category goes by itself. */
export async function teamFor(sql: Sql, body: string, category: Category): Promise<string | undefined> {
  const [team] = await sql<{ id: string }>`
    select id from reports.team where body = ${body} and ${category}::text = any(categories) order by id limit 1`
  return team?.id
}

/** Writes what a body promises for a category; undefined: nothing of its own any more. */
export async function setPromise(
  sql: Sql,
  { body, category, promise }: { body: string; category: Category; promise: ServicePromise | undefined },
): Promise<void> {
  if (promise === undefined) {
    await sql`delete from reports.promise where body = ${body} and category = ${category}`
    return
  }
  await sql`
    insert into reports.promise (body, category, answer_days, solve_days)
    values (${body}, ${category}, ${promise.answerDays}, ${promise.solveDays})
    on conflict (body, category) do update set answer_days = excluded.answer_days, solve_days = excluded.solve_days`
}

/** The standard texts of a body, by name. */
export async function listTemplates(sql: Sql, body: string): Promise<Template[]> {
  return sql<Template>`select id, body, name, texts from reports.template where body = ${body} order by name, id`
}

/** Adds a standard text; false when the body has one of that name. */
export async function addTemplate(sql: Sql, { body, name, texts }: Omit<Template, 'id'>): Promise<boolean> {
  const added = await sql`
    insert into reports.template (id, body, name, texts) values (${randomUUIDv7()}, ${body}, ${name}, ${texts})
    on conflict (body, name) do nothing returning id`
  return added.length === 1
}

/** Changes a standard text; false when the body has another of that name, or has it no more. */
export async function changeTemplate(sql: Sql, { id, body, name, texts }: Template): Promise<boolean> {
  const changed = await sql`
    update reports.template set name = ${name}, texts = ${texts}
    where id = ${id}::uuid and body = ${body}
      and not exists (
        select from reports.template other where other.body = ${body} and other.name = ${name} and other.id <> ${id}::uuid)
    returning id`
  return changed.length === 1
}

export async function removeTemplate(sql: Sql, { body, id }: { body: string; id: string }): Promise<void> {
  await sql`delete from reports.template where id = ${id}::uuid and body = ${body}`
}

/** A choice of reports that somebody comes back to. */
export interface SavedFilter {
  readonly id: string
  readonly name: string
  readonly query: string
}

const MOST_FILTERS = 20

export async function listFilters(sql: Sql, person: string): Promise<SavedFilter[]> {
  return sql<SavedFilter>`
    select id, name, query from reports.saved_filter where person = ${person}::uuid order by name limit ${MOST_FILTERS}`
}

/** Keeps a choice under a name, in the place of one that had it. */
export async function saveFilter(
  sql: Sql,
  person: string,
  { name, query, now }: Omit<SavedFilter, 'id'> & { now: Temporal.Instant },
): Promise<void> {
  await sql`
    insert into reports.saved_filter (id, person, name, query, saved_at)
    values (${randomUUIDv7()}, ${person}::uuid, ${name}, ${query}, ${now})
    on conflict (person, name) do update set query = excluded.query, saved_at = excluded.saved_at`
}

export async function removeFilter(sql: Sql, person: string, id: string): Promise<void> {
  await sql`delete from reports.saved_filter where person = ${person}::uuid and id = ${id}::uuid`
}

/** Forgets lists that were saved before a moment. */
export async function forgetFilters(sql: Sql, before: Temporal.Instant): Promise<number> {
  return (await sql`delete from reports.saved_filter where saved_at < ${before} returning id`).length
}
