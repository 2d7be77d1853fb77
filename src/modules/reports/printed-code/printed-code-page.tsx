import { longDate } from '#core/i18n/format.ts'
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '#core/i18n/language.ts'
import { Button } from '#web/components/button/button.tsx'
import { Form } from '#web/components/form/form.tsx'
import { QrCode } from '#web/components/qr-code/qr-code.tsx'
import { Select } from '#web/components/select/select.tsx'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import { messages } from './messages.ts'

interface PrintedCodePageProps {
  readonly view: View
  /** The language of the resident, in which the paper speaks. */
  readonly language: Language
  readonly number: number
  /** In groups of four. */
  readonly code: string
  readonly link: string
  readonly until: Temporal.Instant
}

/** One sheet of paper for who reported without e-mail: the code, the same as QR, and what to do with it. */
export function PrintedCodePage({ view, language, number, code, link, until }: PrintedCodePageProps) {
  const forStaff = messages(view.language)
  const t = messages(language)
  return (
    <Page view={view} title={forStaff('title')}>
      <p class="govuk-inset-text sp-not-on-paper">{forStaff('forStaff')}</p>
      <div lang={language}>
        <h1 class="govuk-heading-l">{t('title')}</h1>
        <p class="govuk-body">{t('what', { number: String(number) })}</p>
        <p class="govuk-body">{t('go', { address: `${view.baseUrl}/${language}/sign-in` })}</p>
        <p class="govuk-heading-l sp-secret">{code}</p>
        <QrCode text={link} label={t('qr')} />
        <p class="govuk-body">{t('once', { date: longDate(until, language) })}</p>
      </div>
      <p class="govuk-body sp-not-on-paper">
        <a class="govuk-link" href={`/${view.language}/staff/reports/${number}`}>
          {forStaff('back')}
        </a>
      </p>
    </Page>
  )
}

interface PrintedCodeFormProps {
  readonly view: View
  readonly number: number
  /** The language in which was reported. */
  readonly language: string
}

/** The button on the page of a report that makes a code for who made it. */
export function PrintedCodeForm({ view, number, language }: PrintedCodeFormProps) {
  const t = messages(view.language)
  return (
    <Form view={view} action={`/${view.language}/staff/reports/${number}/code`}>
      <p class="govuk-hint">{t('formIntro')}</p>
      <Select
        name="paper"
        label={t('paper')}
        value={language}
        options={LANGUAGES.map((one) => ({ value: one, text: LANGUAGE_NAMES[one] }))}
      />
      <Button kind="secondary">{t('make')}</Button>
    </Form>
  )
}
