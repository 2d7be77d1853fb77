import type { RefusalCode } from '../harmonise/refusal.ts'
import { AHEAD, CLOSED, HOMELESS } from '../store/add.ts'
import { EXACT_PLACE, FORBIDDEN, SAYS_MORE, WRONG_KIND } from './gather.ts'

const REFUSED: Readonly<Record<number, RefusalCode>> = {
  [HOMELESS]: 'datastream-gone',
  [FORBIDDEN]: 'datastream-not-yours',
  [WRONG_KIND]: 'result-of-another-kind',
  [CLOSED]: 'month-closed',
  [AHEAD]: 'time-ahead',
  [SAYS_MORE]: 'says-more',
  [EXACT_PLACE]: 'place-at-home',
}

/** Why a row of a batch was not stored, of what became of it; undefined when it is there. */
export function refusalOf(outcome: number | undefined): RefusalCode | undefined {
  return REFUSED[outcome ?? HOMELESS]
}
