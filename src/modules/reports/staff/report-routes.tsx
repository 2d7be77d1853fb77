import { z } from 'zod'
import { recordDeed } from '#core/audit/audit.ts'
import { hasWayIn, municipalityNameOf } from '#modules/region/public.ts'
import { page, saved } from '#web/answer.ts'
import { textOf } from '#web/components/form/typed.ts'
import { route, type Answer, type Context, type FieldError, type Typed } from '#web/route.ts'
import { allows } from '#web/visitor.ts'
import { staffDuplicates } from '../duplicates/staff-block.tsx'
import { deedOn, Handling, handleReport } from '../handling/handle-report.ts'
import { listTeams, listTemplates, type Template } from '../handling/desk-store.ts'
import { messages as handling } from '../handling/messages.ts'
import { messages } from '../messages.ts'
import { namesOfBodies } from '../names.ts'
import { StaffReportPage } from '../pages/staff-report-page.tsx'
import { isClosed, isForBodies, type Report } from '../report.ts'
import { findRemoteOf } from '../open311/client/addition-store.ts'
import { PHOTO_MAX_BYTES } from '../report-form/answers.ts'
import { sentPhoto } from '../report-form/keep-photo.ts'
import { findPersonal } from '../privacy/find-personal.ts'
import { messages as privacy } from '../privacy/messages.ts'
import { residentOfReport, setShown } from '../store/change.ts'
import { listEvents } from '../store/find.ts'
import { bodiesWith } from './filter.ts'
import { getOwn, getStaffReport, withoutNames, type StaffReport } from './own-report.ts'
import { colleaguesOf, passingChoices } from './choices.ts'

const Numbered = z.object({ number: z.coerce.number().int().positive() })
const Publication = Numbered.extend({
  show: z.enum(['yes', 'no']),
  shown: z.string().trim().max(2000, { error: 'tooLong' }).default(''),
  photo: z.enum(['', 'yes']).catch('').default(''),
  looked: z.enum(['', 'yes']).catch('').default(''),
}).refine(({ show, shown, photo }) => show === 'no' || shown !== '' || photo === 'yes', {
  path: ['shown'],
  error: 'needed',
})

