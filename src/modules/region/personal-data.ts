import type { PersonalData } from '#web/module.ts'
import { messages } from './messages/messages.ts'

const { say } = messages

const STAFF = {
  what: say('privacy.staff.what'),
  purpose: say('privacy.staff.purpose'),
  basis: 'public-task',
  kept: say('privacy.staff.kept'),
  retention: 'region.forget-former-staff',
  seenBy: say('privacy.staff.seenBy'),
} as const
const SESSION = {
  what: say('privacy.session.what'),
  purpose: say('privacy.session.purpose'),
  basis: 'public-task',
  kept: say('privacy.session.kept'),
  retention: 'region.forget-ended-sessions',
  seenBy: say('privacy.session.seenBy'),
} as const
const KEY = {
  what: say('privacy.key.what'),
  purpose: say('privacy.key.purpose'),
  basis: 'public-task',
  kept: say('privacy.key.kept'),
  retention: 'region.forget-former-staff',
  seenBy: say('privacy.key.seenBy'),
} as const
const RESIDENT = {
  what: say('privacy.resident.what'),
  purpose: say('privacy.resident.purpose'),
  basis: 'consent',
  kept: say('privacy.resident.kept'),
  retention: 'region.forget-absent-residents',
  seenBy: say('privacy.resident.seenBy'),
} as const

/** The data about people in the tables of the region; `people/keeping/retention.ts` enforces how long they are kept. */
export const personalData: readonly PersonalData[] = [
  { table: 'region.person', columns: ['name', 'email'], ...STAFF },
  { table: 'region.role', columns: ['person'], ...STAFF },
  { table: 'region.theme', columns: ['changed_by'], ...STAFF },
  { table: 'region.resident', columns: ['email', 'name', 'language', 'last_seen_at'], ...RESIDENT },
  {
    table: 'region.session',
    columns: ['person', 'resident', 'token_hash', 'device', 'last_seen_at'],
    ...SESSION,
  },
  { table: 'region.sign_in_link', columns: ['person', 'resident', 'token_hash'], ...SESSION },
  {
    table: 'region.sign_in_link',
    columns: ['email'],
    ...SESSION,
    retention: 'region.forget-resident-links',
  },
  { table: 'region.passkey', columns: ['id', 'person', 'name', 'last_used_at'], ...KEY },
  { table: 'region.openid_account', columns: ['person', 'subject'], ...KEY },
  {
    table: 'region.openid_account',
    columns: ['resident'],
    ...KEY,
    retention: 'region.forget-absent-residents',
  },
]
