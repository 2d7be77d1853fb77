import { listQuery } from '#web/list-query.ts'
import { Button } from '#web/components/button/button.tsx'
import { SearchForm } from '#web/components/form/form.tsx'
import { Input } from '#web/components/input/input.tsx'
import { Pagination, pagination } from '#web/components/pagination/pagination.tsx'
import { Select } from '#web/components/select/select.tsx'
import { Page } from '#web/page.tsx'
import type { FieldError } from '#web/route.ts'
import type { View } from '#web/view.ts'
import { CATEGORIES } from '../category.ts'
import { CHANNELS } from '../channel.ts'
import type { SavedFilter, Team } from '../handling/desk-store.ts'
import { BulkDone, BulkForm } from '../handling/pages/bulk-form.tsx'
import { SavedFilters } from '../handling/pages/saved-filters.tsx'
import { messages as handling } from '../handling/messages.ts'
import { messages } from '../messages.ts'
import { STATUSES, type Report, type Status } from '../report.ts'
import { PAGE_SIZE } from '../report-list.ts'
import { countText } from './count-text.ts'
import { WHOSE, type StaffFilter } from '../staff/filter.ts'

export interface StaffListPageProps {
  readonly view: View
  readonly filter: StaffFilter
  readonly reports: readonly Report[]
  /** Those that could not be sent to the own system of their body. */
  readonly unsent: ReadonlySet<string>
  readonly total: number
  /** How many reports each status has, whatever the filter. */
  readonly counts: ReadonlyMap<Status, number>
  readonly teams: readonly Team[]
  readonly filters: readonly SavedFilter[]
  readonly mayHandle: boolean
  /** What was just done to many at once. */
  readonly done: { readonly id: string; readonly count: number; readonly undone: number | null } | undefined
  readonly errors: readonly FieldError[]
  readonly today: Temporal.PlainDate
}

/** The reports of the bodies that somebody works for. */
export function StaffListPage(props: StaffListPageProps) {
  const { view, filter, reports, total, done, errors } = props
  const t = messages(view.language)
  const base = `/${view.language}/staff/reports`
  const pages = Math.ceil(total / PAGE_SIZE)
  return (
    <Page view={view} title={t('staff.title')} errors={errors} wide>
      <h1 class="govuk-heading-l">{t('staff.title')}</h1>
      {done !== undefined && <BulkDone view={view} query={listQuery(filter)} {...done} />}
      {props.mayHandle && (
        <Button href={`/${view.language}/reports/new`} kind="secondary">
          {handling(view.language)('takeIn')}
        </Button>
      )}
      <SavedFilters {...props} />
      <Filter {...props} />
      <p class="govuk-body" role="status">
        {countText(total, view.language)}
      </p>
      {reports.length === 0 ? <p class="govuk-body">{t('list.empty')}</p> : <BulkForm {...props} />}
      {pages > 1 && (
        <Pagination {...pagination(filter.page, pages, (number) => `${base}${listQuery(filter, { page: number })}`)} />
      )}
    </Page>
  )
}

function Filter({ view, filter, counts, teams }: StaffListPageProps) {
  const t = messages(view.language)
  const h = handling(view.language)
  const shown = {
    mine: h('list.mine'),
    unassigned: h('list.unassigned'),
    added: h('list.added'),
    late: h('list.late'),
    following: h('list.following'),
  }
  return (
    <SearchForm label={t('list.filter')} action={`/${view.language}/staff/reports`} classes="sp-filter">
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
      <Select
        name="whose"
        label={h('list.whose')}
        value={filter.whose}
        options={[{ value: '', text: t('list.all') }, ...WHOSE.map((whose) => ({ value: whose, text: shown[whose] }))]}
      />
      {teams.length > 0 && (
        <Select
          name="team"
          label={h('plan.team')}
          value={filter.team}
          options={[{ value: '', text: t('list.all') }, ...teams.map(({ id, name }) => ({ value: id, text: name }))]}
        />
      )}
      <Select
        name="channel"
        label={h('list.channel')}
        value={filter.channel}
        options={[
          { value: '', text: t('list.all') },
          ...CHANNELS.map((channel) => ({ value: channel, text: t(`channel.${channel}`) })),
        ]}
      />
      <Input name="words" label={t('staff.search')} value={filter.words} type="search" />
      <Button kind="secondary">{t('list.show')}</Button>
    </SearchForm>
  )
}
