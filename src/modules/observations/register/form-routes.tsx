import { z } from 'zod'
import { locate, municipalityName, themedView } from '#modules/region/public.ts'
import { page, seeOther } from '#web/answer.ts'
import { choicesOf, textOf } from '#web/components/form/typed.ts'
import { route, type Answer, type Context, type FieldError, type Route, type Typed } from '#web/route.ts'
import type { View } from '#web/view.ts'
import {
  firstOpen,
  isComplete,
  KitInput,
  OfDraft,
  StandsInput,
  standsOf,
  STEPS,
  WayInput,
  wrongMeasures,
  YouInput,
  type Answers,
  type Step,
  type Way,
} from './answers.ts'
import { answerDraft, beginDraft, getDraft, getOpenDraft } from './draft.ts'
import { kitOf, KITS, propertiesOf } from './kits.ts'
import { messages } from './messages.ts'
import { CheckPage, SentPage } from './pages/check-page.tsx'
import { KitPage } from './pages/kit-page.tsx'
import { StandsPage } from './pages/stands-page.tsx'
import { WayPage } from './pages/way-page.tsx'
import { YouPage } from './pages/you-page.tsx'
import { register } from './register.ts'

const PATH = '/:language/sensors/register'
const wording = messages.find

/** The form with which a resident registers a sensor: what, where (`place-routes.tsx`), how it stands, how it sends, who, check. */
export const formRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: PATH,
    summary: 'Register a sensor of your own: what do you have',
    may: 'anyone',
    input: z.object({ draft: z.string().max(60).optional() }),
    output: z.object({
      kits: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          measures: z.array(z.object({ property: z.string(), unit: z.string().nullable() })),
        }),
      ),
    }),
    handle: async ({ draft = '' }, context) => {
      const { answers }: { answers: Answers } = draft === '' ? { answers: {} } : await getOpenDraft(context, draft)
      const kits = KITS.map(({ id, name, measures }) => ({
        id,
        name: name[context.language],
        measures: propertiesOf(measures).map(({ key, ucum }) => ({ property: key, unit: ucum })),
      }))
      return { ...kitPage(draft, { kit: answers.kit, measures: answers.measures }, [], context), data: { kits } }
    },
  }),
  route({
    method: 'POST',
    path: PATH,
    summary: 'Register a sensor of your own: keep what it is',
    may: 'anyone',
    input: KitInput,
    wording,
    handle: async (input, context) => {
      const { draft: token, kit, measures } = input
      const wrong = wrongMeasures(input)
      if (wrong !== undefined) {
        const error = { field: 'measures', message: messages(context.language)(wrong) }
        return { ...kitPage(token, input, [error], context), status: 422 }
      }
      const answers = { kit, measures: kitOf(kit)?.measures ?? measures }
      if (token === '') return toStep(context, await beginDraft(context, answers), 'place')
      await answerDraft(context, await getOpenDraft(context, token), answers)
      return toStep(context, token, 'place')
    },
    again: (typed, errors, context) =>
      kitPage(
        textOf(typed, 'draft') ?? '',
        { kit: textOf(typed, 'kit'), measures: choicesOf(typed, 'measures') },
        errors,
        context,
      ),
  }),
  route({
    method: 'GET',
    path: `${PATH}/:draft/stands`,
    summary: 'Register a sensor of your own: how does it hang',
    may: 'anyone',
    input: OfDraft,
    handle: ({ draft }, context) => stepPage(draft, 'stands', context),
  }),
  route({
    method: 'POST',
    path: `${PATH}/:draft/stands`,
    summary: 'Register a sensor of your own: keep how it hangs',
    may: 'anyone',
    input: StandsInput,
    wording,
    handle: async ({ draft: token, ...hangs }, context) => {
      await answerDraft(context, await getOpenDraft(context, token), { stands: standsOf(hangs) })
      return toStep(context, token, 'way')
    },
    again: (typed, errors, context) => stepPage(textOf(typed, 'draft') ?? '', 'stands', context, { typed, errors }),
  }),
  route({
    method: 'GET',
    path: `${PATH}/:draft/way`,
    summary: 'Register a sensor of your own: how does it send',
    may: 'anyone',
    input: OfDraft,
    handle: ({ draft }, context) => stepPage(draft, 'way', context),
  }),
  route({
    method: 'POST',
    path: `${PATH}/:draft/way`,
    summary: 'Register a sensor of your own: keep how it sends',
    may: 'anyone',
    input: WayInput,
    wording,
    handle: async ({ draft: token, way, number, device }, context) => {
      const draft = await getOpenDraft(context, token)
      const given = way === 'sensor-community' ? number : way === 'ttn' ? device : ''
      const wrong = wrongNumber(way, given)
      if (wrong !== undefined) {
        const error = { field: wrong.field, message: messages(context.language)(wrong.key) }
        const answer = await stepPage(token, 'way', context, { typed: context.typed, errors: [error] })
        return { ...answer, status: 422 }
      }
      await answerDraft(context, draft, { way: offered(context).includes(way) ? way : 'http', number: given })
      return toStep(context, token, 'you')
    },
    again: (typed, errors, context) => stepPage(textOf(typed, 'draft') ?? '', 'way', context, { typed, errors }),
  }),
  route({
    method: 'GET',
    path: `${PATH}/:draft/you`,
    summary: 'Register a sensor of your own: its name, your address, what is public',
    may: 'anyone',
    input: OfDraft,
    handle: ({ draft }, context) => stepPage(draft, 'you', context),
  }),
  route({
    method: 'POST',
    path: `${PATH}/:draft/you`,
    summary: 'Register a sensor of your own: keep its name and your address',
    may: 'anyone',
    input: YouInput,
    wording,
    handle: async ({ draft: token, name, email, licence }, context) => {
      await answerDraft(context, await getOpenDraft(context, token), { name, email, licence })
      return toStep(context, token, 'check')
    },
    again: (typed, errors, context) => stepPage(textOf(typed, 'draft') ?? '', 'you', context, { typed, errors }),
  }),
  route({
    method: 'GET',
    path: `${PATH}/:draft/check`,
    summary: 'Register a sensor of your own: check everything',
    may: 'anyone',
    input: OfDraft,
    handle: ({ draft }, context) => stepPage(draft, 'check', context),
  }),
  route({
    method: 'POST',
    path: `${PATH}/:draft/check`,
    summary: 'Register a sensor of your own: send it',
    may: 'anyone',
    input: OfDraft,
    perMinute: 10,
    handle: async ({ draft: token }, context) => {
      const draft = await getDraft(context, token)
      // Sent twice (a double click, a page that was reloaded) is one registration.
      if (draft.sentAt === null) {
        if (!isComplete(draft.answers)) return toStep(context, token, firstOpen(draft.answers))
        await register(draft, context)
      }
      return seeOther(`/${context.language}/sensors/register/${token}/sent`)
    },
    again: (typed, _errors, context) => stepPage(textOf(typed, 'draft') ?? '', 'check', context),
  }),
  route({
    method: 'GET',
    path: `${PATH}/:draft/sent`,
    summary: 'Register a sensor of your own: a letter is on its way',
    may: 'anyone',
    input: OfDraft,
    handle: async ({ draft: token }, context) => {
      const { answers, sentAt } = await getDraft(context, token)
      if (sentAt === null) return toStep(context, token, firstOpen(answers))
      return page(<SentPage view={context.view} email={answers.email ?? ''} />)
    },
  }),
]

