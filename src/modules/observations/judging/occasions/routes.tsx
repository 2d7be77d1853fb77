import { z } from 'zod'
import { recordDeed } from '#core/audit/audit.ts'
import { municipalityNameOf } from '#modules/region/public.ts'
import { page, saved } from '#web/answer.ts'
import { textOf } from '#web/components/form/typed.ts'
import { generalProblem } from '#web/problems/problem-answer.tsx'
import { route, type Answer, type Context, type FieldError, type Route, type Typed } from '#web/route.ts'
import { allows } from '#web/visitor.ts'
import { namesOf } from '../../network/overview-routes.tsx'
import { listMeasured } from '../../store/shown-values.ts'
import { propertyOf } from '../../vocabulary/vocabulary.ts'
import { messages } from './messages.ts'
import { isTooFar, OccasionForm, spanOf, typedOf, type FilledIn } from './occasion-form.ts'
import { addOccasion, changeOccasion, findOccasion, listOccasions, removeOccasion } from './occasion-store.ts'
import type { Occasion } from './occasion.ts'
import { OccasionFormPage } from './pages/occasion-form-page.tsx'
import { OccasionsPage } from './pages/occasions-page.tsx'
import { MAY_NOTE, notingBodies, whereOf } from './territory.ts'

const PATH = '/:language/staff/occasions'
const MOST_LISTED = 200

const OfOccasion = z.object({ occasion: z.string().regex(/^[1-9]\d{0,8}$/, { error: 'unknown' }) })

/** Where staff note what happened (fireworks, roadworks, a heat wave), in their own territory. */
export const occasionRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: PATH,
    summary: 'What happened that explains extreme values, as noted by the bodies of the visitor',
    may: MAY_NOTE,
    handle: async (_input, context) => {
      const { sql, view, language } = context
      const bodies = await notingBodies(context)
      const occasions = await listOccasions(sql, { bodies: bodies.map(({ id }) => id), limit: MOST_LISTED })
      const nis = new Set(occasions.flatMap(({ municipalities }) => municipalities))
      const places = await Promise.all(
        [...nis].map(async (one) => [one, await municipalityNameOf(one, { sql, language })] as const),
      )
      const names = await namesOf(
        occasions.map(({ body }) => body),
        context,
      )
      return page(<OccasionsPage view={view} occasions={occasions} places={new Map(places)} names={names} />)
    },
  }),
  route({
    method: 'GET',
    path: `${PATH}/new`,
    summary: 'Form to note what happened',
    may: MAY_NOTE,
    handle: (_input, context) => formPage(undefined, {}, [], context),
  }),
  route({
    method: 'POST',
    path: `${PATH}/new`,
    summary: 'Note what happened; what was measured then is judged again',
    may: MAY_NOTE,
    input: OccasionForm,
    wording: messages.find,
    handle: (filled, context) => keep(undefined, filled, context),
    again: (typed, errors, context) => formPage(undefined, typed, errors, context),
  }),
  route({
    method: 'GET',
    path: `${PATH}/:occasion`,
    summary: 'Form to change what was noted',
    may: MAY_NOTE,
    input: OfOccasion,
    handle: async ({ occasion }, context) => {
      const one = await getOwn(Number(occasion), context)
      return formPage(one, typedOf(one), [], context)
    },
  }),
  route({
    method: 'POST',
    path: `${PATH}/:occasion`,
    summary: 'Change what was noted; what was measured then is judged again',
    may: MAY_NOTE,
    input: OccasionForm.safeExtend(OfOccasion.shape),
    wording: messages.find,
    handle: async (filled, context) => keep(await getOwn(Number(filled.occasion), context), filled, context),
    again: async (typed, errors, context) => {
      const id = OfOccasion.safeParse(typed)
      if (!id.success) throw generalProblem('not-found', 404)
      return formPage(await getOwn(Number(id.data.occasion), context), typed, errors, context)
    },
  }),
  route({
    method: 'POST',
    path: `${PATH}/:occasion/remove`,
    summary: 'Take away what was noted; what was measured then is judged again',
    may: MAY_NOTE,
    input: OfOccasion,
    handle: async ({ occasion }, context) => {
      const one = await getOwn(Number(occasion), context)
      await context.sql.transaction(async (within) => {
        await removeOccasion(within, one.id)
        await record(within, { one, action: 'observations.remove-occasion' }, context)
      })
      return saved(`/${context.language}/staff/occasions`)
    },
  }),
]

/** What a body of the visitor noted; of another one it is as if it were not there. */
async function getOwn(id: number, { sql, visitor }: Context): Promise<Occasion> {
  const one = await findOccasion(sql, id)
  if (one === undefined || !allows(visitor, MAY_NOTE, one.body)) throw generalProblem('not-found', 404)
  return one
}

async function keep(before: Occasion | undefined, filled: FilledIn, context: Context): Promise<Answer> {
  const { sql, clock, visitor, language, typed } = context
  const t = messages(language)
  const bodies = await notingBodies(context)
  const asked = before?.body ?? filled.body
  const body = asked === '' && bodies.length === 1 ? bodies[0] : bodies.find(({ id }) => id === asked)
  const refuse = (field: string, message: string) => formPage(before, typed, [{ field, message }], context)
  if (body === undefined) return refuse('body', t('error.body'))
  const where = whereOf(body, filled.municipalities)
  if ('wrong' in where) return refuse('municipalities', t(where.wrong))
  const now = clock()
  const span = spanOf(filled)
  if (isTooFar(span, now)) return refuse('untilDay', t('error.far'))
  const writing = { now, by: visitor?.id ?? null }
  const { words, properties } = filled
  const noted = { ...where, ...span, words, properties: [...new Set(properties)], language, body: body.id }
  await sql.transaction(async (within) => {
    const id = before?.id ?? (await addOccasion(within, noted, writing))
    if (before !== undefined) await changeOccasion(within, { ...noted, id }, writing)
    const action = before === undefined ? 'observations.note-occasion' : 'observations.change-occasion'
    await record(within, { one: { ...noted, id }, action }, context)
  })
  return saved(`/${language}/staff/occasions`)
}

async function record(
  sql: Context['sql'],
  { one, action }: { readonly one: Occasion; readonly action: string },
  { clock, visitor }: Context,
): Promise<void> {
  const [municipality] = one.municipalities.length === 1 ? one.municipalities : []
  await recordDeed(sql, {
    at: clock(),
    actorKind: 'staff',
    actor: visitor?.id ?? '',
    action,
    subject: `occasion:${one.id}`,
    municipality,
  })
}

async function formPage(
  before: Occasion | undefined,
  typed: Typed,
  errors: readonly FieldError[],
  context: Context,
): Promise<Answer> {
  const { sql, view } = context
  const bodies = await notingBodies(context)
  const asked = before?.body ?? textOf(typed, 'body') ?? ''
  return page(
    <OccasionFormPage
      view={view}
      before={before}
      bodies={before === undefined ? bodies : bodies.filter(({ id }) => id === asked)}
      properties={(await listMeasured(sql)).filter((word) => propertyOf(word)?.ucum != null)}
      typed={typed}
      errors={errors}
    />,
    errors.length > 0 ? 422 : 200,
  )
}
