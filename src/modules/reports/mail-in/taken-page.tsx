import type { JSX } from 'preact'
import { dateAndTime } from '#core/i18n/format.ts'
import { BackLink } from '#web/components/back-link/back-link.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Form } from '#web/components/form/form.tsx'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import { messages } from './messages.ts'

interface TakenPageProps {
  readonly view: View
  /** Number of the report that was made of the letter; null: of it only is known that it was handled. */
  readonly number: number | null
}

/** A colleague was quicker: which report there is of the letter. */
export function TakenPage({ view, number }: TakenPageProps): JSX.Element {
  const t = messages(view.language)
  return (
    <Page view={view} title={t('taken.title')} above={<BackLink href={`/${view.language}/staff/mail`} />}>
      <h1 class="govuk-heading-l">{t('taken.title')}</h1>
      <p class="govuk-body">{t('taken.text')}</p>
      {number !== null && (
        <p class="govuk-body">
          <a class="govuk-link" href={`/${view.language}/staff/reports/${number}`}>
            {t('taken.report', { number: String(number) })}
          </a>
        </p>
      )}
    </Page>
  )
}

interface BegunPageProps {
  readonly view: View
  readonly letter: string
  readonly begunAt: Temporal.Instant
}

/** Somebody began a report of the letter a short time ago: go on, or leave it to them. */
export function BegunPage({ view, letter, begunAt }: BegunPageProps): JSX.Element {
  const t = messages(view.language)
  const list = `/${view.language}/staff/mail`
  return (
    <Page view={view} title={t('taken.begunTitle')} above={<BackLink href={list} />}>
      <h1 class="govuk-heading-l">{t('taken.begunTitle')}</h1>
      <p class="govuk-body">{t('taken.begun', { time: dateAndTime(begunAt, view.language) })}</p>
      <Form view={view} action={`${list}/${letter}`}>
        <Button name="do" value="go-on">
          {t('taken.goOn')}
        </Button>
      </Form>
    </Page>
  )
}
