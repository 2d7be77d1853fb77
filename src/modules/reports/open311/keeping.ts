import type { RetentionRule } from '#core/retention/retention.ts'
import type { PersonalData } from '#web/module.ts'
import { removeWithdrawnKeys } from './keys/key-store.ts'
import { messages } from './messages.ts'

const { say } = messages
const KEPT_DAYS = 365

/** The data about people in the tables for other systems. */
export const personalData: readonly PersonalData[] = [
  {
    table: 'reports.open311_key',
    columns: ['label', 'created_by'],
    what: say('privacy.key.what'),
    purpose: say('privacy.key.purpose'),
    basis: 'public-task',
    kept: say('privacy.key.kept'),
    retention: 'reports.forget-keys',
    seenBy: say('privacy.key.seenBy'),
  },
]

export const retention: readonly RetentionRule[] = [
  {
    name: 'reports.forget-keys',
    what: say('retention.keys'),
    apply: async (sql, now) => ({ deleted: await removeWithdrawnKeys(sql, now.subtract({ hours: 24 * KEPT_DAYS })) }),
  },
]
