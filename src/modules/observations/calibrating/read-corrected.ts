import type { Sql } from '#core/database/sql.ts'
import { calibratedMean, type Inputs } from '../calibration/index.ts'
import { converter } from '../harmonise/ucum.ts'
import { dayAround } from '../roll-up/spans.ts'
import { listCalibrations, type KeptCalibration } from './calibration-store.ts'
import { listClockShifts, listOfSameThing, shiftAt, type ClockShift } from './clock-store.ts'
import { correctValues, withinSeen } from './correct-values.ts'
import {
  findMeasured,
  listHours,
  listNumbersAfter,
  listToldHours,
  type HourOf,
  type RawNumber,
  type RawRange,
} from './corrected-store.ts'
import { heldStretches, type HeldStretch } from './validity.ts'

/** Raw values that are read at a time; hours. */
const PAGE = 5000
const HOURS_PAGE = 1000
const HOUR = 3_600_000_000
/** An hour counts when it was measured for so many seconds, as it does for learning; a day when so large a part of its hours counts. */
const LEAST_SECONDS = 2700
const LEAST_OF_DAY = 0.75
/** What failed a test is no value that a reference would have said. */
const FAILED = 4

/** A value beside what it is corrected to. Moments in microseconds since 1970; raw in the unit of the sensor, the rest in that of the calibration. */
export interface Corrected {
  readonly at: number
  readonly until: number | null
  readonly raw: number
  /** Null where something that the model needs is missing, where the value failed a test, and far beyond what was learned from. */
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
  /** To be added to the times, seconds: what staff accepted about the clock of the sensor. */
  readonly shiftSeconds: number
  readonly kept: KeptCalibration
}

/** What is put together: nothing, hours, or days of Brussels. */
export type CorrectedSpan = 'value' | 'hour' | 'day'

/** Where models hold in a part of time; empty where a datastream was never calibrated, or measures in another unit now. */
export async function stretchesOf(sql: Sql, { datastream, from, until }: RawRange): Promise<HeldStretch[]> {
  const measured = await findMeasured(sql, datastream)
  if (measured?.kind !== 'number') return []
  const versions = await listCalibrations(sql, datastream)
  return heldStretches(
    versions.filter(({ sensorUnit }) => sensorUnit === measured.ucum),
    { from, until },
  )
}

/** Corrected values of a part of time, in order, some thousands at a time: of any number in bounded memory. */
export function readCorrected(
  sql: Sql,
  datastream: number,
  { span, stretches }: { readonly span: CorrectedSpan; readonly stretches: readonly HeldStretch[] },
): AsyncGenerator<readonly Corrected[]> {
  if (span === 'value') return readValues(sql, datastream, stretches)
  return span === 'hour' ? hoursAlone(readHours(sql, datastream, stretches)) : readDays(readHours(sql, datastream, stretches)) // prettier-ignore
}

async function* readValues(
  sql: Sql,
  datastream: number,
  stretches: readonly HeldStretch[],
): AsyncGenerator<readonly Corrected[]> {
  for (const { from, until, kept } of stretches) {
    const clock = await clockOf(sql, kept)
    let after: RawNumber | undefined
    for (;;) {
      const rows = await listNumbersAfter(sql, { datastream, from, until }, { after, limit: PAGE })
      if (rows.length > 0) yield await correctRows(sql, rows, kept, clock)
      after = rows.at(-1)
      if (rows.length < PAGE) break
    }
  }
}

async function correctRows(
  sql: Sql,
  rows: readonly RawNumber[],
  kept: KeptCalibration,
  clock: Clock,
): Promise<Corrected[]> {
  const hourOf = ({ at }: RawNumber) => at - (((at % HOUR) + HOUR) % HOUR)
  const hours = await hoursBy(sql, kept, [...new Set(rows.map(hourOf))], clock)
  const inUnit = converterOf(kept)
  const column = (id: number | null) =>
    id === null ? undefined : Float64Array.from(rows, (row) => hours.get(hourOf(row))?.get(id)?.mean ?? Number.NaN)
  const { value, low, high } = correctValues(kept.found, {
    sensor: Float64Array.from(rows, ({ number, flag }) => (flag === FAILED ? Number.NaN : inUnit(number))),
    humidity: column(kept.humidity),
    temperature: column(kept.temperature),
    wobble: Float64Array.from(rows, (row) => {
      const { mean = 0, deviation = 0 } = hours.get(hourOf(row))?.get(kept.datastream) ?? {}
      return Math.abs(inUnit(mean + deviation) - inUnit(mean))
    }),
  })
  return rows.map(({ at, until, number }, i) => ({
    at,
    until,
    raw: number,
    value: told(value[i]),
    low: told(low[i]),
    high: told(high[i]),
    shiftSeconds: shiftAt(clock.shifts, at),
    kept,
  }))
}

/** An hour with what the model read of it. */
interface CorrectedHour {
  readonly told: Corrected
  readonly inputs: { readonly sensor: number; readonly humidity: number; readonly temperature: number }
}

async function* readHours(
  sql: Sql,
  datastream: number,
  stretches: readonly HeldStretch[],
): AsyncGenerator<readonly CorrectedHour[]> {
  for (const { from, until, kept } of stretches) {
    const clock = await clockOf(sql, kept)
    let next = from
    for (;;) {
      const starts = await listToldHours(sql, { datastream, from: next, until }, HOURS_PAGE)
      if (starts.length > 0) yield correctHours(await hoursBy(sql, kept, starts, clock), kept, clock)
      next = (starts.at(-1) ?? 0) + HOUR
      if (starts.length < HOURS_PAGE) break
    }
  }
}

