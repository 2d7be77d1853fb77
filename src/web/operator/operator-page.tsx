import { dateAndTime } from '#core/i18n/format.ts'
import type { KeptLetter } from '#core/mail/outbox-mail.ts'
import { Button } from '../components/button/button.tsx'
import { Checkboxes } from '../components/checkboxes/checkboxes.tsx'
import { Details } from '../components/details/details.tsx'
import { Form } from '../components/form/form.tsx'
import { errorOf } from '../components/form/typed.ts'
import { SummaryList } from '../components/summary-list/summary-list.tsx'
import { Page } from '../page.tsx'
import type { FieldError } from '../route.ts'
import type { View } from '../view.ts'
import { messages as retention } from '../retention/messages.ts'
import { messages } from './messages.ts'

interface OperatorPageProps {
  readonly view: View
  readonly letters: readonly KeptLetter[]
  readonly work: { readonly waiting: number; readonly dead: number }
  readonly errors: readonly FieldError[]
}

/** The page of whoever keeps the square running. */
export function OperatorPage({ view, letters, work, errors }: OperatorPageProps) {
  const t = messages(view.language)
  return (
    <Page view={view} title={t('title')} errors={errors}>
      <h1 class="govuk-heading-l">{t('title')}</h1>
      <h2 class="govuk-heading-m">{t('work')}</h2>
      <SummaryList
        rows={[
          { key: t('waiting'), value: String(work.waiting) },
          { key: t('dead'), value: String(work.dead) },
        ]}
      />
      <p class="govuk-body">
        <a class="govuk-link" href={`/${view.language}/operator/retention`}>
          {retention(view.language)('title')}
        </a>
      </p>
      <h2 class="govuk-heading-m">{t('letters')}</h2>
      <p class="govuk-body">{t('lettersIntro')}</p>
      {letters.length === 0 && <p class="govuk-body">{t('noLetters')}</p>}
      {letters.map((letter) => (
        <Details summary={`${dateAndTime(letter.writtenAt, view.language)}: ${letter.subject}`}>
          <p class="govuk-body">{t('to', { recipient: letter.to })}</p>
          <pre class="sp-own-words" lang={letter.language}>
            {letter.text}
          </pre>
        </Details>
      ))}
      <h2 class="govuk-heading-m">{t('demo')}</h2>
      {view.demo ? (
        <Form view={view} action={`/${view.language}/operator/clear-demonstration`}>
          <p class="govuk-body">{t('demoIntro')}</p>
          <Checkboxes
            name="sure"
            legend={null}
            error={errorOf(errors, 'sure')}
            choices={[{ value: 'yes', text: t('demoSure') }]}
          />
          <Button kind="warning">{t('demoClear')}</Button>
        </Form>
      ) : (
        <p class="govuk-body">{t('demoNone')}</p>
      )}
    </Page>
  )
}
