import { LastQuestionPage } from '#web/last-question-page.tsx'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { recordDeed } from '#core/audit/audit.ts'
import { Problem } from '#core/problem.ts'
import { page, saved } from '#web/answer.ts'
import { textOf } from '#web/components/form/typed.ts'
import { route, type Answer, type Context, type FieldError, type Route, type Typed } from '#web/route.ts'
import { allows } from '#web/visitor.ts'
import * as store from '../lorawan/application-store.ts'
import type { Application } from '../lorawan/application-store.ts'
import { readFields, writeFields } from '../lorawan/mapping.ts'
import { messages } from '../messages.ts'
import { ApplicationPage } from './application-page.tsx'
import { LIST } from './list-page.tsx'
import { MAY, ownBodies } from './own-bodies.ts'

const Choices = z.object({
  body: z.string().max(100).default(''),
  // As The Things Stack has it: https://www.thethingsindustries.com/docs/concepts/ids-euis/.
  application: z
    .string({ error: 'lorawan.applicationWrong' })
    .trim()
    .regex(/^[a-z0-9](?:[-]?[a-z0-9]){1,35}$/, { error: 'lorawan.applicationWrong' }),
  fields: z.string().max(30_000).default(''),
  others: z.enum(['wait', 'ignore'], { error: 'lorawan.othersNeeded' }),
  atHome: z.enum(['yes', 'no']).catch('no').default('no'),
})
type Choices = z.output<typeof Choices>
const OfOne = z.object({ lorawan: z.string().max(60) })

/** Where administrators say what the fields of the LoRaWAN devices of their body mean. */
export const applicationRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: `/:language${LIST}/new-lorawan`,
    summary: 'Form to say what the fields of LoRaWAN devices mean',
    may: MAY,
    handle: (_input, context) => formPage(undefined, { typed: { others: 'wait', atHome: 'no' }, errors: [] }, context),
  }),
  route({
    method: 'POST',
    path: `/:language${LIST}/new-lorawan`,
    summary: 'Say what the fields of LoRaWAN devices mean',
    may: MAY,
    input: Choices,
    wording: messages.find,
    handle: (choices, context) => keep(undefined, choices, context),
    again: (typed, errors, context) => formPage(undefined, { typed, errors }, context),
  }),
  route({
    method: 'GET',
    path: `/:language${LIST}/lorawan/:lorawan`,
    summary: 'Form to change what the fields of LoRaWAN devices mean',
    may: MAY,
    input: OfOne,
    handle: async ({ lorawan }, context) => {
      const known = await getOwn(lorawan, context)
      const { application, mapping } = known
      const typed = {
        application,
        fields: writeFields(mapping.fields),
        others: mapping.others,
        atHome: mapping.atHome ? 'yes' : 'no',
      }
      return formPage(known, { typed, errors: [] }, context)
    },
  }),
  route({
    method: 'POST',
    path: `/:language${LIST}/lorawan/:lorawan`,
    summary: 'Change what the fields of LoRaWAN devices mean',
    may: MAY,
    input: OfOne.extend(Choices.shape),
    wording: messages.find,
    handle: async ({ lorawan, ...choices }, context) => keep(await getOwn(lorawan, context), choices, context),
    again: async (typed, errors, context) =>
      formPage(await getOwn(textOf(typed, 'lorawan') ?? '', context), { typed, errors }, context),
  }),
  route({
    method: 'GET',
    path: `/:language${LIST}/lorawan/:lorawan/remove`,
    summary: 'Ask whether the meaning of fields must really be forgotten',
    may: MAY,
    input: OfOne,
    handle: ({ lorawan }, context) => removePage(lorawan, [], context),
  }),
  route({
    method: 'POST',
    path: `/:language${LIST}/lorawan/:lorawan/remove`,
    summary: 'Forget what the fields of LoRaWAN devices mean',
    may: MAY,
    input: OfOne.extend({ sure: z.literal('yes', { error: 'sureTick' }) }),
    wording: messages.find,
    handle: async ({ lorawan }, context) => {
      const { id } = await getOwn(lorawan, context)
      await context.sql.transaction(async (sql) => {
        await store.removeApplication(sql, id)
        await record(sql, id, 'observations.remove-lorawan', context)
      })
      return saved(`/${context.language}${LIST}`)
    },
    again: (typed, errors, context) => removePage(textOf(typed, 'lorawan') ?? '', errors, context),
  }),
]

async function getOwn(id: string, { sql, visitor }: Context): Promise<Application> {
  const isId = z.uuid().safeParse(id).success
  const [found] = isId ? await store.listApplications(sql, { id }) : []
  if (found === undefined || !allows(visitor, MAY, found.owner))
    throw new Problem('lorawan-unknown', 404, messages.say('lorawan.unknown'))
  return found
}

async function record(sql: Context['sql'], id: string, action: string, { clock, visitor }: Context): Promise<void> {
  const actor = visitor?.id ?? ''
  await recordDeed(sql, { at: clock(), actorKind: 'staff', actor, action, subject: `lorawan:${id}` })
}

async function formPage(
  known: Application | undefined,
  { typed, errors }: { readonly typed: Typed; readonly errors: readonly FieldError[] },
  context: Context,
): Promise<Answer> {
  const bodies = await ownBodies(context)
  return page(<ApplicationPage view={context.view} known={known} typed={typed} errors={errors} bodies={bodies} />)
}

async function keep(known: Application | undefined, choices: Choices, context: Context): Promise<Answer> {
  const { sql, clock, visitor, language } = context
  const t = messages(language)
  const refuse = async (field: string, message: string): Promise<Answer> => ({
    ...(await formPage(known, { typed: context.typed, errors: [{ field, message }] }, context)),
    status: 422,
  })
  if (known === undefined && !allows(visitor, MAY, choices.body)) return refuse('body', t('bodyNeeded'))
  const read = readFields(choices.fields)
  if ('wrong' in read) {
    const { why, line } = read.wrong
    return refuse('fields', t(`lorawan.wrong.${why}`, { line: line.slice(0, 100) }))
  }
  const { application, others } = choices
  const mapping = { fields: read.fields, others, atHome: choices.atHome === 'yes' }
  const kept = { id: known?.id ?? randomUUID(), owner: known?.owner ?? choices.body, application }
  const isKept = await sql.transaction(async (within) => {
    if (!(await store.saveApplication(within, { ...kept, mapping }, clock()))) return false
    await record(within, kept.id, 'observations.map-lorawan', context)
    return true
  })
  return isKept ? saved(`/${language}${LIST}`) : refuse('application', t('lorawan.applicationTaken'))
}

async function removePage(id: string, errors: readonly FieldError[], context: Context): Promise<Answer> {
  const { view, language } = context
  const { application } = await getOwn(id, context)
  const t = messages(language)
  return page(
    <LastQuestionPage
      view={view}
      title={t('removeTitle', { name: application })}
      means={t('lorawan.removeMeans')}
      sure={t('sure')}
      button={t('remove')}
      back={`/${language}${LIST}/lorawan/${id}`}
      errors={errors}
    />,
  )
}
