import type { Language } from '#core/i18n/language.ts'
import { BackLink } from '#web/components/back-link/back-link.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Form } from '#web/components/form/form.tsx'
import { errorOf } from '#web/components/form/typed.ts'
import { InsetText } from '#web/components/inset-text/inset-text.tsx'
import { Radios } from '#web/components/radios/radios.tsx'
import { Page } from '#web/page.tsx'
import type { FieldError } from '#web/route.ts'
import type { View } from '#web/view.ts'
import { CATEGORIES, type Category } from '../category.ts'
import { messages as reportMessages } from '../messages.ts'
import { formWords } from '../report-form/form-words.ts'
import { messages } from './messages.ts'

interface CategoryPageProps {
  readonly view: View
  readonly token: string
  readonly note: string
  readonly noteLanguage: Language | undefined
  /** The likeliest categories, to be offered first; none when the words tell nothing. */
  readonly likely: readonly Category[]
  readonly category: string
  readonly errors: readonly FieldError[]
}

/** Page 2 of a report, second half: what it is about, with what fits the words at the top. */
export function CategoryPage({ view, token, note, noteLanguage, likely, category, errors }: CategoryPageProps) {
  const t = formWords(view, messages, 'classify.')
  const named = reportMessages(view.language)
  const choiceOf = (id: Category) => ({ value: id, text: named(`category.${id}`) })
  return (
    <Page
      view={view}
      title={t('title')}
      form="report"
      errors={errors}
      above={<BackLink href={`/${view.language}/reports/new/${token}/what`} />}
    >
      <span class="govuk-caption-l">{named('step', { step: 2 })}</span>
      <h1 class="govuk-heading-l">{t('title')}</h1>
      <InsetText>
        {t('words')}{' '}
        <span class="sp-own-words" lang={noteLanguage}>
          {note}
        </span>
      </InsetText>
      <Form view={view} id="report">
        <Radios
          name="category"
          legend={named('what.category')}
          hint={t(likely.length > 0 ? 'hint' : 'hint.none')}
          value={category}
          error={errorOf(errors, 'category')}
          small
          choices={[
            ...likely.map(choiceOf),
            ...(likely.length > 0 ? [{ divider: t('or') }] : []),
            ...CATEGORIES.filter((id) => !likely.includes(id)).map(choiceOf),
          ]}
        />
        <Button>{named('continue')}</Button>
      </Form>
    </Page>
  )
}
