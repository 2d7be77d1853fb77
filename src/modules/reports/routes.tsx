import { z } from 'zod'
import { recordDeed } from '#core/audit/audit.ts'
import { requestJob } from '#core/jobs/jobs.ts'
import { Problem } from '#core/problem.ts'
import { IMAGE_TYPE } from '#core/files/files.ts'
import { themedView, municipalityNameOf } from '#modules/region/public.ts'
import { content, page, saved, seeOther } from '#web/answer.ts'
import { textOf } from '#web/components/form/typed.ts'
import { route, type Answer, type Context, type FieldError, type Typed } from '#web/route.ts'
import { allows } from '#web/visitor.ts'
import { findMain } from './duplicates/merge.ts'
import { followSecret, getFollowedReport } from './follow-link.ts'
import { messages } from './messages.ts'
import { findRemoteOf, type Remote } from './open311/client/addition-store.ts'
import { SEND } from './open311/client/job-names.ts'
import { PublicReportOutput } from './list-routes.tsx'
import { bodyNameOf, namesOfBodies } from './names.ts'
import { FollowPage } from './pages/follow-page.tsx'
import { ReportPage } from './pages/report-page.tsx'
import { mayReopen } from './handling/closing.ts'
import { reopenReport } from './handling/reopen.ts'
import { messages as handling } from './handling/messages.ts'
import {
  isClosed,
  isForBodies,
  isForReporter,
  isPublic,
  publicEvents,
  publicView,
  type Report,
  type ReportEvent,
  STATUSES,
} from './report.ts'
import { bodiesWith } from './staff/filter.ts'
import { addEvent, isSaidAgain, lockReport } from './store/change.ts'
import { findReport, listEvents } from './store/find.ts'
import { listParties } from './store/parties.ts'
import { listOwnReports } from './store/own.ts'

const Numbered = z.object({ number: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) })
const Followed = z.object({ secret: z.string().max(80) })

const EventOutput = z.object({
  at: z.iso.datetime(),
  kind: z.string(),
  status: z.enum(STATUSES).nullable(),
  message: z.string(),
  language: z.string(),
  toBody: z.string().nullable(),
})

