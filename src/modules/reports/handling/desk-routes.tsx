import { z } from 'zod'
import { recordDeed } from '#core/audit/audit.ts'
import { dayOf } from '#core/i18n/format.ts'
import { findBody, listBodies, type Body } from '#modules/region/public.ts'
import { page, saved, seeOther } from '#web/answer.ts'
import { textOf } from '#web/components/form/typed.ts'
import { generalProblem } from '#web/problems/problem-answer.tsx'
import { route, type Answer, type Context, type FieldError, type Typed } from '#web/route.ts'
import { allows } from '#web/visitor.ts'
import { CATEGORIES } from '../category.ts'
import { messages as reports } from '../messages.ts'
import { listPromises } from './deadlines.ts'
import * as store from './desk-store.ts'
import { messages } from './messages.ts'
import { DeskBodiesPage, DeskPage } from './pages/desk-page.tsx'

const MOST_ANSWER_DAYS = 60
const MOST_SOLVE_DAYS = 365
const OfBody = z.object({ body: z.string().max(60) })
/** Of what is changed; empty: something new. */
const idOrNone = z.uuid().or(z.literal('')).catch('').default('')
const name = z.string().trim().min(1, { error: 'desk.nameNeeded' }).max(60, { error: 'desk.nameNeeded' })
const text = z
  .string()
  .trim()
  .min(1, { error: 'desk.templateTextsNeeded' })
  .max(4000, { error: 'staff.messageTooLong' })
const wording = messages.find
const at = '/:language/staff/desk/:body'

const again = async (typed: Typed, errors: readonly FieldError[], context: Context) =>
  deskPage(await getOwnBody(textOf(typed, 'body') ?? '', context), errors, context, typed)

/** How a body divides its work: teams, what it promises, and the answers that it gives often. */
export const deskRoutes = [
  route({
    method: 'GET',
    path: '/:language/staff/desk',
    summary: 'Bodies whose teams, promises and standard texts one looks after',
    may: 'desk.write',
    handle: async (_input, { sql, view, visitor, language, clock }) => {
      const own = (await listBodies(sql, { on: dayOf(clock()) })).filter(({ id }) => allows(visitor, 'desk.write', id))
      const [only] = own
      if (own.length === 1 && only !== undefined) return seeOther(`/${language}/staff/desk/${only.id}`)
      return page(<DeskBodiesPage view={view} bodies={own} />)
    },
  }),
  route({
    method: 'GET',
    path: at,
    summary: 'Teams, promises and standard texts of a body; one of them in the form, to change it',
    may: 'desk.write',
    input: OfBody.extend({ team: idOrNone, template: idOrNone }),
    handle: async ({ body: id, team, template }, context) => {
      const body = await getOwnBody(id, context)
      return deskPage(body, [], context, await filledIn({ body: id, team, template }, context))
    },
  }),
  route({
    method: 'POST',
    path: `${at}/teams`,
    summary: 'Add a team, or change one',
    may: 'desk.write',
    input: OfBody.extend({
      team: idOrNone,
      name,
      categories: z
        .union([z.enum(CATEGORIES), z.array(z.enum(CATEGORIES))])
        .default([])
        .transform((all) => [...new Set([all].flat())]),
    }),
    wording,
    handle: async ({ body: id, team: changed, name: called, categories }, context) => {
      const body = await getOwnBody(id, context)
      const { sql, language } = context
      const t = messages(language)
      // A category goes to one team: with two, nobody could tell to which.
      const others = (await store.listTeams(sql, [id])).filter((team) => team.id !== changed)
      const taken = others.flatMap((team) =>
        team.categories.filter((one) => categories.includes(one)).map((category) => ({ category, team: team.name })),
      )
      const [first] = taken
      if (first !== undefined) {
        const category = reports(language)(`category.${first.category}`)
        return refused(
          body,
          { field: 'categories', message: t('desk.categoryTaken', { category, team: first.team }) },
          context,
        )
      }
      const team = { body: id, name: called, categories }
      return write(body, changed === '' ? 'reports.add-team' : 'reports.change-team', context, async () =>
        (await (changed === '' ? store.addTeam(sql, team) : store.changeTeam(sql, { ...team, id: changed })))
          ? undefined
          : { field: 'name', message: t(changed === '' ? 'desk.nameTaken' : 'desk.nameTakenOrGone') },
      )
    },
    again,
  }),
  route({
    method: 'POST',
    path: `${at}/teams/remove`,
    summary: 'Take a team away',
    may: 'desk.write',
    input: OfBody.extend({ id: z.uuid() }),
    handle: async ({ body: owner, id }, context) => {
      const body = await getOwnBody(owner, context)
      return write(body, 'reports.remove-team', context, () => store.removeTeam(context.sql, { body: owner, id }))
    },
  }),
  route({
    method: 'POST',
    path: `${at}/promises`,
    summary: 'Change what is promised for a category',
    may: 'desk.write',
    input: OfBody.extend({
      category: z.enum(CATEGORIES),
      answerDays: z.string().trim().default(''),
      solveDays: z.string().trim().default(''),
    }),
    wording,
    handle: async ({ body: id, category, answerDays, solveDays }, context) => {
      const body = await getOwnBody(id, context)
      const t = messages(context.language)
      const wrong = (field: string, max: number) =>
        refused(body, { field, message: t('desk.daysWrong', { max }) }, context)
      if (answerDays !== '' && !isDays(answerDays, MOST_ANSWER_DAYS)) return wrong('answerDays', MOST_ANSWER_DAYS)
      if (solveDays !== '' && !isDays(solveDays, MOST_SOLVE_DAYS)) return wrong('solveDays', MOST_SOLVE_DAYS)
      if (answerDays === '' && solveDays !== '') return wrong('answerDays', MOST_ANSWER_DAYS)
      if (solveDays !== '' && Number(solveDays) < Number(answerDays))
        return refused(body, { field: 'solveDays', message: t('desk.solveBeforeAnswer') }, context)
      const promise =
        answerDays === ''
          ? undefined
          : { answerDays: Number(answerDays), solveDays: solveDays === '' ? null : Number(solveDays) }
      return write(body, 'reports.promise', context, () =>
        store.setPromise(context.sql, { body: id, category, promise }),
      )
    },
    again,
  }),
  route({
    method: 'POST',
    path: `${at}/templates`,
    summary: 'Add a standard text, or change one',
    may: 'desk.write',
    input: OfBody.extend({ template: idOrNone, templateName: name, nl: text, fr: text, en: text, de: text }),
    wording,
    handle: async ({ body: id, template: changed, templateName, ...texts }, context) => {
      const body = await getOwnBody(id, context)
      const { sql, language } = context
      const t = messages(language)
      const template = { body: id, name: templateName, texts }
      return write(body, changed === '' ? 'reports.add-template' : 'reports.change-template', context, async () =>
        (await (changed === ''
          ? store.addTemplate(sql, template)
          : store.changeTemplate(sql, { ...template, id: changed })))
          ? undefined
          : { field: 'templateName', message: t(changed === '' ? 'desk.nameTaken' : 'desk.nameTakenOrGone') },
      )
    },
    again,
  }),
  route({
    method: 'POST',
    path: `${at}/templates/remove`,
    summary: 'Take a standard text away',
    may: 'desk.write',
    input: OfBody.extend({ id: z.uuid() }),
    handle: async ({ body: owner, id }, context) => {
      const body = await getOwnBody(owner, context)
      return write(body, 'reports.remove-template', context, () =>
        store.removeTemplate(context.sql, { body: owner, id }),
      )
    },
  }),
]

