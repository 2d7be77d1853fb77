import { listQuery } from '#web/list-query.ts'
import { shortDate } from '#core/i18n/format.ts'
import { Button } from '#web/components/button/button.tsx'
import { Form } from '#web/components/form/form.tsx'
import { errorOf } from '#web/components/form/typed.ts'
import { NotificationBanner } from '#web/components/notification-banner/notification-banner.tsx'
import { Select } from '#web/components/select/select.tsx'
import { Table } from '#web/components/table/table.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import type { View } from '#web/view.ts'
import { messages as words } from '../../messages.ts'
import { StatusTag } from '../../pages/history.tsx'
import type { StaffListPageProps } from '../../pages/staff-list-page.tsx'
import { isLate } from '../../report.ts'
import { messages as open311 } from '../../open311/messages.ts'
import { messages } from '../messages.ts'

/** The list, with a box before each report to do the same to many at once. */
export function BulkForm(props: StaffListPageProps) {
  const { view, filter, teams, mayHandle, errors } = props
  const h = messages(view.language)
  if (!mayHandle || filter.whose === 'following') return <ReportTable {...props} mayHandle={false} />
  return (
    <Form view={view} action={`/${view.language}/staff/reports/bulk`}>
      <input type="hidden" name="query" value={listQuery(filter)} />
      <ReportTable {...props} />
      <h2 class="govuk-heading-s sp-not-on-paper">{h('bulk.title')}</h2>
      <div class="sp-filter">
        <Select
          name="action"
          label={h('bulk.action')}
          value=""
          error={errorOf(errors, 'action')}
          options={[
            { value: 'mine', text: h('bulk.mine') },
            { value: 'nobody', text: h('bulk.nobody') },
            { value: 'in-progress', text: h('bulk.in-progress') },
            ...teams.map(({ id, name }) => ({ value: `team.${id}`, text: h('bulk.team', { name }) })),
          ]}
        />
        <Button kind="secondary">{h('bulk.button')}</Button>
      </div>
    </Form>
  )
}

function ReportTable({ view, reports, unsent, today, mayHandle }: StaffListPageProps) {
  const { language } = view
  const t = words(language)
  const h = messages(language)
  return (
    <Table
      caption={t('menu')}
      captionClasses="govuk-visually-hidden"
      stack
      head={[
        t('list.number'),
        t('category'),
        t('list.place'),
        t('list.received'),
        t('report.answerBefore'),
        t('status'),
      ]}
      rows={reports.map((report) => [
        <>
          {mayHandle && (
            <input
              type="checkbox"
              name="numbers"
              value={report.number}
              class="sp-choose"
              aria-label={h('bulk.choose', { number: String(report.number) })}
            />
          )}{' '}
          <a class="govuk-link" href={`/${language}/staff/reports/${report.number}`}>
            {report.number}
          </a>
        </>,
        t(`category.${report.category}`),
        [report.street, report.postalCode].filter(Boolean).join(', ') || t('check.onMap'),
        shortDate(report.receivedAt, language),
        <span>
          {shortDate(report.answerBefore, language)}{' '}
          {isLate(report, today) && <Tag colour="red">{t('staff.late')}</Tag>}
        </span>,
        <>
          <StatusTag report={report} language={language} />{' '}
          {report.reopened > 0 && <Tag colour="red">{h('reopened')}</Tag>}{' '}
          {report.addedAt !== null && <Tag colour="orange">{h('list.added')}</Tag>}{' '}
          {unsent.has(report.id) && <Tag colour="red">{open311(language)('remote.tag')}</Tag>}
        </>,
      ])}
    />
  )
}

interface BulkDoneProps {
  readonly view: View
  readonly query: string
  readonly id: string
  readonly count: number
  /** How many were brought back; null when it was not undone. */
  readonly undone: number | null
}

/** What was done, with the way back. */
export function BulkDone({ view, query, id, count, undone }: BulkDoneProps) {
  const h = messages(view.language)
  const kept = count - (undone ?? count)
  return (
    <NotificationBanner>
      <p class="govuk-body">
        {undone === null ? h('bulk.done', { count }) : h('bulk.undone', { count: undone })}{' '}
        {kept > 0 && h('bulk.kept', { count: kept })}
        {count === 0 && h('bulk.nothing')}
      </p>
      {undone === null && count > 0 && (
        <Form view={view} action={`/${view.language}/staff/reports/undo`}>
          <input type="hidden" name="id" value={id} />
          <input type="hidden" name="query" value={query} />
          <Button kind="secondary">{h('bulk.undo')}</Button>
        </Form>
      )}
    </NotificationBanner>
  )
}
