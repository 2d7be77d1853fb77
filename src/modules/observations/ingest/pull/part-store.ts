import { json, type Sql } from '#core/database/sql.ts'

/** The part that holds which series there are. */
export const SERIES = 'series'

/** How far a connector is with one thing that it asks for. */
export interface Part {
  readonly part: string
  /** Everything before this moment is here, unless it comes later there; null: nothing was asked yet. */
  readonly cursor: Temporal.Instant | null
  readonly validators: Validators
  /** What the other side told about it. */
  readonly told: Readonly<Record<string, unknown>>
  readonly askedAt: Temporal.Instant
}

/** By what an answer can be known (RFC 9110, 8.8), and the URL for which that holds; empty texts: by nothing. */
export interface Validators {
  readonly url: string
  readonly etag: string
  readonly lastModified: string
}
export const NO_VALIDATORS: Validators = { url: '', etag: '', lastModified: '' }

/** All parts of a connector, by their name. */
export async function listParts(sql: Sql, connector: string): Promise<Map<string, Part>> {
  const rows = await sql<Omit<Part, 'validators'> & Validators>`
    select part, cursor_at as cursor, told, asked_at as "askedAt", url, etag, last_modified as "lastModified"
    from observations.connector_part where connector = ${connector}`
  return new Map(
    rows.map(({ url, etag, lastModified, ...row }) => [row.part, { ...row, validators: { url, etag, lastModified } }]),
  )
}

/** Writes how far a connector is with a part. A connector that was removed meanwhile is left alone. */
export async function savePart(sql: Sql, connector: string, part: Part): Promise<void> {
  const { url, etag, lastModified } = part.validators
  await sql`
    insert into observations.connector_part (connector, part, cursor_at, url, etag, last_modified, told, asked_at)
    select id, ${part.part}, ${part.cursor}, ${url}, ${etag}, ${lastModified}, ${json(part.told)}, ${part.askedAt}
    from observations.connector where id = ${connector}
    on conflict (connector, part) do update set cursor_at = excluded.cursor_at, url = excluded.url, etag = excluded.etag,
      last_modified = excluded.last_modified, told = excluded.told, asked_at = excluded.asked_at`
}

/** Forgets how far a connector is: another address begins anew. */
export async function forgetParts(sql: Sql, connector: string): Promise<void> {
  await sql`delete from observations.connector_part where connector = ${connector}`
}

/** Forgets which series there are, so that they are asked again; how far each of them is stays. */
export async function forgetSeries(sql: Sql, connector: string): Promise<void> {
  await sql`delete from observations.connector_part where connector = ${connector} and part = ${SERIES}`
}
