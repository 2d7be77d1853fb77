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

/** Throws away the letters that are older than thirty days. */
export async function forgetLetters(sql: Sql, clock: Clock): Promise<void> {
  const before = clock().subtract({ hours: KEPT_DAYS * 24 })
  await sql`delete from core.letter where written_at < ${before}`
}
