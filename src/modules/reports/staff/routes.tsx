import { z } from 'zod'
import { recordDeed, type Deed } from '#core/audit/audit.ts'
import { Problem } from '#core/problem.ts'
import { announce } from '#core/outbox/outbox.ts'
import { hasWayIn } from '#modules/region/public.ts'
import { page, saved } from '#web/answer.ts'
import { choicesOf, textOf } from '#web/components/form/typed.ts'
import { route, type Answer, type Context, type FieldError, type Typed } from '#web/route.ts'
import { allows } from '#web/visitor.ts'
import { CATEGORIES } from '../category.ts'
import { staffDuplicates } from '../duplicates/staff-block.tsx'
import { messages } from '../messages.ts'
import { municipalityNameOf } from '../names.ts'
import { StaffListPage } from '../pages/staff-list-page.tsx'
import { StaffReportPage } from '../pages/staff-report-page.tsx'
import { nextStatuses, STATUSES, type Report } from '../report.ts'
import { chosenStatuses, PAGE_SIZE, STATUS_CHOICES } from '../report-list.ts'
import { addEvent, lockReport, residentOfReport, setNotePublic } from '../store/change.ts'
import { countByStatus, findReport, listEvents, listReports } from '../store/find.ts'

const Numbered = z.object({ number: z.coerce.number().int().positive() })

const StaffFilter = z.object({
  status: z
    .enum(['', ...STATUS_CHOICES])
    .catch('')
    .default('open'),
  category: z
    .enum(['', ...CATEGORIES])
    .catch('')
    .default(''),
  words: z.string().trim().max(100).catch('').default(''),
  page: z.coerce.number().int().min(1).max(100_000).catch(1).default(1),
})
export type StaffFilter = z.output<typeof StaffFilter>

const Handling = z
  .object({
    number: z.coerce.number().int().positive(),
    status: z.enum(['', ...STATUSES], { error: 'staff.statusWrong' }).default(''),
    message: z.string().trim().max(4000, { error: 'staff.messageTooLong' }).default(''),
    internal: z.enum(['', 'yes']).default(''),
  })
  .refine(({ status, internal }) => status === '' || internal === '', {
    path: ['internal'],
    error: 'staff.internalWrong',
  })
  .refine(({ status, message }) => status === '' || message !== '', { path: ['message'], error: 'staff.messageNeeded' })
  .refine(({ status, message }) => status !== '' || message !== '', { path: ['message'], error: 'staff.nothing' })

/** What the staff of a body does with reports. Each sees and handles those of the own bodies only. */
export const staffRoutes = [
  route({
    method: 'GET',
    path: '/:language/staff/reports',
    summary: 'Reports for the staff of a body',
    may: 'reports.read',
    input: StaffFilter,
    handle: async (filter, context) => {
      const { sql, view, clock } = context
      const bodies = bodiesOf(context)
      const { reports, total } = await listReports(
        sql,
        {
          bodies,
          statuses: chosenStatuses(filter.status),
          category: filter.category || undefined,
          words: filter.words || undefined,
          // Who looks for words or a number also wants those that were merged.
          unmerged: filter.words === '' ? true : undefined,
        },
        { limit: PAGE_SIZE, offset: (filter.page - 1) * PAGE_SIZE },
      )
      const counts = await countByStatus(sql, { bodies })
      return page(
        <StaffListPage view={view} filter={filter} reports={reports} total={total} counts={counts} now={clock()} />,
      )
    },
  }),
  route({
    method: 'GET',
    path: '/:language/staff/reports/:number',
    summary: 'One report for the staff of its body',
    may: 'reports.read',
    input: Numbered,
    handle: async ({ number }, context) => {
      const report = await getOwnReport(number, 'reports.read', context)
      return staffReportPage(report, [], context)
    },
  }),
  route({
    method: 'POST',
    path: '/:language/staff/reports/:number',
    summary: 'Answer a report, note something, change its status',
    may: 'reports.handle',
    input: Handling,
    wording: messages.find,
    handle: async ({ number, status, message, internal }, context) => {
      const report = await getOwnReport(number, 'reports.handle', context)
      const changed = await context.sql.transaction(async (sql) => {
        const current = await lockReport(sql, report.id)
        if (current === undefined || (status !== '' && !nextStatuses(current).includes(status))) return false
        const event = await addEvent(sql, {
          report: report.id,
          at: context.clock(),
          kind: status !== '' ? 'status' : internal === 'yes' ? 'note' : 'answer',
          status: status === '' ? undefined : status,
          message,
          language: context.language,
          author: 'staff',
          person: context.visitor?.id,
        })
        const action = status !== '' ? 'reports.change-status' : internal === 'yes' ? 'reports.note' : 'reports.answer'
        await recordDeed(sql, { ...deedOn(report, action, context), reason: status })
        if (internal === '') await announce(sql, 'reports.report-answered', { report: report.id, event })
        return true
      })
      if (changed) return saved(`/${context.language}/staff/reports/${number}`)
      const error = { field: 'status', message: messages(context.language)('staff.statusWrong') }
      const answer = await staffReportPage(
        await getOwnReport(number, 'reports.handle', context),
        [error],
        context,
        context.typed,
      )
      return { ...answer, status: 409 }
    },
    again: async (typed, errors, context) => {
      const number = Number(textOf(typed, 'number'))
      return staffReportPage(await getOwnReport(number, 'reports.handle', context), errors, context, typed)
    },
  }),
  route({
    method: 'POST',
    path: '/:language/staff/reports/:number/publication',
    summary: 'Show or hide the own words and the photo of a report',
    may: 'reports.handle',
    input: Numbered.extend({ show: z.enum(['yes', 'no']) }),
    handle: async ({ number, show }, context) => {
      const report = await getOwnReport(number, 'reports.handle', context)
      await context.sql.transaction(async (sql) => {
        await setNotePublic(sql, report.id, show === 'yes')
        await recordDeed(sql, deedOn(report, show === 'yes' ? 'reports.show-words' : 'reports.hide-words', context))
      })
      return saved(`/${context.language}/staff/reports/${number}`)
    },
  }),
]

