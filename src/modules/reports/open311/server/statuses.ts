import { isClosed, type Status } from '../../report.ts'

/** The two statuses of GeoReport v2. */
export function plainStatus(status: Status): 'open' | 'closed' {
  return isClosed(status) ? 'closed' : 'open'
}

/** The statuses of updates, as the systems around FixMyStreet exchange them. */
const EXTENDED: Readonly<Record<Status, string>> = {
  received: 'open',
  'in-progress': 'in_progress',
  waiting: 'action_scheduled',
  solved: 'fixed',
  refused: 'no_further_action',
}

/** What other systems say, and what it is here. */
const UNDERSTOOD: Readonly<Record<string, Status>> = {
  open: 'received',
  investigating: 'in-progress',
  in_progress: 'in-progress',
  planned: 'waiting',
  action_scheduled: 'waiting',
  fixed: 'solved',
  closed: 'solved',
  not_councils_responsibility: 'refused',
  internal_referral: 'in-progress',
  no_further_action: 'refused',
  unable_to_fix: 'refused',
  not_responsible: 'refused',
  duplicate: 'refused',
}

/** The status in an update, in the words of the extension. */
export function extendedStatus(status: Status): string {
  return EXTENDED[status]
}

/** The status that another system means, in whatever case; undefined when we do not know its word. */
export function understoodStatus(word: string): Status | undefined {
  return UNDERSTOOD[
    word
      .trim()
      .toLowerCase()
      .replaceAll(/[\s-]+/g, '_')
  ]
}
