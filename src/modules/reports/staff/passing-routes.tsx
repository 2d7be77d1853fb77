import { z } from 'zod'
import { recordDeed } from '#core/audit/audit.ts'
import { dayOf } from '#core/i18n/format.ts'
import { announce } from '#core/outbox/outbox.ts'
import { saved } from '#web/answer.ts'
import { textOf } from '#web/components/form/typed.ts'
import { route, type Context, type FieldError } from '#web/route.ts'
import { deadlinesOf, listPromises } from '../handling/deadlines.ts'
import { listTeams } from '../handling/desk-store.ts'
import { deedOn } from '../handling/handle-report.ts'
import { messages as handling } from '../handling/messages.ts'
import { messages } from '../messages.ts'
import { isClosed, type Report } from '../report.ts'
import { messages as routing } from '../routing/messages.ts'
import { addEvent, lockReport } from '../store/change.ts'
import { handOver, letFollow, planReport, stopFollowing } from '../store/parties.ts'
import { colleaguesOf, passingChoices } from './choices.ts'
import { getOwnReport, getStaffReport } from './own-report.ts'
import { staffReportPage } from './report-routes.tsx'

/** A day further away is a typing error. */
const FURTHEST = { years: 5 }
const Numbered = z.object({ number: z.coerce.number().int().positive() })
const findWords = (language: Context['language'], key: string) =>
  routing.find(language, key) ?? handling.find(language, key) ?? messages.find(language, key)

const HandOver = Numbered.extend({
  to: z.string({ error: 'handOver.toNeeded' }).min(1, { error: 'handOver.toNeeded' }).max(60),
  why: z.string().trim().min(5, { error: 'handOver.whyNeeded' }).max(2000, { error: 'staff.messageTooLong' }),
})
const Plan = Numbered.extend({
  team: z.uuid().or(z.literal('')).catch('').default(''),
  assignee: z.uuid().or(z.literal('')).catch('').default(''),
  planned: z.iso.date({ error: 'plan.dateWrong' }).or(z.literal('')).default(''),
})

/** Giving a report to another body, letting others read along, and dividing the work within the own body. */
export const passingRoutes = [
  route({
    method: 'POST',
    path: '/:language/staff/reports/:number/hand-over',
    summary: 'Give a report to the body that must handle it',
    may: 'reports.handle',
    input: HandOver,
    wording: findWords,
    handle: async ({ number, to, why }, context) => {
      const report = await getOwnReport(number, 'reports.handle', context)
      const t = routing(context.language)
      const { likely, others } = await passingChoices(report, context)
      if (![...likely, ...others].some(({ id }) => id === to))
        return refused(report, { field: 'to', message: t('handOver.toNeeded') }, context)
      const given = await giveTo(report, to, why, context)
      if (given !== 'given') return refused(report, { field: 'to', message: t(`handOver.${given}`) }, context)
      // Whoever had it reads along from now on.
      return saved(`/${context.language}/staff/reports/${number}`)
    },
    again: async (typed, errors, context) =>
      staffReportPage(
        await getStaffReport(Number(textOf(typed, 'number')), 'reports.handle', context),
        errors,
        context,
        typed,
      ),
  }),
  route({
    method: 'POST',
    path: '/:language/staff/reports/:number/follow',
    summary: 'Let another body or a contractor read along with a report',
    may: 'reports.handle',
    input: Numbered.extend({ who: z.string().max(60).default('') }),
    handle: async ({ number, who }, context) => {
      const report = await getOwnReport(number, 'reports.handle', context)
      const { followers } = await passingChoices(report, context)
      if (!followers.some(({ id }) => id === who))
        return refused(report, { field: 'who', message: handling(context.language)('party.whoNeeded') }, context)
      await context.sql.transaction(async (sql) => {
        await letFollow(sql, { report: report.id, body: who, since: context.clock() })
        await recordDeed(sql, { ...deedOn(report, 'reports.let-follow', context), reason: who })
      })
      return saved(`/${context.language}/staff/reports/${number}`)
    },
  }),
  route({
    method: 'POST',
    path: '/:language/staff/reports/:number/unfollow',
    summary: 'Let a body read along no more',
    may: 'reports.handle',
    input: Numbered.extend({ who: z.string().max(60) }),
    handle: async ({ number, who }, context) => {
      const report = await getOwnReport(number, 'reports.handle', context)
      await context.sql.transaction(async (sql) => {
        await stopFollowing(sql, { report: report.id, body: who })
        await recordDeed(sql, { ...deedOn(report, 'reports.stop-following', context), reason: who })
      })
      return saved(`/${context.language}/staff/reports/${number}`)
    },
  }),
  route({
    method: 'POST',
    path: '/:language/staff/reports/:number/plan',
    summary: 'Who of the body handles a report, and when',
    may: 'reports.handle',
    input: Plan,
    wording: findWords,
    handle: async ({ number, team, assignee, planned }, context) => {
      const report = await getOwnReport(number, 'reports.handle', context)
      const t = handling(context.language)
      const teams = await listTeams(context.sql, [report.body])
      const colleagues = await colleaguesOf(report.body, context)
      if (
        (team !== '' && !teams.some(({ id }) => id === team)) ||
        (assignee !== '' && !colleagues.some(({ id }) => id === assignee))
      )
        return refused(report, { field: 'team', message: t('plan.wrong') }, context)
      const day = planned === '' ? null : Temporal.PlainDate.from(planned)
      const isNew = day !== null && (report.plannedFor === null || !day.equals(report.plannedFor))
      const today = dayOf(context.clock())
      if (isNew && !isBetween(day, today, today.add(FURTHEST)))
        return refused(report, { field: 'planned', message: t('plan.dateWrong') }, context)
      const work = { team: team || null, assignee: assignee || null, planned: day, isNew }
      if (!(await plan(report, work, context)))
        return refused(report, { field: 'planned', message: t('plan.closed') }, context)
      return saved(`/${context.language}/staff/reports/${number}`)
    },
    again: async (typed, errors, context) =>
      staffReportPage(
        await getStaffReport(Number(textOf(typed, 'number')), 'reports.handle', context),
        errors,
        context,
        typed,
      ),
  }),
]

