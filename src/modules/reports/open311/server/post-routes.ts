import { z } from 'zod'
import { route, type Context, type Route } from '#web/route.ts'
import { PHOTO_MAX_BYTES } from '../../report-form/answers.ts'
import { useKey } from '../keys/use-key.ts'
import { messages } from '../messages.ts'
import { ROOT } from './discovery-routes.ts'
import { answer, FORMATS, type Members } from './document.ts'
import { getJurisdiction } from './jurisdiction.ts'
import { findByToken, postRequest, PostedRequest, type Posted } from './post-request.ts'
import { open311, refusal } from './protocol.ts'
import { languageOf } from './reader.ts'
import { Common } from './request-filter.ts'

/** Requests that come in, and what became of those that first need an answer. */
export const postRoutes: readonly Route[] = FORMATS.flatMap((format) => [
  route({
    method: 'POST',
    path: `${ROOT}/requests.${format}`,
    summary: `Send an Open311 service request, answered as ${format.toUpperCase()}; attributes as attribute[code]`,
    may: 'anyone',
    protocol: open311,
    perMinute: 600,
    uploadBytes: PHOTO_MAX_BYTES,
    input: PostedRequest,
    handle: async (posted, context) => {
      const key = await useKey(posted.api_key, 'reports', context)
      const reader = { ...context, language: languageOf(posted.locale, context) }
      const made = await postRequest(posted, key, reader)
      return answer({ root: 'service_requests', value: [shown(made, reader)] }, format, made.isNew ? 201 : 200)
    },
  }),
  route({
    method: 'GET',
    path: `${ROOT}/tokens/:token.${format}`,
    summary: `The Open311 service request of a token, as ${format.toUpperCase()}`,
    may: 'anyone',
    protocol: open311,
    input: Common.extend({ token: z.string().max(100) }),
    handle: async ({ token, jurisdiction_id }, context) => {
      await getJurisdiction(jurisdiction_id, context)
      const found = await findByToken(token, context)
      if (found === undefined) throw refusal('token', messages.say('error.token'), 404)
      return answer({ root: 'service_requests', value: [{ service_request_id: found.number, token }] }, format)
    },
  }),
])

function shown(made: Posted, { config, language }: Context): Members {
  if ('number' in made) return { service_request_id: made.number, service_notice: null, account_id: null }
  const link = `${config.baseUrl}/${language}/reports/new/${made.token}/where`
  return { token: made.token, service_notice: messages(language)('notice.where', { link }), account_id: null }
}
