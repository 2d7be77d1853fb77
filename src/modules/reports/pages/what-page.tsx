import type { Language } from '#core/i18n/language.ts'
import { BackLink } from '#web/components/back-link/back-link.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Checkboxes } from '#web/components/checkboxes/checkboxes.tsx'
import { FileUpload } from '#web/components/file-upload/file-upload.tsx'
import { Form } from '#web/components/form/form.tsx'
import { errorOf } from '#web/components/form/typed.ts'
import { Textarea } from '#web/components/textarea/textarea.tsx'
import { Page } from '#web/page.tsx'
import type { FieldError } from '#web/route.ts'
import type { View } from '#web/view.ts'
import { messages } from '../messages.ts'
import { formWords } from '../report-form/form-words.ts'

interface WhatPageProps {
  readonly view: View
  readonly token: string
  readonly note: string
  readonly noteLanguage: Language | undefined
  readonly hasPhoto: boolean
  readonly errors: readonly FieldError[]
}

/** Page 2 of a report: own words and a photo. */
export function WhatPage({ view, token, note, noteLanguage, hasPhoto, errors }: WhatPageProps) {
  const t = formWords(view, messages)
  return (
    <Page
      view={view}
      title={t('what.title')}
      form="report"
      errors={errors}
      head={<script type="module" src={view.assets['preview.js']} />}
      above={<BackLink href={`/${view.language}/reports/new?draft=${token}`} />}
    >
      <span class="govuk-caption-l">{t('step', { step: 2 })}</span>
      <h1 class="govuk-heading-l">{t('what.title')}</h1>
      <Form view={view} id="report" files>
        <Textarea
          name="note"
          label={t('what.note')}
          hint={t('what.noteHint')}
          value={note}
          error={errorOf(errors, 'note')}
          attributes={noteLanguage === undefined ? {} : { lang: noteLanguage }}
        />
        {hasPhoto && (
          <div class="govuk-form-group">
            <p class="govuk-body">{t('what.photoKept')}</p>
            <img src={`/reports/drafts/${token}/photo`} alt={t('what.photoAlt')} width="160" />
            <Checkboxes
              name="removePhoto"
              legend={null}
              small
              choices={[{ value: 'yes', text: t('what.photoRemove') }]}
            />
          </div>
        )}
        <FileUpload
          name="photo"
          label={t('optional', { label: t('what.photo') })}
          hint={t('what.photoHint')}
          accept="image/jpeg,image/png,image/webp"
          error={errorOf(errors, 'photo')}
          attributes={{ 'data-preview': t('what.photoAlt') }}
        />
        <Button>{t('continue')}</Button>
      </Form>
    </Page>
  )
}