/** One report, and what staff say and do about it. */
export const staffReportRoutes = [
  route({
    method: 'GET',
    path: '/:language/staff/reports/:number',
    summary: 'One report for the staff of its body, and of bodies that read along',
    may: 'reports.read',
    input: Numbered,
    handle: async ({ number }, context) =>
      staffReportPage(await getStaffReport(number, 'reports.read', context), [], context),
  }),
  route({
    method: 'POST',
    path: '/:language/staff/reports/:number',
    summary: 'Answer a report, ask, note something, change its status',
    may: 'reports.handle',
    input: Handling,
    wording: messages.find,
    uploadBytes: PHOTO_MAX_BYTES,
    handle: async (input, context) => {
      const own = await getStaffReport(input.number, 'reports.handle', context)
      if (input.fill === 'yes') return filledIn(own, input.template, context)
      const wrong = wrongIn(input, own, context)
      if (wrong !== undefined) return { ...(await staffReportPage(own, [wrong], context, context.typed)), status: 422 }
      const { photo, errors } = await sentPhoto(context)
      if (errors.length > 0) return { ...(await staffReportPage(own, errors, context, context.typed)), status: 422 }
      const audience = own.isOwner || input.audience === 'own' ? input.audience : 'bodies'
      if (await handleReport(own.report, { ...input, audience, photo }, own.body, context))
        return saved(`/${context.language}/staff/reports/${input.number}`)
      const error = { field: 'status', message: messages(context.language)('staff.statusWrong') }
      const now = await getStaffReport(input.number, 'reports.handle', context)
      return { ...(await staffReportPage(now, [error], context, context.typed)), status: 409 }
    },
    again: async (typed, errors, context) => {
      const number = Number(textOf(typed, 'number'))
      return staffReportPage(await getStaffReport(number, 'reports.handle', context), errors, context, typed)
    },
  }),
  route({
    method: 'POST',
    path: '/:language/staff/reports/:number/publication',
    summary: 'Release the own words and the photo of a report as everybody may see them, or hide them',
    may: 'reports.handle',
    input: Publication,
    wording: privacy.find,
    handle: async ({ number, show, shown, photo, looked }, context) => {
      const own = await getOwn(number, 'reports.handle', context)
      const { report } = own
      if (show === 'yes' && shown === '' && report.photo === null) {
        const error = { field: 'shown', message: privacy(context.language)('needed') }
        return { ...(await staffReportPage(own, [error], context, context.typed)), status: 422 }
      }
      if (show === 'yes' && looked !== 'yes' && findPersonal(shown).length > 0) {
        const error = { field: 'shown', message: privacy(context.language)('stillFound') }
        return { ...(await staffReportPage(own, [error], context, context.typed)), status: 422 }
      }
      await context.sql.transaction(async (sql) => {
        await setShown(
          sql,
          report.id,
          show === 'yes' ? { note: shown, photo: photo === 'yes' && report.photo !== null } : undefined,
        )
        await recordDeed(sql, deedOn(report, show === 'yes' ? 'reports.show-words' : 'reports.hide-words', context))
      })
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

/** What cannot be said like this: something about a person to everybody, or a question about what is closed. */
function wrongIn({ audience, message, checked }: Handling, { report }: StaffReport, { language }: Context) {
  if (audience === 'reporter' && isClosed(report.status))
    return { field: 'audience', message: handling(language)('question.closed') }
  if (audience === 'everybody' && checked !== 'yes' && findPersonal(message).length > 0)
    return { field: 'checked', message: privacy(language)('staffFound') }
  return undefined
}

/** The page again, with a standard text in the language of the reporter below what was typed. */
async function filledIn(own: StaffReport, id: string, context: Context): Promise<Answer> {
  const template = (await listTemplates(context.sql, own.body)).find((one) => one.id === id)
  const typed = textOf(context.typed, 'message')?.trim() ?? ''
  const text = template === undefined ? '' : textFor(own.report, template)
  const message = [typed, text].filter(Boolean).join('\n\n')
  return staffReportPage(own, [], context, { ...context.typed, message })
}

function textFor({ language, number }: Report, { texts }: Template): string {
  const text = (texts as Readonly<Record<string, string>>)[language] ?? texts.nl
  return text.replaceAll('{number}', String(number))
}

/** Who has an address, here or in their own file, needs no paper. */
async function mayPrintCode({ report, isOwner }: StaffReport, { sql }: Context): Promise<boolean> {
  if (!isOwner || report.reporterEmail !== null || report.reporterForgottenAt !== null) return false
  const owner = await residentOfReport(sql, report.id)
  return owner === null || !(await hasWayIn(sql, owner))
}

function hasContact({ reporterName, reporterEmail, reporterPhone }: Report): boolean {
  return Boolean(reporterName ?? reporterEmail ?? reporterPhone)
}

/** The page of a report for staff, with what was typed into one of its forms. */
export async function staffReportPage(
  own: StaffReport,
  errors: readonly FieldError[],
  context: Context,
  typed: Typed = {},
): Promise<Answer> {
  const { sql, view, language, visitor, clock } = context
  const { report, body, isOwner, parties } = own
  // Who looks at the name or address of a resident is accounted for, whichever way the page came to be shown.
  if (hasContact(report))
    await sql.transaction((within) => recordDeed(within, deedOn(report, 'reports.read-contact', context)))
  const bodies = bodiesWith('reports.read', visitor)
  const events = (await listEvents(sql, report.id))
    .filter((event) => isForBodies(event, bodies))
    // Who only reads along needs what is the matter, and nobody's name.
    .map((event) => (isOwner || event.author !== 'reporter' ? event : withoutNames(event)))
  const mayHandle = allows(visitor, 'reports.handle', body)
  const names = await namesOfBodies([report.body, ...parties, ...events.flatMap(({ toBody }) => toBody ?? [])], context)
  return page(
    <StaffReportPage
      view={view}
      duplicates={isOwner ? await staffDuplicates(report, { mayHandle, bodies, typed, errors }, context) : null}
      report={report}
      remote={await findRemoteOf(sql, report.id)}
      body={body}
      isOwner={isOwner}
      parties={parties}
      bodyNames={names}
      events={events}
      municipalityName={await municipalityNameOf(report.municipality, { sql, language })}
      mayHandle={mayHandle}
      mayPrintCode={await mayPrintCode(own, context)}
      templates={mayHandle && isOwner ? await listTemplates(sql, body) : []}
      teams={await listTeams(sql, [body])}
      colleagues={isOwner ? await colleaguesOf(body, context) : []}
      passing={mayHandle && isOwner ? await passingChoices(report, context) : undefined}
      typed={typed}
      errors={errors}
      now={clock()}
    />,
  )
}
