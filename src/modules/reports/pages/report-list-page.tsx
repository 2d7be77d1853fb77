import { listQuery } from '#web/list-query.ts'
import { shortDate } from '#core/i18n/format.ts'
import { Button } from '#web/components/button/button.tsx'
import { SearchForm } from '#web/components/form/form.tsx'
import { Pagination, pagination } from '#web/components/pagination/pagination.tsx'
import { Select } from '#web/components/select/select.tsx'
import { Table } from '#web/components/table/table.tsx'
import { FeedLink } from '#web/feed-link.tsx'
import { dataset } from '#web/linked-data.tsx'
import { AreaMap, type MapArea, type MapPoint } from '#web/maps/area-map.tsx'
import { windowHref, type MapWindow } from '#web/maps/map-window.ts'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import { CATEGORIES, type Category } from '../category.ts'
import { messages as figures } from '../figures/messages.ts'
import { messages } from '../messages.ts'
import { countText } from './count-text.ts'
import { isClosed, STATUSES, type PublicReport } from '../report.ts'
import { PAGE_SIZE, type ReportListFilter } from '../report-list.ts'
import type { MapReport } from '../store/find.ts'
import { StatusTag } from './history.tsx'

/** So many of the newest stand on the map. */
export const MAP_LIMIT = 1000

interface ReportListPageProps {
  readonly view: View
  readonly filter: ReportListFilter
  readonly reports: readonly PublicReport[]
  readonly total: number
  readonly municipalities: readonly { nis: string; name: string }[]
  readonly map: {
    readonly areas: readonly MapArea[]
    readonly points: readonly MapReport[]
    readonly window: MapWindow
    /** How many reports of this list have no place on the map. */
    readonly missing: number
  }
  readonly boundaries: string
}

/** What residents reported: a map and, equal to it, a list. */
export function ReportListPage({ view, filter, reports, total, municipalities, map, boundaries }: ReportListPageProps) {
  const t = messages(view.language)
  const base = `/${view.language}/reports`
  const pages = Math.ceil(total / PAGE_SIZE)
  const names = new Map(municipalities.map(({ nis, name }) => [nis, name]))
  const chosen = names.get(filter.municipality)
  const title = chosen === undefined ? t('list.title') : t('list.titleIn', { municipality: chosen })
  const query = listQuery(dataFilter(filter))
  const feed = `${base}.atom${query}`
  return (
    <Page
      view={view}
      title={title}
      description={t('list.intro')}
      wide
      linked={{
        kind: 'CollectionPage',
        main: dataset(view, {
          name: title,
          description: t('list.intro'),
          files: [...['/api/reports.csv', '/api/reports', '/api/reports.geojson'].map((file) => file + query), feed],
        }),
      }}
      head={
        <>
          <link rel="alternate" type="application/geo+json" href={`/api/reports.geojson${query}`} />
          <FeedLink title={title} href={feed} />
        </>
      }
    >
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{t('list.intro')}</p>
      <Button href={`${base}/new`} isStart>
        {t('list.new')}
      </Button>
      <p class="govuk-body">
        <a class="govuk-link" href={`${base}/figures${listQuery({ municipality: filter.municipality })}`}>
          {figures(view.language)('link')}
        </a>
      </p>
      <SearchForm label={t('list.filter')} action={base} classes="sp-filter">
        <Select
          name="municipality"
          label={t('list.municipality')}
          value={filter.municipality}
          options={[
            { value: '', text: t('list.allMunicipalities') },
            ...municipalities.map(({ nis, name }) => ({ value: nis, text: name })),
          ]}
        />
        <Select
          name="category"
          label={t('category')}
          value={filter.category}
          options={[
            { value: '', text: t('list.all') },
            ...CATEGORIES.map((id) => ({ value: id, text: categoryName(id) })),
          ]}
        />
        <Select
          name="status"
          label={t('status')}
          value={filter.status}
          options={[
            { value: '', text: t('list.all') },
            { value: 'open', text: t('list.open') },
            { value: 'closed', text: t('list.closed') },
            ...STATUSES.map((status) => ({ value: status, text: t(`status.${status}`) })),
          ]}
        />
        <Button kind="secondary">{t('list.show')}</Button>
      </SearchForm>
      <p class="govuk-body" role="status">
        {countText(total, view.language)}
      </p>
      {total === 0 && <p class="govuk-body">{t('list.empty')}</p>}
      <AreaMap
        areas={map.areas}
        basemap={view.basemap}
        height={400}
        points={map.points.map(mapPoint)}
        title={t('list.map')}
        description={t('list.mapDescription')}
        window={map.window}
        href={(window) => windowHref(`${base}${listQuery(filter, { map: '' })}`, window)}
        legend={[
          { text: t('list.open'), className: 'sp-kind-1', kind: 'place' },
          { text: t('list.closed'), className: 'sp-kind-2', kind: 'place' },
        ]}
      />
      <p class="govuk-hint">
        {boundaries} {t('list.withoutPoint', { count: map.missing })}{' '}
        {map.points.length >= MAP_LIMIT && t('map.newest', { count: MAP_LIMIT })}
      </p>
      {reports.length > 0 && (
        <Table
          caption={title}
          stack
          head={[t('list.number'), t('category'), t('list.place'), t('list.received'), t('status')]}
          rows={reports.map((report) => [
            <a class="govuk-link" href={`${base}/${report.number}`}>
              {report.number}
            </a>,
            categoryName(report.category),
            [report.street, names.get(report.municipality) ?? report.municipality].filter(Boolean).join(', '),
            shortDate(report.receivedAt, view.language),
            <StatusTag report={report} language={view.language} />,
          ])}
        />
      )}
      {pages > 1 && (
        <Pagination {...pagination(filter.page, pages, (page) => `${base}${listQuery(filter, { page })}`)} />
      )}
      <p class="govuk-body-s">
        {t('list.data')}{' '}
        {(['json', 'csv', 'geojson'] as const).map((format) => (
          <>
            <a
              class="govuk-link"
              href={`/api/reports${format === 'json' ? '' : `.${format}`}${listQuery(dataFilter(filter))}`}
            >
              {format === 'geojson' ? 'GeoJSON' : format.toUpperCase()}
            </a>{' '}
          </>
        ))}
        <a class="govuk-link" href={feed}>
          Atom
        </a>
      </p>
    </Page>
  )

  function categoryName(id: Category): string {
    return t(`category.${id}`)
  }

  function mapPoint(report: MapReport): MapPoint {
    const words = [categoryName(report.category), report.street, t(`status.${report.status}`)]
    return {
      lon: report.lon,
      lat: report.lat,
      href: `${base}/${report.number}`,
      label: words.filter(Boolean).join(', '),
      className: isClosed(report.status) ? 'sp-kind-2' : 'sp-kind-1',
    }
  }
}

function dataFilter({ municipality, category, status }: ReportListFilter) {
  return { municipality, category, status }
}
