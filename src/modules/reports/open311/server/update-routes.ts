import type { z } from 'zod'
import { route, type Route } from '#web/route.ts'
import { useKey } from '../keys/use-key.ts'
import { ROOT } from './discovery-routes.ts'
import { answer, FORMATS } from './document.ts'
import { findUpdates } from './find-requests.ts'
import { getJurisdiction } from './jurisdiction.ts'
import { PostedUpdate, postUpdate } from './post-update.ts'
import { open311 } from './protocol.ts'
import { languageOf } from './reader.ts'
import { numbersOf, spanOf, UpdateQuery } from './request-filter.ts'
import { showUpdate } from './show-request.ts'

/** What happened to requests: the extension that FixMyStreet and the systems around it use. */
export const updateRoutes: readonly Route[] = FORMATS.flatMap((format) => [
  route({
    method: 'GET',
    path: `${ROOT}/servicerequestupdates.${format}`,
    summary: `Updates of Open311 service requests (extension), oldest first, as ${format.toUpperCase()}`,
    may: 'anyone',
    protocol: open311,
    input: UpdateQuery,
    handle: async (query: z.output<typeof UpdateQuery>, context) => {
      const { page, page_size } = query
      const jurisdiction = await getJurisdiction(query.jurisdiction_id, context)
      const found = await findUpdates(
        context.sql,
        { jurisdiction, numbers: numbersOf(query.service_request_id), span: spanOf(query, context.clock()) },
        { limit: page_size, offset: (page - 1) * page_size },
      )
      return answer({ root: 'service_request_updates', value: found.map(showUpdate) }, format)
    },
  }),
  route({
    method: 'POST',
    path: `${ROOT}/servicerequestupdates.${format}`,
    summary: `Tell what happened to an Open311 service request (extension), as ${format.toUpperCase()}`,
    may: 'anyone',
    protocol: open311,
    perMinute: 600,
    input: PostedUpdate,
    handle: async (posted, context) => {
      const key = await useKey(posted.api_key, 'updates', context)
      const { id, isNew } = await postUpdate(posted, key, { ...context, language: languageOf(posted.locale, context) })
      return answer({ root: 'service_request_updates', value: [{ update_id: id }] }, format, isNew ? 201 : 200)
    },
  }),
])
