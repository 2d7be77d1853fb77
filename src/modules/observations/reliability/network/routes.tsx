import { municipalityName, listAreas, themedView } from '#modules/region/public.ts'
import { content, json, page } from '#web/answer.ts'
import { toCsv } from '#web/csv.ts'
import { route, type Context, type Route } from '#web/route.ts'
import { codesOf } from '../../pages/names.ts'
import { listMeasured } from '../../store/shown-values.ts'
import { NetworkFilter, PAGE_SIZE } from './filter.ts'
import { countNetwork, countPlaces, countReasons, listNetwork, type NetworkAsked } from './network-store.ts'
import { NETWORK_PATH } from './path.ts'
import { NetworkPage } from './network-page.tsx'
import { dataOfNetwork, NetworkOutput, rowOf, type NetworkReport } from './told.ts'

/** Lines of the list as CSV. */
const MOST_LINES = 10_000

/** Which sensors may be used for which question, for who decides with measurements. */
export const networkRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: `/:language${NETWORK_PATH}`,
    summary: 'How many sensors may be used for a question, why not the others, and which they are',
    may: 'anyone',
    input: NetworkFilter,
    output: NetworkOutput,
    handle: async (filter, context) => {
      const report = await gather(filter, context)
      const { areas } = await listAreas(context)
      const municipalities = areas
        .map(({ municipality }) => ({ nis: municipality.nis, name: municipalityName(municipality, context.language) }))
        .toSorted((a, b) => a.name.localeCompare(b.name, context.language))
      return page(
        <NetworkPage
          view={filter.municipality === '' ? context.view : await themedView(context, { nis: filter.municipality })}
          report={report}
          measured={await listMeasured(context.sql)}
          municipalities={municipalities}
        />,
        200,
        dataOfNetwork(report),
      )
    },
  }),
  route({
    method: 'GET',
    path: '/api/sensors/network-report',
    summary: 'How many sensors may be used for a question, as JSON',
    may: 'anyone',
    input: NetworkFilter,
    output: NetworkOutput,
    handle: async (filter, context) => json(dataOfNetwork(await gather(filter, context))),
  }),
  route({
    method: 'GET',
    path: '/api/sensors/network-report.csv',
    summary: 'Which sensors may be used for a question, as CSV: the first 10,000',
    may: 'anyone',
    input: NetworkFilter,
    handle: async (filter, context) => {
      const streams = await listNetwork(context.sql, await askedOf(filter, context), { limit: MOST_LINES, offset: 0 })
      const rows = streams.map(rowOf).map((row) => ({ ...row, objections: row.objections.join(' ') }))
      return content(
        'text/csv; charset=utf-8',
        toCsv(['id', 'name', 'municipality', 'score', 'band', 'may', 'objections'], rows),
      )
    },
  }),
]

async function askedOf({ property, municipality, question }: NetworkFilter, context: Context): Promise<NetworkAsked> {
  return {
    property: property === '' ? undefined : property,
    municipalities: municipality === '' ? undefined : await codesOf(municipality, context),
    question,
  }
}

async function gather(filter: NetworkFilter, context: Context): Promise<NetworkReport> {
  const { sql } = context
  const asked = await askedOf(filter, context)
  return {
    filter,
    counts: await countNetwork(sql, asked),
    reasons: await countReasons(sql, asked),
    places: await countPlaces(sql, asked),
    streams: await listNetwork(sql, asked, { limit: PAGE_SIZE, offset: (filter.page - 1) * PAGE_SIZE }),
  }
}
