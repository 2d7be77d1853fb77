import type { Sql } from '#core/database/sql.ts'
import type { Services } from '#core/services.ts'
import { findClockShift } from '../calibration/index.ts'
import { converter } from '../harmonise/ucum.ts'
import { medianInPlace } from '../quality/median.ts'
import {
  keepClockProposal,
  listClocked,
  listClockShifts,
  outdateClockProposal,
  shiftAt,
  type Clocked,
} from './clock-store.ts'
import { listHourMeans } from './pair-store.ts'

/** Which rules made a proposal; changes when the same values would give another. */
export const CLOCK_METHOD = 'clock-1'
/** Days that are looked at. */
const DAYS = 28
/** Neighbours stand within so many metres (our own choice: weather and the rhythm of traffic are the same there). */
const NEAR_METRES = 10_000
/** One of two clocks that differ is wrong, and nobody knows which: three neighbours, or a reference. */
const LEAST_NEIGHBOURS = 3
/** What was refused is not proposed again for so many days. */
const REFUSED_DAYS = 180
/** Datastreams that are read at a time, and looked at in all. */
const [PAGE, MOST] = [100, 5000] as const
const HOUR = 3_600_000_000

/** What a round came to. */
export interface ClockRound {
  readonly looked: number
  readonly proposed: number
}

/**
 * Compares the clocks of datastreams with those of their neighbours, by hours of the last four weeks, and proposes to staff what seems off.
 * Nothing is moved. What staff accepted before counts already, so that a clock that was put right since is proposed to be read as it is.
 */
export async function proposeClocks({ sql, clock }: Pick<Services, 'sql' | 'clock'>): Promise<ClockRound> {
  const until = clock().round({ smallestUnit: 'hour', roundingMode: 'floor' })
  const from = until.subtract({ hours: 24 * DAYS })
  let [after, looked, proposed] = [0, 0, 0]
  while (looked < MOST) {
    const page = await listClocked(sql, { after, limit: PAGE, metres: NEAR_METRES, since: from })
    for (const one of page) {
      after = one.datastream
      if (!isComparable(one)) continue
      looked += 1
      if (await proposeOne(sql, one, { from, until })) proposed += 1
    }
    if (page.length < PAGE) break
  }
  return { looked, proposed }
}

function isComparable({ neighbours }: Clocked): boolean {
  return neighbours.length >= LEAST_NEIGHBOURS || neighbours.some(({ isReference }) => isReference)
}

async function proposeOne(
  sql: Sql,
  one: Clocked,
  range: { readonly from: Temporal.Instant; readonly until: Temporal.Instant },
): Promise<boolean> {
  const known = await shiftsOf(sql, one)
  const grids = await gridsOf(sql, one, { ...range, known })
  const found = grids && findClockShift(grids.own, grids.others)
  if (found === undefined) {
    await outdateClockProposal(sql, one.datastream)
    return false
  }
  const inForce = shiftAt(known.get(one.datastream) ?? [], range.until.epochMilliseconds * 1000)
  return sql.transaction((within) =>
    keepClockProposal(within, one, {
      ...found,
      addSeconds: inForce + found.addSeconds,
      neighbours: grids?.count ?? 0,
      method: CLOCK_METHOD,
      ...range,
      refusedSince: range.until.subtract({ hours: 24 * REFUSED_DAYS }),
    }),
  )
}

type Shifts = ReadonlyMap<number, Awaited<ReturnType<typeof listClockShifts>>>

async function shiftsOf(sql: Sql, { datastream, neighbours }: Clocked): Promise<Shifts> {
  const shifts = new Map<number, Awaited<ReturnType<typeof listClockShifts>>>()
  for (const id of [datastream, ...neighbours.map((one) => one.id)]) shifts.set(id, await listClockShifts(sql, id))
  return shifts
}

interface Looked {
  readonly from: Temporal.Instant
  readonly until: Temporal.Instant
  readonly known: Shifts
}

/** Hours of a datastream, and of its neighbours the median of how far each is from its own mean. NaN is missing. */
async function gridsOf(sql: Sql, one: Clocked, { from, until, known }: Looked) {
  const neighbours = one.neighbours.filter(({ ucum }) => converter(ucum, one.ucum) !== undefined)
  const ids = [one.datastream, ...neighbours.map(({ id }) => id)]
  const start = from.epochMilliseconds * 1000
  const size = Math.round((until.epochMilliseconds - from.epochMilliseconds) / 3_600_000)
  const grids = new Map(ids.map((id) => [id, new Float64Array(size).fill(Number.NaN)]))
  for (const { datastream, at, mean } of await listHourMeans(sql, ids, { from, until })) {
    const place = Math.round((at + shiftAt(known.get(datastream) ?? [], at) * 1e6 - start) / HOUR)
    const grid = grids.get(datastream)
    if (grid !== undefined && place >= 0 && place < size) grid[place] = mean
  }
  const told = neighbours.flatMap(({ id, ucum }) => {
    const inUnit = converter(ucum, one.ucum) ?? ((value: number) => value)
    const grid = grids.get(id)?.map((value) => inUnit(value))
    const values = grid?.filter(Number.isFinite) ?? new Float64Array()
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    return grid === undefined || values.length === 0 ? [] : [grid.map((value) => value - mean)]
  })
  if (told.length === 0) return undefined
  const others = Float64Array.from({ length: size }, (_, hour) => {
    const values = told.map((grid) => grid[hour] as number).filter(Number.isFinite)
    return values.length === 0 ? Number.NaN : medianInPlace(Float64Array.from(values))
  })
  return { own: grids.get(one.datastream) ?? new Float64Array(size), others, count: told.length }
}
