import { municipalityNameOf } from '#modules/region/public.ts'
import { listQuery } from '#web/list-query.ts'
import { ATOM_TYPE, feed, tagUri } from '#web/atom.ts'
import { route } from '#web/route.ts'
import { longDate } from '#core/i18n/format.ts'
import { narrow } from './list-routes.tsx'
import { messages } from './messages.ts'
import { publicView } from './report.ts'
import { PAGE_SIZE, ReportListFilter } from './report-list.ts'
import { listReports } from './store/find.ts'
import { statusWords } from './status-words.ts'

/** The list of reports for whoever follows it: of the region or of a municipality, in each language. */
export const feedRoutes = [
  route({
    method: 'GET',
    path: '/:language/reports.atom',
    summary: `What residents reported, as a feed (${ATOM_TYPE})`,
    may: 'anyone',
    input: ReportListFilter.omit({ map: true }),
    handle: async (filter, context) => {
      const { sql, language, config } = context
      const t = messages(language)
      const { baseUrl } = config
      const { page, ...rest } = filter
      const { reports, total } = await listReports(sql, await narrow(filter, context), {
        limit: PAGE_SIZE,
        offset: (page - 1) * PAGE_SIZE,
      })
      const names = new Map<string, string>()
      for (const { municipality } of reports)
        if (!names.has(municipality)) names.set(municipality, await municipalityNameOf(municipality, context))
      const title =
        rest.municipality === ''
          ? t('list.title')
          : t('list.titleIn', { municipality: await municipalityNameOf(rest.municipality, context) })
      return feed({
        id: tagUri(baseUrl, `reports:${language}:${[rest.municipality, rest.category, rest.status].join(':')}`),
        title,
        language,
        page: `${baseUrl}/${language}/reports${listQuery(rest)}`,
        address: (number) => `${baseUrl}/${language}/reports.atom${listQuery(rest, { page: number })}`,
        number: page,
        pages: Math.max(1, Math.ceil(total / PAGE_SIZE)),
        entries: reports.map(publicView).map((report) => {
          const category = t(`category.${report.category}`)
          const place = [report.street, report.postalCode, names.get(report.municipality)].filter(Boolean).join(', ')
          const received = `${t('list.received')} ${longDate(report.receivedAt, language)}`
          return {
            id: tagUri(baseUrl, `report:${report.number}`),
            title: t('report.title', { number: String(report.number), category }),
            address: `${baseUrl}/${language}/reports/${report.number}`,
            published: report.receivedAt,
            updated: report.updatedAt,
            summary: [place, received, statusWords(report, language), report.note].filter(Boolean).join(' – '),
            category: { term: report.category, label: category },
          }
        }),
      })
    },
  }),
]