/** The bodies whose reports a visitor may read; undefined for all. */
function bodiesOf({ visitor }: Context): string[] | undefined {
  const scopes = (visitor?.grants ?? [])
    .filter(({ permission }) => permission === 'reports.read')
    .map(({ scope }) => scope)
  return scopes.includes(null) ? undefined : scopes.filter((scope) => scope !== null)
}

/** A report of one's own body. That of another body is answered as if it were not there. */
async function getOwnReport(number: number, permission: string, { sql, visitor }: Context): Promise<Report> {
  const report = Number.isSafeInteger(number) ? await findReport(sql, { number }) : undefined
  if (report === undefined || !allows(visitor, permission, report.body))
    throw new Problem('report-not-found', 404, messages.say('report.notFound'))
  return report
}

function hasContact({ reporterName, reporterEmail, reporterPhone }: Report): boolean {
  return Boolean(reporterName ?? reporterEmail ?? reporterPhone)
}

function deedOn(report: Report, action: string, { clock, visitor }: Context): Deed {
  const { id, municipality } = report
  return { at: clock(), actorKind: 'staff', actor: visitor?.id ?? '', action, subject: `report:${id}`, municipality }
}

/** Who has an address, here or in their own file, needs no paper. */
async function mayPrintCode(report: Report, { sql }: Context): Promise<boolean> {
  if (report.reporterEmail !== null || report.reporterForgottenAt !== null) return false
  const owner = await residentOfReport(sql, report.id)
  return owner === null || !(await hasWayIn(sql, owner))
}

async function staffReportPage(
  report: Report,
  errors: readonly FieldError[],
  context: Context,
  typed: Typed = {},
): Promise<Answer> {
  const { sql, view, language, visitor, clock } = context
  // Who looks at the name or address of a resident is accounted for, whichever way the page came to be shown.
  if (hasContact(report))
    await sql.transaction((within) => recordDeed(within, deedOn(report, 'reports.read-contact', context)))
  const mayHandle = allows(visitor, 'reports.handle', report.body)
  return page(
    <StaffReportPage
      view={view}
      duplicates={await staffDuplicates(report, { mayHandle, bodies: bodiesOf(context) }, context)}
      report={report}
      events={await listEvents(sql, report.id)}
      municipalityName={await municipalityNameOf(report.municipality, { sql, language })}
      mayHandle={mayHandle}
      mayPrintCode={await mayPrintCode(report, context)}
      status={textOf(typed, 'status') ?? ''}
      message={textOf(typed, 'message') ?? ''}
      internal={choicesOf(typed, 'internal')}
      errors={errors}
      now={clock()}
    />,
  )
}
