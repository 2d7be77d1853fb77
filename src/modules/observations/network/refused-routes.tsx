import { z } from 'zod'
import { recordDeed } from '#core/audit/audit.ts'
import { Problem } from '#core/problem.ts'
import { page, seeOther } from '#web/answer.ts'
import { generalProblem } from '#web/problems/problem-answer.tsx'
import { route, type Answer, type Context, type FieldError, type Route } from '#web/route.ts'
import { refusalSentence } from '../harmonise/refusal-words.ts'
import { readAgain } from '../ingest/read-again.ts'
import { bodyOfOwner } from '../register/store.ts'
import {
  findGroup,
  findWaiting,
  listWaitingOf,
  settleWaiting,
  type RefusedLike,
  type Waiting,
} from '../store/quarantine.ts'
import { bodiesWith, PAGE_SIZE } from './filter.ts'
import { messages } from './messages.ts'
import { RefusedListPage, RefusedPage } from './pages/refused-pages.tsx'
import { isFileLine, textOfPayload } from './payload.ts'

const LIST = '/:language/staff/sensors/refused'
const ONE = `${LIST}/:refused`
/** So many are read again with one press, and for so long: the page says how many are left. */
const MOST_AT_ONCE = 1000
const PATIENCE_SECONDS = 10
const MOST_TEXT = 1_000_000

const Id = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER)
/** A group is known by one of those that are or were in it: its owner may be a resident, whose number belongs in no address. */
const Group = z.object({ like: Id })
const OfOne = z.object({ refused: Id })
/** What is read again is stored by the corridor, which belongs to no visitor. */
const WHY_UNWALLED = 'Stores what is read again, with the rights of the way in; whose it is is asked before.'

/** What was refused: mended and read again, or dropped. */
export const refusedRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: LIST,
    summary: 'What was refused of one source for one reason',
    may: 'sensors.read',
    input: Group.extend({
      after: z.coerce.number().int().min(0).catch(0).default(0),
      stored: z.coerce.number().int().min(0).optional().catch(undefined),
      again: z.coerce.number().int().min(0).optional().catch(undefined),
    }),
    handle: async ({ after, stored, again, like }, context) => {
      const group = await getGroup(like, 'sensors.read', context)
      const waiting = await listWaitingOf(context.sql, { ...group, after, limit: PAGE_SIZE + 1 })
      return page(
        <RefusedListPage
          view={context.view}
          group={{ like, reason: group.reason }}
          waiting={waiting.slice(0, PAGE_SIZE)}
          next={waiting.length > PAGE_SIZE ? waiting[PAGE_SIZE - 1]?.id : undefined}
          done={stored === undefined ? undefined : { stored, again: again ?? 0 }}
        />,
      )
    },
  }),
  route({
    method: 'POST',
    path: LIST,
    summary: 'Read everything of one source that was refused for one reason again',
    may: 'sensors.administer',
    unwalled: WHY_UNWALLED,
    input: Group,
    perMinute: 20,
    handle: async ({ like }, context) => {
      const { stored, again } = await readAllAgain(await getGroup(like, 'sensors.administer', context), context)
      return seeOther(`/${context.language}/staff/sensors/refused?like=${like}&stored=${stored}&again=${again}`)
    },
  }),
  route({
    method: 'GET',
    path: ONE,
    summary: 'Something that was refused, as it came',
    may: 'sensors.read',
    input: OfOne,
    handle: async ({ refused: id }, context) => {
      const refused = await getRefused(id, 'sensors.read', context)
      return onePage(refused, textOfPayload(refused), [], context)
    },
  }),
  route({
    method: 'POST',
    path: ONE,
    summary: 'Mend something that was refused and read it again, or say that it is nothing',
    may: 'sensors.administer',
    unwalled: WHY_UNWALLED,
    bodyBytes: 2 * MOST_TEXT,
    input: OfOne.extend({
      answer: z.enum(['again', 'drop']),
      text: z.string().max(MOST_TEXT).default(''),
      cell: z.union([z.array(z.string().max(MOST_TEXT)), z.string().transform((one) => [one])]).default([]),
      sure: z.string().max(10).default(''),
    }),
    handle: async ({ refused: id, answer, text, cell, sure }, context): Promise<Answer> => {
      const { language, sql, clock } = context
      const t = messages(language)
      const refused = await getRefused(id, 'sensors.administer', context)
      const typed = isFileLine(refused) && cell.length > 0 ? JSON.stringify(cell) : text
      const group = `like=${id}`
      if (answer === 'drop') {
        if (sure !== 'yes')
          return { ...onePage(refused, typed, [{ field: 'sure', message: t('one.sureNeeded') }], context), status: 422 }
        await sql.transaction(async (within) => {
          await settleWaiting(within, [id], 'dropped', clock())
          await tell(within, 'observations.drop-refused', id, context)
        })
        return seeOther(`/${language}/staff/sensors/refused?${group}&saved`)
      }
      const mended = typed === textOfPayload(refused) ? undefined : typed
      const why = await readAgain(context, refused, mended, { isStaff: true })
      if (why !== undefined) {
        const error = { field: 'text', message: t('one.stillRefused', { why: refusalSentence(why, language) }) }
        return { ...onePage(refused, typed, [error], context), status: 422 }
      }
      await tell(sql, 'observations.mend-refused', id, context)
      return seeOther(`/${language}/staff/sensors/refused?${group}&stored=1`)
    },
  }),
]

