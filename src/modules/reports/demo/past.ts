import { HOME_TIME_ZONE } from '#core/i18n/format.ts'
import type { Municipality } from '#modules/region/public.ts'
import { MONTHS } from '../figures/figures.ts'
import type { Status } from '../report.ts'
import { pickWeighted } from './random.ts'

/** Towns where more is reported than their postal codes tell: Leuven, Vilvoorde, Halle, Tienen, Aarschot, Diest. */
const TOWNS = ['24062', '23088', '23027', '24107', '24001', '24020']

/** How much is reported at each hour of the day, and on each day of the week from Monday, beside each other. */
const HOURS = [1, 0, 0, 0, 0, 1, 3, 8, 12, 14, 13, 11, 9, 9, 10, 10, 9, 10, 11, 10, 8, 6, 4, 2]
const WEEKDAYS = [10, 9, 8, 8, 8, 5, 5]

/** What is reported more in winter (above zero) and in summer (below zero). The rest is as much all year. */
const WINTER: Readonly<Record<string, number>> = {
  'street-light': 0.8,
  road: 0.6,
  water: 0.5,
  green: -0.9,
  litter: -0.4,
  animal: -0.5,
}
/** How much of each is reported; what is not named here counts as 4. */
const OFTEN: Readonly<Record<string, number>> = {
  dumping: 14,
  road: 10,
  pavement: 8,
  litter: 8,
  'street-light': 8,
  green: 7,
  nuisance: 6,
}

const COURSES: readonly { readonly weight: number; readonly course: readonly Status[] }[] = [
  { weight: 52, course: ['in-progress', 'solved'] },
  { weight: 20, course: ['solved'] },
  { weight: 9, course: ['refused'] },
  { weight: 7, course: ['in-progress', 'refused'] },
  { weight: 6, course: ['in-progress', 'waiting', 'solved'] },
  { weight: 6, course: ['in-progress'] },
]

/** About as many as `demo.ts` invents a month of late in each municipality. */
const RECENT_A_MONTH = 4

/** When something was reported, about what, and when staff did what. */
export interface Past {
  readonly category: string
  readonly receivedAt: Temporal.Instant
  readonly steps: readonly { readonly status: Status; readonly at: Temporal.Instant }[]
}

/** Invents what was reported in a municipality over the months that figures are made of: by season, by weekday and by hour. */
export function inventPast(
  { nis, postalCodes }: Municipality,
  { now, categories, random }: { now: Temporal.Instant; categories: readonly string[]; random: () => number },
): Past[] {
  const count = (16 + 12 * Math.min(5, postalCodes.length)) * (TOWNS.includes(nis) ? 5 : 1)
  // Of late others are invented, which staff still have to handle: the months must stay about equal.
  const share = Math.max(0, 1 - (RECENT_A_MONTH * MONTHS) / count)
  const ofLate = now.subtract({ hours: 60 * 24 })
  const today = now.toZonedDateTimeISO(HOME_TIME_ZONE)
  // Some answer within a day or two, others take a week.
  const paceDays = 0.7 + random() * 3
  return Array.from({ length: count }, () => {
    const day = pickDay(today, random)
    const hour = pickWeighted([...HOURS.keys()], (one) => HOURS[one] ?? 0, random)
    const receivedAt = day.with({ hour, minute: Math.floor(random() * 60) }).toInstant()
    const winter = Math.cos(((day.dayOfYear - 15) / 365) * 2 * Math.PI)
    const category = pickWeighted(categories, (one) => (OFTEN[one] ?? 4) * (1 + winter * (WINTER[one] ?? 0)), random)
    const { course } = pickWeighted(COURSES, ({ weight }) => weight, random)
    let at = receivedAt
    const steps = course.map((status) => {
      // Most are soon done and a few take long: exponential.
      at = at.add({ minutes: Math.round(-Math.log(1 - random()) * paceDays * 24 * 60) + 20 })
      return { status, at }
    })
    return { category, receivedAt, steps: steps.filter((step) => Temporal.Instant.compare(step.at, now) <= 0) }
  }).filter(
    ({ receivedAt }) =>
      Temporal.Instant.compare(receivedAt, ofLate) < 0 ||
      (random() < share && Temporal.Instant.compare(receivedAt, now) < 0),
  )
}

/** A day of the last thirteen months. Of three that chance offers, the one on the busiest weekday. */
function pickDay(today: Temporal.ZonedDateTime, random: () => number): Temporal.ZonedDateTime {
  const first = today
    .with({ day: 1 })
    .startOfDay()
    .subtract({ months: MONTHS - 1 })
  const { days } = first.until(today, { largestUnit: 'days' })
  const offered = [0, 1, 2].map(() => first.add({ days: Math.floor(random() * (days + 1)) }))
  return pickWeighted(offered, ({ dayOfWeek }) => WEEKDAYS[dayOfWeek - 1] ?? 0, random)
}
