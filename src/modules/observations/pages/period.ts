import { HOME_TIME_ZONE } from '#core/i18n/format.ts'
import type { Range } from '../store/shown-values.ts'

/** How much of time a page shows. */
export const PERIODS = ['day', 'week', 'month', 'year'] as const
export type Period = (typeof PERIODS)[number]

/** What is put together to one figure: nothing in a day, hours in a week, days in what is longer. */
export const STEPS = { day: 'raw', week: 'hour', month: 'day', year: 'day' } as const

export type Step = (typeof STEPS)[Period]

/** A part of time to show, and the ones before and after it. */
export interface Shown extends Range {
  readonly period: Period
  /** Until when something can have been measured: what is still to come is not missing. */
  readonly known: Temporal.Instant
  /** A day of the one before; undefined when nothing was measured then. */
  readonly earlier: Temporal.PlainDate | undefined
  /** A day of the one after; `newest`: the newest is after it; undefined when this is the newest. */
  readonly later: Temporal.PlainDate | 'newest' | undefined
}

interface Asked {
  readonly period: Period
  /** A day in the calendar day, week, month or year that is shown; undefined: the newest. */
  readonly on: Temporal.PlainDate | undefined
}

/**
 * Which part of time is shown: the calendar day, week (from Monday), month or year of Brussels around a day, which is as long as the
 * clocks make it; or up to now, or to the newest value of what stopped before.
 */
export function shownPeriod(
  { period, on }: Asked,
  {
    now,
    first,
    newest,
  }: {
    readonly now: Temporal.Instant
    readonly first: Temporal.Instant | null
    readonly newest: Temporal.Instant | null
  },
): Shown {
  const range = on === undefined ? newestRange(period, now, newest) : calendarRange(period, on)
  const hasEarlier = first !== null && Temporal.Instant.compare(first, range.from) < 0
  const start = range.from.toZonedDateTimeISO(HOME_TIME_ZONE)
  const end = range.until.toZonedDateTimeISO(HOME_TIME_ZONE)
  const whole = start.startOfDay().equals(start)
  return {
    ...range,
    period,
    known: Temporal.Instant.compare(range.until, now) > 0 ? now : range.until,
    earlier: hasEarlier ? start.subtract({ days: on !== undefined || whole ? 1 : 0 }).toPlainDate() : undefined,
    later: on === undefined ? undefined : Temporal.Instant.compare(range.until, now) < 0 ? end.toPlainDate() : 'newest',
  }
}

function calendarRange(period: Period, on: Temporal.PlainDate): Range {
  const first = {
    day: on,
    week: on.subtract({ days: on.dayOfWeek - 1 }),
    month: on.with({ day: 1 }),
    year: on.with({ month: 1, day: 1 }),
  }[period]
  const next = first.add({ [`${period}s`]: 1 })
  return { from: startOf(first), until: startOf(next) }
}

function newestRange(period: Period, now: Temporal.Instant, newest: Temporal.Instant | null): Range {
  const length = { day: { days: 1 }, week: { days: 7 }, month: { days: 31 }, year: { years: 1 } }[period]
  const back = (moment: Temporal.Instant) => moment.toZonedDateTimeISO(HOME_TIME_ZONE).subtract(length).toInstant()
  const hasStopped = newest !== null && Temporal.Instant.compare(newest, back(now)) < 0
  const last = hasStopped ? newest : now
  const end = last.toZonedDateTimeISO(HOME_TIME_ZONE)
  const until =
    STEPS[period] === 'day'
      ? startOf(end.toPlainDate().add({ days: 1 }))
      : end.round({ smallestUnit: 'hour', roundingMode: 'ceil' }).toInstant()
  // A value at the very end would be just outside.
  const closed = Temporal.Instant.compare(until, last) > 0 ? until : until.add({ hours: 1 })
  return { from: STEPS[period] === 'day' ? back(until) : back(closed), until: STEPS[period] === 'day' ? until : closed }
}

function startOf(day: Temporal.PlainDate): Temporal.Instant {
  return day.toZonedDateTime(HOME_TIME_ZONE).toInstant()
}

/** The hours, or the days of Brussels, of a part of time. */
export function slotsOf({ from, until }: Range, step: 'hour' | 'day'): Range[] {
  const slots: Range[] = []
  let at = from.toZonedDateTimeISO(HOME_TIME_ZONE)
  if (step === 'day') at = at.startOfDay()
  while (Temporal.Instant.compare(at.toInstant(), until) < 0) {
    const next = at.add(step === 'day' ? { days: 1 } : { hours: 1 })
    slots.push({ from: at.toInstant(), until: next.toInstant() })
    at = next
  }
  return slots
}