function onePage(refused: Waiting, text: string, errors: readonly FieldError[], { view }: Context): Answer {
  return page(<RefusedPage view={view} refused={refused} text={text} errors={errors} />)
}

async function tell(
  sql: Context['sql'],
  action: 'observations.drop-refused' | 'observations.mend-refused',
  id: number,
  { clock, visitor }: Context,
): Promise<void> {
  await recordDeed(sql, { at: clock(), actorKind: 'staff', actor: visitor?.id ?? '', action, subject: `refused:${id}` })
}

/** Of a body that the visitor does not look after it is as if there were nothing. */
async function mustSee(
  owner: string,
  permission: 'sensors.read' | 'sensors.administer',
  { sql, visitor }: Context,
): Promise<void> {
  const body = await bodyOfOwner(sql, owner)
  if (!bodiesWith(permission, visitor).includes(body)) throw generalProblem('not-found', 404)
}

async function getRefused(
  id: number,
  permission: 'sensors.read' | 'sensors.administer',
  context: Context,
): Promise<Waiting> {
  const refused = await findWaiting(context.sql, id)
  if (refused === undefined) throw new Problem('refused-not-found', 404, messages.say('one.gone'))
  await mustSee(refused.owner, permission, context)
  return refused
}

async function getGroup(
  like: number,
  permission: 'sensors.read' | 'sensors.administer',
  context: Context,
): Promise<RefusedLike> {
  const group = await findGroup(context.sql, like)
  if (group === undefined) throw new Problem('refused-not-found', 404, messages.say('one.gone'))
  await mustSee(group.owner, permission, context)
  return group
}

/** Reads what waits again, as it came, for as long as a page may take. */
async function readAllAgain(
  group: RefusedLike,
  context: Context,
): Promise<{ readonly stored: number; readonly again: number }> {
  const until = performance.now() + PATIENCE_SECONDS * 1000
  let [stored, again, after] = [0, 0, 0]
  while (stored + again < MOST_AT_ONCE && performance.now() < until) {
    const waiting = await listWaitingOf(context.sql, { ...group, after, limit: 100 })
    if (waiting.length === 0) break
    for (const refused of waiting) {
      const why = await readAgain(context, refused, undefined, { isStaff: true })
      if (why === undefined) stored++
      else again++
      after = refused.id
    }
  }
  return { stored, again }
}
