import type { Sql } from '#core/database/sql.ts'
import type { Services } from '#core/services.ts'
import { EARLIEST } from '../model.ts'
import { announceEvents } from './announce-events.ts'
import { TOLD_HOURS, type NewEvent, type Want } from './event.ts'
import { addEvents } from './event-store.ts'
import { holdJudging, keepJudged, lastValues, listToJudge, takeMarks, valuesAfter } from './judge-store.ts'
import type { Judged, ToJudge } from './judge-store.ts'
import { judgeAgain } from './judge-again.ts'
import { FRESH, judgeAll, standingOf, type Grade } from './level.ts'
import { eventOf, type Judging } from './outcome.ts'

/** Datastreams in one transaction, and values of each: the embedded database answers nobody else meanwhile. */
const DATASTREAMS = 500
const VALUES = 2000
/** A value from later than this was sent by a clock that is wrong: it waits until its time comes. */
const AHEAD_MINUTES = 5

/**
 * Judges what is stored and was not judged yet: nothing is handed over when it is stored, so that nothing can get lost on the way, and
 * datastreams without levels cost nothing. Gives how many events came of it. Another process that does so is left to it.
 */
export async function judgeStored({ sql, clock }: Pick<Services, 'sql' | 'clock'>): Promise<number> {
  let events = 0
  for (;;) {
    const done = await sql.transaction((within) => judgeSome(within, clock()))
    events += done.events
    if (!done.hasMore) return events
  }
}

async function judgeSome(sql: Sql, now: Temporal.Instant): Promise<{ events: number; hasMore: boolean }> {
  if (!(await holdJudging(sql))) return { events: 0, hasMore: false }
  const horizon = now.add({ minutes: AHEAD_MINUTES })
  const waiting = await listToJudge(sql, horizon, DATASTREAMS)
  if (waiting.length === 0) return { events: 0, hasMore: false }
  const marks = await takeMarks(
    sql,
    waiting.map(({ datastream }) => datastream),
  )
  const begun: ToJudge[] = []
  const corrected: { one: ToJudge; judged: Judged; at: number }[] = []
  const ahead: { one: ToJudge; judged: Judged }[] = []
  for (const one of waiting) {
    const { judged } = one
    const at = marks.get(one.datastream)
    if (judged === null || !judged.levelsAt.equals(one.setAt)) begun.push(one)
    else if (at !== undefined && at >= judged.since && at <= judged.until) corrected.push({ one, judged, at })
    else ahead.push({ one, judged })
  }
  const outcomes = [...(await begin(sql, begun, horizon)), ...(await goOn(sql, ahead, horizon))]
  for (const one of corrected) outcomes.push(await judgeAgain(sql, one, now))
  await keepJudged(
    sql,
    outcomes.map(({ one, judged }) => ({ ...judged, datastream: one.datastream })),
    now,
  )
  const events = await keepEvents(sql, outcomes, now)
  const isFull =
    waiting.length === DATASTREAMS && outcomes.some(({ one, judged }) => judged.until !== one.judged?.until)
  return { events, hasMore: isFull || outcomes.some(({ hasMore }) => hasMore) }
}

/** Levels that are new: judging begins with the value of now, and what it comes to by them. */
async function begin(sql: Sql, begun: readonly ToJudge[], horizon: Temporal.Instant): Promise<Judging[]> {
  const values = await lastValues(
    sql,
    begun.map(({ datastream }) => datastream),
    horizon,
  )
  const last = new Map(values.map((value) => [value.datastream, value]))
  return begun.map((one) => {
    const value = last.get(one.datastream)
    const before = one.judged?.grade ?? 'normal'
    const { latches } = judgeAll(FRESH, one, value === undefined ? [] : [value])
    const standing = standingOf(latches, one)
    const at = value?.at ?? EARLIEST
    const judged = { levelsAt: one.setAt, since: at, until: at, grade: standing.grade, latches }
    if (standing.grade === before || value === undefined) return { one, judged, events: [], hasMore: true }
    const event = eventOf(one, { ...standing, value, latches }, 'levels-changed')
    return { one, judged, events: [{ event, from: before }], hasMore: true }
  })
}

/** Values that came after those that were judged. */
async function goOn(
  sql: Sql,
  ahead: readonly { readonly one: ToJudge; readonly judged: Judged }[],
  horizon: Temporal.Instant,
): Promise<Judging[]> {
  const asked = ahead.map(({ one, judged }) => ({ datastream: one.datastream, after: judged.until }))
  const values = Map.groupBy(await valuesAfter(sql, asked, { horizon, limit: VALUES }), ({ datastream }) => datastream)
  return ahead.map(({ one, judged }) => {
    const its = values.get(one.datastream) ?? []
    const { latches, changes } = judgeAll(judged.latches, one, its)
    const { grade } = standingOf(latches, one)
    const events = changes.map((change, place) => ({
      event: eventOf(one, change, 'value'),
      from: changes[place - 1]?.grade ?? judged.grade,
    }))
    const until = its.at(-1)?.at ?? judged.until
    return { one, judged: { ...judged, until, grade, latches }, events, hasMore: its.length === VALUES }
  })
}

async function keepEvents(sql: Sql, outcomes: readonly Judging[], now: Temporal.Instant): Promise<number> {
  const all = outcomes.flatMap(({ events }) => events)
  const ids = await addEvents(
    sql,
    all.map(({ event }) => event),
    now,
  )
  const oldest = now.subtract({ hours: TOLD_HOURS })
  const announced = all.flatMap(({ event, from }, place) => {
    const { datastream, owner, kind, at } = event
    const id = ids[place]
    if (id === undefined || from === undefined || datastream === null) return []
    if (Temporal.Instant.compare(at, oldest) < 0) return []
    return [{ event: id, datastream, owner, wants: wantsOf(from, kind) }]
  })
  await announceEvents(sql, announced, { now })
  return all.length
}

/** Who wants to hear of attention also hears of alarm, which is worse; and who heard that it began, hears that it ended. */
function wantsOf(from: Grade, to: NewEvent['kind']): readonly Want[] {
  return from === 'alarm' || to === 'alarm' ? ['attention', 'alarm'] : ['attention']
}