/** Hands over in one transaction with the deed and the letter, unless the report was closed or given away meanwhile. */
async function giveTo(report: Report, to: string, why: string, context: Context): Promise<'given' | 'closed' | 'gone'> {
  const { sql, clock, language, visitor } = context
  const at = clock()
  return sql.transaction(async (within) => {
    const current = await lockReport(within, report.id)
    if (current === undefined) return 'gone'
    if (isClosed(current)) return 'closed'
    const promise = (await listPromises(within, to)).get(report.category)
    const event = await handOver(within, {
      report: report.id,
      from: report.body,
      to,
      at,
      message: why,
      language,
      person: visitor?.id,
      ...deadlinesOf(at, promise),
    })
    await recordDeed(within, { ...deedOn(report, 'reports.hand-over', context), reason: to })
    await announce(within, 'reports.report-answered', { report: report.id, event })
    return 'given'
  })
}

/** Writes who does it and when; false when the report was closed or given away meanwhile. */
async function plan(
  report: Report,
  {
    team,
    assignee,
    planned,
    isNew,
  }: {
    team: string | null
    assignee: string | null
    planned: Temporal.PlainDate | null
    isNew: boolean
  },
  context: Context,
): Promise<boolean> {
  const { sql, clock, language, visitor } = context
  return sql.transaction(async (within) => {
    const current = await lockReport(within, report.id)
    // Given away meanwhile, or done: there is nothing to plan.
    if (current === undefined || (isClosed(current) && isNew)) return false
    await planReport(within, report.id, { team, assignee, planned })
    await recordDeed(within, deedOn(report, 'reports.plan', context))
    if (!isNew || planned === null) return true
    const event = await addEvent(within, {
      report: report.id,
      at: clock(),
      kind: 'planned',
      // The day itself: each reader sees it written in the own language.
      message: planned.toString(),
      language,
      author: 'staff',
      person: visitor?.id,
      body: report.body,
    })
    await announce(within, 'reports.report-answered', { report: report.id, event })
    return true
  })
}

function isBetween(day: Temporal.PlainDate, first: Temporal.PlainDate, last: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(day, first) >= 0 && Temporal.PlainDate.compare(day, last) <= 0
}

async function refused(report: Report, error: FieldError, context: Context) {
  const own = await getStaffReport(report.number, 'reports.handle', context)
  return { ...(await staffReportPage(own, [error], context, context.typed)), status: 422 }
}
