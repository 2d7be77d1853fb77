import type { Sql } from '#core/database/sql.ts'
import type { Forgotten, RetentionRule } from '#core/retention/retention.ts'
import { forgetFormerAccounts } from '../openid/account-store.ts'
import { forgetEndedSessions } from '../sessions.ts'
import { messages as theme } from '../../theme/messages.ts'
import { forgetUnusedLogos } from '../../theme/store.ts'
import { forgetFormerStaff } from '../store.ts'
import { messages } from './messages.ts'

const RESIDENT_KEPT_DAYS = 2 * 365

/** How long the region keeps what it knows of people. */
export const retention: readonly RetentionRule[] = [
  {
    name: 'region.forget-ended-sessions',
    what: messages.say('retention.sessions'),
    apply: async (sql, now) => ({ deleted: await forgetEndedSessions(sql, now) }),
  },
  {
    name: 'region.forget-resident-links',
    what: messages.say('retention.residentLinks'),
    apply: forgetResidentLinks,
  },
  {
    name: 'region.forget-former-staff',
    what: messages.say('retention.formerStaff'),
    async apply(sql) {
      await forgetFormerAccounts(sql)
      return { deleted: await forgetFormerStaff(sql) }
    },
  },
  {
    name: 'region.forget-absent-residents',
    what: messages.say('retention.residents'),
    apply: forgetAbsentResidents,
  },
  {
    name: 'region.forget-challenges',
    what: messages.say('retention.challenges'),
    apply: forgetChallenges,
  },
  {
    name: 'region.forget-tried-logos',
    what: theme.say('retention.logos'),
    apply: async (sql, now) => ({ deleted: await forgetUnusedLogos(sql, now) }),
  },
]

/** Links that hold an address of a resident: it was only needed until the link was used or too old. */
async function forgetResidentLinks(sql: Sql, now: Temporal.Instant): Promise<Forgotten> {
  const gone = await sql`
    delete from region.sign_in_link
    where token_hash in (
      select token_hash from region.sign_in_link
      where email is not null and (used_at is not null or expires_at <= ${now}) limit 5000)
    returning token_hash`
  return { deleted: gone.length }
}

/** Their sessions, links and accounts at providers go with them (`on delete cascade`). */
async function forgetAbsentResidents(sql: Sql, now: Temporal.Instant): Promise<Forgotten> {
  const seenBefore = now.subtract({ hours: 24 * RESIDENT_KEPT_DAYS })
  const gone = await sql`
    delete from region.resident
    where id in (select id from region.resident where last_seen_at < ${seenBefore} order by last_seen_at limit 1000)
    returning id`
  return { deleted: gone.length }
}

async function forgetChallenges(sql: Sql, now: Temporal.Instant): Promise<Forgotten> {
  const gone = await sql`
    delete from region.spent_challenge
    where hash in (select hash from region.spent_challenge where expires_at <= ${now} limit 5000)
    returning hash`
  return { deleted: gone.length }
}
