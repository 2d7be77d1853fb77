import { HOME_TIME_ZONE } from '#core/i18n/format.ts'

/** What is rolled up to: hours, and days and months as the clocks of the region have them. */
export const SPANS = { hour: 'h', day: 'd', month: 'm' } as const
export type Span = keyof typeof SPANS

export const HOUR = 3_600_000

/** A part of time, in milliseconds since 1970; the end is not in it. */
export interface Part {
  readonly from: number
  readonly until: number
}

/** The day in Brussels in which a moment falls: of 23, 24 or 25 hours. */
export function dayAround(moment: number): Part {
  const day = zoned(moment).startOfDay()
  return { from: day.epochMilliseconds, until: day.add({ days: 1 }).epochMilliseconds }
}

/** The month in Brussels in which a moment falls. */
export function monthAround(moment: number): Part {
  const first = zoned(moment).with({ day: 1 }).startOfDay()
  return { from: first.epochMilliseconds, until: first.add({ months: 1 }).epochMilliseconds }
}

function zoned(moment: number): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(HOME_TIME_ZONE)
}
