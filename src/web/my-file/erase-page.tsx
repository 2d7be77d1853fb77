import type { Localised } from '#core/i18n/catalog.ts'
import { BackLink } from '../components/back-link/back-link.tsx'
import { Button } from '../components/button/button.tsx'
import { Checkboxes } from '../components/checkboxes/checkboxes.tsx'
import { Form } from '../components/form/form.tsx'
import { errorOf } from '../components/form/typed.ts'
import { Page } from '../page.tsx'
import type { Erasure } from '../own-file.ts'
import type { FieldError } from '../route.ts'
import type { View } from '../view.ts'
import { messages } from './messages.ts'

interface ErasePageProps {
  readonly view: View
  readonly foreseen: Erasure
  readonly errors: readonly FieldError[]
}

/** What will be erased and what must stay, before anything happens. */
export function ErasePage({ view, foreseen, errors }: ErasePageProps) {
  const { language } = view
  const t = messages(language)
  return (
    <Page
      view={view}
      title={t('erase.title')}
      form="erasure"
      errors={errors}
      above={<BackLink href={`/${language}/my-file`} />}
    >
      <h1 class="govuk-heading-l">{t('erase.title')}</h1>
      <h2 class="govuk-heading-m">{t('erase.gone')}</h2>
      <Lines lines={foreseen.erased} view={view} />
      <h2 class="govuk-heading-m">{t('erase.stays')}</h2>
      <Lines lines={foreseen.kept} view={view} />
      <p class="govuk-body">
        {t('erase.exportFirst')}{' '}
        <a class="govuk-link" href={`/${language}/my-file/export.html`}>
          {t('export.readable')}
        </a>
      </p>
      <Form view={view} id="erasure">
        <Checkboxes
          name="sure"
          legend={null}
          error={errorOf(errors, 'sure')}
          choices={[{ value: 'yes', text: t('erase.sure') }]}
        />
        <Button kind="warning">{t('erase.button')}</Button>
      </Form>
    </Page>
  )
}

function Lines({ lines, view: { language } }: { lines: readonly Localised[]; view: View }) {
  return (
    <ul class="govuk-list govuk-list--bullet">
      {lines.map((line) => (
        <li>{line(language)}</li>
      ))}
    </ul>
  )
}

/** What is read after erasing, by somebody who is nobody to the square any more. */
export function ErasedPage({ view }: { view: View }) {
  const t = messages(view.language)
  return (
    <Page view={view} title={t('erased.title')}>
      <h1 class="govuk-heading-l">{t('erased.title')}</h1>
      <p class="govuk-body">{t('erased.text')}</p>
      <p class="govuk-body">
        <a class="govuk-link" href={`/${view.language}/privacy`}>
          {t('erased.privacy')}
        </a>
      </p>
    </Page>
  )
}
