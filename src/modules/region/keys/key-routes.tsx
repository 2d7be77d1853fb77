import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { recordDeed } from '#core/audit/audit.ts'
import type { Language } from '#core/i18n/language.ts'
import { Problem } from '#core/problem.ts'
import { page, saved, secretly } from '#web/answer.ts'
import { textOf } from '#web/components/form/typed.ts'
import { route, type Answer, type Context, type FieldError, type Route, type Typed } from '#web/route.ts'
import { allows } from '#web/visitor.ts'
import { bodyName, type Body } from '../body.ts'
import { listBodies } from '../store/bodies.ts'
import { hashOfKey, makeKey, type MachineKey, type NewMachineKey } from './key.ts'
import type { KeyKind } from './key-kind.ts'
import { KeyMadePage, KeyPage, KeysPage, WithdrawPage } from './key-pages.tsx'
import { messages } from './messages.ts'

const MAY = 'keys.administer'
/** What stands in the form for the whole region. */
const REGION = '*'

/** Where administrators make the keys of a kind, and withdraw them. */
export function keyRoutes<Key extends MachineKey, Extra extends z.ZodRawShape = z.ZodRawShape>(
  kind: KeyKind<Key, Extra>,
): readonly Route[] {
  const { list, parameter, deeds, store } = kind
  const told = { ...kind, fields: kind.extra?.fields }
  const wording = (language: Language, key: string) =>
    key === 'perMinuteWrong'
      ? kind.words.perMinuteWrong(language)
      : (messages.find(language, key) ?? kind.extra?.wording(language, key))
  const Which = z.object({ [parameter]: z.string().max(60) })
  const idOf = (input: Readonly<Record<string, unknown>>) => String(input[parameter])

  const keyPage = async (typed: Typed, errors: readonly FieldError[], context: Context): Promise<Answer> => {
    const { view, language } = context
    const bodies = (await ownBodies(context)).map((body) => ({ value: body.id, text: bodyName(body, language) }))
    const sorted = bodies.toSorted((a, b) => a.text.localeCompare(b.text, language))
    const region = isForRegion(context) ? [{ value: REGION, text: messages(language)('region') }] : []
    return page(<KeyPage view={view} kind={told} typed={typed} bodies={[...region, ...sorted]} errors={errors} />)
  }
  /** A key that is in force, of a body that one administers. */
  const getKey = async (id: string, context: Context): Promise<Key> => {
    const key = await store.findKey(context.sql, id)
    if (key === undefined || key.withdrawnAt !== null || !allows(context.visitor, MAY, key.body ?? REGION))
      throw new Problem(kind.unknown, 404, messages.say('unknown'))
    return key
  }
  const withdrawPage = async (id: string, errors: readonly FieldError[], context: Context): Promise<Answer> =>
    page(<WithdrawPage view={context.view} kind={told} name={(await getKey(id, context)).name} errors={errors} />)
  const record = (sql: Context['sql'], id: string, action: string, { clock, visitor }: Context) =>
    recordDeed(sql, {
      at: clock(),
      actorKind: 'staff',
      actor: visitor?.id ?? '',
      action,
      subject: `${deeds.subject}:${id}`,
    })

  return [
    route({
      method: 'GET',
      path: `/:language${list}`,
      summary: kind.summary,
      may: MAY,
      handle: async (_input, context) => {
        const { sql, view } = context
        const bodies = await ownBodies(context)
        const keys = await store.listKeys(sql, isForRegion(context) ? undefined : bodies.map(({ id }) => id))
        return page(
          <KeysPage view={view} kind={told} keys={keys.map((key) => ({ ...key, of: nameOf(key, bodies, context) }))} />,
        )
      },
    }),
    route({
      method: 'GET',
      path: `/:language${list}/new`,
      summary: 'Form to make a key',
      may: MAY,
      handle: (_input, context) => keyPage({ perMinute: String(kind.usualPerMinute) }, [], context),
    }),
    route({
      method: 'POST',
      path: `/:language${list}/new`,
      summary: 'Make a key, and show it once',
      may: MAY,
      input: newKey(kind).extend(kind.extra?.shape ?? {}),
      wording,
      handle: async ({ body, ...chosen }, context) => {
        const { sql, clock, view, visitor, language } = context
        if (!allows(visitor, MAY, body)) {
          const error = { field: 'body', message: messages(language)('bodyNeeded') }
          return { ...(await keyPage(context.typed, [error], context)), status: 422 }
        }
        const key = makeKey(kind.sign)
        const id = randomUUID()
        const createdAt = clock()
        const createdBy = visitor?.id ?? null
        // What is asked is what the kind declared: its own scopes, and the fields of `extra`.
        const kept = { ...chosen, id, body: body === REGION ? null : body, hash: hashOfKey(key), createdAt, createdBy }
        await sql.transaction(async (within) => {
          await store.addKey(within, kept as unknown as NewMachineKey<Key>)
          await record(within, id, deeds.made, context)
        })
        return secretly(page(<KeyMadePage view={view} kind={told} name={chosen.name} value={key} />))
      },
      again: keyPage,
    }),
    route({
      method: 'GET',
      path: `/:language${list}/:${parameter}`,
      summary: 'Ask whether a key must really be withdrawn',
      may: MAY,
      input: Which,
      handle: (input, context) => withdrawPage(idOf(input), [], context),
    }),
    route({
      method: 'POST',
      path: `/:language${list}/:${parameter}`,
      summary: 'Withdraw a key',
      may: MAY,
      input: Which.extend({ sure: z.literal('yes', { error: 'sureTick' }) }),
      wording,
      handle: async (input, context) => {
        const key = await getKey(idOf(input), context)
        await context.sql.transaction(async (within) => {
          if (await store.withdrawKey(within, key.id, context.clock()))
            await record(within, key.id, deeds.withdrawn, context)
        })
        return saved(`/${context.language}${list}`)
      },
      again: (typed, errors, context) => withdrawPage(textOf(typed, parameter) ?? '', errors, context),
    }),
  ]
}

function newKey({ scopes, mostPerMinute }: Pick<KeyKind<MachineKey>, 'scopes' | 'mostPerMinute'>) {
  return z.object({
    name: z.string({ error: 'nameNeeded' }).trim().min(1, { error: 'nameNeeded' }).max(100, { error: 'nameNeeded' }),
    body: z.string({ error: 'bodyNeeded' }).min(1, { error: 'bodyNeeded' }).max(100, { error: 'bodyNeeded' }),
    scopes: z
      .union([z.array(z.enum(scopes)).max(scopes.length), z.enum(scopes).transform((one) => [one])], {
        error: 'scopesNeeded',
      })
      .transform((all) => [...new Set(all)]),
    perMinute: z.coerce
      .number({ error: 'perMinuteWrong' })
      .int({ error: 'perMinuteWrong' })
      .min(1, { error: 'perMinuteWrong' })
      .max(mostPerMinute, { error: 'perMinuteWrong' }),
  })
}

async function ownBodies({ sql, visitor }: Context): Promise<Body[]> {
  return (await listBodies(sql)).filter(({ id }) => allows(visitor, MAY, id))
}

/** Who administers everywhere makes keys for the whole region too. */
function isForRegion({ visitor }: Context): boolean {
  return allows(visitor, MAY, REGION)
}

function nameOf({ body }: MachineKey, bodies: readonly Body[], { language }: Context): string {
  if (body === null) return messages(language)('region')
  const known = bodies.find(({ id }) => id === body)
  return known === undefined ? body : bodyName(known, language)
}
