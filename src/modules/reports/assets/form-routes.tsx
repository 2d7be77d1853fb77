import { z } from 'zod'
import { distanceMetres } from '#core/geo/point.ts'
import { dayOf } from '#core/i18n/format.ts'
import { themedView } from '#modules/region/public.ts'
import { page, seeOther } from '#web/answer.ts'
import { textOf } from '#web/components/form/typed.ts'
import { route, type Answer, type Context, type FieldError, type Typed } from '#web/route.ts'
import { allCodesOf } from '../municipality-codes.ts'
import { namesOfBodies } from '../names.ts'
import { isComplete, type Where } from '../report-form/answers.ts'
import { answerDraft, getOpenDraft } from '../report-form/draft.ts'
import { afterAssetChosen } from '../duplicates/known-routes.tsx'
import { afterAsset } from '../report-form/which.ts'
import { NUMBER_MAX, numberKey, type Asset } from './asset.ts'
import { assetOfAnswers, offeredAt, type Offered } from './chosen.ts'
import { messages } from './messages.ts'
import { AS_READ, AssetPage, OTHER, UNKNOWN } from './pages/asset-page.tsx'
import { findAsset, findByNumber } from './store.ts'

/** Further than this from the place that was pointed at, a number was probably typed wrong. */
const FAR_METRES = 500

const OfDraft = z.object({ draft: z.string().max(60) })

/** The page of a new report that asks which lamp, stop or other thing it is; skipped where none are known. */
export const assetRoutes = [
  route({
    method: 'GET',
    path: '/:language/reports/new/:draft/asset',
    summary: 'New report: which lamp, stop or other numbered thing',
    may: 'anyone',
    input: OfDraft,
    handle: async ({ draft }, context) => assetPage(draft, { errors: [] }, context),
  }),
  route({
    method: 'POST',
    path: '/:language/reports/new/:draft/asset',
    summary: 'New report: keep which thing it is',
    may: 'anyone',
    input: OfDraft.extend({
      asset: z.string().max(60).default(''),
      number: z
        .string()
        .trim()
        .max(NUMBER_MAX * 2)
        .catch('')
        .default(''),
    }),
    perMinute: 60,
    handle: async ({ draft: token, asset, number }, context) => {
      const draft = await getOpenDraft(context, token)
      const { where, category } = draft.answers
      const offered = where && category && (await offeredAt(where, category, context))
      if (offered === undefined || where === undefined) return afterAsset(token, draft.answers, context)
      const chosen = await choose({ asset, number }, { where, offered }, context)
      if ('error' in chosen)
        return {
          ...(await assetPage(token, { ...chosen, errors: [chosen.error] }, context, context.typed)),
          status: 422,
        }
      const answers = { asset: chosen.id, assetRead: chosen.read ?? '' }
      await answerDraft(context, draft, answers)
      return afterAssetChosen(token, { ...draft.answers, ...answers }, context)
    },
    again: (typed, errors, context) => assetPage(textOf(typed, 'draft') ?? '', { errors }, context, typed),
  }),
]

type Chosen =
  | { readonly id: string; readonly read?: string }
  | { readonly error: FieldError; readonly same?: readonly Asset[] }

/** What somebody chose or typed. A number that was typed goes before the list, unless one of the list is chosen. */
async function choose(
  { asset, number }: { asset: string; number: string },
  { where, offered }: { where: Where; offered: Offered },
  context: Context,
): Promise<Chosen> {
  const t = messages(context.language)
  if (asset === UNKNOWN) return { id: '' }
  if (asset === AS_READ && numberKey(number) !== '') return { id: '', read: number }
  if (asset !== OTHER && asset !== '') {
    const found = await findAsset(context.sql, asset)
    const codes = await allCodesOf(where.municipality, context)
    if (found?.layer === offered.layer && codes.includes(found.municipality)) return { id: found.id }
    return { error: { field: 'asset', message: t('needed') } }
  }
  if (numberKey(number) === '')
    return asset === OTHER || offered.near.length === 0
      ? { error: { field: 'number', message: t('numberNeeded') } }
      : { error: { field: 'asset', message: t('needed') } }
  const municipalities = await allCodesOf(where.municipality, context)
  const same = await findByNumber(context.sql, { layer: offered.layer, number, municipalities }, dayOf(context.clock()))
  const [only] = same
  if (only === undefined) return { error: { field: 'number', message: t('numberNotFound', { number }) } }
  if (same.length > 1) return { error: { field: 'asset', message: t('several', { number }) }, same }
  const { lon, lat } = where
  const metres = lon === undefined || lat === undefined ? 0 : distanceMetres(only, { lon, lat })
  if (metres > FAR_METRES)
    return { error: { field: 'number', message: t('far', { number: only.number, metres: Math.round(metres) }) } }
  return { id: only.id }
}

async function assetPage(
  token: string,
  { errors, same = [] }: { readonly errors: readonly FieldError[]; readonly same?: readonly Asset[] },
  context: Context,
  typed: Typed = {},
): Promise<Answer> {
  const { answers } = await getOpenDraft(context, token)
  if (!isComplete(answers)) return seeOther(`/${context.language}/reports/new/${token}/what`)
  const offered = await offeredAt(answers.where, answers.category, context)
  if (offered === undefined) return afterAsset(token, answers, context)
  const kept = await assetOfAnswers(answers, context)
  const isNear = offered.near.some(({ id }) => id === kept?.id)
  const read = answers.assetRead ?? ''
  const none = answers.asset === '' ? (read === '' ? UNKNOWN : AS_READ) : ''
  const before = kept === undefined ? none : isNear ? kept.id : OTHER
  const number = textOf(typed, 'number') ?? (isNear ? '' : (kept?.number ?? read))
  return page(
    <AssetPage
      view={await themedView(context, { nis: answers.where.municipality })}
      token={token}
      offered={offered}
      same={same}
      owners={await namesOfBodies(
        same.map(({ owner }) => owner),
        context,
      )}
      choice={textOf(typed, 'asset') ?? before}
      number={number}
      mayKeepNumber={number !== '' && (before === AS_READ || errors.some(({ field }) => field === 'number'))}
      errors={errors}
    />,
  )
}
