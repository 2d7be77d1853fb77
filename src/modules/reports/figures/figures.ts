import { dayOf, HOME_TIME_ZONE } from '#core/i18n/format.ts'
import { CATEGORIES, type Category } from '../category.ts'
import { isClosed } from '../report.ts'
import type { AnswerTimes, BodyTimes, Counts } from '../store/figures.ts'

/** Months that are shown: a year, and the one that is not over yet. */
export const MONTHS = 13
/** Fewer reports than this could point to a person. */
export const FEWEST = 5
/** Hours that are counted together when the choice is narrow: hour by hour nearly every count would be too small. */
export const NARROW_HOURS = 3

/** `null`: not shown, because it is small. */
export type Count = number | null

export const OUTCOMES = ['solved', 'closed', 'open'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** A spread in days, rounded to a tenth; `null` when there are too few reports or answers to tell. */
export interface Quartiles {
  readonly lower: number
  readonly middle: number
  readonly upper: number
}

/** What is known to everybody about the reports of thirteen months. */
export interface Figures {
  readonly months: readonly Temporal.PlainYearMonth[]
  /** Came in, and were solved, in each month. */
  readonly received: readonly Count[]
  readonly solved: readonly Count[]
  /** What became of the reports that came in. `closed` is closed without solving. */
  readonly outcomes: Readonly<Record<Outcome, Count>>
  readonly categories: readonly {
    readonly category: Category
    readonly count: Count
    readonly months: readonly Count[]
  }[]
  /** Of each month that is over: of the last one most are too young to have an answer. */
  readonly answers: readonly (Quartiles | null)[]
  /** Hours that are counted together: 1 or 3. `hours[0][0]` is Monday from midnight on. */
  readonly hoursTogether: number
  readonly hours: readonly (readonly Count[])[]
  /** Of each body with enough reports, how fast it answers: the days within which half and nine in ten have an answer. */
  readonly bodies: readonly {
    readonly body: string
    readonly count: Count
    readonly open: Count
    readonly medianDays: number | null
    readonly ninetyPercentDays: number | null
  }[]
  /** For the whole region alone, in the order given. */
  readonly municipalities: readonly { readonly nis: string; readonly count: Count }[]
}

/**
 * A count of a narrow choice, as everybody may see it: one to four is not shown, the rest is rounded to five. It depends on nothing
 * but the count, so that no two tables can be subtracted to find what one of them hides: whoever subtracts finds a
 * number that may be two off for each count that was subtracted (rounding to base 5, as statistical offices do).
 */
export function narrowCount(count: number): Count {
  if (count === 0) return 0
  return count < FEWEST ? null : Math.round(count / 5) * 5
}

/** The first moment that counts, and the months from then to now. */
export function monthsUntil(now: Temporal.Instant): { from: Temporal.Instant; months: Temporal.PlainYearMonth[] } {
  const last = dayOf(now).toPlainYearMonth()
  const first = last.subtract({ months: MONTHS - 1 })
  return {
    from: first.toPlainDate({ day: 1 }).toZonedDateTime(HOME_TIME_ZONE).toInstant(),
    months: Array.from({ length: MONTHS }, (_, index) => first.add({ months: index })),
  }
}

interface Material {
  readonly months: readonly Temporal.PlainYearMonth[]
  readonly counts: Counts
  readonly solved: readonly { readonly month: string; readonly count: number }[]
  readonly answers: readonly AnswerTimes[]
  readonly bodies: readonly BodyTimes[]
  /** Whether one municipality or one channel was chosen. */
  readonly isNarrow: boolean
  /** Today's municipalities in the order in which they are shown, each with all codes it stands for. */
  readonly municipalities: readonly { readonly nis: string; readonly codes: readonly string[] }[]
}

/** Puts the counts together as everybody may see them. */
export function toFigures(material: Material): Figures {
  const { months, counts, solved, answers, bodies, isNarrow, municipalities } = material
  const shown = isNarrow ? narrowCount : (count: number): Count => count
  const hoursTogether = isNarrow ? NARROW_HOURS : 1
  const received = byMonth(counts.byMonth)
  const done = byMonth(solved)
  const answered = byMonth(answers)
  const ofCategory = Map.groupBy(counts.byMonth, ({ category }) => category)
  return {
    months,
    received: months.map((month) => shown(sumOf(received.get(month.toString())))),
    solved: months.map((month) => shown(sumOf(done.get(month.toString())))),
    outcomes: {
      solved: shown(sumOf(counts.byStatus.filter(({ status }) => status === 'solved'))),
      closed: shown(sumOf(counts.byStatus.filter(({ status }) => isClosed(status) && status !== 'solved'))),
      open: shown(sumOf(counts.byStatus.filter(({ status }) => !isClosed(status)))),
    },
    categories: CATEGORIES.map((category) => {
      const rows = ofCategory.get(category)
      const its = byMonth(rows ?? [])
      return {
        category,
        count: shown(sumOf(rows)),
        months: months.map((month) => shown(sumOf(its.get(month.toString())))),
      }
    }),
    answers: months.slice(0, -1).map((month) => {
      const [row] = answered.get(month.toString()) ?? []
      return row && row.count >= FEWEST ? quartilesOf(row) : null
    }),
    hoursTogether,
    hours: Array.from({ length: 7 }, (_, day) =>
      Array.from({ length: 24 / hoursTogether }, (__, part) =>
        shown(
          sumOf(
            counts.byHour.filter(
              ({ weekday, hour }) => weekday === day + 1 && Math.floor(hour / hoursTogether) === part,
            ),
          ),
        ),
      ),
    ),
    // A body is often one municipality: always a narrow choice.
    bodies: bodies
      .filter(({ count }) => count >= FEWEST)
      .map(({ body, count, open, median, ninetyPercent }) => ({
        body,
        count: narrowCount(count),
        open: narrowCount(open),
        medianDays: rounded(median),
        ninetyPercentDays: rounded(ninetyPercent),
      })),
    // One municipality is always a narrow choice, also as one among all.
    municipalities: isNarrow
      ? []
      : municipalities.map(({ nis, codes }) => ({
          nis,
          count: narrowCount(sumOf(counts.byMunicipality.filter(({ municipality }) => codes.includes(municipality)))),
        })),
  }
}

/** Rows by their month: `2026-03`. */
function byMonth<Row extends { readonly month: string }>(rows: readonly Row[]): Map<string, Row[]> {
  return Map.groupBy(rows, ({ month }) => month)
}

function sumOf(rows: readonly { readonly count: number }[] = []): number {
  return rows.reduce((sum, { count }) => sum + count, 0)
}

function rounded(days: number | null): number | null {
  return days === null ? null : Math.round(days * 10) / 10
}

function quartilesOf({ lower, middle, upper }: AnswerTimes): Quartiles | null {
  if (lower === null || middle === null || upper === null) return null
  const [low = 0, mid = 0, high = 0] = [lower, middle, upper].map((days) => Math.round(days * 10) / 10)
  return { lower: low, middle: mid, upper: high }
}
