import { z } from 'zod'
import { municipalityNameOf, themedView } from '#modules/region/public.ts'
import { page, saved, secretly, seeOther } from '#web/answer.ts'
import { textOf } from '#web/components/form/typed.ts'
import { mayAskAgain } from '#web/security-headers.ts'
import { route, type Answer, type Context, type FieldError, type Route, type Typed } from '#web/route.ts'
import { Hangs, MapInput, Name, standsOf } from './answers.ts'
import { clocksOfThing } from '../calibrating/clock-routes.tsx'
import * as manage from './manage.ts'
import { firstMap, understandMap, type ShownMap } from './map-asked.ts'
import { ownUrl } from './letters.ts'
import { messages } from './messages.ts'
import { ConfirmPage } from './pages/confirm-page.tsx'
import { KeyPage } from './pages/key-page.tsx'
import { MinePage } from './pages/mine-page.tsx'
import { PlacePage } from './pages/place-page.tsx'
import { StandsPage } from './pages/stands-page.tsx'
import { EndedPage, EndPage } from './pages/end-page.tsx'
import { mapAgain } from './place-routes.tsx'
import { confirm, getOwn, notFound } from './register.ts'
import { listOfEmail, listOwnRefusals, listOwnStreams } from './store.ts'

const PATH = '/:language/sensors/mine/:secret'
const Secret = z.object({ secret: z.string().max(100) })
const wording = messages.find
const OBJECTION_MAX = 2000

/** The page of one's own sensor, by the link in the letter: confirm, see what comes in, rename, move, pause, end. */
export const mineRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/:language/sensors/own/:registration',
    summary: 'From "my file" to the page of a sensor of your own',
    may: 'file.own',
    input: z.object({ registration: z.uuid() }),
    handle: async ({ registration: id }, context) => {
      const { sql, visitor, language } = context
      const own = (await listOfEmail(sql, visitor?.owner?.email ?? null)).find((one) => one.id === id)
      if (own === undefined) throw notFound()
      return secretly(seeOther(new URL(ownUrl(id, language, context)).pathname))
    },
  }),
  route({
    method: 'GET',
    path: PATH,
    summary: 'The page of a sensor of your own: confirm it, see what comes in, manage it',
    may: 'anyone',
    input: Secret,
    handle: ({ secret }, context) => minePage(secret, context),
  }),
  route({
    method: 'POST',
    path: PATH,
    summary: 'Confirm a sensor of your own, pause it, go on, or get a new key',
    may: 'anyone',
    input: Secret.extend({ answer: z.enum(['confirm', 'key', 'pause', 'resume']) }),
    perMinute: 20,
    handle: async ({ secret, answer }, context): Promise<Answer> => {
      const { registration } = await getOwn(secret, context)
      const { id } = registration
      if (answer === 'pause') await manage.pause(id, context)
      if (answer === 'resume') await manage.resume(id, context)
      if (answer === 'pause' || answer === 'resume') return secretly(saved(ownPath(secret, context)))
      const key = answer === 'confirm' ? await confirm(id, context) : await manage.renewKey(id, context)
      // Pressed twice, or reloaded: a key is shown once.
      return key === undefined ? secretly(saved(ownPath(secret, context))) : keyPage(secret, key, context)
    },
  }),
  route({
    method: 'POST',
    path: `${PATH}/name`,
    summary: 'Give a sensor of your own another name',
    may: 'anyone',
    input: Secret.extend({ name: Name }),
    wording,
    perMinute: 20,
    handle: async ({ secret, name }, context) => {
      const { registration } = await getOwn(secret, context)
      await manage.rename(registration.id, name, context)
      return secretly(saved(ownPath(secret, context)))
    },
    again: (typed, errors, context) => minePage(textOf(typed, 'secret') ?? '', context, { typed, errors }),
  }),
  route({
    method: 'POST',
    path: `${PATH}/objection`,
    summary: 'Say why a sensor of your own should be shown again',
    may: 'anyone',
    input: Secret.extend({
      objection: z
        .string({ error: 'object.needed' })
        .trim()
        .min(10, { error: 'object.needed' })
        .max(OBJECTION_MAX, { error: 'object.long' }),
    }),
    wording,
    perMinute: 10,
    handle: async ({ secret, objection }, context) => {
      const { registration } = await getOwn(secret, context)
      await manage.objectTo(registration.id, objection, context)
      return secretly(saved(ownPath(secret, context)))
    },
    again: (typed, errors, context) => minePage(textOf(typed, 'secret') ?? '', context, { typed, errors }),
  }),
  route({
    method: 'GET',
    path: `${PATH}/move`,
    summary: 'Where a sensor of your own hangs from now on',
    may: 'anyone',
    input: Secret,
    handle: async ({ secret }, context) => {
      const { contact } = await getOwn(secret, context)
      return movePage(secret, await firstMap(contact, context), context)
    },
  }),
  route({
    method: 'POST',
    path: `${PATH}/move`,
    summary: 'Keep where a sensor of your own hangs from now on',
    may: 'anyone',
    input: MapInput.extend(Secret.shape),
    handle: async ({ secret, ...input }, context) => {
      const { registration } = await getOwn(secret, context)
      const understood = await understandMap(input, context)
      if ('place' in understood) {
        await manage.moveTo(registration.id, understood.place, context)
        return secretly(saved(ownPath(secret, context)))
      }
      const answer = await movePage(secret, understood.map, context)
      return understood.isWrong ? { ...answer, status: 422 } : answer
    },
    again: async (typed, _errors, context) =>
      movePage(textOf(typed, 'secret') ?? '', await mapAgain(MapInput.parse(typed), context), context),
  }),
  route({
    method: 'GET',
    path: `${PATH}/stands`,
    summary: 'How a sensor of your own hangs from now on',
    may: 'anyone',
    input: Secret,
    handle: ({ secret }, context) => standsPage(secret, context),
  }),
  route({
    method: 'POST',
    path: `${PATH}/stands`,
    summary: 'Keep how a sensor of your own hangs from now on',
    may: 'anyone',
    input: Secret.extend(Hangs.shape),
    wording,
    perMinute: 20,
    handle: async ({ secret, ...hangs }, context) => {
      const { registration } = await getOwn(secret, context)
      await manage.hangsNow(registration.id, standsOf(hangs), context)
      return secretly(saved(ownPath(secret, context)))
    },
    again: (typed, errors, context) => standsPage(textOf(typed, 'secret') ?? '', context, { typed, errors }),
  }),
  route({
    method: 'GET',
    path: `${PATH}/end`,
    summary: 'End a sensor of your own: what becomes of what it measured',
    may: 'anyone',
    input: Secret,
    handle: ({ secret }, context) => endPage(secret, [], context),
  }),
  route({
    method: 'POST',
    path: `${PATH}/end`,
    summary: 'End a sensor of your own',
    may: 'anyone',
    input: Secret.extend({ measurements: z.enum(['keep', 'remove'], { error: 'end.needed' }) }),
    wording,
    perMinute: 20,
    handle: async ({ secret, measurements }, context) => {
      const { registration } = await getOwn(secret, context)
      const isRemoved = measurements === 'remove'
      await manage.end(registration.id, isRemoved, context)
      return secretly(page(<EndedPage view={context.view} isRemoved={isRemoved} />))
    },
    again: (typed, errors, context) => endPage(textOf(typed, 'secret') ?? '', errors, context),
  }),
]

