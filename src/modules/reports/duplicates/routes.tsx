import { z } from 'zod'
import { recordDeed } from '#core/audit/audit.ts'
import type { Sql } from '#core/database/sql.ts'
import { announce } from '#core/outbox/outbox.ts'
import { Problem } from '#core/problem.ts'
import { saved } from '#web/answer.ts'
import { textOf } from '#web/components/form/typed.ts'
import { route, type Answer, type Context } from '#web/route.ts'
import { allows } from '#web/visitor.ts'
import { isClosed, type Report } from '../report.ts'
import { getStaffReport } from '../staff/own-report.ts'
import { staffReportPage } from '../staff/report-routes.tsx'
import { findReport } from '../store/find.ts'
import { mergeReport, partReport } from './merge.ts'
import { messages } from './messages.ts'

const ReportNumber = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER)

/** Staff merge reports of the same thing, and part them again. Each within the own bodies. */
export const duplicateRoutes = [
  route({
    method: 'POST',
    path: '/:language/staff/reports/:number/merge',
    summary: 'Merge two reports of the same thing: the oldest stays the main one',
    may: 'reports.handle',
    input: z.object({
      number: ReportNumber,
      into: z.coerce.number({ error: 'intoWrong' }).int({ error: 'intoWrong' }).positive({ error: 'intoWrong' }),
    }),
    wording: messages.find,
    handle: async ({ number, into }, context) => {
      const other = await findHandled(into, context)
      if (other === undefined) return refused(number, 'intoWrong', context)
      const own = await getHandled(number, context)
      const pair = [own, other] as const
      const [main, report] = pair.toSorted(byAge)
      if (main === undefined || report === undefined) throw notFound()
      const merging = context.sql.transaction(async (sql) => {
        const order = { report: report.id, into: main.id, at: context.clock(), person: context.visitor?.id }
        const kept = await mergeReport(sql, order)
        await record(sql, report, 'reports.merge', context)
        await announce(sql, 'reports.report-merged', { report: report.id, main: kept })
        return undefined
      })
      // What cannot be merged is said at the field in which it was typed; a closed report has no such field.
      const problem = await merging.catch((error: unknown) => {
        if (!isClosed(own.status) && error instanceof Problem && error.status === 409) return error
        throw error
      })
      if (problem !== undefined) return refusedWith(number, problem.title(context.language), context)
      return saved(`/${context.language}/staff/reports/${number}`)
    },
    again: async (typed, _errors, context) => refused(Number(textOf(typed, 'number')), 'intoWrong', context),
  }),
  route({
    method: 'POST',
    path: '/:language/staff/reports/:number/part',
    summary: 'Part a report from the one that it was merged into',
    may: 'reports.handle',
    input: z.object({ number: ReportNumber }),
    handle: async ({ number }, context) => {
      const report = await getHandled(number, context)
      const { language } = context
      await context.sql.transaction(async (sql) => {
        const order = { report: report.id, at: context.clock(), person: context.visitor?.id, language }
        if (!(await partReport(sql, order))) return
        await record(sql, report, 'reports.part', context)
        await announce(sql, 'reports.report-parted', { report: report.id })
      })
      return saved(`/${language}/staff/reports/${number}`)
    },
  }),
]

function byAge(one: Report, other: Report): number {
  return Temporal.Instant.compare(one.receivedAt, other.receivedAt) || one.number - other.number
}

/** A report that the visitor may handle. One of another body is answered as if it were not there. */
async function getHandled(number: number, context: Context): Promise<Report> {
  const report = await findHandled(number, context)
  if (report === undefined) throw notFound()
  return report
}

async function findHandled(number: number, { sql, visitor }: Context): Promise<Report | undefined> {
  const report = Number.isSafeInteger(number) ? await findReport(sql, { number }) : undefined
  return report !== undefined && allows(visitor, 'reports.handle', report.body) ? report : undefined
}

/** The page of the report again, with what is wrong at the field. */
async function refused(number: number, wrong: 'intoWrong', context: Context): Promise<Answer> {
  return refusedWith(number, messages(context.language)(wrong), context)
}

async function refusedWith(number: number, message: string, context: Context): Promise<Answer> {
  const own = await getStaffReport(number, 'reports.handle', context)
  const error = { field: 'into', message }
  return { ...(await staffReportPage(own, [error], context, context.typed)), status: 422 }
}

function notFound(): Problem {
  return new Problem('report-not-found', 404, messages.say('notFound'))
}

async function record(sql: Sql, { id, municipality }: Report, action: string, context: Context): Promise<void> {
  const actor = context.visitor?.id ?? ''
  const subject = `report:${id}`
  await recordDeed(sql, { at: context.clock(), actorKind: 'staff', actor, action, subject, municipality })
}
