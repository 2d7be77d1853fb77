import { keptLanguage, type Language } from '#core/i18n/language.ts'
import { Button } from '#web/components/button/button.tsx'
import { Checkboxes } from '#web/components/checkboxes/checkboxes.tsx'
import { FileUpload } from '#web/components/file-upload/file-upload.tsx'
import { Form } from '#web/components/form/form.tsx'
import { errorOf, textOf } from '#web/components/form/typed.ts'
import { PlainDutchHint } from '#web/components/plain-dutch-hint/plain-dutch-hint.tsx'
import { Radios } from '#web/components/radios/radios.tsx'
import { Select } from '#web/components/select/select.tsx'
import { Textarea } from '#web/components/textarea/textarea.tsx'
import { messages } from '../../messages.ts'
import type { StaffReportPageProps } from '../../pages/staff-report-page.tsx'
import { PrintedCodeForm } from '../../printed-code/printed-code-page.tsx'
import { messages as privacy } from '../../privacy/messages.ts'
import { Publication } from '../../privacy/publication.tsx'
import { nextStatuses, type Report } from '../../report.ts'
import { CLOSINGS, statusOf } from '../closing.ts'
import { AUDIENCES } from '../handle-report.ts'
import { messages as handling } from '../messages.ts'

/** Where the answer goes, and in which language it is read. */
function messageHint({ reporterEmail, language: reads }: Report, language: Language): string {
  const t = messages(language)
  const h = handling(language)
  const goes = t(reporterEmail === null ? 'staff.messageHintNoEmail' : 'staff.messageHint')
  const other = keptLanguage(reads)
  return other === language ? goes : `${goes} ${h('reporterReads', { language: h(`desk.language.${other}`) })}`
}

/** What staff say and do: the body that answers everything, one that reads along only a word to the others. */
export function HandlingForms(props: StaffReportPageProps) {
  const { view, report, mayPrintCode, errors, typed, isOwner, templates } = props
  const t = messages(view.language)
  const h = handling(view.language)
  const next = nextStatuses(report.status)
  const audiences = isOwner ? AUDIENCES : (['bodies', 'own'] as const)
  return (
    <>
      <h2 class="govuk-heading-m">{t('staff.answer')}</h2>
      <Form view={view} id="handling" files>
        {templates.length > 0 && (
          <>
            <Select
              name="template"
              label={h('template')}
              value={textOf(typed, 'template') ?? ''}
              options={[
                { value: '', text: h('template.none') },
                ...templates.map(({ id, name }) => ({ value: id, text: name })),
              ]}
            />
            <Button kind="secondary" name="fill" value="yes">
              {h('template.fill')}
            </Button>
          </>
        )}
        {isOwner && (
          <Select
            name="status"
            label={t('staff.status')}
            value={textOf(typed, 'status') ?? ''}
            error={errorOf(errors, 'status')}
            options={[
              { value: '', text: t('staff.statusKeep', { status: t(`status.${report.status}`) }) },
              ...next
                .filter((status) => status === 'in-progress' || status === 'waiting')
                .map((status) => ({ value: status, text: t(`status.${status}`) })),
              ...CLOSINGS.filter((closing) => next.includes(statusOf(closing))).map((closing) => ({
                value: `close.${closing}`,
                text: h(`close.${statusOf(closing)}`, { reason: h(`closing.${closing}`) }),
              })),
            ]}
          />
        )}
        <Textarea
          name="message"
          label={t('staff.message')}
          hint={isOwner ? messageHint(report, view.language) : undefined}
          value={textOf(typed, 'message') ?? ''}
          error={errorOf(errors, 'message')}
          group={{ after: <PlainDutchHint view={view} of="message" /> }}
        />
        <Radios
          name="audience"
          legend={{ text: h('audience'), size: 's' }}
          value={textOf(typed, 'audience') ?? audiences[0]}
          error={errorOf(errors, 'audience')}
          small
          choices={audiences.map((audience) => ({ value: audience, text: h(`audience.${audience}`) }))}
        />
        {(errorOf(errors, 'checked') !== undefined || textOf(typed, 'checked') === 'yes') && (
          <Checkboxes
            name="checked"
            legend={null}
            small
            error={errorOf(errors, 'checked')}
            choices={[{ value: 'yes', text: privacy(view.language)('staffLooked') }]}
          />
        )}
        {isOwner && (
          <FileUpload
            name="photo"
            label={t('optional', { label: h('photo.after') })}
            hint={h('photo.afterHint')}
            accept="image/jpeg,image/png,image/webp"
            error={errorOf(errors, 'photo')}
          />
        )}
        <Button>{t('staff.send')}</Button>
      </Form>
      {isOwner && <Publication {...props} />}
      {mayPrintCode && <PrintedCodeForm view={view} number={report.number} language={report.language} />}
    </>
  )
}