/** What the forms hold of the team or text that is to be changed. */
async function filledIn(
  { body, team: teamId, template: textId }: { body: string; team: string; template: string },
  { sql }: Context,
): Promise<Typed> {
  const team = teamId === '' ? undefined : (await store.listTeams(sql, [body])).find(({ id }) => id === teamId)
  const template = textId === '' ? undefined : (await store.listTemplates(sql, body)).find(({ id }) => id === textId)
  return {
    ...(team && { team: team.id, name: team.name, categories: team.categories }),
    ...(template && { template: template.id, templateName: template.name, ...template.texts }),
  }
}

function isDays(typed: string, most: number): boolean {
  return /^\d{1,3}$/.test(typed) && Number(typed) >= 1 && Number(typed) <= most
}

/** Does it, with the deed, and goes back to the page; what is refused is shown there. */
async function write(
  body: Body,
  action: string,
  context: Context,
  work: () => Promise<FieldError | undefined | void>,
): Promise<Answer> {
  const { sql, clock, visitor, language } = context
  const error = await work()
  if (error) return refused(body, error, context)
  await sql.transaction((within) =>
    recordDeed(within, {
      at: clock(),
      actorKind: 'staff',
      actor: visitor?.id ?? '',
      action,
      subject: `desk:${body.id}`,
      municipality: body.municipality ?? undefined,
    }),
  )
  return saved(`/${language}/staff/desk/${body.id}`)
}

async function refused(body: Body, error: FieldError, context: Context): Promise<Answer> {
  return { ...(await deskPage(body, [error], context, context.typed)), status: 422 }
}

async function deskPage(
  body: Body,
  errors: readonly FieldError[],
  context: Context,
  typed: Typed = {},
): Promise<Answer> {
  const { sql, view } = context
  return page(
    <DeskPage
      view={view}
      body={body}
      teams={await store.listTeams(sql, [body.id])}
      promises={await listPromises(sql, body.id)}
      templates={await store.listTemplates(sql, body.id)}
      typed={typed}
      errors={errors}
    />,
  )
}

/** A body that the visitor looks after; another is answered as if it were not there. */
async function getOwnBody(id: string, { sql, visitor }: Context): Promise<Body> {
  const body = await findBody(sql, id)
  if (body === undefined || !allows(visitor, 'desk.write', id)) throw generalProblem('not-found', 404)
  return body
}