function ownPath(secret: string, { language }: Pick<Context, 'language'>): string {
  return `/${language}/sensors/mine/${secret}`
}

async function minePage(
  secret: string,
  context: Context,
  shown: { readonly typed: Typed; readonly errors: readonly FieldError[] } = { typed: {}, errors: [] },
): Promise<Answer> {
  const { sql, config } = context
  const { registration, contact } = await getOwn(secret, context)
  const view = await themedView(context, { nis: registration.municipality })
  const municipality = await municipalityNameOf(registration.municipality, context)
  if (registration.confirmedAt === null)
    return secretly(page(<ConfirmPage view={view} registration={registration} municipality={municipality} />))
  return secretly(
    page(
      <MinePage
        view={view}
        path={ownPath(secret, context)}
        registration={registration}
        email={contact.email}
        municipality={municipality}
        streams={await listOwnStreams(sql, registration.thing)}
        clocks={await clocksOfThing(sql, registration.thing)}
        refusals={await listOwnRefusals(sql, registration.owner)}
        root={config.baseUrl}
        now={context.clock()}
        {...shown}
      />,
    ),
  )
}

async function keyPage(secret: string, key: string, context: Context): Promise<Answer> {
  const { registration } = await getOwn(secret, context)
  const { baseUrl, mqttPort } = context.config
  const streams = await listOwnStreams(context.sql, registration.thing)
  const view = await themedView(context, { nis: registration.municipality })
  return secretly(
    page(
      <KeyPage
        view={view}
        path={ownPath(secret, context)}
        registration={registration}
        streams={streams}
        sending={{ key, root: baseUrl, mqttPort }}
      />,
    ),
  )
}

async function movePage(secret: string, map: ShownMap, context: Context): Promise<Answer> {
  const { registration } = await getOwn(secret, context)
  if (registration.confirmedAt === null) return seeOther(ownPath(secret, context))
  const view = await themedView(context, { nis: registration.municipality })
  return mayAskAgain(
    secretly(page(<PlacePage view={view} map={map} back={ownPath(secret, context)} step={undefined} />)),
    context.config,
  )
}

async function standsPage(
  secret: string,
  context: Context,
  shown: { readonly typed: Typed; readonly errors: readonly FieldError[] } = { typed: {}, errors: [] },
): Promise<Answer> {
  const { registration } = await getOwn(secret, context)
  if (registration.confirmedAt === null) return seeOther(ownPath(secret, context))
  const view = await themedView(context, { nis: registration.municipality })
  const back = ownPath(secret, context)
  return secretly(page(<StandsPage {...shown} view={view} stands={registration} back={back} step={undefined} />))
}

async function endPage(secret: string, errors: readonly FieldError[], context: Context): Promise<Answer> {
  const { registration } = await getOwn(secret, context)
  const view = await themedView(context, { nis: registration.municipality })
  return secretly(
    page(<EndPage view={view} path={ownPath(secret, context)} registration={registration} errors={errors} />),
  )
}
