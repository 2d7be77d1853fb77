import { z } from 'zod'
import { HOME_TIME_ZONE } from '#core/i18n/format.ts'
import { content, json, page } from '#web/answer.ts'
import { toCsv } from '#web/csv.ts'
import { route, type Context, type Route } from '#web/route.ts'
import { themedView } from '#modules/region/public.ts'
import { getStream, type AlertStream } from '../../alerts/alerts.ts'
import { OfDatastream } from '../../alerts/datastream-id.ts'
import { messages as alertWords } from '../../alerts/messages.ts'
import { calibratedNow } from '../../calibrating/routes.tsx'
import { HOW_PATH } from '../how-path.ts'
import { objectionState } from '../objection/objection-store.ts'
import { mayObject } from '../objection/staff-routes.tsx'
import { HowPage } from '../pages/how-page.tsx'
import { dataOfQuestions, QuestionsOutput } from '../questions-told.ts'
import { listMonthsTold, listTestsThatSpoke } from '../report-store.ts'
import { findScore, findThingOf, type Window } from '../score-store.ts'
import { windowAt } from '../score-datastreams.ts'
import { ReportPage } from './report-page.tsx'
import { dataOfReport, ReportOutput, shareOf, type Report } from './told.ts'

/** Months that the chart shows. */
const MONTHS = 12
const wording = alertWords.find

/** How far a datastream can be relied on, why, and what can be done: for everybody. */
export const reportRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/:language/sensors/datastreams/:datastream/report',
    summary:
      'How reliable a datastream is: score with its parts, flags by test, uptime by month, what it may be used for',
    may: 'anyone',
    input: OfDatastream,
    wording,
    output: ReportOutput,
    handle: async ({ datastream }, context) => {
      const stream = await getStream(context.sql, datastream)
      const report = await gather(stream, context)
      const { municipality } = stream
      return page(
        <ReportPage
          view={municipality === null ? context.view : await themedView(context, { nis: municipality })}
          stream={stream}
          report={report}
          objected={await objectionState(context.sql, datastream)}
          mayObject={mayObject(context, stream.owner)}
          calibrated={await calibratedNow(datastream, context)}
        />,
        200,
        dataOfReport(report),
      )
    },
  }),
  route({
    method: 'GET',
    path: '/api/datastreams/:datastream/reliability',
    summary: 'How reliable a datastream is, as JSON',
    may: 'anyone',
    input: OfDatastream,
    wording,
    output: ReportOutput,
    handle: async ({ datastream }, context) =>
      json(dataOfReport(await gather(await getStream(context.sql, datastream), context))),
  }),
  route({
    method: 'GET',
    path: '/api/datastreams/:datastream/uptime.csv',
    summary: 'Share of the hours of each of the last twelve months in which a datastream has a value, as CSV',
    may: 'anyone',
    input: OfDatastream,
    wording,
    handle: async ({ datastream }, context) => {
      const { months } = await gather(await getStream(context.sql, datastream), context)
      const rows = months.map((month) => ({
        from: month.from.toString(),
        until: month.until.toString(),
        hours: month.told,
        possible: month.possible,
        share: shareOf(month),
      }))
      return content('text/csv; charset=utf-8', toCsv(['from', 'until', 'hours', 'possible', 'share'], rows))
    },
  }),
  route({
    method: 'GET',
    path: `/:language${HOW_PATH}`,
    summary: 'How it is decided whether sensors may be compared, and how reliable they are',
    may: 'anyone',
    input: z.object({}),
    output: QuestionsOutput,
    handle: (_input, { view }) => page(<HowPage view={view} />, 200, dataOfQuestions()),
  }),
]

async function gather({ id }: AlertStream, { sql, clock }: Pick<Context, 'sql' | 'clock'>): Promise<Report> {
  const now = clock()
  const score = await findScore(sql, id)
  return {
    datastream: id,
    thing: await findThingOf(sql, id),
    score,
    tests: await listTestsThatSpoke(sql, id, score ?? windowAt(now)),
    months: await listMonthsTold(sql, id, monthsUntil(now), now),
  }
}

/** The last twelve months of the calendar, this one too. */
function monthsUntil(now: Temporal.Instant): Window[] {
  const first = now.toZonedDateTimeISO(HOME_TIME_ZONE).with({ day: 1 }).startOfDay()
  return Array.from({ length: MONTHS }, (_, place) => {
    const from = first.subtract({ months: MONTHS - 1 - place })
    return { from: from.toInstant(), until: from.add({ months: 1 }).toInstant() }
  })
}
