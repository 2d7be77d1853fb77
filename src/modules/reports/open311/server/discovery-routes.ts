import { z } from 'zod'
import { route, type Context, type Route } from '#web/route.ts'
import { Problem } from '#core/problem.ts'
import { messages } from '../messages.ts'
import { inBothFormats } from './both-formats.ts'
import { FORMATS, type Format, type Members } from './document.ts'
import { ownServerId } from '../server-id.ts'
import { getJurisdiction } from './jurisdiction.ts'
import { open311 } from './protocol.ts'
import { Common, text } from './request-filter.ts'
import { languageOf } from './reader.ts'

/** Where the server stands. */
export const ROOT = '/open311/v2'
/** When what is offered last changed. */
const CHANGESET = '2026-11-27T00:00:00+01:00'
const SPECIFICATION = 'http://wiki.open311.org/GeoReport_v2'

/** What this server does beyond the specification, by the names that its documentation gives them. */
export const EXTENSIONS = [
  'client_request_id',
  'extended_attributes',
  'locale',
  'media_upload',
  'nearby',
  'paging',
  'passed_by',
  'reporter_additions',
  'servicerequestupdates',
  'updated_filter',
] as const

/** How a client finds its way: https://wiki.open311.org/Service_Discovery. Also what no address of the server fits. */
export const discoveryRoutes: readonly Route[] = [
  ...inBothFormats({
    method: 'GET',
    path: `${ROOT}/discovery`,
    summary: 'Open311 service discovery',
    input: Common,
    handle: async ({ jurisdiction_id }, context) => {
      await getJurisdiction(jurisdiction_id, context)
      return { root: 'discovery', value: describeServer(await ownServerId(context.sql), context) }
    },
  }),
  route({
    method: 'GET',
    path: `${ROOT}/*`,
    summary: 'What Open311 does not know',
    may: 'anyone',
    protocol: open311,
    input: z.object({ locale: text(10).optional() }),
    handle: ({ locale }, context) => {
      const unknown = new Problem('not-found', 404, messages.say('error.address'))
      return open311.failure(unknown, { url: urlOf(context), language: languageOf(locale, context), errors: [] })
    },
  }),
]

function describeServer(id: string, { config, language }: Context): Members {
  const formats: Readonly<Record<Format, string>> = { json: 'application/json', xml: 'text/xml' }
  return {
    changeset: CHANGESET,
    contact: config.contactEmail ?? `${config.baseUrl}/${language}`,
    key_service: messages(language)('keyService'),
    endpoints: [
      {
        specification: SPECIFICATION,
        url: `${config.baseUrl}${ROOT}`,
        server_id: id,
        changeset: CHANGESET,
        type: 'production',
        formats: FORMATS.toReversed().map((format) => formats[format]),
        extensions: EXTENSIONS,
      },
    ],
  }
}

function urlOf({ view }: Context): string {
  return view.path
}
