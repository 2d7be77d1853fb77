import type { RetentionRule } from '#core/retention/retention.ts'
import { forgetBulk } from './handling/bulk-store.ts'
import { forgetFilters } from './handling/desk-store.ts'
import { messages as handling } from './handling/messages.ts'
import { messages as mailIn } from './mail-in/messages.ts'
import { forgetLetters } from './mail-in/store.ts'
import { followerRetention } from './followers/keeping.ts'
import { messages } from './messages.ts'
import { REPORTER_KEPT_DAYS } from './report.ts'
import { removeExpiredDrafts } from './store/drafts.ts'
import { forgetReporters } from './store/forget.ts'

/** How long reports keep what they know of people. */
export const retention: readonly RetentionRule[] = [
  {
    name: 'reports.forget-reporters',
    what: messages.say('retention.reporters'),
    apply: (sql, now) => forgetReporters(sql, { closedBefore: now.subtract({ hours: 24 * REPORTER_KEPT_DAYS }), now }),
  },
  {
    name: 'reports.forget-drafts',
    what: messages.say('retention.drafts'),
    apply: removeExpiredDrafts,
  },
  {
    name: 'reports.forget-filters',
    what: handling.say('retention.filters'),
    apply: async (sql, now) => ({ deleted: await forgetFilters(sql, now.subtract({ hours: 2 * 365 * 24 })) }),
  },
  {
    name: 'reports.forget-letters-in',
    what: mailIn.say('retention'),
    apply: forgetLetters,
  },
  {
    name: 'reports.forget-bulk',
    what: handling.say('retention.bulk'),
    apply: async (sql, now) => ({ deleted: await forgetBulk(sql, now.subtract({ hours: 24 })) }),
  },
  ...followerRetention,
]
