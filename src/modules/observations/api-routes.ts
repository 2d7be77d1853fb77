import { z } from 'zod'
import { Problem } from '#core/problem.ts'
import { Readable } from 'node:stream'
import type { Sql } from '#core/database/sql.ts'
import { content, json } from '#web/answer.ts'
import { toCsv } from '#web/csv.ts'
import { route, type Route } from '#web/route.ts'
import { listOfStream, namedAt } from './judging/occasions/occasion-store.ts'
import type { Occasion } from './judging/occasions/occasion.ts'
import { messages } from './messages.ts'
import { listReleased } from './store/archive.ts'
import { listRollUps, type RollUp } from './store/roll-ups.ts'
import { readAll, type TableRow } from './store/read-all.ts'
import { isoOf } from './iso.ts'
import { quantile } from './roll-up/digest.ts'
import { meanOf } from './roll-up/mean.ts'
import { dayAround, HOUR, monthAround, type Span } from './roll-up/spans.ts'

const MOST = 10_000

const Moment = z
  .string()
  .max(40)
  .transform((text, context) => {
    try {
      return Temporal.Instant.from(text)
    } catch {
      context.addIssue({ code: 'custom', message: 'rollUp.timeWrong' })
      return z.NEVER
    }
  })

const Range = z.object({
  datastream: z.coerce
    .number({ error: 'rollUp.unknown' })
    .int({ error: 'rollUp.unknown' })
    .min(1, { error: 'rollUp.unknown' })
    .max(2_147_483_647, { error: 'rollUp.unknown' }),
  from: Moment,
  until: Moment,
})
const Asked = Range.extend({
  span: z.enum(['hour', 'day', 'month'], { error: 'rollUp.spanWrong' }).default('hour'),
})

const Told = z.object({
  start: z.string(),
  end: z.string(),
  count: z.number().int(),
  /** Part of the time that was measured, 0 to 1; null where nobody knows. */
  coverage: z.number().nullable(),
  sum: z.number().nullable(),
  /** Of a sensor that says how long it was up, what it measured while it was counts for as much. */
  mean: z.number().nullable(),
  min: z.number().nullable(),
  p10: z.number().nullable(),
  median: z.number().nullable(),
  p90: z.number().nullable(),
  max: z.number().nullable(),
})

/** Values of a datastream for programs that know nothing of SensorThings: rolled up, or all of them as a table. */
export const apiRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/datastreams/:datastream/roll-ups',
    summary: 'Values of a datastream by hour, day or month',
    may: 'anyone',
    input: Asked,
    wording: messages.find,
    output: z.object({ value: z.array(Told) }),
    handle: async ({ datastream, span, from, until }, { sql }) => {
      await mustBeThere(sql, datastream)
      const rows = await listRollUps(sql, { datastream, span, from, until, limit: MOST })
      return json({ value: rows.map((row) => told(row, span)) })
    },
  }),
  route({
    method: 'GET',
    path: '/api/datastreams/:datastream/observations.csv',
    summary: 'All observations of a datastream in a part of time, as CSV',
    may: 'anyone',
    input: Range,
    wording: messages.find,
    handle: async (range, { sql }) => {
      await mustBeThere(sql, range.datastream)
      const released = await listReleased(sql, range)
      if (released.length > 0)
        throw new Problem('month-archived', 409, messages.say('archive.partly', { months: released.join(', ') }))
      const occasions = await listOfStream(sql, range.datastream, range)
      const name = `attachment; filename="datastream-${range.datastream}.csv"`
      return content('text/csv; charset=utf-8', Readable.from(csvOf(readAll(sql, range), occasions)), {
        'content-disposition': name,
      })
    },
  }),
]

async function mustBeThere(sql: Sql, datastream: number): Promise<void> {
  const [there] = await sql`select id from observations.shown_datastream where id = ${datastream}`
  if (there === undefined) throw new Problem('datastream-unknown', 404, messages.say('rollUp.unknown'))
}

const COLUMNS = [
  'phenomenonTime',
  'end',
  'result',
  'resultTime',
  'flag',
  'suspect',
  'failed',
  'rules',
  'occasions',
] as const

async function* csvOf(
  pages: AsyncIterable<readonly TableRow[]>,
  occasions: readonly Occasion[],
): AsyncGenerator<string> {
  yield toCsv(COLUMNS, [])
  for await (const rows of pages) {
    const lines = rows.map((row) => ({
      phenomenonTime: isoOf(row.at),
      end: row.until === null ? null : isoOf(row.until),
      result: row.number ?? row.truth ?? row.text ?? JSON.stringify(row.json),
      resultTime: row.resultAt === null ? null : isoOf(row.resultAt),
      flag: row.flag,
      suspect: row.suspect?.join(' ') ?? null,
      failed: row.failed?.join(' ') ?? null,
      rules: row.rules,
      occasions:
        namedAt(occasions, row)
          .map(({ words }) => words)
          .join('; ') || null,
    }))
    const text = toCsv(COLUMNS, lines)
    yield text.slice(text.indexOf('\n') + 1)
  }
}

function told(row: RollUp, span: Span): z.infer<typeof Told> {
  const { start, count, covered, total, low, high, digest } = row
  const end = span === 'hour' ? start + HOUR : span === 'day' ? dayAround(start).until : monthAround(start).until
  const measured = digest.weights.reduce((sum, weight) => sum + weight, 0)
  const at = (share: number) => (low === null || high === null ? null : quantile(digest, share, { low, high }))
  return {
    start: new Date(start).toISOString(),
    end: new Date(end).toISOString(),
    count,
    coverage: covered === null ? null : Math.min(1, (covered * 1000) / (end - start)),
    sum: total,
    mean: meanOf(row, measured),
    min: low,
    p10: at(0.1),
    median: at(0.5),
    p90: at(0.9),
    max: high,
  }
}
