import { z } from 'zod'
import { FLAG } from '../flags.ts'
import { Span } from '../parameters.ts'
import { pointwise, type TimeTest } from '../time-test.ts'

const Parameters = z
  .object({ fail: Span, suspect: Span.nullable().default(null) })
  .refine(({ fail, suspect }) => suspect === null || (suspect[0] >= fail[0] && suspect[1] <= fail[1]), {
    message: 'The span for suspect values must lie inside the span for impossible ones.',
  })

/** Impossible values: outside `fail` 4, outside `suspect` 3; the ends themselves are good. (QARTOD test 4.) */
export const grossRange: TimeTest<z.infer<typeof Parameters>> = {
  name: 'gross-range',
  parameters: Parameters,
  needs: [],
  order: 'each',
  machine: ({ fail, suspect }) => {
    const [low, high] = fail
    const [least, most] = suspect ?? fail
    return pointwise(({ value }, i) => {
      const v = value[i] as number
      if (Number.isNaN(v)) return FLAG.missing
      if (v < low || v > high) return FLAG.fail
      return v < least || v > most ? FLAG.suspect : FLAG.good
    })
  },
}
