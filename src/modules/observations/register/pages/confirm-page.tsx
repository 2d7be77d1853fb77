import { Button } from '#web/components/button/button.tsx'
import { Form } from '#web/components/form/form.tsx'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import { propertiesOf } from '../kits.ts'
import { messages } from '../messages.ts'
import type { Registration } from '../registration.ts'
import { named } from './kit-page.tsx'

interface ConfirmPageProps {
  readonly view: View
  readonly registration: Registration
  readonly municipality: string
}

/** Confirms by a button, since programs open the links in letters too. */
export function ConfirmPage({ view, registration, municipality }: ConfirmPageProps) {
  const t = messages(view.language)
  const name = registration.name ?? ''
  const title = t('confirm.title', { name })
  return (
    <Page view={view} title={title}>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{t('confirm.text', { municipality })}</p>
      <ul class="govuk-list govuk-list--bullet">
        {propertiesOf(registration.measures).map(({ key, ucum }) => (
          <li>{named(key, ucum, view.language)}</li>
        ))}
      </ul>
      <p class="govuk-body">{t('check.public')}</p>
      <Form view={view}>
        <Button name="answer" value="confirm">
          {t('confirm.send')}
        </Button>
      </Form>
    </Page>
  )
}
