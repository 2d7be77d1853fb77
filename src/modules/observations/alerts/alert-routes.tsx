import { z } from 'zod'
import { themedView } from '#modules/region/public.ts'
import { json, page } from '#web/answer.ts'
import { ATOM_TYPE, feed, tagUri } from '#web/atom.ts'
import { route, type Context, type Route } from '#web/route.ts'
import { allows } from '#web/visitor.ts'
import { getAlerts, listAlerted, type Alerts } from './alerts.ts'
import { OfDatastream } from './datastream-id.ts'
import { eventDetails, momentOfEvent } from './letter.ts'
import { MAY_SET_LEVELS } from './level-routes.tsx'
import { titleOf } from '../called.ts'
import { messages } from './messages.ts'
import { AlertsPage } from './pages/alerts-page.tsx'
import { ToldAlerted, ToldAlerts, toldAlerted, toldAlerts } from './told.ts'

const PAGE_EVENTS = 50
const FEED_EVENTS = 100
const MOST_ALERTED = 1000

const Paged = OfDatastream.extend({
  before: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional().catch(undefined),
})

/** What happened to datastreams with levels and to silent ones: for people, for machines and as a feed. */
export const alertRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/:language/sensors/datastreams/:datastream/alerts',
    summary: 'The levels of a datastream, whether it is silent, and what happened',
    may: 'anyone',
    input: Paged,
    output: ToldAlerts,
    handle: async ({ datastream, before }, context) => {
      const alerts = await asked(datastream, before, context)
      const { owner } = alerts.datastream
      const path = `/${context.language}/sensors/datastreams/${datastream}/alerts`
      const older = nextOf(alerts, path)
      return page(
        <AlertsPage
          view={await themedView(context, { body: owner })}
          alerts={alerts}
          older={older ?? undefined}
          maySetLevels={allows(context.visitor, MAY_SET_LEVELS, owner)}
        />,
        200,
        toldAlerts(alerts, older === null ? null : context.config.baseUrl + older),
      )
    },
  }),
  route({
    method: 'GET',
    path: '/api/datastreams/:datastream/alerts',
    summary: 'The levels of a datastream, whether it is silent, and what happened, the newest first',
    may: 'anyone',
    input: Paged,
    wording: messages.find,
    output: ToldAlerts,
    handle: async ({ datastream, before }, context) => {
      const alerts = await asked(datastream, before, context)
      const older = nextOf(alerts, `/api/datastreams/${datastream}/alerts`)
      return json(toldAlerts(alerts, older === null ? null : context.config.baseUrl + older))
    },
  }),
  route({
    method: 'GET',
    path: '/api/datastreams/alerts',
    summary: 'The datastreams that are in attention or alarm or silent now; `after` is the number of the last one seen',
    may: 'anyone',
    input: z.object({
      after: z.coerce.number().int().min(0).max(2_147_483_647).optional().catch(undefined),
      municipality: z.string().max(10).optional(),
    }),
    output: z.object({ value: z.array(ToldAlerted) }),
    handle: async ({ after = 0, municipality = null }, { sql }) => {
      const alerted = await listAlerted(sql, { after, municipality, limit: MOST_ALERTED })
      return json({ value: alerted.map(toldAlerted) })
    },
  }),
  route({
    method: 'GET',
    path: '/:language/sensors/datastreams/:datastream/alerts.atom',
    summary: `What happened to a datastream, as a feed (${ATOM_TYPE})`,
    may: 'anyone',
    input: OfDatastream,
    handle: async ({ datastream }, context) => {
      const { sql, language, config } = context
      const t = messages(language)
      const { baseUrl } = config
      const alerts = await getAlerts(sql, { datastream, now: context.clock(), limit: FEED_EVENTS })
      const address = `${baseUrl}/${language}/sensors/datastreams/${datastream}/alerts`
      const name = titleOf(alerts.datastream.called, language)
      return feed({
        id: tagUri(baseUrl, `datastream-alerts:${language}:${datastream}`),
        title: t('alerts.title', { name }),
        language,
        page: address,
        address: () => `${address}.atom`,
        number: 1,
        pages: 1,
        entries: alerts.events.map((event) => ({
          id: tagUri(baseUrl, `alert-event:${event.id}`),
          title: `${t(`kind.${event.kind}`)}: ${name}`,
          address,
          published: momentOfEvent(event),
          updated: event.withdrawnAt ?? event.notedAt,
          summary: [
            ...(event.withdrawnAt === null ? [] : [t('withdrawn')]),
            eventDetails(event, alerts.datastream.unit, language),
          ].join(' '),
          category: { term: event.kind, label: t(`kind.${event.kind}`) },
        })),
      })
    },
  }),
]

async function asked(datastream: number, before: number | undefined, { sql, clock }: Context): Promise<Alerts> {
  return getAlerts(sql, { datastream, now: clock(), limit: PAGE_EVENTS, ...(before !== undefined && { before }) })
}

function nextOf({ events }: Alerts, path: string): string | null {
  const last = events.at(-1)
  return last === undefined || events.length < PAGE_EVENTS ? null : `${path}?before=${last.id}`
}
