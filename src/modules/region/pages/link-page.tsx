import type { JSX } from 'preact'
import { Button } from '#web/components/button/button.tsx'
import { Form } from '#web/components/form/form.tsx'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import { messages } from '../messages/messages.ts'
import type { LinkTarget } from '../people/link-store.ts'

type NamedTarget = LinkTarget & { readonly name: string }

/** What a sign-in link opens: whose it is, and a button that uses it. */
export function LinkPage({ view, target }: { view: View; target: NamedTarget }): JSX.Element {
  const t = messages(view.language)
  const { name, person, resident, email } = target
  const isStaff = person !== null
  if (resident !== null && email !== null) return <AddAddressPage view={view} email={email} />
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

/** The link that adds an address to a file that is open in this browser. */
function AddAddressPage({ view, email }: { view: View; email: string }): JSX.Element {
  const t = messages(view.language)
  return (
    <Page view={view} title={t('signIn.addAddress')} head={<meta name="robots" content="noindex" />}>
      <h1 class="govuk-heading-l">{t('signIn.addAddress')}</h1>
      <p class="govuk-body">{t('signIn.addAddressWhat', { email })}</p>
      <Form view={view}>
        <Button>{t('signIn.addAddressButton')}</Button>
      </Form>
      <p class="govuk-body">{t('signIn.onceFile')}</p>
    </Page>
  )
}
