import { z } from 'zod'
import { Problem } from '#core/problem.ts'
import { content } from '#web/answer.ts'
import { route, type Answer, type Context, type Route } from '#web/route.ts'
import { DatastreamId } from '../alerts/datastream-id.ts'
import { messages } from '../alerts/messages.ts'
import { listenLive } from './hub.ts'
import { listThere } from './live-store.ts'
import { readPlace } from './place.ts'

const MOST_DATASTREAMS = 100
const HEADERS = {
  // `no-transform`: nothing on the way may compress it, and so hold it up (RFC 9111 §5.2.2.6); nginx listens to its own header.
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
}

const Several = z.object({
  datastream: z
    .union([z.array(DatastreamId).min(1).max(MOST_DATASTREAMS), DatastreamId.transform((one) => [one])], {
      error: 'live.datastreamsWrong',
    })
    .transform((all) => [...new Set(all)]),
})

/** Values as they are stored, as server-sent events (HTML, §9.2). */
export const liveRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/datastreams/live',
    summary: `Values of up to ${MOST_DATASTREAMS} datastreams as they come in (text/event-stream); Last-Event-ID goes on where it was`,
    may: 'anyone',
    input: Several,
    wording: messages.find,
    perMinute: 60,
    handle: ({ datastream }, context) => live(datastream, context),
  }),
  route({
    method: 'GET',
    path: '/api/datastreams/:datastream/live',
    summary: 'Values of a datastream as they come in (text/event-stream); Last-Event-ID goes on where it was',
    may: 'anyone',
    input: z.object({ datastream: DatastreamId }),
    wording: messages.find,
    perMinute: 60,
    handle: ({ datastream }, context) => live([datastream], context),
  }),
]

async function live(datastreams: readonly number[], context: Context): Promise<Answer> {
  const { sql, caller } = context
  const there = await listThere(sql, datastreams)
  if (there.length < datastreams.length) throw new Problem('datastream-unknown', 404, messages.say('unknown'))
  const since = readPlace(caller.header('last-event-id') ?? '')
  const stream = listenLive(context, { datastreams, network: caller.network, since })
  return content('text/event-stream; charset=utf-8', stream, HEADERS)
}
