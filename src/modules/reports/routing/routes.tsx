import { z } from 'zod'
import { recordDeed, type Deed } from '#core/audit/audit.ts'
import { dayOf } from '#core/i18n/format.ts'
import type { Language } from '#core/i18n/language.ts'
import { bodyName, findBody, listStaff, REGION_OFFICE, type Body } from '#modules/region/public.ts'
import { page, saved, seeOther } from '#web/answer.ts'
import { textOf } from '#web/components/form/typed.ts'
import { generalProblem } from '#web/problems/problem-answer.tsx'
import { route, type Answer, type Context, type FieldError, type Typed } from '#web/route.ts'
import { allows } from '#web/visitor.ts'
import { messages as assets } from '../assets/messages.ts'
import { dayToTest, differencesBy } from './differences.ts'
import { factsOf } from './facts.ts'
import { messages } from './messages.ts'
import { BodiesPage } from './pages/bodies-page.tsx'
import { ReceivedPage } from './pages/received-page.tsx'
import { RoutingPage } from './pages/routing-page.tsx'
import { ruleWords } from './pages/rule-table.tsx'
import { proposedRules } from './proposal.ts'
import { ANY_ASSET, clash, clashesIn, OWNER_OF_ASSET, type Rule } from './rule.ts'
import { MOST_RULES, RuleInput, typedOf } from './rule-form.ts'
import * as store from './store.ts'
import { understandRule } from './understand-rule.ts'
import { regionWords, type RegionWords } from './wheres.ts'

const SHOWN_VERSIONS = 20
/** A day further away is a typing error. */
const FURTHEST = { years: 2 }
const OfBody = z.object({ body: z.string().max(60) })
const wording = (language: Language, key: string) => messages.find(language, key) ?? assets.find(language, key)

const Publication = OfBody.extend({
  version: z.coerce.number().int(),
  inForceFrom: z.iso.date({ error: 'rule.dateWrong' }),
  reason: z.string().trim().min(3, { error: 'publish.reasonNeeded' }).max(500),
})

