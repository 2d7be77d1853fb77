import { HOME_TIME_ZONE } from '#core/i18n/format.ts'
import type { Sql } from '#core/database/sql.ts'
import { readCorrected, stretchesOf } from '../../calibrating/read-corrected.ts'
import { compare, expectationOf, type Described, type Verdict } from '../../comparison/index.ts'
import { converter } from '../../harmonise/ucum.ts'
import { microsecondsOf } from '../../model.ts'
import { meanOf } from '../../roll-up/mean.ts'
import { listRollUps } from '../../store/roll-ups.ts'

const DAYS = 30
const DAY_SECONDS = 86_400

/** What datastreams came to by day, in one unit; null where a day has nothing. */
export interface Daily {
  readonly days: readonly Temporal.PlainDate[]
  /** UCUM; null where they have none together: then values are as they came. */
  readonly unit: string | null
  readonly series: readonly {
    readonly datastream: number
    readonly values: readonly (number | null)[]
    /** These are corrected means: what is said of their uncertainty holds for no other. */
    readonly isCorrected: boolean
  }[]
}

/**
 * Whether these may be put beside each other by day: what is compared are means (of counts: sums) of days in one unit, so that it is settled
 * over what time, and units of one kind are converted.
 */
export function compareDaily(described: readonly Described[]): Verdict {
  const unit = commonUnit(described)
  return compare(
    described.map((one) => ({ ...one, averagingSeconds: DAY_SECONDS, ...(unit !== null && inUnit(one, unit)) })),
  )
}

function inUnit({ halfWidth, unit: from }: Described, unit: string): Pick<Described, 'unit' | 'halfWidth'> {
  const convert = from === null ? undefined : converter(from, unit)
  return { unit, halfWidth: halfWidth === null || convert === undefined ? null : convert(halfWidth) - convert(0) }
}

/** The unit in which all can be told: that of what is expected, or else of the first. Null when there is none. */
export function commonUnit(described: readonly Described[]): string | null {
  const [first] = described
  const wanted = [expectationOf(first?.property ?? '')?.unit, first?.unit]
  return (
    wanted.find((unit) =>
      described.every(({ unit: from }) => unit != null && from !== null && converter(from, unit) !== undefined),
    ) ?? null
  )
}

/** The last thirty days that are over, of each of these datastreams. */
export async function readDaily(sql: Sql, described: readonly Described[], now: Temporal.Instant): Promise<Daily> {
  const today = now.toZonedDateTimeISO(HOME_TIME_ZONE).startOfDay()
  const first = today.subtract({ days: DAYS })
  const days = Array.from({ length: DAYS }, (_, place) => first.add({ days: place }).toPlainDate())
  const unit = commonUnit(described)
  const series: Daily['series'][number][] = []
  for (const { id, unit: from, isCount, calibration } of described) {
    if (calibration === 'calibrated' && !isCount) {
      const byDay = await correctedDays(sql, Number(id), { from: first, until: today, unit })
      const values = days.map((day) => byDay.get(day.toString()) ?? null)
      series.push({ datastream: Number(id), values, isCorrected: true })
      continue
    }
    const convert = unit === null || from === null ? undefined : converter(from, unit)
    const rows = await listRollUps(sql, {
      datastream: Number(id),
      span: 'day',
      from: first.toInstant(),
      until: today.toInstant(),
      limit: DAYS + 1,
    })
    const byDay = new Map(
      rows.map((row) => {
        const value = isCount
          ? row.total
          : meanOf(
              row,
              row.digest.weights.reduce((sum, weight) => sum + weight, 0),
            )
        return [dayOf(row.start), value === null || convert === undefined ? value : convert(value)] as const
      }),
    )
    series.push({
      datastream: Number(id),
      values: days.map((day) => byDay.get(day.toString()) ?? null),
      isCorrected: false,
    })
  }
  return { days, unit, series }
}

/** Corrected means of days, by day; a day without one is not in it. */
async function correctedDays(
  sql: Sql,
  datastream: number,
  {
    from,
    until,
    unit,
  }: { readonly from: Temporal.ZonedDateTime; readonly until: Temporal.ZonedDateTime; readonly unit: string | null },
): Promise<Map<string, number>> {
  const range = { datastream, from: microsecondsOf(from.toInstant()), until: microsecondsOf(until.toInstant()) }
  const days = new Map<string, number>()
  const stretches = await stretchesOf(sql, range)
  for await (const page of readCorrected(sql, datastream, { span: 'day', stretches }))
    for (const { at, value, kept } of page) {
      const convert = unit === null ? undefined : converter(kept.unit, unit)
      if (value !== null) days.set(dayOf(at / 1000), convert === undefined ? value : convert(value))
    }
  return days
}

function dayOf(milliseconds: number): string {
  return Temporal.Instant.fromEpochMilliseconds(milliseconds)
    .toZonedDateTimeISO(HOME_TIME_ZONE)
    .toPlainDate()
    .toString()
}
