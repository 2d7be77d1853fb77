import { json, type Sql } from '#core/database/sql.ts'

/** How far the import of a file is. */
export interface ImportProgress {
  readonly id: number
  /** The last line that was settled; 0: none. */
  readonly lines: number
  readonly isDone: boolean
}

/**
 * Finds how far a file is, or writes that it begins. `fingerprint` is of its contents, its format and its owner; `ownFormat` what a format that
 * is not ours says.
 */
export async function beginImport(
  sql: Sql,
  file: {
    readonly owner: string
    readonly fingerprint: string
    readonly file: string
    readonly format: string
    readonly ownFormat: unknown
  },
  now: Temporal.Instant,
): Promise<ImportProgress> {
  const [row] = await sql<ImportProgress>`
    insert into observations.import (owner, fingerprint, file, format, own_format, started_at)
    values (${file.owner}, ${file.fingerprint}, ${file.file}, ${file.format}, ${file.ownFormat === null ? null : json(file.ownFormat)}, ${now})
    on conflict (fingerprint) do update set file = excluded.file, own_format = excluded.own_format
    returning id, lines, done_at is not null as "isDone"`
  if (row === undefined) throw new Error('An import was neither begun nor found.')
  return row
}

/** What the format says that a file was read by and that is not ours; undefined when it was one of ours, or is not there. */
export async function findOwnFormat(sql: Sql, fingerprint: string): Promise<unknown> {
  const [row] = await sql<{ own: unknown }>`
    select own_format as own from observations.import where fingerprint = ${fingerprint}`
  return row?.own ?? undefined
}

/** Writes up to which line a file is settled, in the transaction that settles it. */
export async function settleImport(sql: Sql, id: number, lines: number): Promise<void> {
  await sql`update observations.import set lines = ${lines} where id = ${id}`
}

/** Writes that a file was read to its end: from then on it is read again from its beginning. */
export async function endImport(sql: Sql, id: number, now: Temporal.Instant): Promise<void> {
  await sql`update observations.import set lines = 0, done_at = ${now} where id = ${id}`
}