function correctHours(hours: HoursBy, kept: KeptCalibration, clock: Clock): CorrectedHour[] {
  const inUnit = converterOf(kept)
  const at = (id: number | null, others: ReadonlyMap<number, HourOf>) =>
    id === null ? Number.NaN : (others.get(id)?.mean ?? Number.NaN)
  const rows = [...hours].flatMap(([start, others]) => {
    const own = others.get(kept.datastream)
    if (own === undefined || (own.covered !== null && own.covered < LEAST_SECONDS)) return []
    const inputs = { sensor: inUnit(own.mean), humidity: at(kept.humidity, others), temperature: at(kept.temperature, others) } // prettier-ignore
    return [{ start, raw: own.mean, inputs }]
  })
  const columns = inputsOf(rows)
  const { value, low, high } = correctValues(kept.found, { ...columns, wobble: new Float64Array(rows.length) })
  return rows.map(({ start, raw, inputs }, i) => ({
    told: {
      at: start,
      until: start + HOUR,
      raw,
      value: told(value[i]),
      low: told(low[i]),
      high: told(high[i]),
      shiftSeconds: shiftAt(clock.shifts, start),
      kept,
    },
    inputs,
  }))
}

async function* hoursAlone(pages: AsyncGenerator<readonly CorrectedHour[]>): AsyncGenerator<readonly Corrected[]> {
  for await (const page of pages) yield page.map(({ told: hour }) => hour)
}

async function* readDays(pages: AsyncGenerator<readonly CorrectedHour[]>): AsyncGenerator<readonly Corrected[]> {
  let open: { readonly until: number; readonly hours: CorrectedHour[] } | undefined
  for await (const page of pages) {
    const days: Corrected[] = []
    for (const hour of page) {
      if (open !== undefined && measuredAt(hour) < open.until) {
        open.hours.push(hour)
        continue
      }
      if (open !== undefined) days.push(...dayOf(open.hours))
      open = { until: dayAround(measuredAt(hour) / 1000).until * 1000, hours: [hour] }
    }
    if (days.length > 0) yield days
  }
  if (open !== undefined) yield dayOf(open.hours)
}

/**
 * The mean of a day that was measured long enough, with the interval of that mean. Where two versions share a day, each is looked at apart
 * and the wider half counts: nobody knows whether they err together.
 */
function dayOf(hours: readonly CorrectedHour[]): Corrected[] {
  const [first] = hours
  if (first === undefined) return []
  const { from, until } = dayAround(measuredAt(first) / 1000)
  const usable = hours.filter(({ told: { value } }) => value !== null)
  if (usable.length * HOUR < LEAST_OF_DAY * (until - from) * 1000) return []
  const parts = [...Map.groupBy(usable, ({ told: { kept } }) => kept)].flatMap(([kept, its]) => {
    const columns = inputsOf(its.map(({ inputs }) => ({ inputs })))
    const mean = calibratedMean(kept.found, { ...columns, sensor: withinSeen(kept.found, columns.sensor) })
    return mean === undefined ? [] : [{ kept, ...mean }]
  })
  const newest = parts.at(-1)
  if (newest === undefined) return []
  const meanOf = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length
  const value = meanOf(usable.map(({ told: hour }) => hour.value ?? Number.NaN))
  const half = Math.max(...parts.map((part) => part.high - part.value))
  return [
    {
      at: from * 1000,
      until: until * 1000,
      raw: meanOf(usable.map(({ told: { raw } }) => raw)),
      value,
      low: value - half,
      high: value + half,
      // A day is one of the clock as it should have been.
      shiftSeconds: 0,
      kept: newest.kept,
    },
  ]
}

function inputsOf(rows: readonly { readonly inputs: CorrectedHour['inputs'] }[]): Inputs {
  const column = (of: keyof CorrectedHour['inputs']) => Float64Array.from(rows, ({ inputs }) => inputs[of])
  return { sensor: column('sensor'), humidity: column('humidity'), temperature: column('temperature') }
}

type HoursBy = ReadonlyMap<number, ReadonlyMap<number, HourOf>>

interface Clock {
  readonly shifts: readonly ClockShift[]
  /** What hangs at the same thing tells time by the same clock. */
  readonly alike: ReadonlySet<number>
}

async function clockOf(sql: Sql, { datastream, humidity, temperature }: KeptCalibration): Promise<Clock> {
  const others = [humidity, temperature].filter((id) => id !== null)
  return {
    shifts: await listClockShifts(sql, datastream),
    alike: await listOfSameThing(sql, datastream, others),
  }
}

/** By hour (as the sensor tells time) and datastream. What hangs elsewhere tells time by another clock. */
async function hoursBy(sql: Sql, kept: KeptCalibration, starts: readonly number[], clock: Clock): Promise<HoursBy> {
  const ids = [kept.datastream, kept.humidity, kept.temperature].filter((id) => id !== null)
  const elsewhere = ids.filter((id) => !clock.alike.has(id))
  const grouped = new Map(starts.map((at) => [at, new Map<number, HourOf>()]))
  for (const one of await listHours(sql, [...clock.alike], starts)) grouped.get(one.at)?.set(one.datastream, one)
  if (elsewhere.length === 0) return grouped
  const moved = new Map(starts.map((at) => [at + shiftAt(clock.shifts, at) * 1e6, at]))
  for (const one of await listHours(sql, elsewhere, [...moved.keys()]))
    grouped.get(moved.get(one.at) ?? Number.NaN)?.set(one.datastream, one)
  return grouped
}

function measuredAt({ told: { at, shiftSeconds } }: CorrectedHour): number {
  return at + shiftSeconds * 1e6
}

function converterOf({ sensorUnit, unit }: KeptCalibration): (value: number) => number {
  return (sensorUnit === null ? undefined : converter(sensorUnit, unit)) ?? ((value) => value)
}

function told(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null
}
