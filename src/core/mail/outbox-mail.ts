import type { Clock } from '#core/clock.ts'
import type { Sql } from '#core/database/sql.ts'
import { checkedLetter, type Letter, type Mail } from './mail.ts'

/** A letter that was kept instead of sent. */
export interface KeptLetter extends Letter {
  readonly id: number
  readonly writtenAt: Temporal.Instant
}

const KEPT_DAYS = 30

/** Keeps letters in `core.letter`, for operators to read: what happens when no SMTP server is set. */
export function outboxMail(sql: Sql, clock: Clock): Mail {
  return {
    async send(letter) {
      const { to, subject, text, language } = checkedLetter(letter)
      await sql`
        insert into core.letter (recipient, subject, body, language, written_at)
        values (${to}, ${subject}, ${text}, ${language}, ${clock()})`
    },
  }
}

/** The letters that were kept, the newest first. */
export async function listLetters(sql: Sql, limit = 100): Promise<KeptLetter[]> {
  return sql<KeptLetter>`
    select id, recipient as "to", subject, body as text, language, written_at as "writtenAt"
    from core.letter order by id desc limit ${limit}`
}

/** The letters that were kept for one address, the newest first. */
export async function listLettersTo(sql: Sql, address: string): Promise<KeptLetter[]> {
  return sql<KeptLetter>`
    select id, recipient as "to", subject, body as text, language, written_at as "writtenAt"
    from core.letter where lower(recipient) = lower(${address}) order by id desc`
}

/** Throws away the letters to one address, at once. Says how many. */
export async function removeLettersTo(sql: Sql, address: string): Promise<number> {
  const gone = await sql`delete from core.letter where lower(recipient) = lower(${address}) returning id`
  return gone.length
}

const BATCH = 5000

/** Throws away letters that are older than thirty days, at most 5,000 at a time. Says how many. */
export async function forgetLetters(sql: Sql, now: Temporal.Instant): Promise<number> {
  const before = now.subtract({ hours: KEPT_DAYS * 24 })
  const gone = await sql`
    delete from core.letter
    where id in (select id from core.letter where written_at < ${before} order by written_at limit ${BATCH})
    returning id`
  return gone.length
}
