import type { Route } from '#web/route.ts'
import { useKey } from '../keys/use-key.ts'
import { inBothFormats } from './both-formats.ts'
import { ROOT } from './discovery-routes.ts'
import { findUpdates } from './find-requests.ts'
import { getJurisdiction } from './jurisdiction.ts'
import { postAddition, PostedUpdate, postUpdate } from './post-update.ts'
import { numbersOf, spanOf, UpdateQuery } from './request-filter.ts'
import { showUpdates } from './show-request.ts'

/** What happened to requests: the extension that FixMyStreet and the systems around it use. */
export const updateRoutes: readonly Route[] = [
  ...inBothFormats({
    method: 'GET',
    path: `${ROOT}/servicerequestupdates`,
    summary: 'Updates of Open311 service requests (extension), oldest first',
    input: UpdateQuery,
    handle: async ({ page, page_size, ...query }, context) => {
      const jurisdiction = await getJurisdiction(query.jurisdiction_id, context)
      const found = await findUpdates(
        context.sql,
        { jurisdiction, numbers: numbersOf(query.service_request_id), span: spanOf(query, context.clock()) },
        { limit: page_size, offset: (page - 1) * page_size },
      )
      return { root: 'service_request_updates', value: await showUpdates(found, context) }
    },
  }),
  ...inBothFormats({
    method: 'POST',
    path: `${ROOT}/servicerequestupdates`,
    summary: 'Tell what happened to an Open311 service request (extension)',
    perMinute: 600,
    input: PostedUpdate,
    handle: async (posted, context) => {
      const isAddition = posted.on_behalf_of === 'reporter'
      const key = await useKey(posted.api_key, isAddition ? 'reports' : 'updates', context)
      const { id, isNew } = await (isAddition ? postAddition : postUpdate)(posted, key, context)
      return { root: 'service_request_updates', value: [{ update_id: id }], status: isNew ? 201 : 200 }
    },
  }),
]
