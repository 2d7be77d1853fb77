import { BackLink } from '../components/back-link/back-link.tsx'
import { Button } from '../components/button/button.tsx'
import { Form } from '../components/form/form.tsx'
import { errorOf, textOf } from '../components/form/typed.ts'
import { Input } from '../components/input/input.tsx'
import { Page } from '../page.tsx'
import type { FieldError, Typed } from '../route.ts'
import type { View } from '../view.ts'
import { correctableFields, type CorrectableField } from './correction.ts'
import type { Kept } from './gather.ts'
import { messages } from './messages.ts'

interface CorrectPageProps {
  readonly view: View
  readonly kept: Kept
  readonly typed: Typed
  readonly errors: readonly FieldError[]
}

/** How each kind of field is typed, and what the browser may fill in (WCAG 1.3.5). */
const CONTROLS = {
  name: { type: 'text', autocomplete: 'name', spellcheck: false },
  email: { type: 'email', autocomplete: 'email', spellcheck: false },
  phone: { type: 'tel', autocomplete: 'tel', width: 20 },
} as const satisfies Record<CorrectableField['correctable']['kind'], object>

/** A form with what a resident may correct of one record. */
export function CorrectPage({ view, kept: { record }, typed, errors }: CorrectPageProps) {
  const { language } = view
  const t = messages(language)
  const title = t('correct.title', { title: record.title(language) })
  return (
    <Page
      view={view}
      title={title}
      form="correction"
      errors={errors}
      above={<BackLink href={`/${language}/my-file`} />}
    >
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{t('correct.intro')}</p>
      <Form view={view} id="correction">
        {correctableFields(record).map(({ name, label, value, correctable }) => (
          <Input
            name={name}
            label={label(language)}
            value={textOf(typed, name) ?? value}
            error={errorOf(errors, name)}
            {...CONTROLS[correctable.kind]}
          />
        ))}
        <Button>{t('correct.keep')}</Button>
      </Form>
    </Page>
  )
}
