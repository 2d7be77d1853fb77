import { z } from 'zod'
import { recordDeed } from '#core/audit/audit.ts'
import { Problem } from '#core/problem.ts'
import { page, saved } from '#web/answer.ts'
import { textOf } from '#web/components/form/typed.ts'
import { generalProblem } from '#web/problems/problem-answer.tsx'
import { route, type Answer, type Context, type FieldError, type Route, type Typed } from '#web/route.ts'
import { allows } from '#web/visitor.ts'
import { getStream } from '../alerts/alerts.ts'
import { DatastreamId, OfDatastream } from '../alerts/datastream-id.ts'
import { bodiesWith } from '../network/filter.ts'
import { answerClock, listOpenClocks, type KeptClock } from './clock-store.ts'
import { messages } from './messages.ts'
import { ClockPage, ClocksPage } from './pages/clock-pages.tsx'

const LIST = '/:language/staff/sensors/clocks'
const ONE = '/:language/staff/datastreams/:datastream/clock'
const MAY_ANSWER = 'sensors.administer'
const [REASON_MIN, REASON_MAX] = [10, 1000] as const

/** Clocks of sensors that seem off: staff of the body that looks after a sensor say whether that is so. */
export const clockRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: LIST,
    summary: 'Sensors whose clock seems off',
    may: 'sensors.read',
    input: z.object({}),
    handle: async (_input, { sql, view, visitor }) =>
      page(
        <ClocksPage
          view={view}
          proposals={await listOpenClocks(sql, { bodies: bodiesWith('sensors.read', visitor) })}
        />,
      ),
  }),
  route({
    method: 'GET',
    path: ONE,
    summary: 'What is proposed about the clock of a datastream',
    may: MAY_ANSWER,
    input: OfDatastream,
    handle: ({ datastream }, context) => clockPage(datastream, {}, [], context),
  }),
  route({
    method: 'POST',
    path: ONE,
    summary: 'Accept or refuse what is proposed about the clock of a datastream',
    may: MAY_ANSWER,
    input: OfDatastream.extend({
      proposal: z.coerce.number({ error: 'clock.gone' }).int().min(1).max(Number.MAX_SAFE_INTEGER),
      answer: z.enum(['accepted', 'refused'], { error: 'clock.needed' }),
      reason: z.string().trim().max(REASON_MAX, { error: 'clock.long' }).default(''),
    }).refine(({ answer, reason }) => answer !== 'refused' || reason.length >= REASON_MIN, {
      path: ['reason'],
      error: 'clock.reasonNeeded',
    }),
    wording: messages.find,
    handle: async ({ datastream, proposal, answer, reason }, context) => {
      const { sql, clock, visitor, language } = context
      const { open } = await getOwn(datastream, context)
      if (open?.id !== proposal) throw gone()
      const [now, by] = [clock(), visitor?.id ?? null]
      await sql.transaction(async (within) => {
        const isAnswered = await answerClock(within, proposal, { state: answer, reason: reason || null, now, by })
        if (!isAnswered) throw gone()
        await recordDeed(within, {
          at: now,
          actorKind: 'staff',
          actor: by ?? '',
          action: answer === 'accepted' ? 'observations.accept-clock' : 'observations.refuse-clock',
          subject: `datastream:${datastream}`,
        })
      })
      return saved(`/${language}/staff/datastreams/${datastream}/clock`)
    },
    again: async (typed, errors, context) => {
      const id = DatastreamId.safeParse(textOf(typed, 'datastream'))
      if (!id.success) throw generalProblem('not-found', 404)
      return clockPage(id.data, typed, errors, context)
    },
  }),
]

/** A datastream that the visitor's body looks after, with what is open; of another body it is as if it were not there. */
async function getOwn(id: number, { sql, visitor }: Context) {
  const stream = await getStream(sql, id)
  const [open] = await listOpenClocks(sql, { datastream: id })
  if (!allows(visitor, MAY_ANSWER, open?.body ?? stream.owner)) throw generalProblem('not-found', 404)
  return { stream, open }
}

function gone(): Problem {
  return new Problem('clock-answered', 409, messages.say('clock.gone'))
}

async function clockPage(id: number, typed: Typed, errors: readonly FieldError[], context: Context): Promise<Answer> {
  const { stream, open } = await getOwn(id, context)
  return page(<ClockPage view={context.view} stream={stream} open={open} typed={typed} errors={errors} />)
}

/** What is proposed about the clocks of one thing, for who it is of. */
export async function clocksOfThing(sql: Context['sql'], thing: number | null): Promise<readonly KeptClock[]> {
  return thing === null ? [] : listOpenClocks(sql, { thing })
}
