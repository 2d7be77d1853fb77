import { momentOf } from '../model.ts'
import type { NewEvent, Reason } from './event.ts'
import type { Judged, ToJudge } from './judge-store.ts'
import type { Change, Grade } from './level.ts'

/** What a datastream came to: how far it is judged now, and what happened. */
export interface Judging {
  readonly one: ToJudge
  readonly judged: Judged
  readonly events: readonly JudgedNow[]
  /** Whether more of its values wait. */
  readonly hasMore: boolean
}

/** An event, with the grade that it came from when people must hear of it. */
export interface JudgedNow {
  readonly event: NewEvent
  readonly from?: Grade
}

/** A change as an event. */
export function eventOf(
  { datastream, municipality, owner, setBy }: ToJudge,
  { grade, side, level, value, latches }: Change,
  because: Reason,
): NewEvent {
  return {
    municipality,
    owner,
    datastream,
    kind: grade,
    side,
    level,
    at: momentOf(value.at),
    value: value.number,
    because,
    causedBy: because === 'levels-changed' ? setBy : null,
    latches,
  }
}
