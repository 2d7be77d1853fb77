import type { PersonalData } from '../module.ts'
import { messages } from './messages.ts'

const { say } = messages

/** The data about people in core's own tables. */
export const corePersonalData: readonly PersonalData[] = [
  {
    table: 'core.letter',
    columns: ['recipient', 'subject', 'body'],
    what: say('letters.what'),
    purpose: say('letters.purpose'),
    basis: 'public-task',
    kept: say('letters.kept'),
    retention: 'core.forget-letters',
    seenBy: say('letters.seenBy'),
  },
  {
    table: 'core.audit',
    columns: ['actor', 'reason'],
    what: say('audit.what'),
    purpose: say('audit.purpose'),
    basis: 'legal-duty',
    kept: say('audit.kept'),
    retention: { keptBecause: say('audit.keptBecause') },
    seenBy: say('audit.seenBy'),
  },
]
