import { z } from 'zod'
import type { Context, Route } from '#web/route.ts'
import { PHOTO_MAX_BYTES } from '../../report-form/answers.ts'
import { useKey } from '../keys/use-key.ts'
import { messages } from '../messages.ts'
import { inBothFormats } from './both-formats.ts'
import { ROOT } from './discovery-routes.ts'
import type { Members } from './document.ts'
import { getJurisdiction } from './jurisdiction.ts'
import { findByToken, postRequest, PostedRequest, type Posted } from './post-request.ts'
import { refusal } from './protocol.ts'
import { Common } from './request-filter.ts'

/** Requests that come in, and what became of those that first need an answer. */
export const postRoutes: readonly Route[] = [
  ...inBothFormats({
    method: 'POST',
    path: `${ROOT}/requests`,
    summary: 'Send an Open311 service request, with attribute[code] for each question of the service',
    perMinute: 600,
    uploadBytes: PHOTO_MAX_BYTES,
    input: PostedRequest,
    handle: async (posted, context) => {
      const key = await useKey(posted.api_key, 'reports', context)
      const made = await postRequest(posted, key, context)
      return { root: 'service_requests', value: [shown(made, context)], status: made.isNew ? 201 : 200 }
    },
  }),
  ...inBothFormats({
    method: 'GET',
    path: `${ROOT}/tokens/:token`,
    summary: 'The Open311 service request of a token',
    input: Common.extend({ token: z.string().max(100) }),
    handle: async ({ token, jurisdiction_id }, context) => {
      await getJurisdiction(jurisdiction_id, context)
      const found = await findByToken(token, context)
      if (found === undefined) throw refusal('token', messages.say('error.token'), 404)
      return { root: 'service_requests', value: [{ service_request_id: found.number, token }] }
    },
  }),
]

function shown(made: Posted, { config, language }: Context): Members {
  if ('number' in made) return { service_request_id: made.number, service_notice: null, account_id: null }
  const link = `${config.baseUrl}/${language}/reports/new?draft=${made.token}`
  return { token: made.token, service_notice: messages(language)('notice.where', { link }), account_id: null }
}
