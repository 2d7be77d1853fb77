import { LANGUAGE_NAMES, type Language } from '#core/i18n/language.ts'
import { BackLink } from '#web/components/back-link/back-link.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Form } from '#web/components/form/form.tsx'
import { SummaryList } from '#web/components/summary-list/summary-list.tsx'
import { Page } from '#web/page.tsx'
import type { FieldError } from '#web/route.ts'
import type { View } from '#web/view.ts'
import type { CounterChannel } from '../channel.ts'
import type { Category } from '../category.ts'
import { messages } from '../messages.ts'
import { formWords } from '../report-form/form-words.ts'

interface CheckPageProps {
  readonly view: View
  readonly token: string
  readonly place: string
  readonly bodyName: string
  readonly note: string
  readonly noteLanguage: Language | undefined
  readonly category: Category
  readonly hasPhoto: boolean
  /** The thing that it is about, where such things are known. */
  readonly asset: { readonly key: string; readonly value: string } | undefined
  readonly contact: readonly string[]
  /** How it came in, when staff fill it in for a resident. */
  /** In which the resident is answered, when staff ask it. */
  readonly answerIn: Language | undefined
  readonly channel: CounterChannel | undefined
  readonly boundaries: string | undefined
  readonly errors: readonly FieldError[]
}

/** Page 4 of a report: everything once more, each with a way back. */
export function CheckPage({ view, token, errors, ...answers }: CheckPageProps) {
  const t = formWords(view, messages)
  const form = `/${view.language}/reports/new`
  const change = (href: string, about: string) => [{ href, text: t('change'), about: about.toLowerCase() }]
  return (
    <Page
      view={view}
      title={t('check.title')}
      form="report"
      errors={errors}
      above={<BackLink href={`${form}/${token}/contact`} />}
    >
      <span class="govuk-caption-l">{t('step', { step: 4 })}</span>
      <h1 class="govuk-heading-l">{t('check.title')}</h1>
      <SummaryList
        rows={[
          { key: t('check.where'), value: answers.place, actions: change(`${form}?draft=${token}`, t('check.where')) },
          { key: t('check.goesTo'), value: answers.bodyName },
          {
            key: t('category'),
            value: t(`category.${answers.category}`),
            actions: change(`${form}/${token}/category`, t('category')),
          },
          ...(answers.asset === undefined
            ? []
            : [{ ...answers.asset, actions: change(`${form}/${token}/asset`, answers.asset.key) }]),
          {
            key: t('report.words'),
            value: (
              <span class="sp-own-words" lang={answers.noteLanguage}>
                {answers.note}
              </span>
            ),
            actions: change(`${form}/${token}/what`, t('report.words')),
          },
          ...(answers.hasPhoto
            ? [
                {
                  key: t('what.photo'),
                  value: <img src={`/reports/drafts/${token}/photo`} alt={t('what.photoAlt')} width="160" />,
                  actions: change(`${form}/${token}/what`, t('what.photo')),
                },
              ]
            : []),
          {
            key: t('check.contact'),
            value: answers.contact.length > 0 ? answers.contact.join(', ') : t('check.noContact'),
            actions: change(`${form}/${token}/contact`, t('check.contact')),
          },
          ...(answers.channel === undefined
            ? []
            : [
                {
                  key: t('contact.channel'),
                  value: t(`channel.${answers.channel}`),
                  actions: change(`${form}/${token}/contact`, t('contact.channel')),
                },
              ]),
          ...(answers.answerIn === undefined
            ? []
            : [
                {
                  key: t('contact.language'),
                  value: LANGUAGE_NAMES[answers.answerIn],
                  actions: change(`${form}/${token}/contact`, t('contact.language')),
                },
              ]),
        ]}
      />
      {answers.boundaries !== undefined && <p class="govuk-hint">{answers.boundaries}</p>}
      <Form view={view} id="report">
        <Button>{t('check.send')}</Button>
      </Form>
    </Page>
  )
}
