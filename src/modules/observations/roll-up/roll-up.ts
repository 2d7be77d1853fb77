import type { Services } from '#core/services.ts'
import {
  finerOf,
  holdRollingUp,
  sumRaw,
  takeStale,
  writeRollUps,
  type RawSums,
  type RollUp,
  type Slot,
} from '../store/roll-ups.ts'
import type { Sql } from '#core/database/sql.ts'
import { markHours } from '../judging/mark-store.ts'
import { digestOf, merged } from './digest.ts'
import { dayAround, HOUR, monthAround, type Part, type Span } from './spans.ts'

/** Marks that are settled in one transaction: the embedded database answers nobody else meanwhile. */
const MARKS = 500
/** Centroids that are kept of an hour, and of what is longer. */
const SIZE = { hour: 24, day: 60, month: 100 } as const
const HOUR_SECONDS = 3600
const LONGEST_DAY_SECONDS = 25 * 3600

/** Rolls up everything that is marked; gives how many hours that were. Another process that does so is left to it. */
export async function rollUpStale({ sql }: Pick<Services, 'sql'>): Promise<number> {
  let hours = 0
  for (;;) {
    const done = await sql.transaction(async (within) => {
      if (!(await holdRollingUp(within))) return 0
      const stale = await takeStale(within, MARKS)
      await rollUp(within, stale)
      await markHours(within, stale)
      return stale.length
    })
    if (done === 0) return hours
    hours += done
  }
}

/** Rolls up these hours, and the days and months that they are in. */
export async function rollUp(
  sql: Sql,
  stale: readonly { readonly datastream: number; readonly hour: number }[],
): Promise<void> {
  const hours = stale.map(({ datastream, hour }): Slot => ({ datastream, from: hour, until: hour + HOUR }))
  // An hour has values of an hour at most; longer ones belong to a day or a month. -1: moments too.
  const sums = await sumRaw(sql, hours, -1)
  await writeRollUps(
    sql,
    'hour',
    hours,
    sums.flatMap((sum) => ofRaw(sum, SIZE.hour)),
  )
  const days = slotsAround(hours, dayAround)
  await rollUpFrom(sql, { span: 'day', finer: 'hour', slots: days, longerThan: HOUR_SECONDS })
  const months = slotsAround(hours, monthAround)
  await rollUpFrom(sql, { span: 'month', finer: 'day', slots: months, longerThan: LONGEST_DAY_SECONDS })
}

async function rollUpFrom(
  sql: Sql,
  {
    span,
    finer,
    slots,
    longerThan,
  }: {
    readonly span: 'day' | 'month'
    readonly finer: Span
    readonly slots: readonly Slot[]
    readonly longerThan: number
  },
): Promise<void> {
  const parts = Map.groupBy(await finerOf(sql, slots, finer), ({ slot }) => slot)
  const long = new Map((await sumRaw(sql, slots, longerThan)).map((sum) => [`${sum.datastream} ${sum.start}`, sum]))
  const rows = slots.flatMap(({ datastream, from }, place): RollUp[] => {
    const raw = long.get(`${datastream} ${from}`)
    const all = [...(parts.get(place) ?? []), ...(raw === undefined ? [] : ofRaw(raw, SIZE[span]))]
    return all.length === 0 ? [] : [{ ...together(all, SIZE[span]), datastream, start: from }]
  })
  await writeRollUps(sql, span, slots, rows)
}

function ofRaw({ numbers, ...sum }: RawSums, size: number): RollUp[] {
  return sum.count === 0 ? [] : [{ ...sum, digest: digestOf(numbers, size) }]
}

function together(rows: readonly RollUp[], size: number): Omit<RollUp, 'datastream' | 'start'> {
  const known = (value: (row: RollUp) => number | null) => rows.map(value).filter((one) => one !== null)
  const covered = known((row) => row.covered)
  const totals = known(({ total }) => total)
  const isNumber = totals.length > 0
  const isWeighted = rows.some(({ weight }) => weight !== null)
  // Where a sensor does not say how long it was up, it always was.
  const sum = (value: (row: RollUp) => number | null) => rows.reduce((all, row) => all + (value(row) ?? 0), 0)
  return {
    count: sum(({ count }) => count),
    covered: covered.length === rows.length ? covered.reduce((a, b) => a + b, 0) : null,
    total: isNumber ? totals.reduce((a, b) => a + b, 0) : null,
    low: isNumber ? known(({ low }) => low).reduce((a, b) => Math.min(a, b)) : null,
    high: isNumber ? known(({ high }) => high).reduce((a, b) => Math.max(a, b)) : null,
    weight: isWeighted ? sum(({ weight, total, count }) => weight ?? (total === null ? 0 : count)) : null,
    weighted: isWeighted ? sum(({ weighted, total }) => weighted ?? total) : null,
    digest: merged(
      rows.map(({ digest }) => digest),
      size,
    ),
  }
}

function slotsAround(hours: readonly Slot[], around: (moment: number) => Part): Slot[] {
  // Many hours are in one day: the calendar is asked once for each hour, and each day kept once.
  const parts = new Map<number, Part>()
  const slots = new Map<string, Slot>()
  for (const { datastream, from } of hours) {
    const part = parts.get(from) ?? around(from)
    parts.set(from, part)
    slots.set(`${datastream} ${part.from}`, { datastream, ...part })
  }
  return [...slots.values()]
}
