import { requestJob } from '#core/jobs/jobs.ts'
import type { Sql } from '#core/database/sql.ts'
import type { Services } from '#core/services.ts'
import { judgeHours } from '../judge-hours.ts'
import { judgeValues } from '../judge-values.ts'
import { holdJudgingValues } from '../mark-store.ts'
import { finishAssessment, listRunning, markHistory, removeStopped } from './assessment-store.ts'

/** The job that tells that history was judged again. */
export const TELL_JOB = 'observations.tell-assessment'

/** So much history is marked at once. */
const STEP = { hours: 7 * 24 }
/** So many batches of values, and of hours, are judged for each step of history. */
const MOST_BATCHES = 200

/**
 * Goes on with judging history again: marks the next week once the one after it is done, and judges it. All that it knows stands in the
 * database, so that it goes on where it was after a restart. Gives how many steps it took.
 */
export async function assessHistory(services: Pick<Services, 'sql' | 'clock'>, most: number): Promise<number> {
  for (let steps = 0; steps < most; steps += 1) {
    const hasMoved = await services.sql.transaction(async (within) => {
      if (!(await holdJudgingValues(within))) return false
      return moveOn(within, services.clock())
    })
    const judged = await judgeValues(services, MOST_BATCHES)
    const hours = await judgeHours(services, MOST_BATCHES)
    if (!hasMoved && judged === 0 && hours === 0) return steps
  }
  return most
}

/** Marks the next part of each assessment of which nothing waits; false when there was none. */
async function moveOn(sql: Sql, now: Temporal.Instant): Promise<boolean> {
  await removeStopped(sql)
  let hasMoved = false
  for (const one of await listRunning(sql)) {
    if (one.waits) continue
    hasMoved = true
    if (Temporal.Instant.compare(one.madeTo, one.since) <= 0) {
      await finishAssessment(sql, one.id, now)
      await requestJob(sql, TELL_JOB, { assessment: one.id })
      continue
    }
    const week = one.madeTo.subtract(STEP)
    const from = Temporal.Instant.compare(week, one.since) < 0 ? one.since : week
    await markHistory(sql, one, { from, until: one.madeTo, now })
  }
  return hasMoved
}
