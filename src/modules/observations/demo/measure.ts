import { HOME_TIME_ZONE } from '#core/i18n/format.ts'
import type { Sql } from '#core/database/sql.ts'
import { batchBuilder } from '../batch.ts'
import { takeIn } from '../ingest/corridor.ts'
import type { Shape } from './shapes.ts'
import type { InventedThing } from './things.ts'

const DAYS = 7
const HOUR = 3600
/** So many values are taken in at once. */
const ROWS = 5000

/** An invented datastream that measures. */
export interface Source {
  /** From when on, in seconds since 1970; absent: since a week. */
  readonly from?: number
  readonly language: 'nl' | 'fr'
  readonly thing: InventedThing
  readonly shape: Shape
  readonly id: number
}

/** Takes in what all of them measured up to now, through the corridor, in order of datastream and time. */
export async function takeInAll(sql: Sql, sources: readonly Source[], now: Temporal.Instant): Promise<void> {
  const builder = batchBuilder(ROWS * 2)
  const clockAt = clocks()
  const last = Math.floor(now.epochMilliseconds / 1000)
  const first = Math.floor((last - DAYS * 24 * HOUR) / HOUR) * HOUR
  for (const { thing, shape, id, language, from = first } of sources) {
    const { period } = shape
    const until = Math.floor((last - thing.stoppedFor * HOUR) / period) * period
    for (let at = Math.max(from, first); at + (shape.isOverTime ? period : 0) <= until; at += period) {
      if (isGap(at, thing.seed)) continue
      const value = shape.value({ hours: at / HOUR, seed: thing.seed, language, ...clockAt(at) })
      if (value === undefined) continue
      const end = shape.isOverTime ? (at + period) * 1e6 : Number.NaN
      if (typeof value === 'number') builder.add(id, at * 1e6, end, value)
      else builder.add(id, at * 1e6, end, Number.NaN, { text: value })
    }
    if (builder.length >= ROWS) await takeIn(sql, builder.take(), now)
  }
  if (builder.length > 0) await takeIn(sql, builder.take(), now)
}

/** Some four hours in four days nothing came in. */
function isGap(at: number, seed: number): boolean {
  return (Math.floor(at / HOUR) + seed * 7) % 101 < 4
}

/** Hour of the day and kind of day in Brussels, asked of the calendar once for each hour. */
function clocks(): (at: number) => { readonly hour: number; readonly isWeekend: boolean } {
  const known = new Map<number, { hour: number; isWeekend: boolean }>()
  return (at) => {
    const whole = Math.floor(at / HOUR) * HOUR
    let found = known.get(whole)
    if (found === undefined) {
      const { hour, dayOfWeek } = Temporal.Instant.fromEpochMilliseconds(whole * 1000).toZonedDateTimeISO(
        HOME_TIME_ZONE,
      )
      found = { hour, isWeekend: dayOfWeek > 5 }
      known.set(whole, found)
    }
    return { ...found, hour: found.hour + (at - whole) / HOUR }
  }
}
