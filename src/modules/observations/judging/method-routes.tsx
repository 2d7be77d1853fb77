import { z } from 'zod'
import { page } from '#web/answer.ts'
import { route, type Route } from '#web/route.ts'
import { METHOD_PATH } from './method-path.ts'
import { MethodPage } from './pages/method-page.tsx'
import { rulesInForce } from './rule-store.ts'
import { mayChangeRules } from './ruling/office.ts'

const MethodOutput = z.object({
  properties: z.array(
    z.object({
      property: z.string().describe('Word of the vocabulary'),
      unit: z.string().describe('Of the limits, as UCUM'),
      version: z.number().int().describe('0: what the program proposes'),
      since: z.iso.datetime().nullable(),
      reason: z.string(),
      tests: z.array(
        z.object({
          test: z.string(),
          with: z.array(z.string()).optional().describe('What a value is compared with'),
          parameters: z.record(z.string(), z.json()),
        }),
      ),
      sources: z.array(z.string()),
    }),
  ),
})

/** How values are tested, for everybody. */
export const methodRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: `/:language${METHOD_PATH}`,
    summary: 'How measurements are tested: tests and limits of each property, with version and since when',
    may: 'anyone',
    input: z.object({}),
    output: MethodOutput,
    handle: async (_input, context) => {
      const { view, sql } = context
      const ruleSets = [...(await rulesInForce(sql)).values()]
      const properties = ruleSets.map(({ property, unit, version, begunAt, reason, rules, sources }) => ({
        property,
        unit,
        version,
        since: begunAt?.toString() ?? null,
        reason,
        tests: rules.map((rule) => ({
          test: rule.test,
          ...(rule.with && { with: [...rule.with] }),
          parameters: z.record(z.string(), z.json()).parse(rule.parameters),
        })),
        sources: [...sources],
      }))
      return page(<MethodPage view={view} ruleSets={ruleSets} mayChange={mayChangeRules(context)} />, 200, {
        properties,
      })
    },
  }),
]
