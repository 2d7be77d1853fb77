import type { VNode } from 'preact'
import { dateAndTime, longDate } from '#core/i18n/format.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Checkboxes } from '#web/components/checkboxes/checkboxes.tsx'
import { Form } from '#web/components/form/form.tsx'
import { errorOf } from '#web/components/form/typed.ts'
import { PlainDutchHint, plainDutchScript } from '#web/components/plain-dutch-hint/plain-dutch-hint.tsx'
import { InsetText } from '#web/components/inset-text/inset-text.tsx'
import { Select } from '#web/components/select/select.tsx'
import { SummaryList } from '#web/components/summary-list/summary-list.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import { Textarea } from '#web/components/textarea/textarea.tsx'
import { Photo } from '#web/components/photo/photo.tsx'
import { Page } from '#web/page.tsx'
import type { FieldError } from '#web/route.ts'
import type { View } from '#web/view.ts'
import { messages } from '../messages.ts'
import { PrintedCodeForm } from '../printed-code/printed-code-page.tsx'
import { answerBefore, isClosed, nextStatuses, type Report, type ReportEvent } from '../report.ts'
import { History, StatusTag } from './history.tsx'

interface StaffReportPageProps {
  readonly view: View
  readonly report: Report
  readonly events: readonly ReportEvent[]
  readonly municipalityName: string
  /** Other reports of the same thing. */
  readonly duplicates: VNode | null
  readonly mayHandle: boolean
  /** Whether the reporter has no other way to follow the report than a code on paper. */
  readonly mayPrintCode: boolean
  readonly status: string
  readonly message: string
  readonly internal: readonly string[]
  readonly errors: readonly FieldError[]
  readonly now: Temporal.Instant
}

/** One report with everything that staff need to handle it. */
export function StaffReportPage(props: StaffReportPageProps) {
  const { view, report, events, errors } = props
  const t = messages(view.language)
  const title = t('report.title', { number: String(report.number), category: t(`category.${report.category}`) })
  const list = { text: t('staff.title'), href: `/${view.language}/staff/reports` }
  return (
    <Page
      view={view}
      title={title}
      head={props.mayHandle ? plainDutchScript(view) : undefined}
      form={props.mayHandle ? 'handling' : undefined}
      errors={errors}
      above={<Breadcrumbs crumbs={[list, { text: title }]} />}
    >
      <h1 class="govuk-heading-l">{title}</h1>
      {report.demo && <InsetText>{t('report.demo')}</InsetText>}
      <Facts {...props} />
      {report.photo !== null && (
        <Photo
          view={view}
          src={`/reports/${report.number}/photo`}
          alt={t('report.photoAlt', { number: String(report.number) })}
        />
      )}
      {props.mayHandle ? <Handling {...props} /> : <p class="govuk-body">{t('staff.onlyRead')}</p>}
      {props.duplicates}
      <h2 class="govuk-heading-m">{t('report.history')}</h2>
      <History events={events} language={view.language} />
    </Page>
  )
}

function Facts({ view, report, municipalityName, now }: StaffReportPageProps) {
  const t = messages(view.language)
  const due = answerBefore(report.receivedAt)
  const isLate = !isClosed(report.status) && Temporal.Instant.compare(due, now) < 0
  const point = report.lon === null || report.lat === null ? '' : `(${report.lat.toFixed(5)}, ${report.lon.toFixed(5)})`
  const reporter = [report.reporterName, report.reporterEmail, report.reporterPhone].filter(Boolean).join(', ')
  const nobody = report.reporterForgottenAt === null ? t('staff.anonymous') : t('staff.forgotten')
  return (
    <SummaryList
      rows={[
        { key: t('status'), value: <StatusTag status={report.status} language={view.language} /> },
        {
          key: t('report.words'),
          value: (
            <span lang={report.language} class="sp-own-words">
              {report.note}
            </span>
          ),
        },
        {
          key: t('list.place'),
          value: [report.street, report.postalCode, municipalityName, point].filter(Boolean).join(', '),
        },
        { key: t('list.received'), value: dateAndTime(report.receivedAt, view.language) },
        { key: t('contact.channel'), value: t(`channel.${report.channel}`) },
        {
          key: t('report.answerBefore'),
          value: (
            <>
              {longDate(due, view.language)} {isLate && <Tag colour="red">{t('staff.late')}</Tag>}
            </>
          ),
        },
        { key: t('staff.reporter'), value: reporter || nobody },
      ]}
    />
  )
}

function Handling({ view, report, status, message, internal, mayPrintCode, errors }: StaffReportPageProps) {
  const t = messages(view.language)
  return (
    <>
      <h2 class="govuk-heading-m">{t('staff.answer')}</h2>
      <Form view={view} id="handling">
        <Select
          name="status"
          label={t('staff.status')}
          value={status}
          error={errorOf(errors, 'status')}
          options={[
            { value: '', text: t('staff.statusKeep', { status: t(`status.${report.status}`) }) },
            ...nextStatuses(report.status).map((next) => ({ value: next, text: t(`status.${next}`) })),
          ]}
        />
        <Textarea
          name="message"
          label={t('staff.message')}
          hint={t(report.reporterEmail === null ? 'staff.messageHintNoEmail' : 'staff.messageHint')}
          value={message}
          error={errorOf(errors, 'message')}
          group={{ after: <PlainDutchHint view={view} of="message" /> }}
        />
        <Checkboxes
          name="internal"
          legend={null}
          values={internal}
          error={errorOf(errors, 'internal')}
          small
          choices={[{ value: 'yes', text: t('staff.internal'), hint: t('staff.internalHint') }]}
        />
        <Button>{t('staff.send')}</Button>
      </Form>
      {report.reporterForgottenAt === null ? (
        <Form view={view} action={`/${view.language}/staff/reports/${report.number}/publication`}>
          {!report.notePublic && <p class="govuk-hint">{t('staff.publishHint')}</p>}
          <Button kind="secondary" name="show" value={report.notePublic ? 'no' : 'yes'}>
            {report.notePublic ? t('staff.hide') : t('staff.publish')}
          </Button>
        </Form>
      ) : (
        <p class="govuk-hint">{t('staff.wordsErased')}</p>
      )}
      {mayPrintCode && <PrintedCodeForm view={view} number={report.number} language={report.language} />}
    </>
  )
}
