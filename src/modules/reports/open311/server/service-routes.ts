import { z } from 'zod'
import { route, type Route } from '#web/route.ts'
import { messages } from '../messages.ts'
import { ROOT } from './discovery-routes.ts'
import { answer, FORMATS } from './document.ts'
import { getJurisdiction } from './jurisdiction.ts'
import { open311, refusal } from './protocol.ts'
import { languageOf } from './reader.ts'
import { Common } from './request-filter.ts'
import { categoryOf, defineService, listServices } from './services.ts'

/** What may be reported, and what is asked about it. */
export const serviceRoutes: readonly Route[] = FORMATS.flatMap((format) => [
  route({
    method: 'GET',
    path: `${ROOT}/services.${format}`,
    summary: `Open311 service list, as ${format.toUpperCase()}`,
    may: 'anyone',
    protocol: open311,
    input: Common,
    handle: async ({ jurisdiction_id, locale }, context) => {
      await getJurisdiction(jurisdiction_id, context)
      return answer({ root: 'services', value: listServices(languageOf(locale, context)) }, format)
    },
  }),
  route({
    method: 'GET',
    path: `${ROOT}/services/:service_code.${format}`,
    summary: `Open311 service definition, as ${format.toUpperCase()}`,
    may: 'anyone',
    protocol: open311,
    input: Common.extend({ service_code: z.string().max(100) }),
    handle: async ({ jurisdiction_id, locale, service_code }, context) => {
      await getJurisdiction(jurisdiction_id, context)
      const category = categoryOf(service_code)
      if (category === undefined) throw refusal('service_code', messages.say('error.service'), 404)
      return answer({ root: 'service_definition', value: defineService(category, languageOf(locale, context)) }, format)
    },
  }),
])
