import { z } from 'zod'
import { dayOf, HOME_TIME_ZONE } from '#core/i18n/format.ts'
import type { Typed } from '#web/route.ts'
import { propertyOf } from '../../vocabulary/vocabulary.ts'
import type { Occasion } from './occasion.ts'

/** An occasion lasts at most so long: what lasts longer is how things are. */
export const MOST_DAYS = 62
const DAY_SECONDS = 86_400
/** So far ahead it may be noted. */
const AHEAD_HOURS = 366 * 24

/** What was typed, as something else; `undefined` when that cannot be. Says so at once: what is compared with it is not looked at then. */
function read<Read>(error: string, reader: (text: string) => Read | undefined) {
  return z.string({ error }).transform((text, context): Read => {
    const found = reader(text.trim())
    if (found !== undefined) return found
    context.addIssue({ code: 'custom', message: error })
    return z.NEVER
  })
}

const Time = read('error.time', (text) =>
  /^([01]?\d|2[0-3])[:.][0-5]\d$/.test(text)
    ? Temporal.PlainTime.from(text.replace('.', ':').padStart(5, '0'))
    : undefined,
)

const Day = read('error.day', (text) =>
  z.iso.date().safeParse(text).success ? Temporal.PlainDate.from(text) : undefined,
)

const Several = z
  .union([z.string(), z.array(z.string()).max(600)])
  .transform((one) => (typeof one === 'string' ? [one] : one))

/** The form in which staff note what happened. Messages are keys. */
export const OccasionForm = z
  .object({
    body: z.string().max(60).default(''),
    words: z
      .string({ error: 'error.words' })
      .trim()
      .min(3, { error: 'error.words' })
      .max(200, { error: 'error.words' }),
    fromDay: Day,
    fromTime: Time,
    untilDay: Day,
    untilTime: Time,
    municipalities: Several.default([]),
    properties: Several.default([]),
  })
  .superRefine((form, context) => {
    const wrong = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    const seconds = momentOf(form.fromDay, form.fromTime)
      .until(momentOf(form.untilDay, form.untilTime))
      .total('seconds')
    if (seconds <= 0) wrong('untilDay', 'error.order')
    if (seconds > MOST_DAYS * DAY_SECONDS) wrong('untilDay', 'error.long')
    if (form.properties.length === 0 || form.properties.some((word) => propertyOf(word) === undefined))
      wrong('properties', 'error.properties')
  })

/** What was filled in. */
export type FilledIn = z.output<typeof OccasionForm>

/** The part of time that the form tells, as clocks of the region have it. */
export function spanOf({ fromDay, fromTime, untilDay, untilTime }: FilledIn): Pick<Occasion, 'from' | 'until'> {
  return { from: momentOf(fromDay, fromTime), until: momentOf(untilDay, untilTime) }
}

/** Whether it lies too far ahead to be noted. */
export function isTooFar({ until }: Pick<Occasion, 'until'>, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(until, now.add({ hours: AHEAD_HOURS })) > 0
}

function momentOf(day: Temporal.PlainDate, time: Temporal.PlainTime): Temporal.Instant {
  return day.toZonedDateTime({ timeZone: HOME_TIME_ZONE, plainTime: time }).toInstant()
}

/** What was noted, as the form shows it. */
export function typedOf({ body, words, from, until, municipalities, properties }: Occasion): Typed {
  const time = (moment: Temporal.Instant) =>
    moment.toZonedDateTimeISO(HOME_TIME_ZONE).toPlainTime().toString({ smallestUnit: 'minute' })
  return {
    body,
    words,
    fromDay: dayOf(from).toString(),
    fromTime: time(from),
    untilDay: dayOf(until).toString(),
    untilTime: time(until),
    municipalities,
    properties,
  }
}
