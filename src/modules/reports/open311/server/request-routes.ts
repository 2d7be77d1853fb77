import { z } from 'zod'
import type { Context, Route } from '#web/route.ts'
import { sourceOf } from '../keys/key.ts'
import { useKey } from '../keys/use-key.ts'
import { messages } from '../messages.ts'
import { inBothFormats } from './both-formats.ts'
import { ROOT } from './discovery-routes.ts'
import { findRequests, type RequestFilter } from './find-requests.ts'
import { getJurisdiction } from './jurisdiction.ts'
import { refusal } from './protocol.ts'
import {
  categoriesOf,
  closedOf,
  Common,
  MOST_REQUESTS,
  momentOf,
  numbersOf,
  RequestQuery,
  spanOf,
} from './request-filter.ts'
import { showRequests } from './show-request.ts'

type RequestQuery = z.output<typeof RequestQuery>

/** What was reported, as everybody may see it. */
export const requestRoutes: readonly Route[] = [
  ...inBothFormats({
    method: 'GET',
    path: `${ROOT}/requests`,
    summary: 'Open311 service requests',
    input: RequestQuery,
    handle: async (query, context) => {
      const filter = await filterOf(query, context)
      const { page, page_size, extensions } = query
      // Named requests come all at once: the specification lets their numbers overrule every other argument.
      const part =
        filter.numbers === undefined
          ? { limit: page_size, offset: (page - 1) * page_size }
          : { limit: MOST_REQUESTS, offset: 0 }
      const found = await findRequests(context.sql, filter, part)
      return {
        root: 'service_requests',
        value: await showRequests(found, { extended: extensions === 'true' }, context),
      }
    },
  }),
  ...inBothFormats({
    method: 'GET',
    path: `${ROOT}/requests/:service_request_id`,
    summary: 'One Open311 service request',
    input: Common.extend({ service_request_id: z.string().max(20), extensions: RequestQuery.shape.extensions }),
    handle: async ({ service_request_id, jurisdiction_id, extensions }, context) => {
      const jurisdiction = await getJurisdiction(jurisdiction_id, context)
      const numbers = numbersOf(service_request_id)
      const found = await findRequests(context.sql, { jurisdiction, numbers: numbers ?? [] }, { limit: 1, offset: 0 })
      if (found.length === 0) throw refusal('service_request_id', messages.say('error.request'), 404)
      return {
        root: 'service_requests',
        value: await showRequests(found, { extended: extensions === 'true' }, context),
      }
    },
  }),
]

async function filterOf(query: RequestQuery, context: Context): Promise<RequestFilter> {
  const jurisdiction = await getJurisdiction(query.jurisdiction_id, context)
  const numbers = numbersOf(query.service_request_id)
  if (numbers !== undefined) return { jurisdiction, numbers }
  if (query.client_request_id !== undefined) {
    const key = await useKey(query.api_key, 'reports', context)
    return { jurisdiction, client: { source: sourceOf(key), id: query.client_request_id } }
  }
  const updated = {
    from: momentOf('updated_after', query.updated_after),
    until: momentOf('updated_before', query.updated_before, { end: true }),
  }
  const isByReceipt = query.start_date !== undefined || query.end_date !== undefined
  const isByUpdate = updated.from !== undefined || updated.until !== undefined
  return {
    jurisdiction,
    categories: categoriesOf(query.service_code),
    isClosed: closedOf(query.status),
    // Who follows what changed asks about old requests too.
    received: isByUpdate && !isByReceipt ? {} : spanOf(query, context.clock()),
    updated,
    near: nearOf(query),
  }
}

function nearOf({ lat, long, radius }: RequestQuery): RequestFilter['near'] {
  if (lat === undefined && long === undefined) return undefined
  if (lat === undefined) throw refusal('lat', messages.say('error.latAndLong'))
  if (long === undefined) throw refusal('long', messages.say('error.latAndLong'))
  return { lat, lon: long, radius }
}
