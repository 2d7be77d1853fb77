import { LastQuestionPage } from '#web/last-question-page.tsx'
import { z } from 'zod'
import { page, saved, seeOther } from '#web/answer.ts'
import { textOf } from '#web/components/form/typed.ts'
import { route, type Answer, type Context, type FieldError, type Route, type Typed } from '#web/route.ts'
import { OpenIdCheckPage } from '../../pages/openid-check-page.tsx'
import { OpenIdProviderPage } from '../../pages/openid-provider-page.tsx'
import { OpenIdProvidersPage } from '../../pages/openid-providers-page.tsx'
import { findBody, listBodies } from '../../store/bodies.ts'
import { addProvider, changeProvider, removeProvider } from './administer.ts'
import { discover } from './client.ts'
import { reasonOf } from './failures.ts'
import { messages } from './messages.ts'
import { providerUnknown } from './problems.ts'
import { callbackAddress, keysAddress, type Provider } from './provider.ts'
import { allProviders, findProvider } from './provider-store.ts'
import { NewSettings, Settings, settingsErrors, typedSettings } from './settings.ts'

const Which = z.object({ provider: z.string().max(60) })
const LIST = '/operator/openid'

/** Where an operator chooses with which providers people sign in. */
export const openIdOperatorRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/:language/operator/openid',
    summary: 'Providers to sign in with',
    may: 'operator',
    async handle(_input, { sql, view, config }) {
      const providers = await allProviders(sql)
      const shown = providers.map((provider) => ({ ...provider, keys: keysAddress(config, provider.id) }))
      const bodies = await listBodies(sql)
      return page(
        <OpenIdProvidersPage view={view} providers={shown} bodies={bodies} callback={callbackAddress(config)} />,
      )
    },
  }),
  route({
    method: 'GET',
    path: '/:language/operator/openid/new',
    summary: 'Form to add a provider',
    may: 'operator',
    handle: (_input, context) => newPage({ scope: 'openid profile email' }, [], context),
  }),
  route({
    method: 'POST',
    path: '/:language/operator/openid/new',
    summary: 'Add a provider',
    may: 'operator',
    input: NewSettings,
    wording: messages.find,
    async handle({ body, audience, ...settings }, context) {
      const t = messages(context.language)
      const errors = settingsErrors(settings, undefined, context)
      if (!(await findBody(context.sql, body))) errors.push({ field: 'body', message: t('bodyNeeded') })
      errors.push(...(await labelErrors(settings.label, { id: '', body }, context)))
      if (errors.length > 0) return refuse(await newPage(context.typed, errors, context))
      const added = await addProvider(context, { body, forResidents: audience === 'residents' }, settings)
      if (added) return saved(`/${context.language}${LIST}`)
      return refuse(await newPage(context.typed, [{ field: 'body', message: t('tooMany') }], context))
    },
    again: newPage,
  }),
  route({
    method: 'GET',
    path: '/:language/operator/openid/:provider',
    summary: 'Form to change a provider',
    may: 'operator',
    input: Which,
    async handle({ provider: id }, context) {
      const provider = await getProvider(id, context)
      return changePage(provider, { typed: typedSettings(provider), errors: [] }, context)
    },
  }),
  route({
    method: 'POST',
    path: '/:language/operator/openid/:provider',
    summary: 'Change a provider',
    may: 'operator',
    input: Settings.extend(Which.shape),
    wording: messages.find,
    async handle({ provider: id, ...settings }, context) {
      const known = await getProvider(id, context)
      const errors = [
        ...settingsErrors(settings, known, context),
        ...(await labelErrors(settings.label, known, context)),
      ]
      if (errors.length > 0) return refuse(await changePage(known, { typed: context.typed, errors }, context))
      await changeProvider(context, known, settings)
      return saved(`/${context.language}${LIST}`)
    },
    async again(typed, errors, context) {
      const provider = await getProvider(textOf(typed, 'provider') ?? '', context)
      return changePage(provider, { typed, errors }, context)
    },
  }),
  route({
    method: 'GET',
    path: '/:language/operator/openid/:provider/check',
    summary: 'Whether a provider answers',
    may: 'operator',
    perMinute: 30,
    input: Which,
    async handle({ provider: id }, context) {
      const provider = await getProvider(id, context)
      return page(<OpenIdCheckPage view={context.view} provider={provider} {...await check(provider, context)} />)
    },
  }),
  route({
    method: 'GET',
    path: '/:language/operator/openid/:provider/remove',
    summary: 'Ask whether a provider must really go',
    may: 'operator',
    input: Which,
    handle: ({ provider }, context) => removePage(provider, [], context),
  }),
  route({
    method: 'POST',
    path: '/:language/operator/openid/:provider/remove',
    summary: 'Remove a provider',
    may: 'operator',
    input: Which.extend({ sure: z.literal('yes', { error: 'removeTick' }) }),
    wording: messages.find,
    async handle({ provider }, context) {
      await removeProvider(context, await getProvider(provider, context))
      return seeOther(`/${context.language}${LIST}`)
    },
    again: (typed, errors, context) => removePage(textOf(typed, 'provider') ?? '', errors, context),
  }),
]

/** Two buttons with the same words could not be told apart. */
async function labelErrors(
  label: string,
  { id, body }: Pick<Provider, 'id' | 'body'>,
  { sql, language }: Context,
): Promise<FieldError[]> {
  const others = (await allProviders(sql)).filter((one) => one.body === body && one.id !== id)
  const isTaken = others.some((one) => one.label.toLowerCase() === label.toLowerCase())
  return isTaken ? [{ field: 'label', message: messages(language)('labelTaken') }] : []
}

async function getProvider(id: string, { sql }: Context): Promise<Provider> {
  const provider = await findProvider(sql, id)
  if (!provider) throw providerUnknown()
  return provider
}

async function newPage(typed: Typed, errors: readonly FieldError[], { sql, view }: Context): Promise<Answer> {
  const form = { typed, errors, bodies: await listBodies(sql), known: undefined }
  return page(<OpenIdProviderPage view={view} {...form} />)
}

async function changePage(
  known: Provider,
  form: { typed: Typed; errors: readonly FieldError[] },
  { sql, view }: Context,
): Promise<Answer> {
  return page(<OpenIdProviderPage view={view} known={known} bodies={await listBodies(sql)} {...form} />)
}

async function removePage(id: string, errors: readonly FieldError[], context: Context): Promise<Answer> {
  const { label } = await getProvider(id, context)
  const { view, language } = context
  const t = messages(language)
  return page(
    <LastQuestionPage
      view={view}
      title={t('removeTitle', { label })}
      means={t('removeMeans')}
      sure={t('removeSure')}
      button={t('remove')}
      back={`/${language}/operator/openid`}
      errors={errors}
    />,
  )
}

async function check(
  provider: Provider,
  context: Context,
): Promise<{ works: boolean; reason: string | undefined; hasPkce: boolean }> {
  try {
    const client = await discover(provider, context)
    return { works: true, reason: undefined, hasPkce: client.serverMetadata().supportsPKCE() }
  } catch (error) {
    return { works: false, reason: reasonOf(error), hasPkce: false }
  }
}

function refuse(answer: Answer): Answer {
  return { ...answer, status: 422 }
}