/** One report: for everybody, and for whoever made it. */
export const routes = [
  route({
    method: 'GET',
    path: '/:language/reports/:number',
    summary: 'What everybody may see of a report',
    may: 'anyone',
    input: Numbered,
    output: PublicReportOutput.extend({ events: z.array(EventOutput), mergedInto: z.number().int().nullable() }),
    handle: async ({ number }, context) => {
      const report = await getReport(number, context)
      const events = publicEvents(await listEvents(context.sql, report.id))
      const main = await findMain(context.sql, report.id)
      return page(
        <ReportPage
          view={await themedView(context, { body: report.body })}
          report={publicView(report)}
          events={events}
          main={main?.number}
          {...await namesOf(report, context)}
          bodyNames={await namesIn(events, context)}
          demo={report.demo}
          wordsLanguage={report.language}
        />,
        200,
        {
          ...publicView(report),
          mergedInto: main?.number ?? null,
          events: events.map(({ at, kind, status, message, language, toBody }) => ({
            at,
            kind,
            status,
            message,
            language,
            toBody,
          })),
        },
      )
    },
  }),
  route({
    method: 'GET',
    path: '/reports/:number/photo',
    summary: 'The photo of a report: for staff of its body, and for everybody when staff showed it',
    may: 'anyone',
    input: Numbered,
    handle: async ({ number }, context) => {
      const report = await getReport(number, context)
      const isStaff = await isReadBy(report, context)
      if (isStaff && !report.photoPublic && report.photo !== null) await recordLook(report, context)
      return photoOf(report.photoPublic || isStaff ? report.photo : null, context)
    },
  }),
  route({
    method: 'GET',
    path: '/:language/reports/own/:number',
    summary: 'From one’s own file to the page of whoever made a report',
    may: 'file.own',
    input: Numbered,
    handle: async ({ number }, context) => {
      const { sql, visitor, language } = context
      const own = visitor?.owner === undefined ? [] : await listOwnReports(sql, visitor.owner)
      const report = own.find((one) => one.number === number)
      if (report === undefined) throw notFound()
      return seeOther(`/${language}/reports/follow/${followSecret(report, context)}`)
    },
  }),
  route({
    method: 'GET',
    path: '/:language/reports/follow/:secret',
    summary: 'The page of whoever made a report',
    may: 'anyone',
    input: Followed,
    handle: async ({ secret }, context) => followPage(await getFollowedReport(secret, context), [], context),
  }),
  route({
    method: 'POST',
    path: '/:language/reports/follow/:secret',
    summary: 'Add something to one’s own report',
    may: 'anyone',
    input: Followed.extend({
      addition: z
        .string({ error: 'follow.addNeeded' })
        .trim()
        .min(1, { error: 'follow.addNeeded' })
        .max(2000, { error: 'follow.addTooLong' }),
    }),
    wording: messages.find,
    perMinute: 10,
    handle: async ({ secret, addition }, context) => {
      const report = await getFollowedReport(secret, context)
      await context.sql.transaction(async (sql) => {
        const status = await lockReport(sql, report.id)
        const said = { report: report.id, at: context.clock(), language: context.language }
        const added = { ...said, kind: 'addition', message: addition, author: 'reporter' } as const
        if (await isSaidAgain(sql, added)) return
        await addEvent(sql, added)
        await requestJob(sql, SEND)
        // Whoever asked was waiting for this.
        if (status === 'waiting')
          await addEvent(sql, { ...said, kind: 'status', status: 'in-progress', message: '', author: 'system' })
      })
      return saved(`/${context.language}/reports/follow/${secret}`)
    },
    again: async (typed, errors, context) =>
      followPage(await getFollowedReport(textOf(typed, 'secret') ?? '', context), errors, context, typed),
  }),
  route({
    method: 'POST',
    path: '/:language/reports/follow/:secret/reopen',
    summary: 'Say that one’s own report is not solved, within 30 days',
    may: 'anyone',
    input: Followed.extend({ reopening: z.string().trim().max(2000, { error: 'follow.addTooLong' }).default('') }),
    wording: messages.find,
    perMinute: 10,
    handle: async ({ secret, reopening }, context) => {
      const report = await getFollowedReport(secret, context)
      const t = handling(context.language)
      // Open already, by a second press or in another tab: the words are kept all the same.
      const wrong =
        isClosed(report.status) && !mayReopen(report, context.clock())
          ? t('reopen.tooLate')
          : reopening === ''
            ? t('reopen.wordsNeeded')
            : undefined
      if (wrong !== undefined)
        return {
          ...(await followPage(report, [{ field: 'reopening', message: wrong }], context, context.typed)),
          status: 422,
        }
      await reopenReport(report, reopening, context)
      return saved(`/${context.language}/reports/follow/${secret}`)
    },
    again: async (typed, errors, context) =>
      followPage(await getFollowedReport(textOf(typed, 'secret') ?? '', context), errors, context, typed),
  }),
  route({
    method: 'GET',
    path: '/reports/:number/events/:event/photo',
    summary: 'The picture that staff took of how it is now: as public as what they said with it',
    may: 'anyone',
    input: Numbered.extend({ event: z.uuid() }),
    handle: async ({ number, event: id }, context) => {
      const report = await getReport(number, context)
      const event = (await listEvents(context.sql, report.id)).find((one) => one.id === id)
      const isStaff = await isReadBy(report, context)
      const bodies = bodiesWith('reports.read', context.visitor)
      const isShown = event !== undefined && (isPublic(event) || (isStaff && isForBodies(event, bodies)))
      return photoOf(isShown ? event.photo : null, context)
    },
  }),
  route({
    method: 'GET',
    path: '/reports/follow/:secret/events/:event/photo',
    summary: 'The picture that staff sent with what they said to the reporter',
    may: 'anyone',
    input: Followed.extend({ event: z.uuid() }),
    handle: async ({ secret, event: id }, context) => {
      const report = await getFollowedReport(secret, context)
      const event = (await listEvents(context.sql, report.id)).find((one) => one.id === id)
      return photoOf(event !== undefined && isForReporter(event) ? event.photo : null, context)
    },
  }),
  route({
    method: 'GET',
    path: '/reports/follow/:secret/photo',
    summary: 'The photo of one’s own report',
    may: 'anyone',
    input: Followed,
    handle: async ({ secret }, context) => photoOf((await getFollowedReport(secret, context)).photo, context),
  }),
]

