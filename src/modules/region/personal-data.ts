import type { PersonalData } from '#web/module.ts'
import { messages } from './messages/messages.ts'

const { say } = messages

const STAFF = {
  what: say('privacy.staff.what'),
  purpose: say('privacy.staff.purpose'),
  basis: 'public-task',
  kept: say('privacy.staff.kept'),
  seenBy: say('privacy.staff.seenBy'),
} as const
const SESSION = {
  what: say('privacy.session.what'),
  purpose: say('privacy.session.purpose'),
  basis: 'public-task',
  kept: say('privacy.session.kept'),
  seenBy: say('privacy.session.seenBy'),
} as const
const KEY = {
  what: say('privacy.key.what'),
  purpose: say('privacy.key.purpose'),
  basis: 'public-task',
  kept: say('privacy.key.kept'),
  seenBy: say('privacy.key.seenBy'),
} as const
const RESIDENT = {
  what: say('privacy.resident.what'),
  purpose: say('privacy.resident.purpose'),
  basis: 'consent',
  kept: say('privacy.resident.kept'),
  seenBy: say('privacy.resident.seenBy'),
} as const

/** The data about people in the tables of the region; `jobs.ts` enforces how long they are kept. */
export const personalData: readonly PersonalData[] = [
  { table: 'region.person', columns: ['name', 'email'], ...STAFF },
  { table: 'region.role', columns: ['person'], ...STAFF },
  { table: 'region.resident', columns: ['email', 'name', 'language', 'last_seen_at'], ...RESIDENT },
  {
    table: 'region.session',
    columns: ['person', 'resident', 'token_hash', 'device', 'last_seen_at'],
    ...SESSION,
  },
  { table: 'region.sign_in_link', columns: ['person', 'resident', 'email', 'token_hash'], ...SESSION },
  { table: 'region.passkey', columns: ['id', 'person', 'name', 'last_used_at'], ...KEY },
  { table: 'region.openid_account', columns: ['person', 'resident', 'subject'], ...KEY },
]
