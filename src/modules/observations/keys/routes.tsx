import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { recordDeed } from '#core/audit/audit.ts'
import { Problem } from '#core/problem.ts'
import { bodyName, listBodies, type Body } from '#modules/region/public.ts'
import { page, saved, secretly } from '#web/answer.ts'
import { choicesOf, textOf } from '#web/components/form/typed.ts'
import { route, type Answer, type Context, type FieldError, type Route, type Typed } from '#web/route.ts'
import { allows } from '#web/visitor.ts'
import { messages } from '../messages.ts'
import { hashOfKey, makeKey, SCOPES, type DeviceKey } from './key.ts'
import { KeyMadePage, KeyPage, KeysPage, WithdrawPage } from './key-pages.tsx'
import { addKey, findKey, listKeys, withdrawKey } from './key-store.ts'

const MAY = 'keys.administer'
const LIST = '/staff/sensor-keys'
const USUAL_PER_MINUTE = '600'
/** What stands in the form for the whole region. */
const REGION = '*'

const Which = z.object({ deviceKey: z.string().max(60) })

const NewKey = z.object({
  name: z
    .string({ error: 'keys.nameNeeded' })
    .trim()
    .min(1, { error: 'keys.nameNeeded' })
    .max(100, { error: 'keys.nameNeeded' }),
  body: z
    .string({ error: 'keys.bodyNeeded' })
    .min(1, { error: 'keys.bodyNeeded' })
    .max(100, { error: 'keys.bodyNeeded' }),
  scopes: z
    .union([z.array(z.enum(SCOPES)).max(SCOPES.length), z.enum(SCOPES).transform((one) => [one])], {
      error: 'keys.scopesNeeded',
    })
    .transform((scopes) => [...new Set(scopes)]),
  perMinute: z.coerce
    .number({ error: 'keys.perMinuteWrong' })
    .int({ error: 'keys.perMinuteWrong' })
    .min(1, { error: 'keys.perMinuteWrong' })
    .max(600_000, { error: 'keys.perMinuteWrong' }),
})

/** Where administrators make the keys of devices, and withdraw them. */
export const keyRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: `/:language${LIST}`,
    summary: 'Keys of devices',
    may: MAY,
    handle: async (_input, context) => {
      const { sql, view } = context
      const bodies = await ownBodies(context)
      const keys = await listKeys(sql, isForRegion(context) ? undefined : bodies.map(({ id }) => id))
      return page(<KeysPage view={view} keys={keys.map((key) => ({ ...key, of: nameOf(key, bodies, context) }))} />)
    },
  }),
  route({
    method: 'GET',
    path: `/:language${LIST}/new`,
    summary: 'Form to make a key',
    may: MAY,
    handle: (_input, context) => keyPage({ perMinute: USUAL_PER_MINUTE }, [], context),
  }),
  route({
    method: 'POST',
    path: `/:language${LIST}/new`,
    summary: 'Make a key, and show it once',
    may: MAY,
    input: NewKey,
    wording: messages.find,
    handle: async ({ body, ...chosen }, context) => {
      const { sql, clock, view, visitor, language } = context
      if (!allows(visitor, MAY, body)) {
        const error = { field: 'body', message: messages(language)('keys.bodyNeeded') }
        return { ...(await keyPage(context.typed, [error], context)), status: 422 }
      }
      const key = makeKey()
      const id = randomUUID()
      const createdAt = clock()
      const createdBy = visitor?.id ?? null
      await sql.transaction(async (within) => {
        const kept = { ...chosen, id, body: body === REGION ? null : body, hash: hashOfKey(key), createdAt, createdBy }
        await addKey(within, kept)
        await record(within, id, 'observations.make-key', context)
      })
      return secretly(page(<KeyMadePage view={view} name={chosen.name} value={key} />))
    },
    again: keyPage,
  }),
  route({
    method: 'GET',
    path: `/:language${LIST}/:deviceKey`,
    summary: 'Ask whether a key must really be withdrawn',
    may: MAY,
    input: Which,
    handle: ({ deviceKey }, context) => withdrawPage(deviceKey, [], context),
  }),
  route({
    method: 'POST',
    path: `/:language${LIST}/:deviceKey`,
    summary: 'Withdraw a key',
    may: MAY,
    input: Which.extend({ sure: z.literal('yes', { error: 'keys.sureTick' }) }),
    wording: messages.find,
    handle: async ({ deviceKey: id }, context) => {
      const key = await getKey(id, context)
      await context.sql.transaction(async (within) => {
        if (await withdrawKey(within, key.id, context.clock()))
          await record(within, key.id, 'observations.withdraw-key', context)
      })
      return saved(`/${context.language}${LIST}`)
    },
    again: (typed, errors, context) => withdrawPage(textOf(typed, 'deviceKey') ?? '', errors, context),
  }),
]

async function record(sql: Context['sql'], id: string, action: string, { clock, visitor }: Context): Promise<void> {
  await recordDeed(sql, {
    at: clock(),
    actorKind: 'staff',
    actor: visitor?.id ?? '',
    action,
    subject: `device-key:${id}`,
  })
}

async function ownBodies({ sql, visitor }: Context): Promise<Body[]> {
  return (await listBodies(sql)).filter(({ id }) => allows(visitor, MAY, id))
}

/** Who administers everywhere makes keys for the whole region too. */
function isForRegion({ visitor }: Context): boolean {
  return allows(visitor, MAY, REGION)
}

function nameOf({ body }: DeviceKey, bodies: readonly Body[], { language }: Context): string {
  if (body === null) return messages(language)('keys.region')
  const known = bodies.find(({ id }) => id === body)
  return known === undefined ? body : bodyName(known, language)
}

async function keyPage(typed: Typed, errors: readonly FieldError[], context: Context): Promise<Answer> {
  const { view, language } = context
  const bodies = (await ownBodies(context)).map((body) => ({ value: body.id, text: bodyName(body, language) }))
  const sorted = bodies.toSorted((a, b) => a.text.localeCompare(b.text, language))
  const region = isForRegion(context) ? [{ value: REGION, text: messages(language)('keys.region') }] : []
  return page(
    <KeyPage
      view={view}
      typed={typed}
      scopes={choicesOf(typed, 'scopes')}
      bodies={[...region, ...sorted]}
      errors={errors}
    />,
  )
}

async function withdrawPage(id: string, errors: readonly FieldError[], context: Context): Promise<Answer> {
  return page(<WithdrawPage view={context.view} name={(await getKey(id, context)).name} errors={errors} />)
}

/** A key that is in force, of a body that one administers. */
async function getKey(id: string, context: Context): Promise<DeviceKey> {
  const key = await findKey(context.sql, id)
  if (key === undefined || key.withdrawnAt !== null || !allows(context.visitor, MAY, key.body ?? REGION))
    throw new Problem('device-key-unknown', 404, messages.say('key.unknown'))
  return key
}
