const SATURDAY = 6

/**
 * Easter Sunday of a year in the Gregorian calendar, by the anonymous algorithm ("A New York correspondent", Nature 13, 1876, p. 487;
 * J. Meeus, "Astronomical Algorithms", 1991, ch. 8).
 */
export function easterSunday(year: number): Temporal.PlainDate {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = Math.floor(b / 4)
  const f = Math.floor((b + 8) / 25)
  const g = Math.floor((b - f + 1) / 3)
  const h = (19 * a + b - d - g + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const sum = h + l - 7 * m + 114
  return Temporal.PlainDate.from({ year, month: Math.floor(sum / 31), day: (sum % 31) + 1 })
}

/** The ten legal holidays of Belgium in a year (law of 4 January 1974, royal decree of 18 April 1974), in order. */
export function belgianHolidays(year: number): Temporal.PlainDate[] {
  const easter = easterSunday(year)
  const on = (month: number, day: number) => Temporal.PlainDate.from({ year, month, day })
  const all = [
    on(1, 1),
    easter.add({ days: 1 }),
    on(5, 1),
    easter.add({ days: 39 }),
    easter.add({ days: 50 }),
    on(7, 21),
    on(8, 15),
    on(11, 1),
    on(11, 11),
    on(12, 25),
  ]
  return all.toSorted(Temporal.PlainDate.compare)
}

/** Whether a Belgian administration works on a day: no Saturday, Sunday or legal holiday. */
export function isWorkingDay(day: Temporal.PlainDate): boolean {
  return day.dayOfWeek < SATURDAY && !holidaysOf(day.year).has(day.toString())
}

/**
 * The last day of a term of so many working days (0 or more) that begins on the day after. A term of none ends on the day itself,
 * or on the first working day after it.
 */
export function addWorkingDays(from: Temporal.PlainDate, count: number): Temporal.PlainDate {
  let day = from
  for (let left = count; left > 0;) {
    day = day.add({ days: 1 })
    if (isWorkingDay(day)) left -= 1
  }
  while (!isWorkingDay(day)) day = day.add({ days: 1 })
  return day
}

const known = new Map<number, ReadonlySet<string>>()

function holidaysOf(year: number): ReadonlySet<string> {
  const kept = known.get(year) ?? new Set(belgianHolidays(year).map(String))
  known.set(year, kept)
  return kept
}
