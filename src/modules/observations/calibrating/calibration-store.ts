import { json, type Sql } from '#core/database/sql.ts'
import type { Calibration } from '../calibration/index.ts'

/** Why a calibration came in the place of the one before. */
export type CalibrationReason = 'first' | 'renewed' | 'drifted'

/** A calibration of a datastream, as it is kept. */
export interface KeptCalibration {
  readonly datastream: number
  readonly version: number
  /** Null once it was removed. */
  readonly reference: number | null
  readonly verdict: 'raw' | 'calibrated' | 'unfit'
  readonly reason: CalibrationReason
  readonly found: Calibration
  /** Of the reference, as UCUM: that of what is calibrated. */
  readonly unit: string
  /** Of the datastream while it was learned, as UCUM; null of what was never known. */
  readonly sensorUnit: string | null
  /** The datastreams that told humidity and temperature while it was learned; null where none did. */
  readonly humidity: number | null
  readonly temperature: number | null
  readonly begunAt: Temporal.Instant
  readonly endedAt: Temporal.Instant | null
  /** How far it went from what was learned, in `unit`; null where nobody knows. */
  readonly drift: number | null
}

/** The calibrations that are in force of these datastreams, by their number. */
export async function calibrationsInForce(
  sql: Sql,
  datastreams: readonly number[],
): Promise<ReadonlyMap<number, KeptCalibration>> {
  const rows = await sql<KeptCalibration>`
    select datastream, version, reference, verdict, reason, found, unit, sensor_unit as "sensorUnit", humidity, temperature,
      begun_at as "begunAt", ended_at as "endedAt", drift
    from observations.calibration where datastream = any(${datastreams}::int[]) and ended_at is null`
  return new Map(rows.map((row) => [row.datastream, row]))
}

/** Every calibration of a datastream, the newest first. */
export async function listCalibrations(sql: Sql, datastream: number): Promise<KeptCalibration[]> {
  return sql<KeptCalibration>`
    select datastream, version, reference, verdict, reason, found, unit, sensor_unit as "sensorUnit", humidity, temperature,
      begun_at as "begunAt", ended_at as "endedAt", drift
    from observations.calibration where datastream = ${datastream} order by version desc limit 100`
}

/** A calibration that is to be kept. */
export type NewCalibration = Omit<KeptCalibration, 'version' | 'verdict' | 'begunAt' | 'endedAt' | 'drift'>

/** Puts a calibration in force; the one before ends. Gives its version. */
export async function keepCalibration(sql: Sql, one: NewCalibration, now: Temporal.Instant): Promise<number> {
  const { datastream, reference, found, reason, unit, sensorUnit, humidity, temperature } = one
  await sql`update observations.calibration set ended_at = ${now} where datastream = ${datastream} and ended_at is null`
  const [kept] = await sql<{ version: number }>`
    insert into observations.calibration (datastream, version, reference, verdict, reason, found, unit, sensor_unit, humidity, temperature, begun_at)
    select ${datastream}, coalesce(max(version), 0) + 1, ${reference}, ${found.verdict}, ${reason}, ${json(found)}, ${unit}, ${sensorUnit},
      ${humidity}, ${temperature}, ${now}
    from observations.calibration where datastream = ${datastream} returning version`
  return kept?.version ?? 0
}

/** Keeps how far a sensor went from its calibration in force, as a night found it, in the unit of the reference. */
export async function keepDrift(
  sql: Sql,
  datastream: number,
  drift: number | null,
  now: Temporal.Instant,
): Promise<void> {
  await sql`
    update observations.calibration set drift = ${drift}, looked_at = ${now} where datastream = ${datastream} and ended_at is null`
}

/** Takes calibrations out of force whose reference is none any more: nobody can tell whether they still hold. */
export async function endWithoutReference(sql: Sql, now: Temporal.Instant): Promise<number> {
  const ended = await sql`
    update observations.calibration c set ended_at = ${now}
    where ended_at is null and not exists (select 1 from observations.reference r where r.datastream = c.reference)
    returning datastream`
  return ended.length
}

/** Whether others are calibrated with a datastream. */
export async function isReference(sql: Sql, datastream: number): Promise<boolean> {
  const [row] = await sql`select 1 as there from observations.reference where datastream = ${datastream}`
  return row !== undefined
}

/** Says that others are calibrated with a datastream, or no more. */
export async function setReference(
  sql: Sql,
  datastream: number,
  choice: { readonly isReference: boolean; readonly now: Temporal.Instant; readonly by: string | null },
): Promise<void> {
  if (choice.isReference)
    await sql`
      insert into observations.reference (datastream, set_at, set_by) values (${datastream}, ${choice.now}, ${choice.by}::uuid)
      on conflict (datastream) do nothing`
  else await sql`delete from observations.reference where datastream = ${datastream}`
}
