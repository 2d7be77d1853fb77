import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { recordDeed } from '#core/audit/audit.ts'
import { requestJob } from '#core/jobs/jobs.ts'
import { Problem } from '#core/problem.ts'
import { page, saved, seeOther } from '#web/answer.ts'
import { textOf } from '#web/components/form/typed.ts'
import { generalProblem } from '#web/problems/problem-answer.tsx'
import { route, type Answer, type Context, type FieldError, type Route, type Typed } from '#web/route.ts'
import { listMeasured } from '../../store/shown-values.ts'
import { stopAssessments } from '../history/assessment-store.ts'
import { rulesInForce, versionsOf } from '../rule-store.ts'
import { StoredRules } from '../rules.ts'
import { findDraft, listDrafts, publishRules, removeDraft, saveDraft } from './draft-store.ts'
import { messages } from './messages.ts'
import { getRules, MAY_CHANGE_RULES, mayChangeRules, OfProperty, RULES_PATH } from './office.ts'
import { DraftPage } from './pages/draft-page.tsx'
import { RulesFormPage } from './pages/rules-form-page.tsx'
import { RulesListPage } from './pages/rules-list-page.tsx'
import { lastMonth } from './preview.ts'
import { PREVIEW_JOB } from './preview-order.ts'
import { readRules } from './read-rules.ts'
import { listCalled, listFlagged } from './sample-store.ts'
import { proposedLimits, typedOf } from './typed-rules.ts'

const PATH = `/:language${RULES_PATH}`

/** Where the office of the region changes by which rules values are judged. */
export const rulingRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: PATH,
    summary: 'The rules of each property: which version counts, and how much was flagged in the last month',
    may: MAY_CHANGE_RULES,
    handle: async (_input, context) => {
      const { sql, view, clock } = context
      if (!mayChangeRules(context)) throw generalProblem('not-found', 404)
      return page(
        <RulesListPage
          view={view}
          inForce={await rulesInForce(sql)}
          measured={await listMeasured(sql)}
          flagged={await listFlagged(sql, lastMonth(clock()))}
          drafts={await listDrafts(sql)}
        />,
      )
    },
  }),
  route({
    method: 'GET',
    path: `${PATH}/:property`,
    summary: 'Form to change the rules of a property; filled in with an older version when that is asked',
    may: MAY_CHANGE_RULES,
    input: OfProperty.extend({
      version: z.coerce.number().int().min(0).max(2_147_483_647).optional().catch(undefined),
    }),
    handle: async ({ property, version }, context) => {
      const inForce = await getRules(property, context)
      const versions = await versionsOf(context.sql, property)
      const older = version === undefined ? undefined : versions.find((one) => one.version === version)
      const draft = older === undefined ? await findDraft(context.sql, property) : undefined
      const rules = (older ?? draft ?? inForce).rules
      return formPage(
        property,
        { ...proposedLimits(property, rules), ...typedOf(rules), version: String(version ?? '') },
        [],
        context,
      )
    },
  }),
  route({
    method: 'POST',
    path: `${PATH}/:property`,
    summary: 'Prepare other rules of a property, and look at what they would have done',
    may: MAY_CHANGE_RULES,
    input: OfProperty,
    handle: async ({ property }, context) => {
      const { sql, clock, visitor, language, typed } = context
      const inForce = await getRules(property, context)
      // What the form does not show is taken over from what it was filled in with.
      const shown = textOf(typed, 'version') ?? ''
      const older = (await versionsOf(sql, property)).find(({ version }) => shown !== '' && String(version) === shown)
      const base = older ?? (await findDraft(sql, property)) ?? inForce
      const { rules, errors } = readRules(typed, base.rules, language)
      if (errors.length > 0) return formPage(property, typed, errors, context)
      const edition = randomUUID()
      await sql.transaction(async (within) => {
        const change = { now: clock(), by: visitor?.id ?? null }
        await saveDraft(within, { property, edition, unit: base.unit, rules: StoredRules.parse(rules) }, change)
        await requestJob(within, PREVIEW_JOB, { property, edition })
      })
      return seeOther(`/${language}${RULES_PATH}/${property}/draft`)
    },
    again: (typed, errors, context) => formPage(textOf(typed, 'property') ?? '', typed, errors, context),
  }),
  route({
    method: 'GET',
    path: `${PATH}/:property/draft`,
    summary: 'What is being prepared of a property, and what it would have done in the last month',
    may: MAY_CHANGE_RULES,
    input: OfProperty,
    handle: ({ property }, context) => draftPage(property, {}, [], context),
  }),
  route({
    method: 'POST',
    path: `${PATH}/:property/publish`,
    summary: 'Put in force what was prepared of a property',
    may: MAY_CHANGE_RULES,
    input: OfProperty.extend({
      edition: z.string().max(60).default(''),
      reason: z
        .string({ error: 'error.reason' })
        .trim()
        .min(10, { error: 'error.reason' })
        .max(500, { error: 'error.reason' }),
    }),
    wording: messages.find,
    handle: async ({ property, edition, reason }, context) => {
      const { sql, clock, visitor, language, typed } = context
      await getRules(property, context)
      const t = messages(language)
      const now = clock()
      const isPublished = await sql.transaction(async (within) => {
        const draft = await findDraft(within, property, true)
        if (draft?.edition !== edition) return false
        const by = visitor?.id ?? null
        const version = await publishRules(within, { ...draft, reason }, { now, by })
        await removeDraft(within, property)
        await stopAssessments(within, property, now)
        await recordDeed(within, {
          at: now,
          actorKind: 'staff',
          actor: by ?? '',
          action: 'observations.publish-rules',
          subject: `rules:${property}:${version}`,
          reason,
        })
        return true
      })
      if (!isPublished) return draftPage(property, typed, [{ field: 'reason', message: t('error.moved') }], context)
      return saved(`/${language}${RULES_PATH}/${property}/history`)
    },
    again: (typed, errors, context) => draftPage(textOf(typed, 'property') ?? '', typed, errors, context),
  }),
  route({
    method: 'POST',
    path: `${PATH}/:property/discard`,
    summary: 'Throw away what was prepared of a property',
    may: MAY_CHANGE_RULES,
    input: OfProperty,
    handle: async ({ property }, context) => {
      await getRules(property, context)
      await context.sql.transaction((within) => removeDraft(within, property))
      return saved(`/${context.language}${RULES_PATH}`)
    },
  }),
]

async function formPage(
  property: string,
  typed: Typed,
  errors: readonly FieldError[],
  context: Context,
): Promise<Answer> {
  const inForce = await getRules(property, context)
  return page(
    <RulesFormPage
      view={context.view}
      inForce={inForce}
      versions={await versionsOf(context.sql, property)}
      measured={await listMeasured(context.sql)}
      typed={typed}
      errors={errors}
    />,
    errors.length > 0 ? 422 : 200,
  )
}

async function draftPage(
  property: string,
  typed: Typed,
  errors: readonly FieldError[],
  context: Context,
): Promise<Answer> {
  const { sql, view } = context
  const inForce = await getRules(property, context)
  const draft = await findDraft(sql, property)
  if (draft === undefined) throw new Problem('draft-unknown', 404, messages.say('draft.none'))
  const called = await listCalled(sql, draft.effect?.changed.map(({ datastream }) => datastream) ?? [])
  return page(
    <DraftPage view={view} inForce={inForce} draft={draft} called={called} typed={typed} errors={errors} />,
    errors.length > 0 ? 422 : 200,
  )
}
