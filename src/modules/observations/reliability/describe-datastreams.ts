import type { Sql } from '#core/database/sql.ts'
import { calibrationStates, type Calibrated } from '../calibrating/state.ts'
import type { Described } from '../comparison/index.ts'
import { converter } from '../harmonise/ucum.ts'
import { isOfResident } from '../register/owner.ts'
import { propertyOf } from '../vocabulary/vocabulary.ts'
import { listDescribed, type DescribedRow } from './describe-store.ts'
import { hoursOf } from './hours-store.ts'
import { coverageOf, type Hours } from './score.ts'
import { sitingOf, standingOf } from './standing.ts'

/**
 * What is stored of these datastreams, as comparisons want it. Hidden ones, those that are no numbers and those without a word of ours
 * are left out. How a station stands is what its owner says of it (`standing.ts`). Nobody says yet over what a mean was taken: that is null.
 */
export async function describeDatastreams(
  sql: Sql,
  datastreams: readonly number[],
  now: Temporal.Instant,
): Promise<Described[]> {
  const until = now.round({ smallestUnit: 'hour', roundingMode: 'floor' })
  const hours = await hoursOf(sql, datastreams, until)
  const states = await calibrationStates(sql, datastreams)
  return (await listDescribed(sql, datastreams)).map((row) => describe(row, hours.get(row.id), states.get(row.id)))
}

/** What is stored of one datastream, put together. */
export function describe(
  { id, owner, property, ucum, period, properties }: DescribedRow,
  hours: Hours | undefined,
  calibrated: Calibrated | undefined,
): Described {
  const isCount = propertyOf(property)?.isCount === true
  const standing = standingOf(properties)
  return {
    id: String(id),
    property,
    unit: ucum,
    averagingSeconds: isCount ? period : null,
    isCount,
    heightMetres: standing.heightMetres,
    isOutdoors: standing.outdoors,
    siting: sitingOf(standing),
    calibration: calibrated?.state ?? null,
    halfWidth: calibrated === undefined ? null : halfWidthIn(calibrated, ucum),
    coverage: hours === undefined ? null : coverageOf(hours),
    ...(isCount && { uptime: hours?.uptime ?? null }),
    holder: isOfResident(owner) ? 'citizen' : 'official',
  }
}

/** Half of an interval in another unit; null where it cannot be told. It is a difference: the zeros of °C and K fall away. */
export function halfWidthIn(
  { halfWidth, unit }: Pick<Calibrated, 'halfWidth' | 'unit'>,
  ucum: string | null,
): number | null {
  const convert = unit === null || ucum === null ? undefined : converter(unit, ucum)
  return halfWidth === null || convert === undefined ? null : convert(halfWidth) - convert(0)
}
