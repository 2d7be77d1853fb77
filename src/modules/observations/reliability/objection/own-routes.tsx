import { themedView } from '#modules/region/public.ts'
import { page, saved, secretly } from '#web/answer.ts'
import { textOf } from '#web/components/form/typed.ts'
import { generalProblem } from '#web/problems/problem-answer.tsx'
import { route, type Answer, type Context, type FieldError, type Route, type Typed } from '#web/route.ts'
import { z } from 'zod'
import { getStream } from '../../alerts/alerts.ts'
import { DatastreamId, OfDatastream } from '../../alerts/datastream-id.ts'
import { getOwn } from '../../register/register.ts'
import { messages } from '../messages.ts'
import { findScore, findThingOf } from '../score-store.ts'
import { ReasonInput } from './input.ts'
import { addObjection, findObjectionTo } from './objection-store.ts'
import { ObjectPage } from './object-page.tsx'

const PATH = '/:language/sensors/mine/:secret/score/:datastream'
const OfOwn = OfDatastream.extend({ secret: z.string().max(100) })

/** Residents object to the score of their own sensor, by the link in their letter. */
export const ownObjectionRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: PATH,
    summary: 'The score of a sensor of your own, and a form to object to it',
    may: 'anyone',
    input: OfOwn,
    handle: (asked, context) => ownPage(asked, {}, [], context),
  }),
  route({
    method: 'POST',
    path: PATH,
    summary: 'Object to the score of a sensor of your own',
    may: 'anyone',
    input: OfOwn.extend(ReasonInput.shape),
    wording: messages.find,
    perMinute: 10,
    handle: async ({ reason, ...asked }, context) => {
      const { registration, stream } = await getOwnStream(asked, context)
      const { id, owner, municipality } = registration
      await addObjection(
        context.sql,
        { datastream: stream.id, owner, municipality, registration: id, by: null },
        reason,
        context.clock(),
      )
      return secretly(saved(`/${context.language}/sensors/mine/${asked.secret}/score/${stream.id}`))
    },
    again: (typed, errors, context) => {
      const id = DatastreamId.safeParse(textOf(typed, 'datastream'))
      if (!id.success) throw generalProblem('not-found', 404)
      return ownPage({ secret: textOf(typed, 'secret') ?? '', datastream: id.data }, typed, errors, context)
    },
  }),
]

type Asked = z.output<typeof OfOwn>

/** Of a registration that was confirmed, and that it belongs to; of others it is as if it were not there. */
async function getOwnStream({ secret, datastream }: Asked, context: Context) {
  const { registration } = await getOwn(secret, context)
  const stream = await getStream(context.sql, datastream)
  const thing = await findThingOf(context.sql, datastream)
  if (registration.thing === null || registration.thing !== thing) throw generalProblem('not-found', 404)
  return { registration, stream }
}

async function ownPage(asked: Asked, typed: Typed, errors: readonly FieldError[], context: Context): Promise<Answer> {
  const { registration, stream } = await getOwnStream(asked, context)
  const view = await themedView(context, { nis: registration.municipality })
  return secretly(
    page(
      <ObjectPage
        view={view}
        called={stream.called}
        back={`/${view.language}/sensors/mine/${asked.secret}`}
        score={(await findScore(context.sql, stream.id))?.score}
        before={await findObjectionTo(context.sql, stream.id)}
        report={`/${view.language}/sensors/datastreams/${stream.id}/report`}
        typed={typed}
        errors={errors}
      />,
    ),
  )
}
