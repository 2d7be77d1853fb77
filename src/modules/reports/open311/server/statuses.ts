import { CLOSINGS, statusOf, type Closing } from '../../handling/closing.ts'
import { isClosed, type Status } from '../../report.ts'
import { isClosedElsewhere } from '../../status-words.ts'

/** A status, and why it is closed when it is. */
export interface Meaning {
  readonly status: Status
  readonly closing: Closing | null
  /** Of who knows no more than "open" and "closed": says nothing against a status that says more. */
  readonly isVague?: true
}

/** What a system means with its own words, as the body that owns it declared. */
export type Meanings = Readonly<Record<string, Meaning>>

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

const open = (status: Status): Meaning => ({ status, closing: null })
const CLOSED_ELSEWHERE: Meaning = { status: 'refused', closing: 'elsewhere' }

/** What other systems say, and what it is here. A bare `closed` says not whether it was solved: then it does not count as solved. */
const UNDERSTOOD: Meanings = {
  open: { ...open('received'), isVague: true },
  investigating: open('in-progress'),
  in_progress: open('in-progress'),
  planned: open('waiting'),
  action_scheduled: open('waiting'),
  internal_referral: open('in-progress'),
  fixed: { status: 'solved', closing: 'elsewhere' },
  closed: { ...CLOSED_ELSEWHERE, isVague: true },
  duplicate: CLOSED_ELSEWHERE,
  no_further_action: { status: 'refused', closing: 'no-action' },
  unable_to_fix: { status: 'refused', closing: 'no-action' },
}

/** The reasons of the square itself, for who tells it more than "closed": `repaired`, `not_found`. Another system may mean something else by them. */
export const OWN_REASONS: Meanings = Object.fromEntries(
  CLOSINGS.map((closing) => [statusKey(closing), { status: statusOf(closing), closing }]),
)

/** What says that a report is for somebody else, but not for whom. */
const NOT_OURS: readonly string[] = ['not_councils_responsibility', 'not_responsible']

/** Whether a word says "not for us". It never closes a report, whatever it was declared to mean: a report without an owner would be lost. */
export function isNotOurs(word: string): boolean {
  return NOT_OURS.includes(statusKey(word))
}

/** The words of updates for these statuses, for who used another: those of the extension, then the reasons of the square. */
export function wordsFor(statuses: readonly Status[]): string[] {
  return Object.entries({ ...UNDERSTOOD, ...OWN_REASONS }).flatMap(([word, { status }]) =>
    statuses.includes(status) ? [word] : [],
  )
}

/** The status in an update, in the words of the extension. */
export function extendedStatus(meaning: Meaning): string {
  return isClosedElsewhere(meaning) ? 'closed' : EXTENDED[meaning.status]
}

/** What another system means, in whatever case; what its owner declared goes first. Undefined when nobody knows its word. */
export function understoodStatus(word: string, declared: Meanings = {}): Meaning | undefined {
  const key = statusKey(word)
  return own(declared, key) ?? own(UNDERSTOOD, key)
}

/** A word as it is compared: "No further action" is `no_further_action`. */
export function statusKey(word: string): string {
  return word
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_')
}

function own(meanings: Meanings, key: string): Meaning | undefined {
  return Object.hasOwn(meanings, key) ? meanings[key] : undefined
}
