import { z } from 'zod'
import type { Route } from '#web/route.ts'
import { messages } from '../messages.ts'
import { inBothFormats } from './both-formats.ts'
import { ROOT } from './discovery-routes.ts'
import { getJurisdiction } from './jurisdiction.ts'
import { refusal } from './protocol.ts'
import { Common } from './request-filter.ts'
import { categoryOf, defineService, listServices } from './services.ts'

/** What may be reported, and what is asked about it. */
export const serviceRoutes: readonly Route[] = [
  ...inBothFormats({
    method: 'GET',
    path: `${ROOT}/services`,
    summary: 'Open311 service list',
    input: Common,
    handle: async ({ jurisdiction_id }, context) => {
      await getJurisdiction(jurisdiction_id, context)
      return { root: 'services', value: listServices(context.language) }
    },
  }),
  ...inBothFormats({
    method: 'GET',
    path: `${ROOT}/services/:service_code`,
    summary: 'Open311 service definition',
    input: Common.extend({ service_code: z.string().max(100) }),
    handle: async ({ jurisdiction_id, service_code }, context) => {
      await getJurisdiction(jurisdiction_id, context)
      const category = categoryOf(service_code)
      if (category === undefined) throw refusal('service_code', messages.say('error.service'), 404)
      return { root: 'service_definition', value: defineService(category, context.language) }
    },
  }),
]
