import { longDate } from '#core/i18n/format.ts'
import { BackLink } from '#web/components/back-link/back-link.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Form } from '#web/components/form/form.tsx'
import { errorOf } from '#web/components/form/typed.ts'
import { Input } from '#web/components/input/input.tsx'
import { Radios } from '#web/components/radios/radios.tsx'
import { Page } from '#web/page.tsx'
import type { FieldError } from '#web/route.ts'
import type { View } from '#web/view.ts'
import { messages as reportMessages } from '../messages.ts'
import { messages } from './messages.ts'
import type { Candidate } from './nearby.ts'

type Known = Omit<Candidate, 'print'> & { readonly isSameAsset: boolean }

interface KnownPageProps {
  readonly view: View
  readonly token: string
  /** As everybody may see them, the likeliest first. */
  readonly known: readonly Known[]
  readonly choice: string
  readonly email: string
  readonly errors: readonly FieldError[]
}

/** Offers reports that may be about the same thing, before somebody goes on with a new one. Never holds anybody back. */
export function KnownPage({ view, token, known, choice, email, errors }: KnownPageProps) {
  const t = messages(view.language)
  return (
    <Page
      view={view}
      title={t('known.title')}
      form="report"
      errors={errors}
      above={<BackLink href={`/${view.language}/reports/new/${token}/what`} />}
    >
      <span class="govuk-caption-l">{reportMessages(view.language)('step', { step: 2 })}</span>
      <h1 class="govuk-heading-l">{t('known.title')}</h1>
      <p class="govuk-body">{t('known.intro')}</p>
      <Form view={view} id="report">
        <Radios
          name="known"
          legend={{ text: t('known.question'), size: 'm' }}
          value={choice}
          error={errorOf(errors, 'known')}
          choices={[
            ...known.map((one) => choiceOf(one, view)),
            { divider: t('known.or') },
            { value: 'other', text: t('known.other') },
          ]}
        />
        <Input
          name="email"
          type="email"
          label={t('known.email')}
          hint={t('known.emailHint')}
          value={email}
          error={errorOf(errors, 'email')}
          autocomplete="email"
          spellcheck={false}
        />
        <Button>{t('continue')}</Button>
      </Form>
    </Page>
  )
}

function choiceOf(report: Known, view: View) {
  const t = messages(view.language)
  const named = reportMessages(view.language)
  const number = String(report.number)
  const details = {
    place: [report.street, report.postalCode].filter(Boolean).join(', ') || t('known.onMap'),
    date: longDate(report.receivedAt, view.language),
    status: named(`status.${report.status}`),
  }
  return {
    value: number,
    text: t('known.follow', { number, category: named(`category.${report.category}`) }),
    hint: (
      <>
        {report.isSameAsset && report.asset !== null && (
          <strong>{t('known.asset', { number: report.asset.number })} </strong>
        )}
        {!report.isSameAsset && report.asset !== null && <>{t('known.otherAsset', { number: report.asset.number })} </>}
        {t('known.details', details)}{' '}
        {report.note !== '' && (
          <span class="sp-own-words" lang={report.language}>
            {report.note}{' '}
          </span>
        )}
        <a class="govuk-link" href={`/${view.language}/reports/${number}`}>
          {t('known.look', { number })}
        </a>
      </>
    ),
  }
}
