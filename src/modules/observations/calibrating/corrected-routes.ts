import { Readable } from 'node:stream'
import { z } from 'zod'
import type { Sql } from '#core/database/sql.ts'
import { Problem } from '#core/problem.ts'
import { content, json } from '#web/answer.ts'
import { toCsv } from '#web/csv.ts'
import { route, type Route } from '#web/route.ts'
import { getStream } from '../alerts/alerts.ts'
import { OfDatastream } from '../alerts/datastream-id.ts'
import { isoOf } from '../iso.ts'
import { listReleased } from '../store/archive.ts'
import { correctedTold, CorrectedValue } from './corrected-told.ts'
import { messages } from './messages.ts'
import { readCorrected, stretchesOf, type Corrected } from './read-corrected.ts'
import type { HeldStretch } from './validity.ts'

/** A month of values by the minute, and some; what is longer comes as CSV. */
const MOST = 45_000

const Moment = z
  .string({ error: 'corrected.timeWrong' })
  .max(40, { error: 'corrected.timeWrong' })
  .transform((text, context) => {
    try {
      return Temporal.Instant.from(text)
    } catch {
      context.addIssue({ code: 'custom', message: 'corrected.timeWrong' })
      return z.NEVER
    }
  })

const Asked = OfDatastream.extend({
  from: Moment,
  until: Moment,
  span: z
    .enum(['value', 'hour', 'day'], { error: 'corrected.spanWrong' })
    .default('value')
    .describe('value: each value as it came; hour, day: means, with the interval of the mean'),
})

/** Values beside what they are corrected to. `corrected`, `low` and `high` are in the unit of the model; raw in that of the sensor. */
const CorrectedOutput = z.object({
  unit: z.string().nullable().describe('Of raw: UCUM'),
  models: z.array(
    z.object({
      version: z.number().int().describe('See /api/datastreams/:datastream/calibration'),
      unit: z.string().describe('Of what is corrected: UCUM'),
      from: z.iso.datetime().describe('Of the part that was asked, where this model holds'),
      until: z.iso.datetime(),
    }),
  ),
  values: z.array(CorrectedValue),
})

/** What datastreams would have told, had they been references: beside what they told, with the 95 % interval. */
export const correctedRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/datastreams/:datastream/corrected',
    summary: 'Corrected values of a datastream with their 95 % interval, where a model holds that beats raw',
    may: 'anyone',
    input: Asked,
    wording: messages.find,
    output: CorrectedOutput,
    handle: async (asked, { sql }) => {
      const { ucum, stretches } = await prepared(sql, asked)
      const values: z.input<typeof CorrectedOutput>['values'] = []
      for await (const page of readCorrected(sql, asked.datastream, { span: asked.span, stretches })) {
        values.push(...page.map(correctedTold))
        if (values.length > MOST) throw new Problem('too-many-values', 422, messages.say('corrected.tooMany'))
      }
      const models = stretches.map(({ from, until, kept }) => ({
        version: kept.version,
        unit: kept.unit,
        from: isoOf(from),
        until: isoOf(until),
      }))
      return json({ unit: ucum, models, values })
    },
  }),
  route({
    method: 'GET',
    path: '/api/datastreams/:datastream/corrected.csv',
    summary: 'Corrected values of a datastream with their 95 % interval, as CSV',
    may: 'anyone',
    input: Asked,
    wording: messages.find,
    handle: async (asked, { sql }) => {
      const { datastream, span } = asked
      const { stretches } = await prepared(sql, asked)
      return content(
        'text/csv; charset=utf-8',
        Readable.from(csvOf(readCorrected(sql, datastream, { span, stretches }))),
        { 'content-disposition': `attachment; filename="datastream-${datastream}-corrected.csv"` },
      )
    },
  }),
]

/** Where models hold in what was asked. Refused: what is not there, and raw values of months that are in the archive only. */
async function prepared(
  sql: Sql,
  asked: z.output<typeof Asked>,
): Promise<{ readonly ucum: string | null; readonly stretches: readonly HeldStretch[] }> {
  const { ucum } = await getStream(sql, asked.datastream)
  if (asked.span === 'value') {
    const released = await listReleased(sql, asked)
    if (released.length > 0)
      throw new Problem('month-archived', 409, messages.say('corrected.archived', { months: released.join(', ') }))
  }
  const [from, until] = [asked.from.epochMilliseconds * 1000, asked.until.epochMilliseconds * 1000]
  return { ucum, stretches: await stretchesOf(sql, { datastream: asked.datastream, from, until }) }
}

const COLUMNS = [
  'phenomenonTime',
  'end',
  'raw',
  'corrected',
  'low95',
  'high95',
  'unit',
  'version',
  'shiftSeconds',
] as const

async function* csvOf(pages: AsyncIterable<readonly Corrected[]>): AsyncGenerator<string> {
  yield toCsv(COLUMNS, [])
  for await (const page of pages) {
    const lines = page.map((row) => {
      const { time, end, raw, corrected, low, high, shiftSeconds, version } = correctedTold(row)
      return {
        phenomenonTime: time,
        end,
        raw,
        corrected,
        low95: low,
        high95: high,
        unit: row.kept.unit,
        version,
        shiftSeconds,
      }
    })
    const text = toCsv(COLUMNS, lines)
    yield text.slice(text.indexOf('\n') + 1)
  }
}
