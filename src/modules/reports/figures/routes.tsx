import { z } from 'zod'
import { themedView } from '#modules/region/public.ts'
import { content, json, page } from '#web/answer.ts'
import { toCsv } from '#web/csv.ts'
import { route } from '#web/route.ts'
import { CHANNELS } from '../channel.ts'
import { ReportListFilter } from '../report-list.ts'
import { asRows, COLUMNS, FIGURES } from './as-rows.ts'
import { FiguresPage } from './figures-page.tsx'
import type { Figures } from './figures.ts'
import { gatherFigures } from './gather.ts'

const Choice = ReportListFilter.pick({ municipality: true }).extend({
  channel: z
    .enum(['', ...CHANNELS])
    .catch('')
    .default('')
    .describe('How reports came in; empty: all ways'),
})

const Count = z.number().nullable()
const FiguresOutput = z.object({
  months: z.array(z.object({ month: z.string(), received: Count, solved: Count })),
  outcomes: z.array(z.object({ outcome: z.string(), count: Count })),
  categories: z.array(z.object({ category: z.string(), count: Count })),
  answers: z.array(
    z.object({ month: z.string(), lowerQuartileDays: Count, medianDays: Count, upperQuartileDays: Count }),
  ),
  hours: z.array(z.object({ weekday: z.number(), fromHour: z.number(), toHour: z.number(), count: Count })),
  topics: z.array(z.object({ month: z.string(), category: z.string(), count: Count })),
  bodies: z.array(
    z.object({
      body: z.string(),
      count: Count,
      open: Count,
      medianDays: Count.describe('Half of the reports have a first answer within so many days; null: so many wait'),
      ninetyPercentDays: Count,
    }),
  ),
  municipalities: z.array(z.object({ municipality: z.string(), count: Count })),
})

/** How many reports there are, about what, when, where, and how long an answer takes: a page, JSON, CSV. */
export const figuresRoutes = [
  route({
    method: 'GET',
    path: '/:language/reports/figures',
    summary: 'Figures about reports, of the region or of a municipality, with charts',
    may: 'anyone',
    input: Choice,
    output: FiguresOutput,
    handle: async (choice, context) => {
      const { municipality } = choice
      const gathered = await gatherFigures(choice, context)
      const view = municipality === '' ? context.view : await themedView(context, { nis: municipality })
      return page(<FiguresPage view={view} {...gathered} />, 200, dataOf(gathered.figures))
    },
  }),
  route({
    method: 'GET',
    path: '/api/reports/figures',
    summary:
      'Figures about the reports of thirteen months. Of one municipality, counts from 1 to 4 are null and the rest is rounded to 5',
    may: 'anyone',
    input: Choice,
    output: FiguresOutput,
    handle: async (choice, context) => {
      const { figures } = await gatherFigures(choice, context)
      return json(dataOf(figures))
    },
  }),
  route({
    method: 'GET',
    path: '/api/reports/figures.csv',
    summary:
      'One of the figures about reports, as CSV. Of one municipality, counts from 1 to 4 are empty and the rest is rounded to 5',
    may: 'anyone',
    input: Choice.extend({ figure: z.enum(FIGURES).default('months') }),
    handle: async ({ figure, ...choice }, context) => {
      const { figures } = await gatherFigures(choice, context)
      return content('text/csv; charset=utf-8', toCsv(COLUMNS[figure], asRows(figures, figure)))
    },
  }),
]

function dataOf(figures: Figures): Record<string, unknown> {
  return Object.fromEntries(FIGURES.map((name) => [name, asRows(figures, name)]))
}
