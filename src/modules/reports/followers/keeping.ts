import type { Sql } from '#core/database/sql.ts'
import type { Localised } from '#core/i18n/catalog.ts'
import type { RetentionRule } from '#core/retention/retention.ts'
import type { OwnRecord } from '#web/own-file.ts'
import type { PersonalData } from '#web/module.ts'
import type { Owner } from '#web/visitor.ts'
import { messages as duplicateMessages } from '../duplicates/messages.ts'
import { forgetPrints } from '../duplicates/nearby.ts'
import { messages } from './messages.ts'
import { forgetFollowers, listFollowed, removeFollowed, type Follower } from './store.ts'

const { say } = messages

/** What is kept of followers, of what photos look like, and of who merged reports. */
export const followerData: readonly PersonalData[] = [
  {
    table: 'reports.follower',
    columns: ['email', 'mailbox'],
    what: say('privacy.what'),
    purpose: say('privacy.purpose'),
    basis: 'consent',
    kept: say('privacy.kept'),
    retention: 'reports.forget-followers',
    seenBy: say('privacy.seenBy'),
  },
  {
    table: 'reports.photo_print',
    columns: ['photo', 'bits'],
    what: say('privacy.prints.what'),
    purpose: say('privacy.prints.purpose'),
    basis: 'public-task',
    kept: say('privacy.prints.kept'),
    retention: 'reports.forget-photo-prints',
    seenBy: say('privacy.prints.seenBy'),
  },
  {
    table: 'reports.merge',
    columns: ['merged_by', 'parted_by'],
    what: say('privacy.merge.what'),
    purpose: say('privacy.merge.purpose'),
    basis: 'public-task',
    kept: say('privacy.merge.kept'),
    retention: 'region.forget-former-staff',
    seenBy: say('privacy.merge.seenBy'),
  },
]

export const followerRetention: readonly RetentionRule[] = [
  { name: 'reports.forget-followers', what: say('retention'), apply: forgetFollowers },
  { name: 'reports.forget-photo-prints', what: duplicateMessages.say('retention.prints'), apply: forgetPrints },
]

/** What a resident follows, for "my file". */
export async function followedRecords(owner: Owner, sql: Sql): Promise<OwnRecord[]> {
  return (await listFollowed(sql, owner)).map(recordOf)
}

/** Erases what a resident follows, and says so. */
export async function eraseFollowed(
  owner: Owner,
  sql: Sql,
): Promise<{ erased: readonly Localised[]; lettersWith: readonly string[] }> {
  const numbers = await removeFollowed(sql, owner)
  return {
    erased: numbers.length === 0 ? [] : [say('own.erased', { count: numbers.length })],
    lettersWith: [],
  }
}

function recordOf({ id, number, email, askedAt, language }: Follower): OwnRecord {
  return {
    id,
    title: say('own.title', { number: String(number) }),
    at: askedAt,
    path: `/reports/${number}`,
    fields: [{ name: 'email', label: say('own.email'), value: email, language }],
  }
}
