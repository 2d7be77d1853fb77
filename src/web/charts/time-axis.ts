import { HOME_TIME_ZONE, dateAndTime, formatted, longDate } from '#core/i18n/format.ts'
import type { Language } from '#core/i18n/language.ts'
import { refuseDisorder, ROOM, widthOf, type Axis, type Moment, type Tick } from './ticks.ts'

type Unit = 'hours' | 'days' | 'weeks' | 'months' | 'years'
interface Step {
  readonly unit: Unit
  readonly count: number
}

/** From fine to coarse. Every step falls on round times: hours of the day, Mondays, quarters, decades. */
const STEPS: readonly Step[] = [
  ...[1, 3, 6, 12].map((count): Step => ({ unit: 'hours', count })),
  { unit: 'days', count: 1 },
  ...[1, 2, 4].map((count): Step => ({ unit: 'weeks', count })),
  ...[1, 3, 6].map((count): Step => ({ unit: 'months', count })),
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].map((count): Step => ({ unit: 'years', count })),
]
const SECONDS: Readonly<Record<Unit, number>> = {
  hours: 3600,
  days: 86_400,
  weeks: 604_800,
  months: 2_629_746,
  years: 31_556_952,
}

/** Weeks are counted from here, so that every second one is always the same one. No axis begins before. */
const MONDAY = Temporal.PlainDate.from('0001-01-01')

/** The finest steps that make sense for what is measured by the month, the day or the moment. */
const FINEST: Readonly<Record<Kind, Unit>> = { month: 'months', day: 'days', moment: 'hours' }
type Kind = 'month' | 'day' | 'moment'

/**
 * An axis of time: each value at its place, with words at round times on the clock and calendar of Brussels, also over a change of
 * the clock. Throws a `RangeError` when the values are not in order, or not all of one kind.
 */
export function timeAxis(moments: readonly Moment[], language: Language): Axis {
  const [first] = moments
  if (first === undefined) return { places: [], nameOf: () => '', ticks: [], isTime: true }
  const kind = kindOf(first)
  if (moments.some((moment) => kindOf(moment) !== kind))
    throw new RangeError('An axis of time is of days, of months or of moments.')
  const last = moments.at(-1) ?? first
  const times = moments.map(millisecondsOf)
  refuseDisorder(times)
  const [from = 0, to = from] = [times[0], times.at(-1)]
  const part = (time: number) => (from === to ? 0.5 : (time - from) / (to - from))
  return {
    places: times.map(part),
    nameOf: (index) => nameOf(moments[index] ?? first, language),
    ticks: ticksBetween(startOf(first), startOf(last), {
      kind,
      language,
      part: ({ epochMilliseconds }) => part(epochMilliseconds),
    }),
    isTime: true,
  }
}

/** "maart 2026", "3 maart 2026" or "3 maart 2026, 14:05". */
export function nameOf(moment: Moment, language: Language): string {
  if (moment instanceof Temporal.Instant) return dateAndTime(moment, language)
  if (moment instanceof Temporal.PlainDate) return longDate(moment, language)
  return written(startOf(moment), language, { month: 'long', year: 'numeric' })
}

function ticksBetween(
  first: Temporal.ZonedDateTime,
  last: Temporal.ZonedDateTime,
  { kind, language, part }: { kind: Kind; language: Language; part: (moment: Temporal.ZonedDateTime) => number },
): Tick[] {
  const at = STEPS.findIndex(({ unit }) => unit === FINEST[kind])
  const steps = STEPS.slice(at)
  const fits = (room: number) => (step: Step) =>
    timesOf(step, first, last) * widthOf(labelOf(first, step, language)) <= room
  const fine = steps.find(fits(ROOM.wide)) ?? steps.at(-1)
  const coarse = steps.find((step) => fits(ROOM.narrow)(step) && fine && isWithin(step, fine)) ?? fine
  if (!fine || !coarse) return []
  const few = new Set(roundTimes(coarse, first, last).map(({ epochMilliseconds }) => epochMilliseconds))
  let [above, aboveFew] = ['', '']
  return roundTimes(fine, first, last).map((time): Tick => {
    const inFew = few.has(time.epochMilliseconds)
    const text = labelOf(time, fine, language)
    const rest = restOf(time, fine, language)
    const [isNew, isNewInFew] = [rest !== above, inFew && rest !== aboveFew]
    above = rest
    if (inFew) aboveFew = rest
    const below = rest !== '' && (isNew || isNewInFew) ? { below: rest } : {}
    if (!inFew) return { part: part(time), text, ...below, when: 'wide' }
    return { part: part(time), text, ...below, ...(isNew || !below.below ? {} : { when: 'narrow' }) }
  })
}

