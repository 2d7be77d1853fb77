import type { Sql } from '#core/database/sql.ts'
import type { Services } from '#core/services.ts'
import {
  applyCalibration,
  calibrate,
  dailyMeans,
  findDrift,
  usualOf,
  type Calibration,
  type Inputs,
  type Pairs,
} from '../calibration/index.ts'
import { converter } from '../harmonise/ucum.ts'
import {
  calibrationsInForce,
  endWithoutReference,
  keepCalibration,
  keepDrift,
  type CalibrationReason,
  type KeptCalibration,
  type NewCalibration,
} from './calibration-store.ts'
import { listClockShifts, listOfSameThing, shiftAt, type ClockShift } from './clock-store.ts'
import { listBeside, listHourMeans, type Beside } from './pair-store.ts'

/** What hangs so near to a reference stands beside it. */
export const BESIDE_METRES = 100
/** Days that are learned from. */
const DAYS = 90
/** A calibration that holds is learned anew after so many days. */
const RENEW_DAYS = 30
/** Humidity and temperature are learned from where so large a part of the hours has them. */
const LEAST_TOLD = 0.8
/** A day counts for drift with so many hours at least. */
const LEAST_HOURS = 12
/** How far a sensor went is the mean of so many days at most, and at least. */
const DRIFT_DAYS = 14
const LEAST_DRIFT_DAYS = 5

/** What a night of calibrating came to. */
export interface Night {
  readonly looked: number
  readonly kept: number
  readonly ended: number
}

/**
 * Calibrates what stands beside a reference: what was not, what drifted, and what was learned a month ago. Each in a transaction of its own,
 * so that a night that ends halfway loses nothing. What was measured is not changed.
 */
export async function calibrateBeside({ sql, clock }: Pick<Services, 'sql' | 'clock'>): Promise<Night> {
  const now = clock()
  const ended = await endWithoutReference(sql, now)
  const beside = await listBeside(sql, BESIDE_METRES)
  const inForce = await calibrationsInForce(
    sql,
    beside.map(({ datastream }) => datastream),
  )
  let kept = 0
  for (const one of beside) {
    const shifts = await listClockShifts(sql, one.datastream)
    const pairs = await pairsOf(sql, one, { shifts, now })
    if (pairs === undefined) continue
    const before = inForce.get(one.datastream)
    const reason = reasonFor(before, one, { pairs, shifts, now })
    if (reason === undefined) {
      await keepDrift(sql, one.datastream, before === undefined ? null : driftSoFar(before.found, pairs), now)
      continue
    }
    // After a drift only what was measured since says how it is now.
    const found = calibrate(reason.since === undefined ? pairs : since(pairs, reason.since), claimOf(one))
    if (found.verdict === 'not-enough') continue
    await sql.transaction((within) => keepCalibration(within, newOf(one, found, reason.why), now))
    kept += 1
  }
  return { looked: beside.length, kept, ended }
}

function newOf(one: Beside, found: Calibration, reason: CalibrationReason): NewCalibration {
  const { datastream, reference, humidity, temperature } = one
  const seen = found.model?.seen
  return {
    datastream,
    reference,
    found,
    reason,
    unit: one.referenceUcum,
    sensorUnit: one.ucum,
    humidity: seen?.humidity === undefined ? null : humidity,
    temperature: seen?.temperature === undefined ? null : temperature,
  }
}

function claimOf({ property, ucum, referenceUcum }: Beside) {
  return { property, unit: referenceUcum, isSameUnit: converter(ucum, referenceUcum) !== undefined }
}

/** Why a calibration must be learned now, and since when it drifted; undefined when it need not. */
function reasonFor(
  before: KeptCalibration | undefined,
  { reference }: Beside,
  {
    pairs,
    shifts,
    now,
  }: { readonly pairs: Pairs; readonly shifts: readonly ClockShift[]; readonly now: Temporal.Instant },
): { readonly why: CalibrationReason; readonly since?: number } | undefined {
  if (before === undefined) return { why: 'first' }
  const drift = driftOf(before.found, pairs)
  if (drift !== undefined) return { why: 'drifted', since: drift.since }
  // What staff accepted about its clock changes what it was compared with.
  const isMoved = shifts.some(({ answeredAt }) => Temporal.Instant.compare(answeredAt, before.begunAt) > 0)
  const isOld = Temporal.Instant.compare(before.begunAt.add({ hours: 24 * RENEW_DAYS }), now) <= 0
  return isOld || isMoved || before.reference !== reference ? { why: 'renewed' } : undefined
}

/** The days after the window that was learned from, and what is usual of those in it. */
function daysOf(found: Calibration, pairs: Pairs) {
  const { window } = found
  if (window === null) return undefined
  const { time, days } = dailyMeans(pairs.time, residualsOf(found, pairs), LEAST_HOURS)
  const isLearned = (day: number) => day < window[1]
  const usual = usualOf(days.filter((_, i) => isLearned(time[i] as number)))
  const later = time.map((_, i) => i).filter((i) => !isLearned(time[i] as number))
  const at = (column: Float64Array) => Float64Array.from(later, (i) => column[i] as number)
  return usual === undefined ? undefined : { time: at(time), days: at(days), usual }
}

