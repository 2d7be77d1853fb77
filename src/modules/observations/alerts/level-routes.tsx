import { recordDeed } from '#core/audit/audit.ts'
import { Problem } from '#core/problem.ts'
import { page, saved } from '#web/answer.ts'
import { textOf } from '#web/components/form/typed.ts'
import { generalProblem } from '#web/problems/problem-answer.tsx'
import { route, type Answer, type Context, type FieldError, type Route, type Typed } from '#web/route.ts'
import { allows } from '#web/visitor.ts'
import { z } from 'zod'
import { getStream, type AlertStream } from './alerts.ts'
import { DatastreamId, OfDatastream } from './datastream-id.ts'
import { knownLimits } from './known-limits.ts'
import { LevelForm, levelsOf, typedLevels } from './level-form.ts'
import { findLevels, setLevels } from './level-store.ts'
import { hasLevels } from './level.ts'
import { messages } from './messages.ts'
import { LevelsPage } from './pages/levels-page.tsx'
import { findAllowance } from './silence-store.ts'

/** What one must be allowed to set levels. */
export const MAY_SET_LEVELS = 'sensors.administer'

const PATH = '/:language/staff/datastreams/:datastream/levels'

/** Where staff of the body that owns a datastream say from which values on it gives an alarm. */
export const levelRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: PATH,
    summary: 'Form to set the levels of a datastream; a known limit in the address is filled in',
    may: MAY_SET_LEVELS,
    input: OfDatastream.extend({ limit: z.string().max(60).optional().catch(undefined) }),
    handle: async ({ datastream, limit }, context) => {
      const stream = await getOwnStream(datastream, context)
      const typed = typedLevels(await findLevels(context.sql, datastream))
      const known = knownLimits(stream).find(({ id }) => id === limit)
      if (known === undefined) return levelsPage(stream, typed, [], context)
      const [attention, alarm] = [known.attention, known.alarm].map((level) => (level === null ? '' : String(level)))
      return levelsPage(stream, { ...typed, aboveAttention: attention, aboveAlarm: alarm }, [], context)
    },
  }),
  route({
    method: 'POST',
    path: PATH,
    summary: 'Set the levels of a datastream',
    may: MAY_SET_LEVELS,
    input: LevelForm,
    wording: messages.find,
    handle: async (form, context) => {
      const { sql, clock, visitor, language } = context
      const stream = await getOwnStream(form.datastream, context)
      const levels = levelsOf(form)
      if (stream.kind !== 'number' && hasLevels(levels))
        throw new Problem('datastream-not-a-number', 422, messages.say('levels.notNumber'))
      const now = clock()
      await sql.transaction(async (within) => {
        await setLevels(within, levels, { now, by: visitor?.id ?? null })
        await recordDeed(within, {
          at: now,
          actorKind: 'staff',
          actor: visitor?.id ?? '',
          action: 'observations.set-levels',
          subject: `datastream:${stream.id}`,
        })
      })
      return saved(`/${language}/staff/datastreams/${stream.id}/levels`)
    },
    again: async (typed, errors, context) => {
      const id = DatastreamId.safeParse(textOf(typed, 'datastream'))
      if (!id.success) throw generalProblem('not-found', 404)
      return levelsPage(await getOwnStream(id.data, context), typed, errors, context)
    },
  }),
]

/** A datastream of a body for which the visitor sets levels; of another one it is as if it were not there. */
async function getOwnStream(id: number, { sql, visitor }: Context): Promise<AlertStream> {
  const stream = await getStream(sql, id)
  if (!allows(visitor, MAY_SET_LEVELS, stream.owner))
    throw new Problem('datastream-unknown', 404, messages.say('unknown'))
  return stream
}

async function levelsPage(
  stream: AlertStream,
  typed: Typed,
  errors: readonly FieldError[],
  { sql, view }: Context,
): Promise<Answer> {
  return page(
    <LevelsPage
      view={view}
      stream={stream}
      limits={knownLimits(stream)}
      allowanceSeconds={await findAllowance(sql, stream.id)}
      typed={typed}
      errors={errors}
    />,
  )
}