/** About how many ticks there would be. */
function timesOf({ unit, count }: Step, first: Temporal.ZonedDateTime, last: Temporal.ZonedDateTime): number {
  return Math.floor((last.epochMilliseconds - first.epochMilliseconds) / 1000 / SECONDS[unit] / count) + 1
}

/** Whether every time of the coarse step is also one of the fine step. A week is not within a month. */
function isWithin(coarse: Step, fine: Step): boolean {
  if (coarse.unit === fine.unit) return coarse.count % fine.count === 0
  return fine.unit !== 'weeks'
}

function roundTimes(step: Step, first: Temporal.ZonedDateTime, last: Temporal.ZonedDateTime): Temporal.ZonedDateTime[] {
  const found: Temporal.ZonedDateTime[] = []
  for (let time = roundDown(step, first); Temporal.ZonedDateTime.compare(time, last) <= 0; time = next(step, time))
    if (Temporal.ZonedDateTime.compare(time, first) >= 0) found.push(time)
  return found
}

function roundDown({ unit, count }: Step, time: Temporal.ZonedDateTime): Temporal.ZonedDateTime {
  const day = time.startOfDay()
  if (unit === 'hours') return day.with({ hour: time.hour - (time.hour % count) })
  if (unit === 'days') return day
  if (unit === 'weeks') return day.subtract({ days: MONDAY.until(day.toPlainDate()).days % (7 * count) })
  if (unit === 'months') return day.with({ day: 1, month: time.month - ((time.month - 1) % count) }).startOfDay()
  return day.with({ day: 1, month: 1, year: time.year - (time.year % count) }).startOfDay()
}

function next(step: Step, time: Temporal.ZonedDateTime): Temporal.ZonedDateTime {
  if (step.unit !== 'hours') return time.add({ [step.unit]: step.count }).startOfDay()
  // Hours of the clock, not hours that pass: on a day of 23 or 25 hours the words stay 6:00, 12:00, 18:00.
  const hour = time.hour + step.count
  return hour < 24 ? time.with({ hour }) : time.add({ days: 1 }).startOfDay()
}

function labelOf(time: Temporal.ZonedDateTime, { unit }: Step, language: Language): string {
  if (unit === 'hours') return written(time, language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  if (unit === 'days' || unit === 'weeks') return written(time, language, { day: 'numeric', month: 'short' })
  if (unit === 'months') return written(time, language, { month: 'short' })
  return String(time.year)
}

function restOf(time: Temporal.ZonedDateTime, { unit }: Step, language: Language): string {
  if (unit === 'hours') return written(time, language, { day: 'numeric', month: 'short' })
  return unit === 'years' ? '' : String(time.year)
}

function kindOf(moment: Moment): Kind {
  if (moment instanceof Temporal.Instant) return 'moment'
  return moment instanceof Temporal.PlainDate ? 'day' : 'month'
}

/** Of thousands of moments it would take too long to look each up on the calendar. */
function millisecondsOf(moment: Moment): number {
  return moment instanceof Temporal.Instant ? moment.epochMilliseconds : startOf(moment).epochMilliseconds
}

function startOf(moment: Moment): Temporal.ZonedDateTime {
  if (moment instanceof Temporal.Instant) return moment.toZonedDateTimeISO(HOME_TIME_ZONE)
  const day = moment instanceof Temporal.PlainDate ? moment : moment.toPlainDate({ day: 1 })
  return day.toZonedDateTime(HOME_TIME_ZONE)
}

function written(time: Temporal.ZonedDateTime, language: Language, options: Intl.DateTimeFormatOptions): string {
  return formatted(time.toInstant(), language, options)
}