function toStep({ language }: Context, token: string, step: Step): Answer {
  const path = `/${language}/sensors/register`
  return seeOther(step === 'kit' ? `${path}?draft=${token}` : `${path}/${token}/${step}`)
}

/** Ways that this square has: with a broker of others keys play no part, so that nothing would hold a resident to their own sensor. */
function offered({ config }: Pick<Context, 'config'>): Way[] {
  return ['http', ...(config.mqttPort === undefined ? [] : (['mqtt'] as const)), 'ttn', 'sensor-community']
}

function wrongNumber(
  way: Way,
  given: string,
): { readonly field: string; readonly key: 'way.numberNeeded' } | undefined {
  if (way !== 'sensor-community' || /^\d{1,12}$/.test(given)) return undefined
  return { field: 'number', key: 'way.numberNeeded' }
}

function kitPage(
  token: string,
  { kit, measures = [] }: { readonly kit: string | undefined; readonly measures: readonly string[] | undefined },
  errors: readonly FieldError[],
  { view }: Context,
): Answer {
  return page(<KitPage view={view} token={token} kit={kit} measures={measures} errors={errors} />)
}

/** Once it is known where the sensor hangs, the form looks like the pages of whoever looks after it. */
export async function formView({ place }: Answers, context: Context): Promise<View> {
  return place === undefined ? context.view : themedView(context, { nis: place.municipality })
}

/** A page of the form, with what was typed or else answered before; the first open one when those before it were not filled in. */
async function stepPage(
  token: string,
  step: Exclude<Step, 'kit' | 'place'>,
  context: Context,
  shown: { readonly typed: Typed; readonly errors: readonly FieldError[] } = { typed: {}, errors: [] },
): Promise<Answer> {
  const { answers, sentAt } = await getDraft(context, token)
  if (sentAt !== null) return seeOther(`/${context.language}/sensors/register/${token}/sent`)
  const open = firstOpen(answers)
  if (STEPS.indexOf(open) < STEPS.indexOf(step)) return toStep(context, token, open)
  const view = await formView(answers, context)
  const props = { view, token, answers, ...shown }
  if (step === 'stands') {
    const back = `/${view.language}/sensors/register/${token}/place`
    return page(<StandsPage {...shown} view={view} stands={answers.stands} back={back} step={3} />)
  }
  if (step === 'way') return page(<WayPage {...props} ways={offered(context)} />)
  if (step === 'you') {
    const email = context.visitor?.owner?.email ?? undefined
    return page(<YouPage {...props} answers={{ ...(email !== undefined && { email }), ...answers }} />)
  }
  const located = answers.place && (await locate(context, answers.place)).municipality
  const municipality = located === undefined ? '' : municipalityName(located, context.language)
  return page(<CheckPage view={view} token={token} answers={answers} municipality={municipality} />)
}
