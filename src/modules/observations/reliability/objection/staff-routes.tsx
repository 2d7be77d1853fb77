import { z } from 'zod'
import { recordDeed } from '#core/audit/audit.ts'
import { REGION_OFFICE } from '#modules/region/public.ts'
import { page, saved } from '#web/answer.ts'
import { textOf } from '#web/components/form/typed.ts'
import { generalProblem } from '#web/problems/problem-answer.tsx'
import { route, type Answer, type Context, type FieldError, type Route, type Typed } from '#web/route.ts'
import { allows } from '#web/visitor.ts'
import { getStream, type AlertStream } from '../../alerts/alerts.ts'
import { DatastreamId, OfDatastream } from '../../alerts/datastream-id.ts'
import { announceLetter } from '../../register/letters.ts'
import { messages } from '../messages.ts'
import { findScore } from '../score-store.ts'
import { AnswerInput, ReasonInput } from './input.ts'
import {
  addObjection,
  answerObjection,
  countObjections,
  findObjection,
  findObjectionTo,
  listObjections,
  type ScoreObjection,
} from './objection-store.ts'
import { AnswerPage, ObjectionsPage } from './office-pages.tsx'
import { ObjectPage } from './object-page.tsx'

const MAY = 'sensors.administer'
const OWN = '/:language/staff/datastreams/:datastream/objection'
const LIST = '/:language/staff/sensors/objections'
const ONE = `${LIST}/:objection`
const OfOne = z.object({ objection: z.uuid() })
export const PAGE_SIZE = 50

/** Staff of the owner object to a score; the office of the region answers. */
export const objectionRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: OWN,
    summary: 'Form to object to the score of a datastream of the own body',
    may: MAY,
    input: OfDatastream,
    handle: async ({ datastream }, context) => ownPage(await getOwned(datastream, context), {}, [], context),
  }),
  route({
    method: 'POST',
    path: OWN,
    summary: 'Object to the score of a datastream of the own body',
    may: MAY,
    input: OfDatastream.extend(ReasonInput.shape),
    wording: messages.find,
    handle: async ({ datastream, reason }, context) => {
      const { sql, clock, visitor, language } = context
      const { owner, municipality } = await getOwned(datastream, context)
      const [now, by] = [clock(), visitor?.id ?? null]
      await sql.transaction(async (within) => {
        const isNew = await addObjection(
          within,
          { datastream, owner, municipality, registration: null, by },
          reason,
          now,
        )
        if (isNew) await record(within, 'observations.object-to-score', `datastream:${datastream}`, { now, by })
      })
      return saved(`/${language}/staff/datastreams/${datastream}/objection`)
    },
    again: async (typed, errors, context) => {
      const id = DatastreamId.safeParse(textOf(typed, 'datastream'))
      if (!id.success) throw generalProblem('not-found', 404)
      return ownPage(await getOwned(id.data, context), typed, errors, context)
    },
  }),
  route({
    method: 'GET',
    path: LIST,
    summary: 'Objections of owners to the scores of their sensors, for the office of the region',
    may: MAY,
    input: z.object({ page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1) }),
    handle: async ({ page: number }, context) => {
      mustBeOffice(context)
      const { sql, view } = context
      return page(
        <ObjectionsPage
          view={view}
          page={number}
          size={PAGE_SIZE}
          counts={await countObjections(sql)}
          objections={await listObjections(sql, { limit: PAGE_SIZE, offset: (number - 1) * PAGE_SIZE })}
        />,
      )
    },
  }),
  route({
    method: 'GET',
    path: ONE,
    summary: 'An objection to a score, for the office of the region',
    may: MAY,
    input: OfOne,
    handle: async ({ objection }, context) => answerPage(await getForOffice(objection, context), {}, [], context),
  }),
  route({
    method: 'POST',
    path: ONE,
    summary: 'Answer an objection to a score',
    may: MAY,
    input: OfOne.extend(AnswerInput.shape),
    wording: messages.find,
    handle: async ({ objection: id, outcome, answer }, context) => {
      const { sql, clock, visitor, language } = context
      const { registration } = await getForOffice(id, context)
      const [now, by] = [clock(), visitor?.id ?? null]
      await sql.transaction(async (within) => {
        if (!(await answerObjection(within, id, { outcome, answer, by }, now))) return
        await record(within, 'observations.answer-objection', `objection:${id}`, { now, by })
        if (registration !== null) await announceLetter(within, registration, 'answered')
      })
      return saved(`/${language}/staff/sensors/objections/${id}`)
    },
    again: async (typed, errors, context) =>
      answerPage(await getForOffice(textOf(typed, 'objection') ?? '', context), typed, errors, context),
  }),
]

/** Whether the visitor objects for an owner. */
export function mayObject({ visitor }: Pick<Context, 'visitor'>, owner: string): boolean {
  return allows(visitor, MAY, owner)
}

function mustBeOffice({ visitor }: Pick<Context, 'visitor'>): void {
  if (!allows(visitor, MAY, REGION_OFFICE)) throw generalProblem('not-found', 404)
}

async function getOwned(id: number, context: Context): Promise<AlertStream> {
  const stream = await getStream(context.sql, id)
  if (!mayObject(context, stream.owner)) throw generalProblem('not-found', 404)
  return stream
}

async function getForOffice(id: string, context: Context): Promise<ScoreObjection> {
  mustBeOffice(context)
  const found = await findObjection(context.sql, id)
  if (found === undefined) throw generalProblem('not-found', 404)
  return found
}

function record(
  sql: Context['sql'],
  action: string,
  subject: string,
  { now, by }: { readonly now: Temporal.Instant; readonly by: string | null },
): Promise<void> {
  return recordDeed(sql, { at: now, actorKind: 'staff', actor: by ?? '', action, subject })
}

async function ownPage(
  stream: AlertStream,
  typed: Typed,
  errors: readonly FieldError[],
  { sql, view }: Context,
): Promise<Answer> {
  return page(
    <ObjectPage
      view={view}
      called={stream.called}
      back={`/${view.language}/sensors/datastreams/${stream.id}/report`}
      score={(await findScore(sql, stream.id))?.score}
      before={await findObjectionTo(sql, stream.id)}
      typed={typed}
      errors={errors}
    />,
  )
}

function answerPage(
  objection: ScoreObjection,
  typed: Typed,
  errors: readonly FieldError[],
  { view }: Pick<Context, 'view'>,
): Answer {
  return page(<AnswerPage view={view} objection={objection} typed={typed} errors={errors} />)
}
