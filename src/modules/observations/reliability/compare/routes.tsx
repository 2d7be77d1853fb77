import { Problem } from '#core/problem.ts'
import { listAreas, municipalityName } from '#modules/region/public.ts'
import { content, page } from '#web/answer.ts'
import { toCsv } from '#web/csv.ts'
import { route, type Context, type Route } from '#web/route.ts'
import { messages as sensorWords } from '../../messages.ts'
import { codesOf } from '../../pages/names.ts'
import { listMeasured } from '../../store/shown-values.ts'
import { messages } from '../messages.ts'
import { describeDatastreams } from '../describe-datastreams.ts'
import { ComparePage } from './compare-page.tsx'
import { listChoosable, listChosen } from './compare-store.ts'
import { compareDaily, readDaily } from './daily.ts'
import { CompareInput, DaysInput, MOST_COMPARED } from './input.ts'
import { COMPARE_PATH } from './path.ts'
import { CompareOutput, dataOfComparison, type Comparison } from './told.ts'

/** So many are offered to choose from. */
const MOST_OFFERED = 30

/** Whether datastreams may be put beside each other, and only then: beside each other. */
export const compareRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: `/:language${COMPARE_PATH}`,
    summary:
      'Whether two to five datastreams may be compared, with reasons; drawn together when they may, or with a warning',
    may: 'anyone',
    input: CompareInput,
    output: CompareOutput,
    handle: async (input, context) => {
      const { sql, language, view } = context
      const comparison = await gather(input, context)
      const [first] = comparison.chosen
      const property = input.property === '' ? (first?.property ?? '') : input.property
      const near = input.municipality === '' ? (first?.municipality ?? '') : input.municipality
      const offered =
        property === ''
          ? []
          : await listChoosable(
              sql,
              { property, municipalities: near === '' ? undefined : await codesOf(near, context) },
              MOST_OFFERED,
            )
      const { areas } = await listAreas(context)
      return page(
        <ComparePage
          view={view}
          input={{ ...input, property, municipality: near }}
          comparison={comparison}
          isTooMany={input.datastream.length > MOST_COMPARED}
          offered={offered}
          measured={await listMeasured(sql)}
          municipalities={areas
            .map(({ municipality }) => ({ nis: municipality.nis, name: municipalityName(municipality, language) }))
            .toSorted((a, b) => a.name.localeCompare(b.name, language))}
        />,
        200,
        dataOfComparison(comparison),
      )
    },
  }),
  route({
    method: 'GET',
    path: '/api/comparison/:datastreams/days.csv',
    summary: 'Two to five datastreams by day in one unit, as CSV: when they may be compared, or with anyway=yes',
    may: 'anyone',
    input: DaysInput,
    handle: async ({ datastreams, anyway }, context) => {
      const { daily, chosen } = await gather({ datastream: datastreams, anyway }, context)
      if (chosen.length < 2) throw new Problem('datastream-unknown', 404, sensorWords.say('comparison.unknown'))
      if (daily === undefined) throw new Problem('not-comparable', 409, messages.say('compare.refused'))
      const columns = ['day', ...daily.series.map(({ datastream }) => `datastream ${datastream}`)]
      const rows = daily.days.map((day, place): Record<string, string | number | null> => ({
        day: day.toString(),
        ...Object.fromEntries(
          daily.series.map(({ datastream, values }) => [`datastream ${datastream}`, values[place] ?? null]),
        ),
      }))
      return content('text/csv; charset=utf-8', toCsv(columns, rows))
    },
  }),
]

async function gather(
  { datastream, anyway }: Pick<CompareInput, 'datastream' | 'anyway'>,
  { sql, clock }: Context,
): Promise<Comparison> {
  const ids = datastream.slice(0, MOST_COMPARED)
  const chosen = await listChosen(sql, ids)
  const now = clock()
  const described = await describeDatastreams(
    sql,
    chosen.map(({ id }) => id),
    now,
  )
  const verdict = described.length < 2 ? undefined : compareDaily(described)
  const isDrawn = verdict !== undefined && (verdict.verdict === 'comparable' || anyway === 'yes')
  return { chosen, described, verdict, daily: isDrawn ? await readDaily(sql, described, now) : undefined }
}
