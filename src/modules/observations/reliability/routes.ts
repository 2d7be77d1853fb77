import { z } from 'zod'
import { Problem } from '#core/problem.ts'
import { json } from '#web/answer.ts'
import { route, type Route } from '#web/route.ts'
import { compare } from '../comparison/index.ts'
import { messages } from '../messages.ts'
import { describeDatastreams } from './describe-datastreams.ts'

const MOST = 20

const Asked = z.object({
  datastreams: z
    .string({ error: 'comparison.two' })
    .regex(/^[1-9]\d{0,8}(,[1-9]\d{0,8})+$/, { error: 'comparison.two' })
    .transform((text) => [...new Set(text.split(',').map(Number))])
    .refine(({ length }) => length >= 2 && length <= MOST, { error: 'comparison.two' }),
})

const VerdictOutput = z.object({
  verdict: z.enum(['comparable', 'comparable-after', 'not-comparable']),
  reasons: z.array(
    z.object({
      code: z.string(),
      effect: z.enum(['prevents', 'asks', 'unknown', 'notes']),
      about: z.array(z.string()),
      figures: z.record(z.string(), z.union([z.number(), z.string()])),
      anchor: z.string(),
    }),
  ),
  classes: z.record(z.string(), z.union([z.number(), z.string()])),
  smallestDifference: z.object({ value: z.number(), unit: z.string() }).optional(),
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
      const { reasons, ...verdict } = compare(described)
      return json({ ...verdict, reasons: reasons.map((one) => ({ ...one, about: [...one.about] })) })
    },
  }),
]
