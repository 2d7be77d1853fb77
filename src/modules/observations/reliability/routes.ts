import { z } from 'zod'
import { Problem } from '#core/problem.ts'
import { json } from '#web/answer.ts'
import { route, type Route } from '#web/route.ts'
import { compare } from '../comparison/index.ts'
import { messages } from '../messages.ts'
import { VerdictOutput, verdictTold } from './compare/told.ts'
import { describeDatastreams } from './describe-datastreams.ts'

const MOST = 20

const Asked = z.object({
  datastreams: z
    .string({ error: 'comparison.two' })
    .regex(/^[1-9]\d{0,8}(,[1-9]\d{0,8})+$/, { error: 'comparison.two' })
    .transform((text) => [...new Set(text.split(',').map(Number))])
    .refine(({ length }) => length >= 2 && length <= MOST, { error: 'comparison.two' }),
})

/** Whether datastreams may be put beside each other, for programs. */
export const comparisonRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/comparison',
    summary: 'Whether 2 to 20 datastreams may be compared, and why not: by what is stored of the last thirty days',
    may: 'anyone',
    input: Asked,
    wording: messages.find,
    output: VerdictOutput,
    handle: async ({ datastreams }, { sql, clock }) => {
      const described = await describeDatastreams(sql, datastreams, clock())
      if (described.length < datastreams.length)
        throw new Problem('datastream-unknown', 404, messages.say('comparison.unknown'))
      return json(verdictTold(compare(described)))
    },
  }),
]
