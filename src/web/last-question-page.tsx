import type { JSX } from 'preact'
import { BackLink } from '#web/components/back-link/back-link.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Checkboxes } from '#web/components/checkboxes/checkboxes.tsx'
import { Form } from '#web/components/form/form.tsx'
import { errorOf } from '#web/components/form/typed.ts'
import { Page } from '#web/page.tsx'
import type { FieldError } from '#web/route.ts'
import type { View } from '#web/view.ts'

interface LastQuestionPageProps {
  readonly view: View
  /** What would be done to what, as a question. */
  readonly title: string
  /** What that means. */
  readonly means: string
  /** What is ticked, as `sure=yes`. */
  readonly sure: string
  readonly button: string
  readonly back: string
  readonly errors: readonly FieldError[]
}

/** Asks whether something must really stop, and says what that means: a box must be ticked first. */
export function LastQuestionPage(props: LastQuestionPageProps): JSX.Element {
  const { view, title, means, sure, button, back, errors } = props
  return (
    <Page view={view} title={title} errors={errors} above={<BackLink href={back} />}>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{means}</p>
      <Form view={view}>
        <Checkboxes
          name="sure"
          legend={null}
          error={errorOf(errors, 'sure')}
          choices={[{ value: 'yes', text: sure }]}
        />
        <Button kind="warning">{button}</Button>
      </Form>
    </Page>
  )
}
