import { BackLink } from '#web/components/back-link/back-link.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Form } from '#web/components/form/form.tsx'
import { errorOf } from '#web/components/form/typed.ts'
import { Radios } from '#web/components/radios/radios.tsx'
import { Page } from '#web/page.tsx'
import type { FieldError } from '#web/route.ts'
import type { View } from '#web/view.ts'
import { messages as assets } from '../assets/messages.ts'
import { messages as reports } from '../messages.ts'
import { UNKNOWN, valueOf } from '../report-form/which.ts'
import { messages } from '../routing/messages.ts'
import { formWords } from '../report-form/form-words.ts'
import type { Option } from '../routing/route-report.ts'

interface WhichPageProps {
  readonly view: View
  readonly token: string
  readonly options: readonly Option[]
  readonly value: string
  readonly errors: readonly FieldError[]
}

/** Between page 2 and 3 of a report, only where it decides who answers: which road, or which part of the municipality. */
export function WhichPage({ view, token, options, value, errors }: WhichPageProps) {
  const t = formWords(view, messages)
  const asksStreet = options.some(({ street }) => street !== null)
  const asksRoad = options.some(({ road }) => road !== null)
  return (
    <Page
      view={view}
      title={t('ask.title')}
      form="report"
      errors={errors}
      above={<BackLink href={`/${view.language}/reports/new/${token}/what`} />}
    >
      <span class="govuk-caption-l">{reports(view.language)('step', { step: 2 })}</span>
      <h1 class="govuk-heading-l">{t('ask.title')}</h1>
      <p class="govuk-body">{t('ask.lead')}</p>
      <Form view={view} id="report">
        <Radios
          name="which"
          legend={
            asksStreet ? assets(view.language)('ask.legendStreet') : t(asksRoad ? 'ask.legendRoad' : 'ask.legendPlace')
          }
          value={value}
          error={errorOf(errors, 'which')}
          choices={[
            ...options.map((option) => ({ value: valueOf(option), ...wordsOf(option, view) })),
            { value: UNKNOWN, text: t('ask.unknown'), hint: t('ask.unknown.hint') },
          ]}
        />
        <Button>{reports(view.language)('continue')}</Button>
      </Form>
    </Page>
  )
}

function wordsOf({ postalCode, street, road }: Option, { language }: View): { text: string; hint?: string } {
  const t = messages(language)
  const way = street === null ? null : street.name || assets(language)('ask.otherStreet')
  const place = [way, postalCode].filter((part) => part !== null).join(', ')
  if (road === null) return { text: place }
  const text = t(`ask.road.${road}`)
  return {
    text: place === '' ? text : t('ask.combined', { place, road: text }),
    hint: t(`ask.road.${road}.hint`),
  }
}
