import { z } from 'zod'
import type { Services } from '#core/services.ts'
import { boxOf } from '#core/geo/polygon.ts'
import { boundariesNotice, listAreas, municipalityName, themedView } from '#modules/region/public.ts'
import { content, json, page } from '#web/answer.ts'
import { toCsv } from '#web/csv.ts'
import { readWindow, windowAround } from '#web/maps/map-window.ts'
import { route } from '#web/route.ts'
import { CATEGORIES } from './category.ts'
import { ALL_CLOSINGS } from './handling/closing.ts'
import { allCodesOf } from './municipality-codes.ts'
import { MAP_LIMIT, ReportListPage } from './pages/report-list-page.tsx'
import { publicPlace, publicView, STATUSES, type PublicReport } from './report.ts'
import { chosenStatuses, PAGE_SIZE, ReportListFilter } from './report-list.ts'
import { countWithoutPlace, listMapReports, listReports, MOST_COUNTED, type ReportFilter } from './store/find.ts'

/** As `<ReportListPage>` draws it. */
const MAP_SIZE = { width: 640, height: 400 }
const DATA_LIMIT = 1000

const DataFilter = ReportListFilter.omit({ page: true, map: true }).extend({
  limit: z.coerce.number().int().min(1).max(DATA_LIMIT).default(100).describe('At most this many, newest first'),
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0).describe('Leave out this many first'),
})

/** A report for machines, without personal data. */
export const PublicReportOutput = z.object({
  number: z.number(),
  municipality: z.string(),
  category: z.enum(CATEGORIES),
  status: z.enum(STATUSES),
  street: z.string(),
  postalCode: z.string(),
  lon: z.number().nullable(),
  lat: z.number().nullable(),
  receivedAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  note: z.string().nullable(),
  hasPhoto: z.boolean(),
  closing: z.enum(ALL_CLOSINGS).nullable().describe('Why it was closed'),
  answerBefore: z.iso.date().describe('Last day for a first answer, as promised'),
  plannedFor: z.iso.date().nullable().describe('When the body will do it'),
  assetLayer: z.string().nullable().describe('What kind of numbered thing it is about, such as lamp'),
  assetNumber: z.string().nullable().describe('The number that is painted on it'),
})
const Total = z
  .number()
  .describe(`How many reports fit, counted up to ${MOST_COUNTED}: one more means that there are more`)

/** The reports of the region for everybody: page, JSON, CSV, GeoJSON. */
export const listRoutes = [
  route({
    method: 'GET',
    path: '/:language/reports',
    summary: 'What residents reported, as a map and a list',
    may: 'anyone',
    input: ReportListFilter,
    output: z.object({ total: Total, page: z.number(), reports: z.array(PublicReportOutput) }),
    handle: async (filter, context) => {
      const { view, language, sql } = context
      const narrowed = await narrow(filter, context)
      const { basis, areas } = await listAreas(context)
      const { reports, total } = await listReports(sql, narrowed, {
        limit: PAGE_SIZE,
        offset: (filter.page - 1) * PAGE_SIZE,
      })
      const onMap = await listMapReports(sql, narrowed, MAP_LIMIT)
      const chosen = areas.filter(({ municipality }) => narrowed.municipalities?.includes(municipality.nis))
      const shape = boxOf((chosen.length > 0 ? chosen : areas).flatMap(({ polygons }) => polygons))
      return page(
        <ReportListPage
          view={filter.municipality === '' ? view : await themedView(context, { nis: filter.municipality })}
          filter={filter}
          reports={reports.map(publicView)}
          total={total}
          municipalities={areas
            .map(({ municipality }) => ({ nis: municipality.nis, name: municipalityName(municipality, language) }))
            .toSorted((a, b) => a.name.localeCompare(b.name, language))}
          map={{
            areas: areas.map(({ municipality, polygons }) => ({
              id: municipality.nis,
              name: municipalityName(municipality, language),
              polygons,
              className: municipality.nis === filter.municipality ? 'sp-area-chosen' : undefined,
            })),
            points: onMap.map((report) => ({ ...report, ...publicPlace(report) })),
            window: readWindow(filter.map) ?? windowAround(shape, MAP_SIZE),
            missing: await countWithoutPlace(sql, narrowed),
          }}
          boundaries={boundariesNotice(basis, language)}
        />,
        200,
        { total, page: filter.page, reports: reports.map(publicView) },
      )
    },
  }),
  route({
    method: 'GET',
    path: '/api/reports',
    summary: 'Reports of residents, without personal data',
    may: 'anyone',
    input: DataFilter,
    output: z.object({ total: Total, reports: z.array(PublicReportOutput) }),
    handle: async (filter, context) => {
      const { reports, total } = await listReports(context.sql, await narrow(filter, context), filter)
      return json({ total, reports: reports.map(publicView) })
    },
  }),
  route({
    method: 'GET',
    path: '/api/reports.csv',
    summary: 'Reports of residents, without personal data, as CSV',
    may: 'anyone',
    input: DataFilter,
    handle: async (filter, context) => {
      const { reports } = await listReports(context.sql, await narrow(filter, context), filter)
      return content('text/csv; charset=utf-8', toCsv(COLUMNS, reports.map(publicView)))
    },
  }),
  route({
    method: 'GET',
    path: '/api/reports.geojson',
    summary: 'Reports of residents that have a place, without personal data, as GeoJSON',
    may: 'anyone',
    input: DataFilter,
    handle: async (filter, context) => {
      const { reports } = await listReports(context.sql, { ...(await narrow(filter, context)), hasPoint: true }, filter)
      const features = reports.map(publicView).filter(hasPoint).map(feature)
      return json({ type: 'FeatureCollection', features }, 200, 'application/geo+json')
    },
  }),
]

const COLUMNS = [
  'number',
  'municipality',
  'category',
  'status',
  'street',
  'postalCode',
  'lon',
  'lat',
  'receivedAt',
  'updatedAt',
  'note',
  'assetLayer',
  'assetNumber',
] as const

/** A municipality stands for itself and for those that it was made of: their reports stay findable after a merger. */
export async function narrow(
  { municipality, category, status }: Pick<ReportListFilter, 'municipality' | 'category' | 'status'>,
  services: Services,
): Promise<ReportFilter> {
  return {
    municipalities: municipality === '' ? undefined : await allCodesOf(municipality, services),
    category: category === '' ? undefined : category,
    statuses: chosenStatuses(status),
    unmerged: true,
  }
}

function hasPoint(report: PublicReport): report is PublicReport & { lon: number; lat: number } {
  return report.lon !== null && report.lat !== null
}

function feature({ lon, lat, ...properties }: PublicReport & { lon: number; lat: number }): object {
  return { type: 'Feature', id: properties.number, geometry: { type: 'Point', coordinates: [lon, lat] }, properties }
}
