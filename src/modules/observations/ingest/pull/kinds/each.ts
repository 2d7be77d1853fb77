import { Problem } from '#core/problem.ts'
import { PullFailed, type FailureCode } from '../failure.ts'

/** What may be wrong with one thing while the others are well. */
const OF_ONE: readonly FailureCode[] = [
  'refused',
  'broken',
  'not-json',
  'not-understood',
  'too-large',
  'paging',
  'unit-changed',
]
/** After so many in a row it is the other side as a whole that is not well. */
const MOST_IN_A_ROW = 5

/** Whether this is about the one thing that was asked for, so that the next may be asked. */
export function isOfOne(error: unknown): boolean {
  return error instanceof PullFailed
    ? OF_ONE.includes(error.code)
    : error instanceof Problem && error.code === 'wrong-import-order'
}

/** Works through things one after the other. One that fails holds up no other; the first failure is thrown at the end. */
export async function forEachOf<Thing>(things: readonly Thing[], work: (thing: Thing) => Promise<void>): Promise<void> {
  const failures: unknown[] = []
  let inARow = 0
  for (const thing of things)
    try {
      await work(thing)
      inARow = 0
    } catch (error) {
      if (!isOfOne(error) || ++inARow >= MOST_IN_A_ROW) throw error
      failures.push(error)
    }
  if (failures.length > 0) throw failures[0]
}
