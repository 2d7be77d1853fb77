import type { JSX } from 'preact'
import { BackLink } from '#web/components/back-link/back-link.tsx'
import { Button } from '#web/components/button/button.tsx'
import { InsetText } from '#web/components/inset-text/inset-text.tsx'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import { messages } from '../people/openid/messages.ts'
import type { Provider } from '../people/openid/provider.ts'

interface OpenIdCheckPageProps {
  readonly view: View
  readonly provider: Provider
  readonly works: boolean
  /** A short word for who looks further: `ECONNREFUSED`. */
  readonly reason: string | undefined
  /** Whether the provider says that it knows PKCE. */
  readonly hasPkce: boolean
}

/** Whether a provider describes itself well: what can be known before somebody signs in. */
export function OpenIdCheckPage({ view, provider, works, reason, hasPkce }: OpenIdCheckPageProps): JSX.Element {
  const t = messages(view.language)
  const list = `/${view.language}/operator/openid`
  const title = t('checkTitle', { label: provider.label })
  return (
    <Page view={view} title={title} above={<BackLink href={list} />}>
      <h1 class="govuk-heading-l">{title}</h1>
      <InsetText>
        {works ? t('works') : t('worksNot', { issuer: provider.issuer })}
        {works && !hasPkce && <> {t('noPkce')}</>}
      </InsetText>
      {reason !== undefined && <p class="govuk-body">{t('reason', { reason })}</p>}
      <Button href={`${list}/${provider.id}/check`} kind="secondary">
        {t('checkAgain')}
      </Button>
    </Page>
  )
}
