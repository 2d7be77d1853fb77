import type { Sql } from '#core/database/sql.ts'
import { halfWidthInLevels, levelAt } from '../calibration/spread.ts'
import type { CalibrationState } from '../comparison/index.ts'
import { calibrationsInForce, type KeptCalibration } from './calibration-store.ts'

/** How a datastream is calibrated, as comparisons want it. */
export interface Calibrated {
  readonly state: CalibrationState
  /** Half of the 95 % interval of a value at the mean of what was learned from, in `unit`; null where nobody knows. */
  readonly halfWidth: number | null
  readonly unit: string | null
  /** How far it went from what was learned, in `unit`; null where nobody knows. */
  readonly drift: number | null
}

/** How these datastreams are calibrated; those of which nothing is known are left out. */
export async function calibrationStates(sql: Sql, datastreams: readonly number[]): Promise<Map<number, Calibrated>> {
  const references = await sql<{ id: number }>`
    select datastream as id from observations.reference where datastream = any(${datastreams}::int[])`
  const states = new Map<number, Calibrated>(
    [...(await calibrationsInForce(sql, datastreams))].map(([id, kept]) => [id, stateOf(kept)]),
  )
  for (const { id } of references) states.set(id, { state: 'reference', halfWidth: null, unit: null, drift: null })
  return states
}

/** A sensor that was tested beside a reference and is best as it is counts as calibrated: its interval is known. */
function stateOf(kept: KeptCalibration): Calibrated {
  return {
    state: kept.verdict === 'unfit' ? 'unfit' : 'calibrated',
    halfWidth: usualHalfWidth(kept),
    unit: kept.unit,
    drift: kept.drift,
  }
}

/** Half of the 95 % interval in the middle of the values that a calibration was learned from, in its unit; null where it has none. */
export function usualHalfWidth({ found }: Pick<KeptCalibration, 'found'>): number | null {
  const { spread } = found
  if (spread === null) return null
  const half = halfWidthInLevels(spread) * levelAt(spread.level, (spread.level.least + spread.level.most) / 2)
  return Number.isFinite(half) ? half : null
}
