import { z } from 'zod'
import { themedView } from '#modules/region/public.ts'
import { page, seeOther } from '#web/answer.ts'
import { textOf } from '#web/components/form/typed.ts'
import { route, type Answer, type Context, type FieldError, type Typed } from '#web/route.ts'
import { askToFollow } from '../followers/ask-to-follow.ts'
import { isComplete, type Answers } from '../report-form/answers.ts'
import { answerDraft, getOpenDraft } from '../report-form/draft.ts'
import { assetOfAnswers } from '../assets/chosen.ts'
import { takesIn } from '../report-form/form-words.ts'
import { afterAsset, afterKnown } from '../report-form/which.ts'
import { findReport } from '../store/find.ts'
import { rankCandidates } from './likelihood.ts'
import { KnownPage } from './known-page.tsx'
import { messages } from './messages.ts'
import { findPrint, listNearby, publicCandidate } from './nearby.ts'
import { withTopics } from './topics.ts'

const MOST_OFFERED = 3
/** A resident decides at a glance, so what is less likely is offered too; staff are shown less. */
const OFFERED_FROM = 0.3

const KnownInput = z.object({
  draft: z.string().max(60),
  known: z.union([z.literal('other'), z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER)], {
    error: 'known.needed',
  }),
  email: z.string().trim().max(254).catch('').default(''),
})

/** The page of a new report that offers what was reported nearby; skipped when there is nothing. */
export const knownRoutes = [
  route({
    method: 'GET',
    path: '/:language/reports/new/:draft/known',
    summary: 'New report: what was reported nearby',
    may: 'anyone',
    input: z.object({ draft: z.string().max(60) }),
    handle: async ({ draft }, context) => knownPage(draft, [], context),
  }),
  route({
    method: 'POST',
    path: '/:language/reports/new/:draft/known',
    summary: 'New report: follow another one instead, or go on',
    may: 'anyone',
    input: KnownInput,
    wording: messages.find,
    perMinute: 20,
    handle: async ({ draft: token, known, email }, context) => {
      const draft = await getOpenDraft(context, token)
      if (known === 'other') {
        await answerDraft(context, draft, email === '' ? {} : { email: z.email().catch('').parse(email) })
        return afterOther(token, draft.answers, context)
      }
      const report = await findReport(context.sql, { number: known })
      if (report === undefined) return afterOther(token, draft.answers, context)
      const asked = await askToFollow(report, email, context)
      if ('errors' in asked) return { ...(await knownPage(token, asked.errors, context, context.typed)), status: 422 }
      return asked.answer
    },
    again: (typed, errors, context) => knownPage(textOf(typed, 'draft') ?? '', errors, context, typed),
  }),
]

/** Where the form goes on once it is known what it is about: to what was reported nearby, or on to who reports it. */
export async function afterCategory(token: string, answers: Answers, context: Context): Promise<Answer> {
  const isOffered = (await listKnown(answers, context)).length > 0
  return isOffered ? seeOther(`/${context.language}/reports/new/${token}/known`) : afterKnown(token, answers, context)
}

/**
 * Where the form goes on once it is known which lamp or other thing it is: to what was reported about the same one, unless that was offered
 * before and somebody said that it was something else.
 */
export async function afterAssetChosen(token: string, answers: Answers, context: Context): Promise<Answer> {
  const same = (await listKnown(answers, context)).filter(({ isSameAsset }) => isSameAsset)
  const { asset: _asset, ...before } = answers
  const offered = new Set((await listKnown(before, context)).map(({ candidate }) => candidate.id))
  return same.some(({ candidate }) => !offered.has(candidate.id))
    ? seeOther(`/${context.language}/reports/new/${token}/known`)
    : afterAsset(token, answers, context)
}

/** Where the form goes on for who means something else than what was offered. */
async function afterOther(token: string, answers: Answers, context: Context): Promise<Answer> {
  const asset = await assetOfAnswers(answers, context)
  return asset === undefined ? afterKnown(token, answers, context) : afterAsset(token, answers, context)
}

/** What is compared is what everybody may see: no guess tells something about hidden words. Who takes in reports at a counter is not asked. */
async function listKnown(answers: Answers, context: Context) {
  if (!isComplete(answers) || takesIn(context.visitor)) return []
  const { sql, clock, language } = context
  const { where, note, category, photo } = answers
  const place = {
    municipality: where.municipality,
    street: where.street,
    postalCode: where.postalCode,
    lon: where.lon ?? null,
    lat: where.lat ?? null,
  }
  const asset = await assetOfAnswers(answers, context)
  const near = await listNearby(sql, { ...place, at: clock(), asset })
  if (near.length === 0) return []
  const own = { ...place, asset, note, category, language, receivedAt: clock(), print: await findPrint(sql, photo) }
  const [compared] = await withTopics([own])
  if (compared === undefined) return []
  return rankCandidates(compared, await withTopics(near.map(publicCandidate)), {
    least: OFFERED_FROM,
    most: MOST_OFFERED,
  })
}

async function knownPage(
  token: string,
  errors: readonly FieldError[],
  context: Context,
  typed: Typed = {},
): Promise<Answer> {
  const { answers } = await getOpenDraft(context, token)
  const known = await listKnown(answers, context)
  if (known.length === 0 || answers.where === undefined) return afterOther(token, answers, context)
  return page(
    <KnownPage
      view={await themedView(context, { nis: answers.where.municipality })}
      token={token}
      known={known.map(({ candidate, isSameAsset }) => ({ ...candidate, isSameAsset }))}
      choice={textOf(typed, 'known') ?? ''}
      email={textOf(typed, 'email') ?? answers.email ?? context.visitor?.owner?.email ?? ''}
      errors={errors}
    />,
  )
}
