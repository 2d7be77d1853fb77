import { HOME_TIME_ZONE } from '#core/i18n/format.ts'
import type { Sql } from '#core/database/sql.ts'
import type { Services } from '#core/services.ts'
import { calibrationStates } from '../calibrating/state.ts'
import { describe, halfWidthIn } from './describe-datastreams.ts'
import { listDescribed } from './describe-store.ts'
import { hoursOf } from './hours-store.ts'
import { scored, WINDOW_HOURS, type Scored } from './score.ts'
import { forgetCompared, keepNetworkScores, keepScores, listChanged, listToScore, type Window } from './score-store.ts'

/** Datastreams of one transaction: a page never waits longer for the database than for these. */
const BATCH = 100
/** Batches of one night: half a million datastreams. What is left is done the next night. */
const MOST_BATCHES = 5000
/** Changes of one turn. */
const MOST_CHANGED_BATCHES = 20
/** Days that it is kept which hours were compared: as long as a score looks back, and some more. */
const COMPARED_DAYS = 45
const FORGOTTEN_AT_ONCE = 10_000

type Outside = Pick<Services, 'sql' | 'clock'>

/**
 * Scores every datastream for the thirty days that ended last midnight, and writes down how networks do. Each batch is a transaction of its
 * own, and what was scored is left alone, so that a night that ends halfway is gone on with. Gives how many were scored.
 */
export async function scoreAll(outside: Outside, mostBatches = MOST_BATCHES): Promise<number> {
  const { sql, clock } = outside
  const window = windowAt(clock())
  let done = 0
  let after = 0
  for (let batches = 0; batches < mostBatches; batches += 1) {
    const ids = await listToScore(sql, window, { after, limit: BATCH })
    if (ids.length === 0) break
    await scoreBatch(outside, ids, window)
    done += ids.length
    after = ids.at(-1) ?? after
  }
  const today = window.until.toZonedDateTimeISO(HOME_TIME_ZONE).toPlainDate()
  await sql.transaction((within) => keepNetworkScores(within, today.subtract({ days: 1 })))
  const before = today.subtract({ days: COMPARED_DAYS })
  while ((await forgetCompared(sql, before, FORGOTTEN_AT_ONCE)) === FORGOTTEN_AT_ONCE);
  return done
}

/** Scores what changed in another way than by values since it was scored, and what is new. */
export async function scoreChanged(outside: Outside, mostBatches = MOST_CHANGED_BATCHES): Promise<number> {
  const window = windowAt(outside.clock())
  let done = 0
  for (let batches = 0; batches < mostBatches; batches += 1) {
    const ids = await listChanged(outside.sql, BATCH)
    if (ids.length === 0) return done
    await scoreBatch(outside, ids, window)
    done += ids.length
  }
  return done
}

/** The thirty times 24 hours until the last midnight of the region. */
export function windowAt(now: Temporal.Instant): Window {
  const until = now.toZonedDateTimeISO(HOME_TIME_ZONE).startOfDay().toInstant()
  return { from: until.subtract({ hours: WINDOW_HOURS }), until }
}

async function scoreBatch({ sql, clock }: Outside, ids: readonly number[], window: Window): Promise<void> {
  await sql.transaction(async (within) => {
    await keepScores(within, ids, await scoresOf(within, ids, window), { ...window, now: clock() })
  })
}

/** The scores of these datastreams for a window, by what is stored now. The same is found of the same. */
export async function scoresOf(sql: Sql, ids: readonly number[], { until }: Pick<Window, 'until'>): Promise<Scored[]> {
  const hours = await hoursOf(sql, ids, until)
  const states = await calibrationStates(sql, ids)
  return (await listDescribed(sql, ids)).flatMap((row) => {
    const own = hours.get(row.id)
    const calibrated = states.get(row.id)
    if (own === undefined) return []
    const drift =
      calibrated === undefined || calibrated.drift === null
        ? null
        : halfWidthIn({ halfWidth: calibrated.drift, unit: calibrated.unit }, row.ucum)
    return [scored(describe(row, own, calibrated), own, drift)]
  })
}
