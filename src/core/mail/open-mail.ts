import type { Clock } from '#core/clock.ts'
import type { Config } from '#core/config.ts'
import type { Sql } from '#core/database/sql.ts'
import type { Mail } from './mail.ts'
import { outboxMail } from './outbox-mail.ts'
import { smtpMail } from './smtp-mail.ts'

/** The mail of this installation: by SMTP when `SMTP_URL` is set, otherwise kept for operators. */
export function openMail(config: Pick<Config, 'smtpUrl' | 'mailFrom'>, sql: Sql, clock: Clock): Mail {
  if (config.smtpUrl === undefined) return outboxMail(sql, clock)
  return smtpMail({ smtpUrl: config.smtpUrl, from: config.mailFrom })
}
