import type { Sql } from '#core/database/sql.ts'
import { pick, waves, type Batch } from '../batch.ts'
import { reachOf, type Reach } from '../harmonise/in-reach.ts'
import { correct } from './correct.ts'
import { insertRows } from './insert.ts'
import { lockDatastreams, type Receiver } from './lock-datastreams.ts'
import { monthsOf, readyMonths } from './ready-months.ts'

/** Its datastream is not there (any more). */
export const HOMELESS = 0
/** What became of a row of a batch. */
export const ADDED = 1
/** It was there already: same datastream, same time, same result. */
export const KNOWN = 2
/** Another result for a time that was known: a new version beside the old one. */
export const CORRECTED = 3

/** Its month went to the archive: nothing is taken in any more. */
export const CLOSED = 6
/** It lies further ahead than anything was measured. */
export const AHEAD = 7

export interface Stored {
  /** One of ADDED, KNOWN, CORRECTED, HOMELESS, CLOSED, AHEAD, for each row. */
  readonly outcome: Uint8Array
  /** With its datastream and moment, this is what a row is found by. */
  readonly turn: Int16Array
}

/**
 * Stores observations, each exactly once however often it is sent. Call it in a transaction: what it tells is true when that is
 * committed. `held` are its datastreams, where they are held already. Two calls at once take datastreams in the same order, so that they wait for each other and do not deadlock.
 */
export async function addObservations(
  sql: Sql,
  batch: Batch,
  now: Temporal.Instant,
  held?: ReadonlyMap<number, Receiver>,
): Promise<Stored> {
  const outcome = new Uint8Array(batch.length)
  const turn = new Int16Array(batch.length)
  const there = held ?? (await lockDatastreams(sql, batch.datastream))
  const hasAhead = markAhead(batch, outcome, { reach: reachOf(now), there })
  // A clock that is wrong makes no months.
  const closed = await readyMonths(
    sql,
    monthsOf(hasAhead ? batch.at.filter((_, row) => outcome[row] !== AHEAD) : batch.at),
  )
  const isOpen = (row: number) => (batch.at[row] ?? 0) >= closed && outcome[row] !== AHEAD
  if (closed > -Infinity)
    for (let row = 0; row < batch.length; row++) if ((batch.at[row] ?? 0) < closed) outcome[row] = CLOSED
  for (const [place, wave] of waves(batch).entries()) {
    const rows = wave.rows.filter((row) => there.has(batch.datastream[row] ?? 0) && isOpen(row))
    if (rows.length === 0) continue
    const some = rows.length === wave.rows.length ? wave.batch : pick(batch, rows)
    for (const row of rows) outcome[row] = ADDED
    // Of a later wave each row is about what a row before it was about: it is there by now.
    const left = place === 0 ? await insertRows(sql, some, { now, held: there }) : rows.map((_, index) => index)
    if (left.length === 0) continue
    const settled = await correct(sql, pick(some, left), { now, held: there })
    left.forEach((taken, index) => {
      const row = rows[taken] ?? 0
      outcome[row] = settled[index]?.outcome ?? HOMELESS
      turn[row] = settled[index]?.turn ?? 0
    })
  }
  return { outcome, turn }
}

/** Marks rows that lie too far ahead; tells whether there are any. */
function markAhead(
  { length, at, datastream }: Batch,
  outcome: Uint8Array,
  { reach, there }: { readonly reach: Reach; readonly there: ReadonlyMap<number, Receiver> },
): boolean {
  let hasAny = false
  for (let row = 0; row < length; row++) {
    const moment = at[row] ?? 0
    if (moment <= reach.last) continue
    if (moment <= reach.lastForecast && there.get(datastream[row] ?? 0)?.isForecast) continue
    outcome[row] = AHEAD
    hasAny = true
  }
  return hasAny
}

/** How many rows of a batch met with this. */
export function count({ outcome }: Stored, what: number): number {
  let found = 0
  for (const one of outcome) if (one === what) found++
  return found
}
