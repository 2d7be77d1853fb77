import type { JSX } from 'preact'
import { Button } from '#web/components/button/button.tsx'
import { Form } from '#web/components/form/form.tsx'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import { messages } from '../messages/messages.ts'

/** What a sign-in link opens: whose it is, and a button that uses it. */
export function SignInPage({ view, name }: { view: View; name: string }): JSX.Element {
  const t = messages(view.language)
  return (
    <Page view={view} title={t('signIn.title')} head={<meta name="robots" content="noindex" />}>
      <h1 class="govuk-heading-l">{t('signIn.title')}</h1>
      <p class="govuk-body">{t('signIn.hello', { name })}</p>
      <Form view={view}>
        <Button>{t('signIn.button')}</Button>
      </Form>
      <p class="govuk-body">{t('signIn.once', { name })}</p>
    </Page>
  )
}
