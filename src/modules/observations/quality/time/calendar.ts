const DAY = 86_400_000_000
const HOUR = 3_600_000_000
/** Beyond so many days from 1970 there is no calendar (ECMA-262, Temporal). */
const MOST_DAYS = 100_000_000

/** Where a moment stands in the calendar, UTC. */
export interface Calendar {
  year: number
  quarter: number
  month: number
  /** ISO 8601: week 1 has the first Thursday. */
  week: number
  weekofyear: number
  dayofyear: number
  /** Monday is 0. */
  dayofweek: number
  hour: number
}

/** Tells of microseconds since 1970 where they stand in the calendar; quick for moments of one day after the other. */
export function calendarOf(): (at: number) => Calendar {
  let [known, found] = [NaN, onDay(0)]
  return (at) => {
    const day = Math.floor(at / DAY)
    if (day !== known) [known, found] = [day, onDay(day)]
    found.hour = Math.floor((at - day * DAY) / HOUR)
    return found
  }
}

function onDay(day: number): Calendar {
  if (!(Math.abs(day) < MOST_DAYS))
    return {
      year: NaN,
      quarter: NaN,
      month: NaN,
      week: NaN,
      weekofyear: NaN,
      dayofyear: NaN,
      dayofweek: NaN,
      hour: NaN,
    }
  const date = Temporal.PlainDate.from('1970-01-01').add({ days: day })
  const week = date.weekOfYear ?? NaN
  return {
    year: date.year,
    quarter: Math.ceil(date.month / 3),
    month: date.month,
    week,
    weekofyear: week,
    dayofyear: date.dayOfYear,
    dayofweek: date.dayOfWeek - 1,
    hour: 0,
  }
}
