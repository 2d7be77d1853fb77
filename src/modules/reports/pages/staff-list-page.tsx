import { shortDate } from '#core/i18n/format.ts'
import { Button } from '#web/components/button/button.tsx'
import { SearchForm } from '#web/components/form/form.tsx'
import { Input } from '#web/components/input/input.tsx'
import { Pagination, pagination } from '#web/components/pagination/pagination.tsx'
import { Select } from '#web/components/select/select.tsx'
import { Table } from '#web/components/table/table.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import { CATEGORIES } from '../category.ts'
import { messages } from '../messages.ts'
import { answerBefore, isClosed, STATUSES, type Report, type Status } from '../report.ts'
import { listQuery, PAGE_SIZE } from '../report-list.ts'
import { StatusTag } from './history.tsx'

interface StaffListPageProps {
  readonly view: View
  readonly filter: Readonly<{ status: string; category: string; words: string; page: number }>
  readonly reports: readonly Report[]
  readonly total: number
  /** How many reports each status has, whatever the filter. */
  readonly counts: ReadonlyMap<Status, number>
  readonly now: Temporal.Instant
}

/** The reports of the bodies that somebody works for. */
export function StaffListPage({ view, filter, reports, total, counts, now }: StaffListPageProps) {
  const t = messages(view.language)
  const base = `/${view.language}/staff/reports`
  const pages = Math.ceil(total / PAGE_SIZE)
  const isLate = (report: Report) =>
    !isClosed(report.status) && Temporal.Instant.compare(answerBefore(report.receivedAt), now) < 0
  return (
    <Page view={view} title={t('staff.title')} wide>
      <h1 class="govuk-heading-l">{t('staff.title')}</h1>
      <SearchForm label={t('list.filter')} action={base} classes="sp-filter">
        <Select
          name="status"
          label={t('status')}
          value={filter.status}
          options={[
            { value: '', text: t('list.all') },
            { value: 'open', text: t('list.open') },
            { value: 'closed', text: t('list.closed') },
            ...STATUSES.map((status) => ({
              value: status,
              text: `${t(`status.${status}`)} (${counts.get(status) ?? 0})`,
            })),
          ]}
        />
        <Select
          name="category"
          label={t('category')}
          value={filter.category}
          options={[
            { value: '', text: t('list.all') },
            ...CATEGORIES.map((category) => ({ value: category, text: t(`category.${category}`) })),
          ]}
        />
        <Input name="words" label={t('staff.search')} value={filter.words} type="search" />
        <Button kind="secondary">{t('list.show')}</Button>
      </SearchForm>
      <p class="govuk-body" role="status">
        {t('list.count', { count: total })}
      </p>
      {reports.length === 0 ? (
        <p class="govuk-body">{t('list.empty')}</p>
      ) : (
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
            <a class="govuk-link" href={`${base}/${report.number}`}>
              {report.number}
            </a>,
            t(`category.${report.category}`),
            [report.street, report.postalCode].filter(Boolean).join(', ') || t('check.onMap'),
            shortDate(report.receivedAt, view.language),
            <>
              {shortDate(answerBefore(report.receivedAt), view.language)}{' '}
              {isLate(report) && <Tag colour="red">{t('staff.late')}</Tag>}
            </>,
            <StatusTag status={report.status} language={view.language} />,
          ])}
        />
      )}
      {pages > 1 && (
        <Pagination {...pagination(filter.page, pages, (number) => `${base}${listQuery(filter, { page: number })}`)} />
      )}
    </Page>
  )
}
