import type { JSX } from 'preact'
import { BackLink } from '#web/components/back-link/back-link.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Checkboxes } from '#web/components/checkboxes/checkboxes.tsx'
import { Form } from '#web/components/form/form.tsx'
import { errorOf } from '#web/components/form/typed.ts'
import { Page } from '#web/page.tsx'
import type { FieldError } from '#web/route.ts'
import type { View } from '#web/view.ts'
import { messages } from '../people/openid/messages.ts'
import type { Provider } from '../people/openid/provider.ts'

/** Asks whether a provider must really go, and says what that means. */
export function OpenIdRemovePage({
  view,
  provider,
  errors,
}: {
  view: View
  provider: Provider
  errors: readonly FieldError[]
}): JSX.Element {
  const t = messages(view.language)
  const title = t('removeTitle', { label: provider.label })
  return (
    <Page view={view} title={title} errors={errors} above={<BackLink href={`/${view.language}/operator/openid`} />}>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{t('removeMeans')}</p>
      <Form view={view}>
        <Checkboxes
          name="sure"
          legend={null}
          error={errorOf(errors, 'sure')}
          choices={[{ value: 'yes', text: t('removeSure') }]}
        />
        <Button kind="warning">{t('remove')}</Button>
      </Form>
    </Page>
  )
}
