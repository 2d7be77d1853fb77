import type { JSX } from 'preact'
import { BackLink } from '#web/components/back-link/back-link.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Form } from '#web/components/form/form.tsx'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import { messages } from '../people/openid/messages.ts'
import type { Provider } from '../people/openid/provider.ts'

/** Asks whether a provider must really go, and says what that means. */
export function OpenIdRemovePage({ view, provider }: { view: View; provider: Provider }): JSX.Element {
  const t = messages(view.language)
  const title = t('removeTitle', { label: provider.label })
  return (
    <Page view={view} title={title} above={<BackLink href={`/${view.language}/operator/openid`} />}>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{t('removeMeans')}</p>
      <Form view={view}>
        <Button kind="warning">{t('removeSure')}</Button>
      </Form>
    </Page>
  )
}
