import { randomUUIDv7 } from 'node:crypto'
import type { Sql } from '#core/database/sql.ts'
import type { Forgotten } from '#core/retention/retention.ts'
import { unusedPhotos } from '../store/photos.ts'
import type { ReadLetter } from './read-letter.ts'

/** A letter that waits for somebody to make a report of it. */
export interface LetterIn {
  readonly id: string
  readonly body: string
  readonly receivedAt: Temporal.Instant
  readonly senderName: string
  readonly senderEmail: string
  readonly subject: string
  readonly text: string
  readonly photo: string | null
  /** A picture came along that could not be read. */
  readonly photoUnread: boolean
  readonly doneAt: Temporal.Instant | null
  /** When somebody began a report with its words. */
  readonly begunAt: Temporal.Instant | null
}

/** Keeps a letter; one that is there already stays as it is. True when it is new. */
export async function addLetter(
  sql: Sql,
  body: string,
  { messageId, senderName, senderEmail, subject, text }: ReadLetter,
  { photo, photoUnread = false, now }: { photo: string | null; photoUnread?: boolean; now: Temporal.Instant },
): Promise<boolean> {
  const added = await sql`
    insert into reports.letter_in (id, body, message_id, received_at, sender_name, sender_email, subject, text, photo,
      photo_unread)
    values (${randomUUIDv7()}, ${body}, ${messageId}, ${now}, ${senderName}, ${senderEmail}, ${subject}, ${text}, ${photo},
      ${photoUnread})
    on conflict do nothing returning id`
  return added.length === 1
}

/** The letters of these bodies that nobody handled yet, the oldest first. */
export async function listLetters(sql: Sql, bodies: readonly string[], limit: number): Promise<LetterIn[]> {
  return sql<LetterIn>`
    select id, body, received_at as "receivedAt", sender_name as "senderName", sender_email as "senderEmail", subject, text,
      photo, photo_unread as "photoUnread", done_at as "doneAt", begun_at as "begunAt"
    from reports.letter_in where body = any(${bodies}::text[]) and done_at is null order by received_at, id limit ${limit}`
}

/** One letter of these bodies, handled or not. */
export async function findLetter(sql: Sql, bodies: readonly string[], id: string): Promise<LetterIn | undefined> {
  const [letter] = await sql<LetterIn>`
    select id, body, received_at as "receivedAt", sender_name as "senderName", sender_email as "senderEmail", subject, text,
      photo, photo_unread as "photoUnread", done_at as "doneAt", begun_at as "begunAt"
    from reports.letter_in where id = ${id}::uuid and body = any(${bodies}::text[])`
  return letter
}

/** Marks a letter as one that somebody is making a report of. */
export async function setBegun(sql: Sql, id: string, at: Temporal.Instant): Promise<void> {
  await sql`update reports.letter_in set begun_at = ${at} where id = ${id}::uuid`
}

/** Holds a letter until the transaction ends, and gives the number of the report that was made of it, if there is one. */
export async function holdLetter(sql: Sql, id: string): Promise<{ number: number | null } | undefined> {
  const [letter] = await sql<{ report: string | null }>`
    select report from reports.letter_in where id = ${id}::uuid for update`
  if (letter === undefined) return undefined
  return { number: letter.report === null ? null : await numberOf(sql, letter.report) }
}

/** The number of the report that was made of a letter; null when there is none. */
export async function reportOfLetter(sql: Sql, id: string): Promise<number | null> {
  const [made] = await sql<{ number: number }>`
    select number from reports.letter_in letter join reports.report on report.id = letter.report where letter.id = ${id}::uuid`
  return made?.number ?? null
}

async function numberOf(sql: Sql, report: string): Promise<number | null> {
  const [found] = await sql<{ number: number }>`select number from reports.report where id = ${report}`
  return found?.number ?? null
}

/** Marks a letter as handled: a report was made of it. */
export async function setReport(sql: Sql, id: string, report: string, at: Temporal.Instant): Promise<void> {
  await sql`update reports.letter_in set done_at = ${at}, report = ${report} where id = ${id}::uuid`
}

/** Marks a letter as handled, or as waiting again. */
export async function setDone(sql: Sql, id: string, at: Temporal.Instant | null): Promise<void> {
  await sql`update reports.letter_in set done_at = ${at} where id = ${id}::uuid`
}

/** The letters that came from an address. */
export async function listLettersOf(sql: Sql, email: string): Promise<LetterIn[]> {
  return sql<LetterIn>`
    select id, body, received_at as "receivedAt", sender_name as "senderName", sender_email as "senderEmail", subject, text,
      photo, photo_unread as "photoUnread", done_at as "doneAt", begun_at as "begunAt"
    from reports.letter_in where lower(sender_email) = ${email} order by received_at desc, id`
}

/** Removes the letters that came from an address. Gives how many, and the pictures that nothing uses any longer. */
export async function removeLettersOf(sql: Sql, email: string): Promise<Forgotten> {
  const gone = await sql<{ photo: string | null }>`
    delete from reports.letter_in where lower(sender_email) = ${email} returning photo`
  return {
    deleted: gone.length,
    files: await unusedPhotos(
      sql,
      gone.map(({ photo }) => photo),
    ),
  }
}

const BATCH = 500

/** Removes letters that were handled 30 days ago, or came in 180 days ago. */
export async function forgetLetters(sql: Sql, now: Temporal.Instant): Promise<Forgotten> {
  const gone = await sql<{ photo: string | null }>`
    delete from reports.letter_in where id in (
      select id from reports.letter_in
      where done_at < ${now.subtract({ hours: 30 * 24 })} or received_at < ${now.subtract({ hours: 180 * 24 })}
      limit ${BATCH})
    returning photo`
  return {
    deleted: gone.length,
    files: await unusedPhotos(
      sql,
      gone.map(({ photo }) => photo),
    ),
  }
}