/** Where a body says who answers for what: it makes a draft, sees what that would change, and publishes it. */
export const routingRoutes = [
  route({
    method: 'GET',
    path: '/:language/staff/routing',
    summary: 'Bodies of which one may say who answers for what',
    may: 'routing.write',
    handle: async (_input, context) => {
      const words = await regionWords(context)
      const { bodies } = words
      const own = bodies.filter((body) => mayRoute(body, context))
      const [only] = own
      if (own.length === 1 && only !== undefined) return seeOther(pathOf(only.id, context))
      if (own.length > 0) return page(<BodiesPage view={context.view} bodies={own} />)
      const others = bodies.filter(({ id }) => allows(context.visitor, 'routing.write', id))
      const tables = await store.listTablesInForce(
        context.sql,
        bodies.map(({ id }) => id),
        dayOf(context.clock()),
      )
      const received = others.map((body) => ({ body, tables: tables.flatMap((table) => partFor(body, table)) }))
      return page(<ReceivedPage view={context.view} bodies={received} words={words} />)
    },
  }),
  route({
    method: 'GET',
    path: '/:language/staff/routing/:body',
    summary: 'Who answers for what: the rules of a body; one of the new version in the form, to change it',
    may: 'routing.write',
    input: OfBody.extend({
      rule: z.string().max(80).catch('').default(''),
      day: z.iso.date().optional().catch(undefined),
    }),
    handle: async ({ body: id, rule: changed, day }, context) => {
      const body = await getOwnBody(id, context)
      const draft = changed === '' ? undefined : await store.findDraft(context.sql, id)
      const rule = draft?.rules.find((one) => one.id === changed)
      const { wheres } = await regionWords(context)
      return routingPage(body, [], context, {
        ...(rule !== undefined && typedOf(rule, wheres)),
        ...(day !== undefined && { inForceFrom: day }),
      })
    },
  }),
  route({
    method: 'POST',
    path: '/:language/staff/routing/:body/draft',
    summary: 'Begin a new version of the rules',
    may: 'routing.write',
    input: OfBody.extend({ from: z.enum(['in-force', 'proposal']).catch('in-force') }),
    handle: async ({ body: id, from }, context) => {
      const body = await getOwnBody(id, context)
      const { sql, clock } = context
      const [inForce] = await store.listTablesInForce(sql, [body.id], dayOf(clock()))
      const proposal = from === 'proposal' && body.id === REGION_OFFICE
      await store.addDraft(sql, id, proposal ? proposedRules(await factsOf(context)) : (inForce?.rules ?? []), clock())
      return seeOther(pathOf(id, context))
    },
  }),
  route({
    method: 'POST',
    path: '/:language/staff/routing/:body/rules',
    summary: 'Add a rule to the new version, or change one',
    may: 'routing.write',
    input: RuleInput,
    wording,
    handle: async (input, context) => {
      const body = await getOwnBody(input.body, context)
      const words = await regionWords(context)
      const before = input.rule === '' ? undefined : await store.findDraft(context.sql, body.id)
      const old = before?.rules.find(({ id }) => id === input.rule)
      const { rule, errors } = understandRule(input, { body, old }, words, context)
      if (rule === undefined) return refused(body, errors, context)
      const error = await context.sql.transaction(async (sql): Promise<string | undefined> => {
        const t = messages(context.language)
        const draft = await store.findDraft(sql, body.id, true)
        if (draft === undefined) return t('publish.moved')
        const others = draft.rules.filter(({ id }) => id !== rule.id)
        if (input.rule !== '' && others.length === draft.rules.length) return t('rule.gone')
        if (others.length >= MOST_RULES) return t('rule.tooMany', { max: MOST_RULES })
        const other = others.find((one) => clash(one, rule))
        if (other !== undefined) return t('rule.clash', { rule: sentenceOf(other, words, context) })
        // One that is changed stays where it stands.
        const rules = draft.rules.map((one) => (one.id === rule.id ? rule : one))
        await store.saveDraft(sql, body.id, input.rule === '' ? [...rules, rule] : rules)
        return undefined
      })
      return error === undefined
        ? saved(pathOf(body.id, context))
        : refused(body, [{ field: 'category', message: error }], context)
    },
    again: async (typed, errors, context) =>
      routingPage(await getOwnBody(textOf(typed, 'body') ?? '', context), errors, context, typed),
  }),
  route({
    method: 'POST',
    path: '/:language/staff/routing/:body/remove',
    summary: 'Take a rule out of the new version',
    may: 'routing.write',
    input: OfBody.extend({ rule: z.string().max(80) }),
    handle: async ({ body: id, rule }, context) => {
      const body = await getOwnBody(id, context)
      await context.sql.transaction(async (sql) => {
        const draft = await store.findDraft(sql, body.id, true)
        const rest = draft?.rules.filter((one) => one.id !== rule)
        if (rest !== undefined) await store.saveDraft(sql, body.id, rest)
      })
      return saved(pathOf(id, context))
    },
  }),
  route({
    method: 'POST',
    path: '/:language/staff/routing/:body/discard',
    summary: 'Throw the new version of the rules away',
    may: 'routing.write',
    input: OfBody,
    handle: async ({ body: id }, context) => {
      const body = await getOwnBody(id, context)
      await store.removeDraft(context.sql, body.id)
      return saved(pathOf(id, context))
    },
  }),
  route({
    method: 'POST',
    path: '/:language/staff/routing/:body/withdraw',
    summary: 'Take a version back that would come into use on a later day',
    may: 'routing.write',
    input: OfBody.extend({ version: z.coerce.number().int() }),
    handle: async ({ body: id, version }, context) => {
      const body = await getOwnBody(id, context)
      const { sql, clock } = context
      await sql.transaction(async (within) => {
        const order = { body: body.id, version, today: dayOf(clock()), now: clock() }
        if (await store.withdrawVersion(within, order))
          await recordDeed(within, deedOn(body, 'reports.withdraw-routing', version, context))
      })
      return saved(pathOf(id, context))
    },
  }),
  route({
    method: 'POST',
    path: '/:language/staff/routing/:body/publish',
    summary: 'Put the new version of the rules into use',
    may: 'routing.write',
    input: Publication,
    wording,
    handle: async (input, context) => {
      const body = await getOwnBody(input.body, context)
      const errors = await publish(body, input, context)
      return errors.length === 0 ? saved(pathOf(body.id, context)) : refused(body, errors, context)
    },
    again: async (typed, errors, context) =>
      routingPage(await getOwnBody(textOf(typed, 'body') ?? '', context), errors, context, typed),
  }),
]

