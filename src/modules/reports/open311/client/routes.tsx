import { z } from 'zod'
import { recordDeed } from '#core/audit/audit.ts'
import { Problem } from '#core/problem.ts'
import { redact } from '#core/redact.ts'
import { requestJob } from '#core/jobs/jobs.ts'
import { bodyName, listBodies, type Body } from '#modules/region/public.ts'
import { page, saved, seeOther } from '#web/answer.ts'
import { textOf } from '#web/components/form/typed.ts'
import { route, type Answer, type Context, type FieldError, type Route, type Typed } from '#web/route.ts'
import { allows } from '#web/visitor.ts'
import { messages } from '../messages.ts'
import { BodiesPage, TestPage } from './connection-pages.tsx'
import { countDeliveries, dropDelivery, listDeliveries, reviveDelivery } from './delivery-store.ts'
import { discover, isItself, type Learnt } from './discover.ts'
import type { Endpoint } from './endpoint.ts'
import { findEndpoint, keepLearnt, saveEndpoint } from './endpoint-store.ts'
import { SEND } from './job-names.ts'
import { OwnSystemPage } from './own-system-page.tsx'
import { keepsOwnSystem } from './own-track.ts'
import { listLeftBehind } from './replaced-store.ts'
import { chosenOf, Settings, settingsErrors, typedSettings } from './settings.ts'
import { TalkFailed } from './talk.ts'

const MAY = 'connections.administer'
const LIST = '/staff/open311'
const MOST_DEAD = 200

const OfBody = z.object({ body: z.string().max(100) })
const OfDelivery = OfBody.extend({ number: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) })

/** Where administrators let the reports of their body go to its own system. */
export const connectionRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: `/:language${LIST}`,
    summary: 'The bodies whose reports the visitor may let go to another system',
    may: MAY,
    handle: async (_input, { sql, view, language, visitor }) => {
      const bodies = (await listBodies(sql)).filter(({ id }) => allows(visitor, MAY, id))
      const [only] = bodies
      if (only !== undefined && bodies.length === 1) return seeOther(`/${language}${LIST}/${only.id}`)
      return page(<BodiesPage view={view} bodies={bodies} />)
    },
  }),
  route({
    method: 'GET',
    path: `/:language${LIST}/:body`,
    summary: 'The own system of a body: choices, how it goes, and what was not sent',
    may: MAY,
    input: OfBody,
    handle: async ({ body }, context) => {
      const own = await getOwnBody(body, context)
      return ownPage(own, { typed: undefined, errors: [] }, context)
    },
  }),
  route({
    method: 'POST',
    path: `/:language${LIST}/:body`,
    summary: 'Keep the choices about the own system of a body',
    may: MAY,
    input: Settings,
    wording: messages.find,
    handle: async (settings, context) => {
      const { sql, clock, seal, unseal, language } = context
      const body = await getOwnBody(settings.body, context)
      const known = await findEndpoint(sql, { body: body.id })
      const errors = settingsErrors(settings, known, context)
      if (errors.length === 0 && settings.baseUrl !== known?.baseUrl && (await leadsHere(settings, context)))
        errors.push({ field: 'baseUrl', message: messages(language)('own.addressItself') })
      if (errors.length > 0) return { ...(await ownPage(body, { typed: context.typed, errors }, context)), status: 422 }
      await sql.transaction(async (within) => {
        await saveEndpoint(within, await chosenOf(settings, known, { sql: within, seal, unseal }), clock())
        await record(within, { subject: `body:${body.id}`, action: 'reports.choose-own-system' }, context)
      })
      return saved(`/${language}${LIST}/${body.id}`)
    },
    again: async (typed, errors, context) =>
      ownPage(await getOwnBody(textOf(typed, 'body') ?? '', context), { typed, errors }, context),
  }),
  route({
    method: 'POST',
    path: `/:language${LIST}/:body/test`,
    summary: 'Whether the own system of a body answers, and with which services',
    may: MAY,
    perMinute: 20,
    input: OfBody,
    handle: async ({ body }, context) => {
      const own = await getOwnBody(body, context)
      const endpoint = await findEndpoint(context.sql, { body: own.id })
      if (endpoint === undefined) throw unknownBody()
      const result = await tryOut(endpoint, context)
      return page(<TestPage view={context.view} body={own} {...result} />)
    },
  }),
  ...(['again', 'drop'] as const).map((deed) =>
    route({
      method: 'POST',
      path: `/:language${LIST}/:body/deliveries/:number/${deed}`,
      summary: deed === 'again' ? 'Send a report once more that was not sent' : 'Leave a report that was not sent',
      may: MAY,
      input: OfDelivery,
      handle: async ({ body, number }, context) => {
        const own = await getOwnBody(body, context)
        await context.sql.transaction(async (within) => {
          const change = deed === 'again' ? reviveDelivery : dropDelivery
          const isDone = await change(within, { body: own.id, number }, context.clock())
          if (!isDone) throw new Problem('open311-delivery-gone', 404, messages.say('own.gone'))
          const action = deed === 'again' ? 'reports.send-again' : 'reports.leave-unsent'
          await record(within, { subject: `report-number:${number}`, action }, context)
          if (deed === 'again') await requestJob(within, SEND)
        })
        return saved(`/${context.language}${LIST}/${own.id}`)
      },
    }),
  ),
]

async function record(
  sql: Context['sql'],
  { subject, action }: { subject: string; action: string },
  { clock, visitor }: Context,
): Promise<void> {
  await recordDeed(sql, { at: clock(), actorKind: 'staff', actor: visitor?.id ?? '', action, subject })
}

async function getOwnBody(id: string, { sql, visitor }: Context): Promise<Body> {
  const body = (await listBodies(sql)).find((one) => one.id === id)
  if (body === undefined || !allows(visitor, MAY, body.id)) throw unknownBody()
  return body
}

function unknownBody(): Problem {
  return new Problem('open311-body-unknown', 404, messages.say('own.unknownBody'))
}

async function ownPage(
  body: Body,
  { typed, errors }: { typed: Typed | undefined; errors: readonly FieldError[] },
  context: Context,
): Promise<Answer> {
  const { sql, view, language } = context
  const known = await findEndpoint(sql, { body: body.id })
  return page(
    <OwnSystemPage
      view={view}
      body={body}
      name={bodyName(body, language)}
      known={known}
      typed={typed ?? typedSettings(known)}
      errors={errors}
      isOnOwnTrack={await keepsOwnSystem(body.id, context)}
      leftBehind={await listLeftBehind(sql, body.id)}
      counts={await countDeliveries(sql, body.id)}
      dead={await listDeliveries(sql, { body: body.id, states: ['dead'], limit: MOST_DEAD })}
    />,
  )
}

/** Whether an address is this square under another name. The key is not shown to an address that nobody tried yet. */
async function leadsHere({ baseUrl, jurisdiction }: Settings, context: Context): Promise<boolean> {
  return isItself({ id: '', baseUrl, jurisdiction, apiKey: '', format: 'json' }, context)
}

async function tryOut(endpoint: Endpoint, context: Context): Promise<{ learnt: Learnt | undefined; reason: string }> {
  try {
    const learnt = await discover(endpoint, context)
    await keepLearnt(context.sql, endpoint, learnt)
    return { learnt, reason: '' }
  } catch (error) {
    if (!(error instanceof TalkFailed)) throw error
    return { learnt: undefined, reason: redact(error.message).slice(0, 500) }
  }
}
