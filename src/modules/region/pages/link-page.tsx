import type { JSX } from 'preact'
import { Button } from '#web/components/button/button.tsx'
import { Form } from '#web/components/form/form.tsx'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import { messages } from '../messages/messages.ts'
import type { LinkTarget } from '../people/link-store.ts'

type NamedTarget = LinkTarget & { readonly name: string }

interface LinkPageProps {
  readonly view: View
  readonly target: NamedTarget
  /** Whose file is open in this browser, which a code on paper would be added to; empty when it has no name. */
  readonly joins: string | undefined
}

/** What a sign-in link opens: whose it is, and a button that uses it. */
export function LinkPage({ view, target, joins }: LinkPageProps): JSX.Element {
  const t = messages(view.language)
  const { name, person, resident, email } = target
  const isStaff = person !== null
  if (resident !== null && email !== null) return <AddAddressPage view={view} email={email} />
  if (joins !== undefined) return <AddReportPage view={view} name={joins} />
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

/** A code on paper for who has a file open already. */
function AddReportPage({ view, name }: { view: View; name: string }): JSX.Element {
  const t = messages(view.language)
  return (
    <Page view={view} title={t('signIn.addReport')} head={<meta name="robots" content="noindex" />}>
      <h1 class="govuk-heading-l">{t('signIn.addReport')}</h1>
      <p class="govuk-body">{name === '' ? t('signIn.addReportWhat') : t('signIn.addReportTo', { name })}</p>
      <Form view={view}>
        <Button>{t('signIn.addReportButton')}</Button>
      </Form>
      <p class="govuk-body">{t('signIn.addReportNot')}</p>
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
