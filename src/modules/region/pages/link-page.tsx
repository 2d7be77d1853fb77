import type { JSX } from 'preact'
import { Button } from '#web/components/button/button.tsx'
import { Form } from '#web/components/form/form.tsx'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import { messages } from '../messages/messages.ts'

/** What a sign-in link opens: whose it is, and a button that uses it. */
export function LinkPage({ view, name, isStaff }: { view: View; name: string; isStaff: boolean }): JSX.Element {
  const t = messages(view.language)
  const title = t(isStaff ? 'signIn.title' : 'signIn.openFile')
  return (
    <Page view={view} title={title} head={<meta name="robots" content="noindex" />}>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{name === '' ? t('signIn.helloFile') : t('signIn.hello', { name })}</p>
      <Form view={view}>
        <Button>{t(isStaff ? 'signIn.button' : 'signIn.openFileButton')}</Button>
      </Form>
      <p class="govuk-body">{name === '' ? t('signIn.onceFile') : t('signIn.once', { name })}</p>
    </Page>
  )
}