/** Whether the visitor works for the body that answers for a report, or for one that reads along. */
async function isReadBy(report: Report, { sql, visitor }: Context): Promise<boolean> {
  if (visitor === undefined) return false
  const bodies = [report.body, ...(await listParties(sql, report.id))]
  return bodies.some((body) => allows(visitor, 'reports.read', body))
}

/** The photo of a resident is theirs until staff show it: who of the staff looks at it is accounted for. */
async function recordLook({ id, municipality }: Report, { sql, clock, visitor }: Context): Promise<void> {
  await sql.transaction((within) =>
    recordDeed(within, {
      at: clock(),
      actorKind: 'staff',
      actor: visitor?.id ?? '',
      action: 'reports.read-photo',
      subject: `report:${id}`,
      municipality,
    }),
  )
}

async function getReport(number: number, { sql }: Context): Promise<Report> {
  const report = await findReport(sql, { number })
  if (report === undefined) throw notFound()
  return report
}

function notFound(): Problem {
  return new Problem('report-not-found', 404, messages.say('report.notFound'))
}

async function photoOf(hash: string | null, { files }: Context): Promise<Answer> {
  const photo = hash === null ? undefined : await files.read(hash)
  if (photo === undefined) throw new Problem('photo-not-found', 404, messages.say('report.notFound'))
  // What staff hide again must be gone from browsers too.
  return content(IMAGE_TYPE, photo, { 'cache-control': 'private, no-cache' })
}

async function followPage(
  report: Report,
  errors: readonly FieldError[],
  context: Context,
  typed: Typed = {},
): Promise<Answer> {
  const events = (await listEvents(context.sql, report.id)).filter(isForReporter)
  const remote = await findRemoteOf(context.sql, report.id)
  return page(
    <FollowPage
      view={await themedView(context, { body: report.body })}
      report={report}
      events={events}
      bodyNames={await namesIn(events, context)}
      mayReopen={isClosed(report.status) && mayReopen(report, context.clock())}
      reopening={textOf(typed, 'reopening') ?? ''}
      main={(await findMain(context.sql, report.id))?.number}
      {...await namesOf(report, context)}
      secret={followSecret(report, context)}
      remote={await shownRemote(remote, context)}
      addition={textOf(typed, 'addition') ?? ''}
      errors={errors}
    />,
  )
}

async function shownRemote(remote: Remote | undefined, context: Context) {
  if (remote?.number === undefined || remote.number === null) return undefined
  return { number: remote.number, bodyName: await bodyNameOf(remote.body, context) }
}

/** The names of the bodies that events speak of. */
async function namesIn(events: readonly ReportEvent[], context: Context): Promise<ReadonlyMap<string, string>> {
  return namesOfBodies(
    events.flatMap(({ toBody }) => toBody ?? []),
    context,
  )
}

async function namesOf(report: Report, context: Context): Promise<{ municipalityName: string; bodyName: string }> {
  return {
    municipalityName: await municipalityNameOf(report.municipality, context),
    bodyName: await bodyNameOf(report.body, context),
  }
}
