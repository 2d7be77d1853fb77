import { z } from 'zod'
import { recordDeed } from '#core/audit/audit.ts'
import { Problem } from '#core/problem.ts'
import { REGION_OFFICE } from '#modules/region/public.ts'
import { json, page, saved } from '#web/answer.ts'
import { textOf } from '#web/components/form/typed.ts'
import { generalProblem } from '#web/problems/problem-answer.tsx'
import { route, type Answer, type Context, type FieldError, type Route, type Typed } from '#web/route.ts'
import { allows } from '#web/visitor.ts'
import { getStream } from '../alerts/alerts.ts'
import { DatastreamId, OfDatastream } from '../alerts/datastream-id.ts'
import { calibrationsInForce, isReference, listCalibrations, setReference } from './calibration-store.ts'
import { listClockShifts } from './clock-store.ts'
import { messages } from './messages.ts'
import { ReferencePage } from './pages/reference-page.tsx'
import { CalibrationOutput, told } from './told.ts'

const MAY_SET_REFERENCES = 'sensors.administer'
const PATH = '/:language/staff/datastreams/:datastream/reference'

/** How sensors are calibrated, for everybody; with what, by the office of the region. */
export const calibrationRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/datastreams/:datastream/calibration',
    summary: 'How a datastream is calibrated: verdict, model, held-out figures and 95 % interval, by version',
    may: 'anyone',
    input: OfDatastream,
    wording: messages.find,
    output: CalibrationOutput,
    handle: async ({ datastream }, { sql }) => {
      await getStream(sql, datastream)
      return json({
        isReference: await isReference(sql, datastream),
        calibrations: (await listCalibrations(sql, datastream)).map(told),
      })
    },
  }),
  route({
    method: 'GET',
    path: PATH,
    summary: 'Form to say whether others are calibrated with a datastream',
    may: MAY_SET_REFERENCES,
    input: OfDatastream,
    handle: ({ datastream }, context) => referencePage(datastream, {}, [], context),
  }),
  route({
    method: 'POST',
    path: PATH,
    summary: 'Say whether others are calibrated with a datastream',
    may: MAY_SET_REFERENCES,
    input: OfDatastream.extend({ reference: z.enum(['yes', 'no'], { error: 'reference.needed' }) }),
    wording: messages.find,
    handle: async ({ datastream, reference }, context) => {
      const { sql, clock, visitor, language } = context
      await getForOffice(datastream, context)
      const [now, by] = [clock(), visitor?.id ?? null]
      await sql.transaction(async (within) => {
        await setReference(within, datastream, { isReference: reference === 'yes', now, by })
        await recordDeed(within, {
          at: now,
          actorKind: 'staff',
          actor: by ?? '',
          action: reference === 'yes' ? 'observations.set-reference' : 'observations.remove-reference',
          subject: `datastream:${datastream}`,
        })
      })
      return saved(`/${language}/staff/datastreams/${datastream}/reference`)
    },
    again: async (typed, errors, context) => {
      const id = DatastreamId.safeParse(textOf(typed, 'datastream'))
      if (!id.success) throw generalProblem('not-found', 404)
      return referencePage(id.data, typed, errors, context)
    },
  }),
]

/** With what others are calibrated concerns every municipality: the office of the region says so, and nobody else. */
function maySetReferences({ visitor }: Pick<Context, 'visitor'>): boolean {
  return allows(visitor, MAY_SET_REFERENCES, REGION_OFFICE)
}

/** What the page of a datastream tells of its calibration. */
export async function calibratedNow(id: number, context: Pick<Context, 'sql' | 'visitor'>) {
  const calibration = (await calibrationsInForce(context.sql, [id])).get(id)
  return {
    isReference: await isReference(context.sql, id),
    calibration,
    shift: (await listClockShifts(context.sql, id)).at(-1),
    mayCorrect: calibration?.verdict === 'calibrated',
    maySet: maySetReferences(context),
  }
}

async function getForOffice(id: number, context: Context) {
  const stream = await getStream(context.sql, id)
  if (!maySetReferences(context)) throw generalProblem('not-found', 404)
  if (stream.kind !== 'number') throw new Problem('datastream-not-a-number', 422, messages.say('reference.notNumber'))
  return stream
}

async function referencePage(
  id: number,
  typed: Typed,
  errors: readonly FieldError[],
  context: Context,
): Promise<Answer> {
  const stream = await getForOffice(id, context)
  return page(
    <ReferencePage
      view={context.view}
      stream={stream}
      isReference={await isReference(context.sql, id)}
      typed={typed}
      errors={errors}
    />,
  )
}
