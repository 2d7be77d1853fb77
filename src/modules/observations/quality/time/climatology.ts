import { z } from 'zod'
import { FLAG } from '../flags.ts'
import { Moment, Span } from '../parameters.ts'
import { pointwise, type TimeTest } from '../time-test.ts'
import { calendarOf, type Calendar } from './calendar.ts'

/** A part of the calendar by its number (a month 1 to 12, a day of the week 0 = Monday to 6) or a stretch of real time. */
const When = z.union([
  z.object({
    period: z.enum(['year', 'quarter', 'month', 'week', 'weekofyear', 'dayofyear', 'dayofweek', 'hour']),
    time: Span,
  }),
  z.object({ period: z.null().optional(), time: z.tuple([Moment, Moment]) }),
])

const Member = z.intersection(
  When,
  z.object({ suspect: Span, fail: Span.nullable().default(null), depth: Span.nullable().default(null) }),
)

const Parameters = z.object({ members: z.array(Member).min(1).max(1000) })

/**
 * What is normal in this part of the year or at this depth: each member says when it holds, and the last one that holds decides. Outside
 * `fail` 4, outside `suspect` 3; where no member holds 2. (QARTOD test 5.) The calendar is UTC.
 */
export const climatology: TimeTest<z.infer<typeof Parameters>> = {
  name: 'climatology',
  parameters: Parameters,
  needs: [],
  order: 'each',
  machine: ({ members }) => {
    const inCalendar = calendarOf()
    return pointwise(({ time, value, depth }, i) => {
      const v = value[i] as number
      if (Number.isNaN(v)) return FLAG.missing
      let flag: number = FLAG.unknown
      for (const member of members) {
        if (!holds(member, time[i] as number, inCalendar)) continue
        if (member.depth !== null && !isWithin(depth?.[i] ?? NaN, member.depth)) continue
        if (member.fail !== null && !isWithin(v, member.fail)) flag = FLAG.fail
        else flag = isWithin(v, member.suspect) ? FLAG.good : FLAG.suspect
      }
      return flag
    })
  },
}

function holds(
  { period, time: span }: z.infer<typeof Member>,
  at: number,
  inCalendar: (at: number) => Calendar,
): boolean {
  if (Number.isNaN(at)) return false
  if (period === undefined || period === null) return isWithin(at, span)
  return isWithin(inCalendar(at)[period], span)
}

function isWithin(value: number, [least, most]: readonly [number, number]): boolean {
  return value >= least && value <= most
}
