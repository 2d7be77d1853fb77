import { z } from 'zod'
import { page } from '#web/answer.ts'
import { route, type Route } from '#web/route.ts'
import { METHOD_PATH } from './method-path.ts'
import { listOccasions } from './occasions/occasion-store.ts'
import type { Occasion } from './occasions/occasion.ts'
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
  occasions: z.array(
    z.object({
      words: z.string().describe('What happened'),
      language: z.string(),
      from: z.iso.datetime(),
      until: z.iso.datetime(),
      municipalities: z.array(z.string()).describe('NIS codes; empty: the whole region'),
      properties: z.array(z.string()).describe('Words of the vocabulary'),
    }),
  ),
})

const YEAR_HOURS = 366 * 24
const MOST_OCCASIONS = 100

function toldOf({ words, language, from, until, municipalities, properties }: Occasion) {
  return {
    words,
    language,
    from: from.toString(),
    until: until.toString(),
    municipalities: [...municipalities],
    properties: [...properties],
  }
}

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
      const { view, sql, clock } = context
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
      const occasions = await listOccasions(sql, {
        since: clock().subtract({ hours: YEAR_HOURS }),
        limit: MOST_OCCASIONS,
      })
      return page(
        <MethodPage view={view} ruleSets={ruleSets} occasions={occasions} mayChange={mayChangeRules(context)} />,
        200,
        { properties, occasions: occasions.map(toldOf) },
      )
    },
  }),
]