async function publish(
  body: Body,
  { version, inForceFrom: from, reason }: z.output<typeof Publication>,
  context: Context,
): Promise<FieldError[]> {
  const { sql, clock, visitor, language } = context
  const t = messages(language)
  const now = clock()
  const inForceFrom = Temporal.PlainDate.from(from)
  const today = dayOf(now)
  if (
    Temporal.PlainDate.compare(inForceFrom, today) < 0 ||
    Temporal.PlainDate.compare(inForceFrom, today.add(FURTHEST)) > 0
  )
    return [{ field: 'inForceFrom', message: t('publish.fromWrong') }]
  const words = await regionWords(context)
  return sql.transaction(async (within) => {
    const draft = await store.findDraft(within, body.id, true)
    if (draft === undefined || draft.version !== version) return [{ field: 'reason', message: t('publish.moved') }]
    const clashes = clashesIn(draft.rules)
    if (clashes.length > 0) {
      const rules = clashes.map((pair) => pair.map((rule) => sentenceOf(rule, words, context)).join(' ↔ ')).join('; ')
      return [{ field: 'reason', message: t('publish.clashes', { rules }) }]
    }
    await store.publishDraft(within, body.id, { inForceFrom, reason, now, person: visitor?.id })
    await recordDeed(within, deedOn(body, 'reports.publish-routing', version, context))
    return []
  })
}

function deedOn(body: Body, action: string, version: number, { clock, visitor }: Context): Deed {
  return {
    at: clock(),
    actorKind: 'staff',
    actor: visitor?.id ?? '',
    action,
    subject: `routing:${body.id}`,
    municipality: body.municipality ?? undefined,
    reason: `version ${version}`,
  }
}

function sentenceOf(rule: Rule, words: RegionWords, { language }: Context): string {
  const { category, road, where, when, to } = ruleWords(rule, words, language)
  return `${category} · ${road} · ${where} · ${when} → ${to}`
}

async function refused(body: Body, errors: readonly FieldError[], context: Context): Promise<Answer> {
  return { ...(await routingPage(body, errors, context, context.typed)), status: 422 }
}

async function routingPage(
  body: Body,
  errors: readonly FieldError[],
  context: Context,
  typed: Typed = {},
): Promise<Answer> {
  const { sql, clock, view } = context
  const today = dayOf(clock())
  const words = await regionWords(context)
  const inForce = await store.listTablesInForce(sql, [body.id, REGION_OFFICE], today)
  const draft = await store.findDraft(sql, body.id)
  const region = body.id === REGION_OFFICE ? undefined : inForce.find((one) => one.body === REGION_OFFICE)
  const here = ({ municipalities }: Rule) => municipalities === null || municipalities.includes(body.municipality ?? '')
  const codes = new Map(words.municipalities.map(({ nis, postalCodes }) => [nis, postalCodes]))
  const test =
    draft &&
    (await differencesBy(
      draft,
      {
        municipality: body.municipality,
        postalCodesOf: (nis) => codes.get(nis) ?? [],
        from: dayToTest(textOf(typed, 'inForceFrom'), today),
      },
      context,
    ))
  return page(
    <RoutingPage
      view={view}
      body={body}
      words={words}
      inForce={inForce.find((one) => one.body === body.id)}
      ofRegion={region && { ...region, rules: region.rules.filter(here) }}
      draft={draft}
      test={test}
      silent={draft === undefined ? [] : await silentBodies(draft.rules, words, context)}
      versions={await store.listVersions(sql, body.id, SHOWN_VERSIONS)}
      today={today}
      typed={typed}
      errors={errors}
    />,
  )
}

/** Names of bodies that rules send to, where nobody handles reports. */
async function silentBodies(rules: readonly Rule[], { bodies }: RegionWords, { sql, language }: Context) {
  const wanted = new Set(rules.map(({ to }) => to))
  const silent: string[] = []
  for (const body of bodies)
    if (wanted.has(body.id) && (await listStaff(sql, body.id)).length === 0) silent.push(bodyName(body, language))
  return silent
}

/** A table with only the rules that send to a body, also as the owner of things; none when there are no such rules. */
function partFor({ id }: Body, table: store.TableVersion): store.TableVersion[] {
  const isOwner = ({ asset }: Rule) => asset === ANY_ASSET || asset === id
  const rules = table.rules.filter((rule) => rule.to === id || (rule.to === OWNER_OF_ASSET && isOwner(rule)))
  return rules.length === 0 ? [] : [{ ...table, rules }]
}

function pathOf(body: string, { language }: Context): string {
  return `/${language}/staff/routing/${body}`
}

/** A body whose rules the visitor may make; another is answered as if it were not there. */
async function getOwnBody(id: string, context: Context): Promise<Body> {
  const body = await findBody(context.sql, id)
  if (body === undefined || !mayRoute(body, context)) throw generalProblem('not-found', 404)
  return body
}

/** Rules are about places: municipalities make them for their own, the office of the region for everywhere. */
function mayRoute(body: Body, { visitor }: Context): boolean {
  return allows(visitor, 'routing.write', body.id) && (body.kind === 'municipality' || body.id === REGION_OFFICE)
}
