import { json, type Sql } from '#core/database/sql.ts'
import { Mapping } from './mapping.ts'

/** An application at The Things Stack whose devices bring in for a body. */
export interface Application {
  readonly id: string
  readonly owner: string
  /** As it is called there. */
  readonly application: string
  readonly mapping: Mapping
}

/** The applications of these bodies, or all of them, or one. */
export async function listApplications(
  sql: Sql,
  { id, bodies }: { readonly id?: string; readonly bodies?: readonly string[] },
): Promise<Application[]> {
  const rows = await sql<Application>`
    select id, owner, application, mapping from observations.lorawan_application
    where (${id ?? null}::uuid is null or id = ${id ?? null}::uuid)
      and (${bodies}::text[] is null or owner = any(${bodies}::text[]))
    order by owner, application limit 500`
  return rows.map((row) => ({ ...row, mapping: Mapping.parse(row.mapping) }))
}

/** What the fields of an application of a body mean; undefined when nobody said. */
export async function findMapping(
  sql: Sql,
  { owner, application }: Pick<Application, 'owner' | 'application'>,
): Promise<Mapping | undefined> {
  const [row] = await sql<Pick<Application, 'mapping'>>`
    select mapping from observations.lorawan_application where owner = ${owner} and application = ${application}`
  return row === undefined ? undefined : Mapping.parse(row.mapping)
}

/** Keeps what somebody said of an application. False when the body has said so of another with this name. */
export async function saveApplication(
  sql: Sql,
  { id, owner, application, mapping }: Application,
  now: Temporal.Instant,
): Promise<boolean> {
  const [taken] = await sql`
    select 1 from observations.lorawan_application where owner = ${owner} and application = ${application} and id <> ${id}`
  if (taken !== undefined) return false
  await sql`
    insert into observations.lorawan_application (id, owner, application, mapping, created_at, changed_at)
    values (${id}, ${owner}, ${application}, ${json(mapping)}, ${now}, ${now})
    on conflict (id) do update set application = excluded.application, mapping = excluded.mapping,
      changed_at = excluded.changed_at`
  return true
}

/** Forgets what the fields of an application mean; what came in stays. */
export async function removeApplication(sql: Sql, id: string): Promise<void> {
  await sql`delete from observations.lorawan_application where id = ${id}`
}
