import { z } from 'zod'
import { recordDeed } from '#core/audit/audit.ts'
import { dayOf } from '#core/i18n/format.ts'
import { Problem } from '#core/problem.ts'
import { content, page, saved, seeOther } from '#web/answer.ts'
import { generalProblem } from '#web/problems/problem-answer.tsx'
import { route, type Answer, type Context, type FieldError, type Route, type Typed } from '#web/route.ts'
import { mayAskAgain } from '#web/security-headers.ts'
import { previewSheet } from '#web/theme/preview-sheet.ts'
import { allows } from '#web/visitor.ts'
import type { Body } from '../body.ts'
import { findBody, listBodies } from '../store/bodies.ts'
import { fieldsOf, LOGO_FIELDS, LOGO_MAX_BYTES, logoOf, OfBody, readableTokens, ThemeInput, triedLogo } from './form.ts'
import { messages } from './messages.ts'
import { ThemePage } from './pages/theme-page.tsx'
import { ThemesPage } from './pages/themes-page.tsx'
import { sheetAt, themeShown } from './shown.ts'
import { addTheme, findLogo, findVersion, listThemesInForce, listVersions, type NewTheme } from './store.ts'
import { keptTokens, logoTextsOf, REGION_OFFICE, type KeptLogo } from './theme.ts'

/** Versions that are shown to go back to. */
const SHOWN_VERSIONS = 20
const FOR_EVER = 'public, max-age=31536000, immutable'

/** Where staff choose how the pages of their body look, and the style sheets that come of it. */
export const themeRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/theme/:sheet',
    summary: 'The style sheet of the square with a theme after it',
    may: 'anyone',
    input: z.object({ sheet: z.string().max(40) }),
    async handle({ sheet }, { sql }) {
      const found = await sheetAt(sql, sheet)
      if (found === undefined) throw generalProblem('not-found', 404)
      return content('text/css; charset=utf-8', found.css, { 'cache-control': found.isItsOwn ? FOR_EVER : 'no-cache' })
    },
  }),
  route({
    method: 'GET',
    path: '/theme/preview.css',
    summary: 'The style sheet of a theme that is being tried',
    may: 'theme.write',
    input: z.object({ logo: z.string().max(64).optional() }),
    async handle({ logo }, { sql, typed }) {
      const picture = logo === undefined || logo === '' ? undefined : await findLogo(sql, logo)
      return content('text/css; charset=utf-8', previewSheet(readableTokens(typed), picture))
    },
  }),
  route({
    method: 'GET',
    path: '/:language/staff/theme',
    summary: 'The bodies whose pages the visitor may give another look',
    may: 'theme.write',
    async handle(_input, context) {
      const { sql, view, language, visitor, clock } = context
      const bodies = (await listBodies(sql, { on: dayOf(clock()) })).filter(({ id }) =>
        allows(visitor, 'theme.write', id),
      )
      const [only] = bodies
      if (only !== undefined && bodies.length === 1) return seeOther(`/${language}/staff/theme/${only.id}`)
      const inForce = await listThemesInForce(
        sql,
        bodies.map(({ id }) => id),
      )
      const themed = new Set(inForce.filter(({ tokens }) => tokens !== null).map(({ body }) => body))
      return page(<ThemesPage view={view} bodies={bodies.filter(hasPages)} themed={themed} />)
    },
  }),
  route({
    method: 'GET',
    path: '/:language/staff/theme/:body',
    summary: 'Form to choose colours and logo; colours in the address are tried',
    may: 'theme.write',
    input: OfBody,
    async handle({ body: id }, context) {
      const body = await getOwnBody(id, context)
      const [inForce] = await listThemesInForce(context.sql, [id])
      const tried = await triedLogo(context)
      const logo = tried === 'as it was' ? inForce?.logo : tried
      return formPage({ body, fields: { ...fieldsOf(inForce), ...context.typed }, logo, errors: [] }, context)
    },
  }),
  route({
    method: 'POST',
    path: '/:language/staff/theme/:body',
    summary: 'Try colours and logo, or publish them',
    may: 'theme.write',
    input: ThemeInput,
    wording: messages.find,
    uploadBytes: LOGO_MAX_BYTES,
    async handle(input, context) {
      const body = await getOwnBody(input.body, context)
      const { logo, errors } = await logoOf(context)
      const again = (more: readonly FieldError[], status: number) =>
        formPage({ body, fields: context.typed, logo, errors: more, status }, context)
      if (errors.length > 0) return again(errors, 422)
      if (input.action === 'preview') return again([], 200)
      const isNew = await publish(
        body,
        {
          version: input.version + 1,
          tokens: keptTokens(readableTokens(context.typed)),
          logo: logo?.hash ?? null,
          logoTexts: logoTextsOf({
            nl: input[LOGO_FIELDS.nl],
            fr: input[LOGO_FIELDS.fr],
            en: input[LOGO_FIELDS.en],
            de: input[LOGO_FIELDS.de],
          }),
        },
        context,
      )
      if (isNew) return saved(`/${context.language}/staff/theme/${body.id}`)
      const [newest] = await listVersions(context.sql, body.id, 1)
      const fields = { ...context.typed, version: String(newest?.version ?? 0) }
      const error = { field: 'brand', message: messages(context.language)('changedMeanwhile') }
      return formPage({ body, fields, logo, errors: [error], status: 409 }, context)
    },
    async again(typed, errors, context) {
      const body = await getOwnBody(String(typed['body'] ?? ''), context)
      // A file cannot be filled in again by the browser, so it is kept although the rest is not right yet.
      const { logo, errors: aboutLogo } = await logoOf(context)
      return formPage({ body, fields: typed, logo, errors: [...errors, ...aboutLogo] }, context)
    },
  }),
  route({
    method: 'POST',
    path: '/:language/staff/theme/:body/restore',
    summary: 'Publish an earlier version again; version 0 stands for the look of the region',
    may: 'theme.write',
    input: OfBody.extend({
      version: z.coerce.number().int().min(0).max(1_000_000),
      newest: z.coerce.number().int().min(0).max(1_000_000),
    }),
    async handle({ body: id, version, newest }, context) {
      const body = await getOwnBody(id, context)
      const earlier = version === 0 ? NO_THEME : await findVersion(context.sql, id, version)
      if (earlier === undefined) throw generalProblem('not-found', 404)
      const { tokens, logoTexts, logo } = earlier
      const theme = { version: newest + 1, tokens, logo: logo?.hash ?? null, logoTexts }
      if (!(await publish(body, theme, context)))
        throw new Problem('theme-changed-meanwhile', 409, messages.say('changedMeanwhile'))
      return saved(`/${context.language}/staff/theme/${id}`)
    },
  }),
]

