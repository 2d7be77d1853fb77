import type { RetentionRule } from '#core/retention/retention.ts'
import type { PersonalData } from '#web/module.ts'
import { messages } from '../messages.ts'
import { removeOldObjections } from './objection-store.ts'

const { say } = messages
const KEPT_HOURS = 24 * 730

/** What is kept of owners who object to a score. */
export const objectionData: readonly PersonalData[] = [
  {
    table: 'observations.score_objection',
    columns: ['reason', 'answer', 'made_by', 'answered_by'],
    what: say('privacy.what'),
    purpose: say('privacy.purpose'),
    basis: 'public-task',
    kept: say('privacy.kept'),
    retention: 'observations.forget-objections',
    seenBy: say('privacy.seenBy'),
  },
]

export const objectionRetention: readonly RetentionRule[] = [
  {
    name: 'observations.forget-objections',
    what: say('retention.objections'),
    apply: async (sql, now) => ({ deleted: await removeOldObjections(sql, now.subtract({ hours: KEPT_HOURS })) }),
  },
]
