import type { JSX } from 'preact'
import { BackLink } from '#web/components/back-link/back-link.tsx'
import { Button } from '#web/components/button/button.tsx'
import { InsetText } from '#web/components/inset-text/inset-text.tsx'
import { SummaryList } from '#web/components/summary-list/summary-list.tsx'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import { bodyName, type Body } from '../body.ts'
import { messages } from '../people/openid/messages.ts'
import type { Provider } from '../people/openid/provider.ts'

interface OpenIdProvidersPageProps {
  readonly view: View
  /** `keys`: where the provider finds our public key. */
  readonly providers: readonly (Provider & { readonly keys: string })[]
  readonly bodies: readonly Body[]
  /** Where providers must send people back. */
  readonly callback: string
}

/** The providers with which people sign in, for operators. */
export function OpenIdProvidersPage({ view, providers, bodies, callback }: OpenIdProvidersPageProps): JSX.Element {
  const { language } = view
  const t = messages(language)
  const here = `/${language}/operator/openid`
  const nameOf = (id: string) => {
    const body = bodies.find((one) => one.id === id)
    return body ? bodyName(body, language) : id
  }
  return (
    <Page view={view} title={t('title')} above={<BackLink href={`/${language}/operator`} />}>
      <h1 class="govuk-heading-l">{t('title')}</h1>
      <p class="govuk-body">{t('intro')}</p>
      <InsetText>
        {t('callback')} <code>{callback}</code>
      </InsetText>
      {providers.length === 0 && <p class="govuk-body">{t('none')}</p>}
      {providers.map((provider) => (
        <SummaryList
          card={{
            title: { text: provider.label },
            actions: [
              { href: `${here}/${provider.id}`, text: t('change') },
              { href: `${here}/${provider.id}/check`, text: t('check') },
              { href: `${here}/${provider.id}/remove`, text: t('remove') },
            ],
          }}
          rows={[
            { key: t('body'), value: nameOf(provider.body) },
            { key: t('audience'), value: t(provider.forResidents ? 'residents' : 'staff') },
            ...(provider.isApproved ? [] : [{ key: t('state'), value: t('waitsFor') }]),
            { key: t('issuer'), value: provider.issuer },
            { key: t('clientId'), value: provider.clientId },
            { key: t('auth'), value: t(`auth.${provider.auth}`) },
            ...(provider.auth === 'private_key_jwt' ? [{ key: t('keys'), value: provider.keys }] : []),
          ]}
        />
      ))}
      <Button href={`${here}/new`}>{t('add')}</Button>
    </Page>
  )
}