const NO_THEME = { tokens: null, logo: null, logoTexts: {} } as const

interface ThemeForm {
  readonly body: Body
  readonly fields: Typed
  readonly logo: KeptLogo | null | undefined
  readonly errors: readonly FieldError[]
  readonly status?: number
}

async function formPage({ body, fields, logo, errors, status = 200 }: ThemeForm, context: Context): Promise<Answer> {
  const { sql, language, config } = context
  const theme = await themeShown(sql, { body: body.id, language })
  const answer = page(
    <ThemePage
      view={{ ...context.view, theme }}
      body={body}
      fields={{ ...fields, keptLogo: logo?.hash ?? '' }}
      tokens={readableTokens(fields)}
      logo={logo ?? undefined}
      versions={await listVersions(sql, body.id, SHOWN_VERSIONS)}
      errors={errors}
    />,
    status,
  )
  return mayAskAgain(answer, config)
}

/** Publishes a version with the deed beside it; false when somebody else published one since the form was made. */
async function publish(
  body: Body,
  theme: Pick<NewTheme, 'version' | 'tokens' | 'logo' | 'logoTexts'>,
  { sql, clock, visitor }: Context,
): Promise<boolean> {
  const at = clock()
  const actor = visitor?.id ?? ''
  return sql.transaction(async (within) => {
    if (!(await addTheme(within, { ...theme, body: body.id, changedBy: actor, demo: false }, at))) return false
    await recordDeed(within, {
      at,
      actorKind: 'staff',
      actor,
      action: theme.tokens === null ? 'region.reset-theme' : 'region.publish-theme',
      subject: `theme:${body.id}`,
      municipality: body.municipality ?? undefined,
      reason: `version ${theme.version}`,
    })
    return true
  })
}

/** A body whose pages the visitor may change; another is answered as if it were not there. */
async function getOwnBody(id: string, { sql, visitor }: Context): Promise<Body> {
  const body = await findBody(sql, id)
  if (body === undefined || !allows(visitor, 'theme.write', id)) throw generalProblem('not-found', 404)
  return body
}

/** Bodies that pages are about. */
function hasPages({ id, kind }: Body): boolean {
  return kind === 'municipality' || id === REGION_OFFICE
}
