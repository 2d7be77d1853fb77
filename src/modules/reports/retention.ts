import type { RetentionRule } from '#core/retention/retention.ts'
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
  ...followerRetention,
]
