import { LastQuestionPage } from '#web/last-question-page.tsx'
import { z } from 'zod'
import { recordDeed } from '#core/audit/audit.ts'
import { requestJob } from '#core/jobs/jobs.ts'
import { Problem } from '#core/problem.ts'
import { page, saved } from '#web/answer.ts'
import { textOf } from '#web/components/form/typed.ts'
import { route, type Answer, type Context, type FieldError, type Route, type Typed } from '#web/route.ts'
import { allows } from '#web/visitor.ts'
import { listApplications } from '../lorawan/application-store.ts'
import { messages } from '../messages.ts'
import { KIND_NAMES, type ConnectorState, type KindName } from '../pull/connector.ts'
import * as store from '../pull/connector-store.ts'
import { PULL } from '../pull/job-name.ts'
import { forgetParts, forgetSeries } from '../pull/part-store.ts'
import { applicationRoutes } from './application-routes.tsx'
import { Choices, readChoices, typedOf } from './choices.ts'
import { ConnectorPage } from './connector-page.tsx'
import { FormPage } from './form-page.tsx'
import { LIST, ListPage } from './list-page.tsx'
import { MAY, ownBodies } from './own-bodies.ts'

const OfKind = z.object({ connectorKind: z.string().max(60) })
const OfOne = z.object({ connector: z.string().max(60) })

/** Where administrators say what is fetched for their body, see how it goes, and what the fields of LoRaWAN devices mean. */
export const connectionRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: `/:language${LIST}`,
    summary: 'What is fetched of other systems, and how it goes',
    may: MAY,
    handle: async (_input, context) => {
      const { sql, clock, view, config } = context
      const own = await ownBodies(context)
      const bodies = own.map(({ value }) => value)
      return page(
        <ListPage
          view={view}
          connectors={await store.listConnectors(sql, { bodies, now: clock() })}
          applications={await listApplications(sql, { bodies })}
          bodyNamed={(id) => own.find(({ value }) => value === id)?.text ?? id}
          webhook={`${config.baseUrl}/api/lorawan/the-things-stack`}
        />,
      )
    },
  }),
  // Before the routes of one connector: `new` is no connector.
  ...applicationRoutes,
  route({
    method: 'GET',
    path: `/:language${LIST}/new/:connectorKind`,
    summary: 'Form to fetch of another system',
    may: MAY,
    input: OfKind,
    handle: ({ connectorKind }, context) => {
      const kind = kindOf(connectorKind)
      return formPage({ kind, known: undefined }, { typed: typedOf(kind, undefined), errors: [] }, context)
    },
  }),
  route({
    method: 'POST',
    path: `/:language${LIST}/new/:connectorKind`,
    summary: 'Begin to fetch of another system',
    may: MAY,
    input: OfKind.extend(Choices.shape),
    handle: ({ connectorKind, ...choices }, context) =>
      keep({ kind: kindOf(connectorKind), known: undefined, choices }, context),
    again: (typed, errors, context) =>
      formPage({ kind: kindOf(textOf(typed, 'connectorKind') ?? ''), known: undefined }, { typed, errors }, context),
  }),
  route({
    method: 'GET',
    path: `/:language${LIST}/:connector`,
    summary: 'How it goes with a connector',
    may: MAY,
    input: OfOne,
    handle: async ({ connector }, context) => {
      const state = await getOwn(connector, context)
      const body = (await ownBodies(context)).find(({ value }) => value === state.owner)?.text ?? state.owner
      const today = context.clock().toZonedDateTimeISO('UTC').toPlainDate()
      return page(<ConnectorPage view={context.view} state={state} body={body} today={today} />)
    },
  }),
  route({
    method: 'GET',
    path: `/:language${LIST}/:connector/change`,
    summary: 'Form to change a connector',
    may: MAY,
    input: OfOne,
    handle: async ({ connector }, context) => {
      const known = await getOwn(connector, context)
      return formPage({ kind: known.kind, known }, { typed: typedOf(known.kind, known), errors: [] }, context)
    },
  }),
  route({
    method: 'POST',
    path: `/:language${LIST}/:connector/change`,
    summary: 'Change a connector',
    may: MAY,
    input: OfOne.extend(Choices.shape),
    handle: async ({ connector, ...choices }, context) => {
      const known = await getOwn(connector, context)
      return keep({ kind: known.kind, known, choices }, context)
    },
    again: async (typed, errors, context) => {
      const known = await getOwn(textOf(typed, 'connector') ?? '', context)
      return formPage({ kind: known.kind, known }, { typed, errors }, context)
    },
  }),
  ...(['pause', 'resume', 'run'] as const).map((deed) =>
    route({
      method: 'POST',
      path: `/:language${LIST}/:connector/${deed}`,
      summary: { pause: 'Pause a connector', resume: 'Let a connector go on', run: 'Fetch now' }[deed],
      may: MAY,
      input: OfOne,
      handle: async ({ connector }, context) => {
        const { id } = await getOwn(connector, context)
        await context.sql.transaction(async (sql) => {
          if (deed === 'run') await store.hurryConnector(sql, id, context.clock())
          else await store.pauseConnector(sql, { id, enabled: deed === 'resume' }, context.clock())
          await record(sql, id, `observations.${deed}-connector`, context)
          if (deed !== 'pause') await requestJob(sql, PULL)
        })
        return saved(`/${context.language}${LIST}/${id}`)
      },
    }),
  ),
  route({
    method: 'GET',
    path: `/:language${LIST}/:connector/remove`,
    summary: 'Ask whether a connector must really stop for good',
    may: MAY,
    input: OfOne,
    handle: ({ connector }, context) => removePage(connector, [], context),
  }),
  route({
    method: 'POST',
    path: `/:language${LIST}/:connector/remove`,
    summary: 'Stop a connector for good',
    may: MAY,
    input: OfOne.extend({ sure: z.literal('yes', { error: 'sureTick' }) }),
    wording: messages.find,
    handle: async ({ connector }, context) => {
      const { id } = await getOwn(connector, context)
      await context.sql.transaction(async (sql) => {
        if (await store.removeConnector(sql, id)) await record(sql, id, 'observations.remove-connector', context)
      })
      return saved(`/${context.language}${LIST}`)
    },
    again: (typed, errors, context) => removePage(textOf(typed, 'connector') ?? '', errors, context),
  }),
]

