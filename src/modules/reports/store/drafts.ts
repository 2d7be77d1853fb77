import type { Sql } from '#core/database/sql.ts'
import type { Forgotten } from '#core/retention/retention.ts'
import type { Owner } from '#web/visitor.ts'
import type { Answers } from '../report-form/answers.ts'
import { unusedPhotos } from './photos.ts'

/** A form that is being filled in. */
export interface Draft {
  readonly id: string
  readonly answers: Answers
  readonly sentAt: Temporal.Instant | null
}

/** Finds a form by the hash of the token in its address; not when it has expired. */
export async function findDraft(sql: Sql, tokenHash: string, now: Temporal.Instant): Promise<Draft | undefined> {
  const [row] = await sql<Draft>`
    select id, answers, sent_at as "sentAt" from reports.draft where token_hash = ${tokenHash} and expires_at > ${now}`
  return row
}

export async function addDraft(
  sql: Sql,
  draft: { id: string; tokenHash: string; answers: Answers; createdAt: Temporal.Instant; expiresAt: Temporal.Instant },
): Promise<void> {
  await sql`
    insert into reports.draft (id, token_hash, answers, created_at, expires_at)
    values (${draft.id}, ${draft.tokenHash}, ${draft.answers}, ${draft.createdAt}, ${draft.expiresAt})`
}

/** Keeps what was answered so far. A form that was sent does not change any more. */
export async function saveAnswers(sql: Sql, id: string, answers: Answers): Promise<void> {
  await sql`update reports.draft set answers = ${answers} where id = ${id} and sent_at is null`
}

/** Marks a form as sent and empties it. Gives false when it was sent before. */
export async function markSent(sql: Sql, id: string, now: Temporal.Instant): Promise<boolean> {
  const rows = await sql`
    update reports.draft set sent_at = ${now}, answers = ${{}} where id = ${id} and sent_at is null returning id`
  return rows.length > 0
}

/** Removes forms that are a day old, at most 1,000 at a time, and names the photos that nothing uses any longer. */
export async function removeExpiredDrafts(sql: Sql, now: Temporal.Instant): Promise<Forgotten> {
  const gone = await sql<Gone>`
    delete from reports.draft
    where id in (select id from reports.draft where expires_at <= ${now} order by expires_at limit 1000)
    returning answers ->> 'photo' as photo`
  return withUnusedPhotos(sql, gone)
}

/** Removes forms that were begun with the address of a resident, and names the photos that nothing uses any longer. */
export async function removeDraftsOf(sql: Sql, { email }: Pick<Owner, 'email'>): Promise<Forgotten> {
  const gone = await sql<Gone>`
    delete from reports.draft where lower(answers ->> 'email') = ${email}::text returning answers ->> 'photo' as photo`
  return withUnusedPhotos(sql, gone)
}

interface Gone {
  readonly photo: string | null
}

async function withUnusedPhotos(sql: Sql, gone: readonly Gone[]): Promise<Forgotten> {
  return {
    deleted: gone.length,
    files: await unusedPhotos(
      sql,
      gone.map(({ photo }) => photo),
    ),
  }
}
