import type { JSX } from 'preact'
import { BackLink } from '#web/components/back-link/back-link.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Form } from '#web/components/form/form.tsx'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'

interface SurePageProps {
  readonly view: View
  /** A question. */
  readonly title: string
  readonly what: string
  /** Where the form goes, once more, with `sure=yes`. */
  readonly action: string
  /** What the form said the first time. */
  readonly fields?: Readonly<Record<string, string>>
  readonly button: string
  /** Where one goes who is not sure. */
  readonly back: string
}

/** Asks once more before something that cannot be undone. */
export function SurePage({ view, title, what, action, fields = {}, button, back }: SurePageProps): JSX.Element {
  // The address takes a form only: another language leads to the page where the question began.
  const frame = { ...view, path: back.replace(/^\/\w+/, ''), search: '' }
  return (
    <Page view={frame} title={title} above={<BackLink href={back} />}>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{what}</p>
      <Form view={view} action={action}>
        {Object.entries(fields).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <input type="hidden" name="sure" value="yes" />
        <Button kind="warning">{button}</Button>
      </Form>
    </Page>
  )
}
