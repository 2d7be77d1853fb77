import type { PersonalData } from '#web/module.ts'
import { followerData } from './followers/keeping.ts'
import { messages } from './messages.ts'

const { say } = messages

/** The data about people in the tables of reports; `retention.ts` enforces how long they are kept. */
export const personalData: readonly PersonalData[] = [
  {
    table: 'reports.report',
    columns: ['reporter_name', 'reporter_email', 'reporter_phone', 'resident'],
    what: say('privacy.reporter.what'),
    purpose: say('privacy.reporter.purpose'),
    basis: 'consent',
    kept: say('privacy.reporter.kept'),
    retention: 'reports.forget-reporters',
    seenBy: say('privacy.reporter.seenBy'),
  },
  {
    table: 'reports.report',
    columns: ['note', 'photo', 'street', 'lon', 'lat', 'public_street', 'found_text', 'found_words', 'cell'],
    what: say('privacy.words.what'),
    purpose: say('privacy.words.purpose'),
    basis: 'public-task',
    kept: say('privacy.words.kept'),
    retention: 'reports.forget-reporters',
    seenBy: say('privacy.words.seenBy'),
  },
  {
    table: 'reports.event',
    columns: ['message'],
    what: say('privacy.words.what'),
    purpose: say('privacy.words.purpose'),
    basis: 'public-task',
    kept: say('privacy.words.kept'),
    retention: 'reports.forget-reporters',
    seenBy: say('privacy.words.seenBy'),
  },
  {
    table: 'reports.event',
    columns: ['person'],
    what: say('privacy.words.what'),
    purpose: say('privacy.words.purpose'),
    basis: 'public-task',
    kept: say('privacy.words.kept'),
    retention: 'region.forget-former-staff',
    seenBy: say('privacy.words.seenBy'),
  },
  {
    table: 'reports.draft',
    columns: ['answers', 'token_hash'],
    what: say('privacy.draft.what'),
    purpose: say('privacy.draft.purpose'),
    basis: 'consent',
    kept: say('privacy.draft.kept'),
    retention: 'reports.forget-drafts',
    seenBy: say('privacy.draft.seenBy'),
  },
  ...followerData,
]
