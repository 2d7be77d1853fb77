import type { Sql } from '#core/database/sql.ts'
import { calibrationStates, type Calibrated } from '../calibrating/state.ts'
import type { Described } from '../comparison/index.ts'
import { converter } from '../harmonise/ucum.ts'
import { isOfResident } from '../register/owner.ts'
import { sitingOf, standingOf } from './standing.ts'
import { propertyOf } from '../vocabulary/vocabulary.ts'

/** Hours that coverage and uptime are about: the thirty times 24 hours before the one that it is now. */
export const HOURS_LOOKED_AT = 720

interface Row {
  readonly id: number
  readonly owner: string
  readonly property: string
  readonly ucum: string | null
  readonly period: number | null
  readonly coverage: number | null
  readonly uptime: number | null
  readonly properties: Readonly<Record<string, unknown>> | null
}

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
  const rows = await sql<Row>`
    select d.id, d.owner, p.key as property, d.ucum, d.period_seconds as period, hours.coverage, hours.uptime,
      t.properties
    from observations.shown_datastream d join observations.observed_property p on p.id = d.observed_property
      join observations.thing t on t.id = d.thing,
      lateral (
        select case when bool_or(r.covered is null) then null
            else coalesce(sum(least(r.covered, 3600)), 0) / (3600 * ${HOURS_LOOKED_AT}::float8) end as coverage,
          case when bool_or(r.weight is null) then null else sum(r.weight) / sum(r.count) end as uptime
        from observations.roll_up r where r.datastream = d.id and r.span = 'h'
          and r.start >= ${until.subtract({ hours: HOURS_LOOKED_AT })}::timestamptz and r.start < ${until}::timestamptz) hours
    where d.id = any(${datastreams}::int[]) and d.result_kind = 'number' and p.key is not null
    order by d.id`
  const states = await calibrationStates(sql, datastreams)
  return rows.map(({ id, owner, property, ucum, period, coverage, uptime, properties }) => {
    const isCount = propertyOf(property)?.isCount === true
    const calibrated = states.get(id)
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
      coverage,
      ...(isCount && { uptime }),
      holder: isOfResident(owner) ? ('citizen' as const) : ('official' as const),
    }
  })
}

/** Half of an interval in another unit; null where it cannot be told. It is a difference: the zeros of °C and K fall away. */
export function halfWidthIn(
  { halfWidth, unit }: Pick<Calibrated, 'halfWidth' | 'unit'>,
  ucum: string | null,
): number | null {
  const convert = unit === null || ucum === null ? undefined : converter(unit, ucum)
  return halfWidth === null || convert === undefined ? null : convert(halfWidth) - convert(0)
}