/** What went away from the reference since it was learned, when that is sure. */
function driftOf(found: Calibration, pairs: Pairs) {
  const told = daysOf(found, pairs)
  return told && findDrift(told.time, told.days, told.usual)
}

/** How far the last days are from what was learned, sure or not; null while there are too few. */
export function driftSoFar(found: Calibration, pairs: Pairs): number | null {
  const told = daysOf(found, pairs)
  const last = [...(told?.days ?? [])].filter(Number.isFinite).slice(-DRIFT_DAYS)
  if (told === undefined || last.length < LEAST_DRIFT_DAYS) return null
  return last.reduce((sum, day) => sum + day, 0) / last.length - told.usual.mean
}

function residualsOf(found: Calibration, pairs: Pairs): Float64Array {
  const { value } = applyCalibration(found, pairs)
  return pairs.reference.map((truth, i) => truth - (value[i] as number))
}

function since(pairs: Pairs, moment: number): Pairs {
  const places = [...pairs.time.keys()].filter((i) => (pairs.time[i] as number) >= moment)
  const take = (column: Float64Array) => Float64Array.from(places, (i) => column[i] as number)
  const { time, sensor, reference, humidity, temperature } = pairs
  return {
    time: take(time),
    sensor: take(sensor),
    reference: take(reference),
    humidity: humidity && take(humidity),
    temperature: temperature && take(temperature),
  }
}

/** The hours that both measured, in the last ninety days. Undefined of nothing. */
async function pairsOf(
  sql: Sql,
  one: Beside,
  { shifts, now }: { readonly shifts: readonly ClockShift[]; readonly now: Temporal.Instant },
): Promise<Pairs | undefined> {
  const range = { from: now.subtract({ hours: 24 * DAYS }), until: now }
  const inputs = await readInputs(sql, { ...one, unit: one.referenceUcum }, { ...range, shifts })
  const reference = await readHours(sql, [one.reference], range)
  const truth = reference.get(one.reference) ?? new Map<number, number>()
  const places = [...inputs.time.keys()].filter((i) => truth.has(inputs.time[i] as number))
  if (places.length === 0) return undefined
  const take = (column: Float64Array) => Float64Array.from(places, (i) => column[i] as number)
  const time = take(inputs.time)
  return {
    time,
    sensor: take(inputs.sensor),
    reference: time.map((at) => truth.get(at) ?? Number.NaN),
    humidity: inputs.humidity && take(inputs.humidity),
    temperature: inputs.temperature && take(inputs.temperature),
  }
}

interface Range {
  readonly from: Temporal.Instant
  readonly until: Temporal.Instant
}

/** What a model reads, hour by hour: the sensor in the unit of its reference where that can be, with humidity and temperature where they are. */
export async function readInputs(
  sql: Sql,
  {
    datastream,
    humidity,
    temperature,
    ucum,
    unit,
  }: Pick<Beside, 'datastream' | 'humidity' | 'temperature' | 'ucum'> & { readonly unit: string },
  range: Range & { readonly shifts?: readonly ClockShift[] },
): Promise<Inputs & { readonly time: Float64Array }> {
  const others = [humidity, temperature].filter((id) => id !== null)
  const hours = await readHours(sql, [datastream, ...others], range)
  const { shifts = [] } = range
  const alike = shifts.length === 0 ? new Set<number>() : await listOfSameThing(sql, datastream, others)
  const moved = (id: number) => {
    const its = hours.get(id) ?? new Map<number, number>()
    return alike.has(id) ? new Map([...its].map(([at, mean]) => [at + shiftAt(shifts, at) * 1e6, mean])) : its
  }
  const own = moved(datastream)
  const inUnit = converter(ucum, unit) ?? ((value: number) => value)
  const time = Float64Array.from(own.keys())
  const column = (id: number | null) => {
    const its = id === null || !hours.has(id) ? undefined : moved(id)
    const told = its && time.map((at) => its.get(at) ?? Number.NaN)
    // Hours without are left out by who learns: a thermometer that was seldom there would take the others along.
    return told !== undefined && told.filter(Number.isFinite).length >= LEAST_TOLD * time.length ? told : undefined
  }
  return {
    time,
    sensor: Float64Array.from(own.values(), inUnit),
    humidity: column(humidity),
    temperature: column(temperature),
  }
}

async function readHours(
  sql: Sql,
  datastreams: readonly number[],
  range: Range,
): Promise<Map<number, Map<number, number>>> {
  const hours = new Map<number, Map<number, number>>()
  for (const { datastream, at, mean } of await listHourMeans(sql, datastreams, range)) {
    const known = hours.get(datastream)
    if (known === undefined) hours.set(datastream, new Map([[at, mean]]))
    else known.set(at, mean)
  }
  return hours
}
