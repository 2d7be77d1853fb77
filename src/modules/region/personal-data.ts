import type { PersonalData } from '#web/module.ts'
import { messages } from './messages/messages.ts'

const { say } = messages

/** The data about people in the tables of the region; `jobs.ts` enforces how long they are kept. */
export const personalData: readonly PersonalData[] = [
  {
    table: 'region.person',
    columns: ['name', 'email'],
    what: say('privacy.staff.what'),
    purpose: say('privacy.staff.purpose'),
    basis: 'public-task',
    kept: say('privacy.staff.kept'),
    seenBy: say('privacy.staff.seenBy'),
  },
  {
    table: 'region.role',
    columns: ['person'],
    what: say('privacy.staff.what'),
    purpose: say('privacy.staff.purpose'),
    basis: 'public-task',
    kept: say('privacy.staff.kept'),
    seenBy: say('privacy.staff.seenBy'),
  },
  {
    table: 'region.session',
    columns: ['person', 'token_hash', 'last_seen_at'],
    what: say('privacy.session.what'),
    purpose: say('privacy.session.purpose'),
    basis: 'public-task',
    kept: say('privacy.session.kept'),
    seenBy: say('privacy.session.seenBy'),
  },
  {
    table: 'region.sign_in_link',
    columns: ['person', 'token_hash'],
    what: say('privacy.session.what'),
    purpose: say('privacy.session.purpose'),
    basis: 'public-task',
    kept: say('privacy.session.kept'),
    seenBy: say('privacy.session.seenBy'),
  },
]
