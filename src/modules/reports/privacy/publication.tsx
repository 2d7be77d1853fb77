import { keptLanguage } from '#core/i18n/language.ts'
import { Button } from '#web/components/button/button.tsx'
import { Checkboxes } from '#web/components/checkboxes/checkboxes.tsx'
import { Form } from '#web/components/form/form.tsx'
import { choicesOf, errorOf, textOf } from '#web/components/form/typed.ts'
import { Textarea } from '#web/components/textarea/textarea.tsx'
import { messages as reports } from '../messages.ts'
import type { StaffReportPageProps } from '../pages/staff-report-page.tsx'
import { findPersonal, withoutPersonal } from './find-personal.ts'
import { messages } from './messages.ts'

/** What everybody reads of the words of a resident: released by a person, with what may point to somebody taken out beforehand. */
export function Publication({ view, report, typed, errors }: StaffReportPageProps) {
  const t = messages(view.language)
  if (report.reporterForgottenAt !== null)
    return <p class="govuk-hint">{reports(view.language)('staff.wordsErased')}</p>
  const action = `/${view.language}/staff/reports/${report.number}/publication`
  if (report.note === '' && report.photo === null) return null
  if (report.notePublic || report.photoPublic)
    return (
      <Form view={view} action={action}>
        <h2 class="govuk-heading-m">{t('title')}</h2>
        {report.notePublic && (
          <p class="govuk-body sp-own-words" lang={report.language}>
            {report.noteShown ?? report.note}
          </p>
        )}
        {report.photo !== null && <p class="govuk-body">{t(report.photoPublic ? 'photoShown' : 'photoHidden')}</p>}
        <Button kind="secondary" name="show" value="no">
          {t('hide')}
        </Button>
      </Form>
    )
  const kinds = [...new Set(findPersonal(report.note).map(({ kind }) => kind))]
  const instead = messages(keptLanguage(report.language))('instead')
  const error = errorOf(errors, 'shown')
  return (
    <Form view={view} action={action}>
      <h2 class="govuk-heading-m">{t('title')}</h2>
      <p class="govuk-body">{t('lead')}</p>
      {report.noteShown !== null && <p class="govuk-body">{t('shownBefore')}</p>}
      {report.noteShown === null && kinds.length > 0 && (
        <p class="govuk-body">
          <strong>{t('found', { kinds: kinds.map((kind) => t(`kind.${kind}`)).join(', ') })}</strong>
        </p>
      )}
      <Textarea
        name="shown"
        label={t('shown')}
        rows={4}
        hint={report.photo === null ? undefined : t('shownHint')}
        value={textOf(typed, 'shown') ?? report.noteShown ?? withoutPersonal(report.note, instead)}
        error={error}
        attributes={{ lang: report.language }}
      />
      {report.photo !== null && (
        <Checkboxes
          name="photo"
          legend={null}
          small
          values={choicesOf(typed, 'photo')}
          choices={[{ value: 'yes', text: t('photo'), hint: t('photoHint') }]}
        />
      )}
      {error !== undefined && (
        <Checkboxes name="looked" legend={null} small choices={[{ value: 'yes', text: t('looked') }]} />
      )}
      <Button kind="secondary" name="show" value="yes">
        {t('release')}
      </Button>
    </Form>
  )
}
