import { foreseeRetention, listLastRuns } from '#core/retention/retention.ts'
import { page } from '../answer.ts'
import type { Module } from '../module.ts'
import { route, type Route } from '../route.ts'
import { RetentionPage } from './retention-page.tsx'
import { retentionOf } from './rules.ts'

/** What is erased and when, for whoever keeps the square running. */
export function retentionRoutes(modules: readonly Module[]): Route[] {
  return [
    route({
      method: 'GET',
      path: '/:language/operator/retention',
      summary: 'What is erased and when, what was, and what would be now',
      may: 'operator',
      unwalled: 'the rules hold for everything; only counts are shown',
      // A dry run holds rows for a moment: it is not for refreshing.
      perMinute: 30,
      async handle(_input, context) {
        const due = await foreseeRetention(retentionOf(modules), context)
        return page(<RetentionPage view={context.view} due={due} last={await listLastRuns(context.sql)} />)
      },
    }),
  ]
}
