import { z } from 'zod'
import { themedView } from '#modules/region/public.ts'
import { page, seeOther } from '#web/answer.ts'
import { textOf } from '#web/components/form/typed.ts'
import { route, type Answer, type Context, type FieldError } from '#web/route.ts'
import { WhichPage } from '../pages/which-page.tsx'
import { messages } from '../routing/messages.ts'
import { isComplete } from './answers.ts'
import { answerDraft, getOpenDraft } from './draft.ts'
import { ownerOfAnswers, readWhich, valueOf } from './which.ts'

/** The one question that is asked when the place and the subject alone do not tell who answers. */
export const whichRoutes = [
  route({
    method: 'GET',
    path: '/:language/reports/new/:draft/which',
    summary: 'New report: what decides who answers',
    may: 'anyone',
    input: z.object({ draft: z.string().max(60) }),
    handle: ({ draft }, context) => whichPage(draft, [], context),
  }),
  route({
    method: 'POST',
    path: '/:language/reports/new/:draft/which',
    summary: 'New report: keep what decides who answers',
    may: 'anyone',
    input: z.object({ draft: z.string().max(60), which: z.string().max(120).default('') }),
    handle: async ({ draft: token, which }, context) => {
      const draft = await getOpenDraft(context, token)
      const told = readWhich(which)
      if (told === undefined) {
        const error = { field: 'which', message: messages(context.language)('ask.needed') }
        return { ...(await whichPage(token, [error], context)), status: 422 }
      }
      const { road: _road, part: _part, inStreet: _inStreet, ...answers } = draft.answers
      const now = { ...answers, ...told }
      // Only what really was asked counts: an answer that still leaves the question open is asked again.
      if (isComplete(now) && (await ownerOfAnswers(now, context)).kind === 'asked') return whichPage(token, [], context)
      await answerDraft(context, { ...draft, answers }, told)
      return seeOther(`/${context.language}/reports/new/${token}/contact`)
    },
    again: (typed, errors, context) => whichPage(textOf(typed, 'draft') ?? '', errors, context),
  }),
]

async function whichPage(token: string, errors: readonly FieldError[], context: Context): Promise<Answer> {
  const { answers } = await getOpenDraft(context, token)
  const to = (step: string) => seeOther(`/${context.language}/reports/new/${token}/${step}`)
  if (!isComplete(answers)) return to('what')
  const { road, part, inStreet, ...unanswered } = answers
  const asked = await ownerOfAnswers(unanswered, context)
  if (asked.kind !== 'asked') return to('contact')
  const view = await themedView(context, { nis: answers.where.municipality })
  const value = valueOf({
    postalCode: part ?? null,
    street: inStreet === undefined ? null : { key: inStreet },
    road: road ?? null,
  })
  return page(<WhichPage view={view} token={token} options={asked.options} value={value} errors={errors} />)
}
