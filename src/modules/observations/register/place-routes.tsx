import { pickMapRoute, readPoint } from '#modules/region/public.ts'
import { page, seeOther } from '#web/answer.ts'
import { textOf } from '#web/components/form/typed.ts'
import { readWindow } from '#web/maps/map-window.ts'
import { mayAskAgain } from '#web/security-headers.ts'
import { route, type Answer, type Context, type Route } from '#web/route.ts'
import { MapInput, OfDraft, PlaceInput, type Answers } from './answers.ts'
import { answerDraft, getOpenDraft } from './draft.ts'
import { formView } from './form-routes.tsx'
import { firstMap, understandMap, type ShownMap } from './map-asked.ts'
import { PlacePage } from './pages/place-page.tsx'

const PATH = '/:language/sensors/register/:draft/place'

/** Page 2: where it hangs. It works without script: the map is a picture that is a button. */
export const placeRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: PATH,
    summary: 'Register a sensor of your own: where does it hang',
    may: 'anyone',
    input: OfDraft,
    handle: async ({ draft: token }, context) => {
      const { answers } = await getOpenDraft(context, token)
      return placePage(token, answers, await firstMap(answers.place, context), context)
    },
  }),
  route({
    method: 'POST',
    path: PATH,
    summary: 'Register a sensor of your own: keep where it hangs',
    may: 'anyone',
    input: PlaceInput,
    handle: async ({ draft: token, ...input }, context) => {
      const draft = await getOpenDraft(context, token)
      const understood = await understandMap(input, context)
      if ('place' in understood) {
        await answerDraft(context, draft, { place: understood.place })
        return seeOther(`/${context.language}/sensors/register/${token}/stands`)
      }
      const answer = await placePage(token, draft.answers, understood.map, context)
      return understood.isWrong ? { ...answer, status: 422 } : answer
    },
    again: async (typed, _errors, context) => {
      const token = textOf(typed, 'draft') ?? ''
      const { answers } = await getOpenDraft(context, token)
      return placePage(token, answers, await mapAgain(MapInput.parse(typed), context), context)
    },
  }),
  pickMapRoute('/sensors/register/map.svg', 'The map on which the place of a sensor is picked'),
]

/** The same map in another language. */
export async function mapAgain(input: MapInput, context: Context): Promise<ShownMap> {
  const first = await firstMap(readPoint(input.pin), context)
  const { postalCode, coordinates } = input
  return { ...first, postalCode, coordinates, window: readWindow(input.map) ?? first.window }
}

async function placePage(token: string, answers: Answers, map: ShownMap, context: Context): Promise<Answer> {
  const view = await formView(answers, context)
  return mayAskAgain(
    page(<PlacePage view={view} map={map} back={`/${view.language}/sensors/register?draft=${token}`} step={2} />),
    context.config,
  )
}