function kindOf(name: string): KindName {
  const kind = KIND_NAMES.find((one) => one === name)
  if (kind === undefined) throw unknown()
  return kind
}

async function getOwn(id: string, { sql, clock, visitor }: Context): Promise<ConnectorState> {
  const isId = z.uuid().safeParse(id).success
  const [state] = isId ? await store.listConnectors(sql, { id, now: clock() }) : []
  if (state === undefined || !allows(visitor, MAY, state.owner)) throw unknown()
  return state
}

function unknown(): Problem {
  return new Problem('connector-unknown', 404, messages.say('unknown'))
}

async function record(sql: Context['sql'], id: string, action: string, { clock, visitor }: Context): Promise<void> {
  const actor = visitor?.id ?? ''
  await recordDeed(sql, { at: clock(), actorKind: 'staff', actor, action, subject: `connector:${id}` })
}

interface About {
  readonly kind: KindName
  readonly known: ConnectorState | undefined
}

async function formPage(
  about: About,
  { typed, errors }: { readonly typed: Typed; readonly errors: readonly FieldError[] },
  context: Context,
): Promise<Answer> {
  const bodies = await ownBodies(context)
  return page(<FormPage view={context.view} {...about} typed={typed} errors={errors} bodies={bodies} />)
}

async function keep({ choices, ...about }: About & { readonly choices: Choices }, context: Context): Promise<Answer> {
  const { sql, clock, visitor, language } = context
  const { known } = about
  const read = readChoices(choices, about, context)
  const bodyError = { field: 'body', message: messages(language)('bodyNeeded') }
  const isOwn = known !== undefined || allows(visitor, MAY, choices.body)
  const isWrong = 'id' in read ? [] : read
  const errors = [...(isOwn ? [] : [bodyError]), ...isWrong]
  if (errors.length > 0 || !('id' in read))
    return { ...(await formPage(about, { typed: context.typed, errors }, context)), status: 422 }
  await sql.transaction(async (within) => {
    await store.saveConnector(within, read, clock())
    if (known !== undefined && known.settings.address !== read.settings.address) await forgetParts(within, read.id)
    else await forgetSeries(within, read.id)
    const action = known === undefined ? 'observations.add-connector' : 'observations.change-connector'
    await record(within, read.id, action, context)
    await requestJob(within, PULL)
  })
  return saved(`/${language}${LIST}/${read.id}`)
}

async function removePage(id: string, errors: readonly FieldError[], context: Context): Promise<Answer> {
  const { view, language } = context
  const { title } = await getOwn(id, context)
  const t = messages(language)
  return page(
    <LastQuestionPage
      view={view}
      title={t('removeTitle', { name: title })}
      means={t('removeMeans')}
      sure={t('sure')}
      button={t('remove')}
      back={`/${language}${LIST}/${id}`}
      errors={errors}
    />,
  )
}
