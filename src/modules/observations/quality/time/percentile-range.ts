import { z } from 'zod'
import { FLAG } from '../flags.ts'
import { quantileInPlace } from '../median.ts'
import { Percent } from '../parameters.ts'
import { pointwise, type TimeTest } from '../time-test.ts'

const Parameters = z
  .object({
    low: Percent.default(5),
    high: Percent.default(95),
    /** In the unit of the value, on both sides. */
    pad: z.number().min(0).default(0),
    /** Default mode: besides, so many times the distance between both percentiles. */
    padSpans: z.number().min(0).default(1),
  })
  .refine(({ low, high }) => low < high, { message: 'The low percentile must be below the high one.' })

/**
 * Unusual in its own series: outside two percentiles, with a margin, 3. The reference flags some 10 % of any series; in default mode the
 * margin is as wide as the percentiles lie apart, which spares all of a normal distribution but one in a million.
 */
export const percentileRange: TimeTest<z.infer<typeof Parameters>> = {
  name: 'percentile-range',
  parameters: Parameters,
  needs: [],
  order: 'each',
  find({ value }, { low, high, pad, padSpans }, mode) {
    const values = new Float64Array(value.length)
    let count = 0
    for (let i = 0; i < value.length; i += 1) if (!Number.isNaN(value[i])) values[count++] = value[i] as number
    const least = quantileInPlace(values, low / 100, count)
    const most = quantileInPlace(values, high / 100, count, Math.floor((low / 100) * (count - 1)))
    const margin = mode === 'default' ? pad + padSpans * (most - least) : pad
    return { least: least - margin, most: most + margin }
  },
  machine: (_, mode, found) => {
    const [least, most] = [found['least'] ?? NaN, found['most'] ?? NaN]
    const isKnown = mode === 'reference' || !(Number.isNaN(least) || Number.isNaN(most))
    return pointwise(({ value }, i) => {
      const v = value[i] as number
      if (Number.isNaN(v)) return FLAG.missing
      if (!isKnown) return FLAG.unknown
      return v < least || v > most ? FLAG.suspect : FLAG.good
    })
  },
}
