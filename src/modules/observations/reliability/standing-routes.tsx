import { z } from 'zod'
import { recordDeed } from '#core/audit/audit.ts'
import { page, saved } from '#web/answer.ts'
import { textOf } from '#web/components/form/typed.ts'
import { generalProblem } from '#web/problems/problem-answer.tsx'
import { route, type Answer, type Context, type FieldError, type Route, type Typed } from '#web/route.ts'
import { allows } from '#web/visitor.ts'
import { messages } from './messages.ts'
import { StandingPage } from './pages/standing-page.tsx'
import { HeightInput, SitingInput } from './standing-input.ts'
import { findStandingThing, saveStanding, type StandingThing } from './standing-store.ts'

const PATH = '/:language/staff/things/:thing/standing'
const MAY_SAY = 'sensors.administer'

const OfThing = z.object({ thing: z.coerce.number().int().min(1).max(2_147_483_647) })
const StandingInput = OfThing.extend(SitingInput.shape).extend({
  outdoors: z
    .enum(['yes', 'no', 'unknown'], { error: 'standing.outdoorsNeeded' })
    .transform((word) => (word === 'unknown' ? null : word === 'yes')),
  height: HeightInput('standing.heightWrong'),
})

/** Where staff say how the stations of their own body stand. */
export const standingRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: PATH,
    summary: 'Form to say how a station stands: height, surroundings',
    may: MAY_SAY,
    input: OfThing,
    handle: async ({ thing }, context) => standingPage(await getOwned(thing, context), {}, [], context),
  }),
  route({
    method: 'POST',
    path: PATH,
    summary: 'Say how a station stands: height, surroundings',
    may: MAY_SAY,
    input: StandingInput,
    wording: messages.find,
    handle: async ({ thing: id, outdoors, height, area, influence }, context) => {
      const { sql, clock, visitor, language } = context
      await getOwned(id, context)
      const now = clock()
      await sql.transaction(async (within) => {
        await saveStanding(within, id, { outdoors, heightMetres: height, area, influence }, now)
        await recordDeed(within, {
          at: now,
          actorKind: 'staff',
          actor: visitor?.id ?? '',
          action: 'observations.say-standing',
          subject: `thing:${id}`,
        })
      })
      return saved(`/${language}/staff/things/${id}/standing`)
    },
    again: async (typed, errors, context) => {
      const asked = OfThing.safeParse({ thing: textOf(typed, 'thing') })
      if (!asked.success) throw generalProblem('not-found', 404)
      return standingPage(await getOwned(asked.data.thing, context), typed, errors, context)
    },
  }),
]

/** Whether the visitor says how the stations of an owner stand. */
export function maySayStanding({ visitor }: Pick<Context, 'visitor'>, owner: string): boolean {
  return allows(visitor, MAY_SAY, owner)
}

async function getOwned(id: number, context: Context): Promise<StandingThing> {
  const found = await findStandingThing(context.sql, id)
  if (found === undefined || !maySayStanding(context, found.owner)) throw generalProblem('not-found', 404)
  return found
}

function standingPage(
  thing: StandingThing,
  typed: Typed,
  errors: readonly FieldError[],
  { view }: Pick<Context, 'view'>,
): Answer {
  return page(<StandingPage view={view} thing={thing} typed={typed} errors={errors} />)
}
