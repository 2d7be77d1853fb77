import { z } from 'zod'
import { messages } from '../messages.ts'
import { CATEGORIES, type Category } from '../../category.ts'
import { refusal } from './protocol.ts'
import { readMoment } from './w3-date.ts'

/** The specification: a span of 90 days or the first 1,000 requests, whichever is smallest. */
export const SPAN_DAYS = 90
export const MOST_REQUESTS = 1000
const MOST_RADIUS_METRES = 10_000
const USUAL_RADIUS_METRES = 500

/** A parameter: one text, or what came more than once joined with commas. */
export const text = (max: number) =>
  z.union([z.string(), z.array(z.string()).transform((all) => all.join(','))]).pipe(z.string().trim().max(max))

const whole = (most: number) => z.coerce.number().int().min(1).max(most)

/** Parameters that every address understands. */
export const Common = z.object({
  jurisdiction_id: text(100)
    .optional()
    .describe('NIS code of a municipality or id of a body; left out: the whole region'),
  locale: text(10).optional().describe('Extension: language of the answer (nl, fr, en, de), before Accept-Language'),
})

const Paged = Common.extend({
  start_date: text(40).optional().describe('Not before; W3C date-time with offset, or a day'),
  end_date: text(40).optional().describe('Not after; at most 90 days after start_date'),
  page: whole(100_000).default(1).describe('Extension: which page, from 1'),
  page_size: whole(MOST_REQUESTS).default(MOST_REQUESTS).describe('Extension: how many a page'),
})

/** What `GET requests` may be narrowed to. */
export const RequestQuery = Paged.extend({
  service_request_id: text(20_000).optional().describe('Numbers, with commas; everything else is then ignored'),
  service_code: text(2000).optional().describe('Codes of services, with commas'),
  status: text(100).optional().describe('open, closed, or both with a comma'),
  updated_after: text(40).optional().describe('Extension: last changed not before'),
  updated_before: text(40).optional().describe('Extension: last changed not after'),
  lat: z.coerce.number().min(-90).max(90).optional().describe('Extension: near this place, nearest first'),
  long: z.coerce.number().min(-180).max(180).optional(),
  radius: z.coerce
    .number()
    .min(1)
    .max(MOST_RADIUS_METRES)
    .default(USUAL_RADIUS_METRES)
    .describe('Extension: how near, in metres; places are rounded to some fifty metres'),
  extensions: text(10).optional().describe('true: with extended_attributes'),
  client_request_id: text(200).optional().describe('Extension: what was sent with POST; asks for api_key'),
  api_key: text(200).optional(),
})

/** What `GET servicerequestupdates` may be narrowed to. */
export const UpdateQuery = Paged.extend({
  service_request_id: text(20_000).optional().describe('Numbers, with commas'),
})

/** A span of time, both ends included. */
export interface Span {
  readonly from?: Temporal.Instant | undefined
  readonly until?: Temporal.Instant | undefined
}

/**
 * The span of `start_date` and `end_date`: at most 90 days, and without one of them 90 days from the other; without both the last
 * 90 days. Longer ones are refused, so that nobody takes a part for the whole.
 */
export function spanOf(
  asked: { start_date?: string | undefined; end_date?: string | undefined },
  now: Temporal.Instant,
): Span {
  const from = momentOf('start_date', asked.start_date)
  const until = momentOf('end_date', asked.end_date, { end: true })
  const days = { hours: 24 * SPAN_DAYS }
  if (from !== undefined && until !== undefined) {
    if (Temporal.Instant.compare(from, until) > 0) throw refusal('end_date', messages.say('error.spanBackwards'))
    if (from.until(until).total('hours') > days.hours + 24) throw refusal('end_date', messages.say('error.spanTooLong'))
    return { from, until }
  }
  if (from !== undefined) return { from, until: from.add(days) }
  const end = until ?? now
  return { from: end.subtract(days), until: until === undefined ? undefined : end }
}

/** The moment in a parameter; undefined when it was left out. */
export function momentOf(field: string, written: string | undefined, which: { end?: boolean } = {}) {
  if (written === undefined || written === '') return undefined
  const moment = readMoment(written, which)
  if (moment === undefined) throw refusal(field, messages.say('error.moment'))
  return moment
}

/** The numbers in `service_request_id`; undefined when it was left out. What is no number of a report is refused. */
export function numbersOf(written: string | undefined): number[] | undefined {
  const words = wordsOf(written)
  if (words.length === 0) return undefined
  if (words.length > MOST_REQUESTS) throw refusal('service_request_id', messages.say('error.tooManyIds'))
  if (!words.every((word) => /^\d{1,15}$/.test(word)))
    throw refusal('service_request_id', messages.say('error.idWrong'))
  return words.map(Number)
}

/** The categories in `service_code`; undefined when it was left out. */
export function categoriesOf(written: string | undefined): Category[] | undefined {
  const words = wordsOf(written)
  if (words.length === 0) return undefined
  const known = CATEGORIES.filter((category) => words.includes(category))
  if (known.length < new Set(words).size) throw refusal('service_code', messages.say('error.service'), 404)
  return known
}

/** Whether `status` asks for open or closed ones alone; undefined for both. */
export function closedOf(written: string | undefined): boolean | undefined {
  const words = new Set(wordsOf(written?.toLowerCase()))
  for (const word of words)
    if (word !== 'open' && word !== 'closed') throw refusal('status', messages.say('error.status'))
  return words.size === 1 ? words.has('closed') : undefined
}

function wordsOf(written: string | undefined): string[] {
  return (written ?? '')
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
}
