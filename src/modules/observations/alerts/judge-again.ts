import type { Sql } from '#core/database/sql.ts'
import { momentOf } from '../model.ts'
import { withdrawEvents } from './event-store.ts'
import { listGrades, valuesBetween, type Judged, type JudgedEvent, type ToJudge } from './judge-store.ts'
import { FRESH, judgeAll, rested, standingOf, type Change } from './level.ts'
import { eventOf, type JudgedNow, type Judging } from './outcome.ts'

/** Values that are judged once more at most: of a correction further back nobody hears, and what followed it stays as it was judged. */
const VALUES = 20_000
/** Values before the correction from which judging begins when the last event is longer ago: more than any level waits for (`valuesBack`). */
const BEFORE = 2000

/**
 * Judges a datastream once more from a value that was corrected: from the last event before it, or from where judging by these levels
 * began. What did not happen by the values as known now is withdrawn, what did happen is added. People only hear of it when the grade of now is
 * another.
 */
export async function judgeAgain(
  sql: Sql,
  { one, judged, at }: { readonly one: ToJudge; readonly judged: Judged; readonly at: number },
  now: Temporal.Instant,
): Promise<Judging> {
  const { datastream } = one
  const known = await listGrades(sql, datastream)
  const start = known.findLast((event) => event.at >= judged.since && event.at < at && event.latches !== null)
  const after = start?.at ?? judged.since - 1
  const earlier = await valuesBetween(sql, { datastream, after, until: at - 1, limit: BEFORE })
  const later = await valuesBetween(sql, { datastream, after: at - 1, until: judged.until, limit: VALUES })
  if (later.length === VALUES) return { one, judged, events: [], hasMore: true }
  const begun = start?.latches ?? FRESH
  const { latches, changes } = judgeAll(earlier.length < BEFORE ? begun : rested(begun), one, [...earlier, ...later])
  const { grade, side, level } = standingOf(latches, one)

  const gone = known.filter(
    (event) =>
      event.at > after && event.because !== 'levels-changed' && !changes.some((change) => isSame(event, change)),
  )
  await withdrawEvents(
    sql,
    gone.map(({ id }) => id),
    now,
  )
  const stays = known.filter((event) => !gone.includes(event))
  const added = changes.filter((change) => !stays.some((event) => isSame(event, change)))
  const events: JudgedNow[] = added.map((change) => ({ event: eventOf(one, change, 'corrected') }))
  const last = [
    ...stays,
    ...added.map(({ grade: kind, value }) => ({ at: value.at, kind, id: Number.MAX_SAFE_INTEGER })),
  ]
    .toSorted((a, b) => a.at - b.at || a.id - b.id)
    .at(-1)
  const isOther = grade !== judged.grade
  if ((last?.kind ?? 'normal') !== grade || (isOther && added.at(-1)?.grade !== grade)) {
    const moment = momentOf(Math.max(at, last?.at ?? at))
    const { municipality, owner } = one
    events.push({
      event: { municipality, owner, datastream, kind: grade, side, level, at: moment, because: 'corrected' },
    })
  }
  const told = events.at(-1)
  if (told !== undefined && isOther) events[events.length - 1] = { ...told, from: judged.grade }
  return { one, judged: { ...judged, grade, latches }, events, hasMore: true }
}

function isSame({ at, kind, side }: JudgedEvent, change: Change): boolean {
  return at === change.value.at && kind === change.grade && side === (change.side ?? null)
}
