import { z } from 'zod'
import { page, saved } from '#web/answer.ts'
import { textOf } from '#web/components/form/typed.ts'
import { generalProblem } from '#web/problems/problem-answer.tsx'
import { route, type Answer, type Context, type FieldError, type Route } from '#web/route.ts'
import type { Registration } from '../register/registration.ts'
import { connected, hide, show } from '../register/staff.ts'
import { countForStaff, findRegistration, listForStaff, listOwnRefusals, listOwnStreams } from '../register/store.ts'
import { bodiesWith, PAGE_SIZE } from './filter.ts'
import { messages } from './messages.ts'
import { ResidentPage, ResidentsPage } from './pages/resident-pages.tsx'

const LIST = '/:language/staff/sensors/residents'
const ONE = `${LIST}/:registration`
const OfOne = z.object({ registration: z.uuid() })
/** Device and application, or DevEUI: https://www.thethingsindustries.com/docs/concepts/ids-euis/. */
const DEVICE = /^[a-z0-9][a-z0-9-]{1,35}(?:@[a-z0-9][a-z0-9-]{1,35})?$/i
const REASON_MAX = 1000

/** The sensors of residents for the staff of their municipality: nothing of who they are of. */
export const residentRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: LIST,
    summary: 'Sensors that residents registered',
    may: 'sensors.read',
    input: z.object({ page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1) }),
    handle: async ({ page: number }, { sql, view, visitor }) => {
      const bodies = bodiesWith('sensors.read', visitor)
      return page(
        <ResidentsPage
          view={view}
          page={number}
          counts={await countForStaff(sql, bodies)}
          registrations={await listForStaff(sql, bodies, { limit: PAGE_SIZE, offset: (number - 1) * PAGE_SIZE })}
        />,
      )
    },
  }),
  route({
    method: 'GET',
    path: ONE,
    summary: 'A sensor that a resident registered',
    may: 'sensors.read',
    input: OfOne,
    handle: async ({ registration: id }, context) =>
      onePage(await getSeen(id, 'sensors.read', context), '', [], context),
  }),
  route({
    method: 'POST',
    path: ONE,
    summary: 'Hide the sensor of a resident, show it again, or say that it is connected',
    may: 'sensors.administer',
    unwalled: 'Keys and datastreams of residents are of no body; in whose municipality it is is asked before.',
    input: OfOne.extend({
      answer: z.enum(['hide', 'show', 'connected']),
      reason: z.string().trim().max(REASON_MAX, { error: 'hide.long' }).default(''),
      device: z.string().trim().max(100).default(''),
    }),
    wording: messages.find,
    handle: async ({ registration: id, answer, reason, device }, context): Promise<Answer> => {
      const registration = await getSeen(id, 'sensors.administer', context)
      const staff = { id: context.visitor?.id ?? '' }
      if (answer === 'hide' && reason.length < 10) {
        const error = { field: 'reason', message: messages(context.language)('hide.needed') }
        return { ...(await onePage(registration, reason, [error], context)), status: 422 }
      }
      const isDevice = answer === 'connected' && registration.way === 'ttn'
      if (isDevice && !DEVICE.test(device)) {
        const error = { field: 'device', message: messages(context.language)('connect.deviceWrong') }
        return { ...(await onePage({ ...registration, number: device }, reason, [error], context)), status: 422 }
      }
      if (answer === 'hide') await hide(id, reason, staff, context)
      else if (answer === 'show') await show(id, staff, context)
      else await connected(id, staff, context, isDevice ? device : undefined)
      return saved(`/${context.language}/staff/sensors/residents/${id}`)
    },
    again: async (typed, errors, context) =>
      onePage(
        await getSeen(textOf(typed, 'registration') ?? '', 'sensors.administer', context),
        textOf(typed, 'reason') ?? '',
        errors,
        context,
      ),
  }),
]

/** A registration in a municipality that the visitor looks after; of another one it is as if it were not there. */
async function getSeen(
  id: string,
  permission: 'sensors.read' | 'sensors.administer',
  { sql, visitor }: Context,
): Promise<Registration> {
  const found = await findRegistration(sql, id)
  if (
    found === undefined ||
    found.confirmedAt === null ||
    found.endedAt !== null ||
    !bodiesWith(permission, visitor).includes(found.body)
  )
    throw generalProblem('not-found', 404)
  return found
}

async function onePage(
  registration: Registration,
  reason: string,
  errors: readonly FieldError[],
  { sql, view, clock }: Context,
): Promise<Answer> {
  return page(
    <ResidentPage
      view={view}
      now={clock()}
      registration={registration}
      streams={await listOwnStreams(sql, registration.thing)}
      refusals={await listOwnRefusals(sql, registration.owner)}
      reason={reason}
      errors={errors}
    />,
  )
}
