import { z } from 'zod'
import { bodyOfMunicipality, themedView } from '#modules/region/public.ts'
import { page, seeOther } from '#web/answer.ts'
import { textOf } from '#web/components/form/typed.ts'
import { route, type Answer, type Context, type FieldError, type Typed } from '#web/route.ts'
import { CATEGORIES } from '../category.ts'
import { afterCategory } from '../duplicates/known-routes.tsx'
import { answerDraft, getOpenDraft } from '../report-form/draft.ts'
import { CategoryPage } from './category-page.tsx'
import { messages } from './messages.ts'
import { suggestCategories } from './suggest.ts'

/** The page of a new report between what is the matter and who reports it: what it is about. */
export const categoryRoutes = [
  route({
    method: 'GET',
    path: '/:language/reports/new/:draft/category',
    summary: 'New report: what it is about, the likeliest first',
    may: 'anyone',
    input: z.object({ draft: z.string().max(60) }),
    handle: ({ draft }, context) => categoryPage(draft, [], context),
  }),
  route({
    method: 'POST',
    path: '/:language/reports/new/:draft/category',
    summary: 'New report: keep what it is about',
    may: 'anyone',
    input: z.object({ draft: z.string().max(60), category: z.enum(CATEGORIES, { error: 'needed' }) }),
    wording: messages.find,
    handle: async ({ draft: token, category }, context) => {
      const draft = await getOpenDraft(context, token)
      await answerDraft(context, draft, { category })
      return afterCategory(token, { ...draft.answers, category }, context)
    },
    again: (typed, errors, context) => categoryPage(textOf(typed, 'draft') ?? '', errors, context, typed),
  }),
]

async function categoryPage(
  token: string,
  errors: readonly FieldError[],
  context: Context,
  typed: Typed = {},
): Promise<Answer> {
  const { answers } = await getOpenDraft(context, token)
  const { where, note } = answers
  if (where === undefined || note === undefined) return seeOther(`/${context.language}/reports/new/${token}/what`)
  return page(
    <CategoryPage
      view={await themedView(context, { nis: where.municipality })}
      token={token}
      note={note}
      noteLanguage={answers.noteLanguage}
      likely={await suggestCategories(context.sql, await governmentOf(where.municipality, context), note)}
      category={textOf(typed, 'category') ?? answers.category ?? ''}
      errors={errors}
    />,
  )
}

/** The body whose reports taught what words are about: the local government of the place. */
async function governmentOf(nis: string, { sql }: Context): Promise<string> {
  return (await bodyOfMunicipality(sql, nis))?.id ?? ''
}
