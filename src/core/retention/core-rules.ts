import { forgetLetters } from '#core/mail/outbox-mail.ts'
import { forgetTries } from '#core/throttle/throttle.ts'
import { messages } from './messages.ts'
import type { RetentionRule } from './retention.ts'

const RUNS_KEPT_DAYS = 2 * 365

/** How long core keeps what is its own. */
export const coreRetention: readonly RetentionRule[] = [
  {
    name: 'core.forget-letters',
    what: messages.say('letters'),
    apply: async (sql, now) => ({ deleted: await forgetLetters(sql, now) }),
  },
  {
    name: 'core.forget-tries',
    what: messages.say('tries'),
    apply: async (sql, now) => ({ deleted: await forgetTries(sql, now) }),
  },
  {
    name: 'core.forget-retention-runs',
    what: messages.say('runs'),
    async apply(sql, now) {
      const before = now.subtract({ hours: 24 * RUNS_KEPT_DAYS })
      const gone = await sql`delete from core.retention_run where ran_at < ${before} returning id`
      return { deleted: gone.length }
    },
  },
]
