import { z } from 'zod'
import { FLAG } from '../flags.ts'
import { medianInPlace } from '../median.ts'
import { Threshold } from '../parameters.ts'
import { pointwise, type TimeTest } from '../time-test.ts'

/** Times the median of what values differ from their median it is the standard deviation of a normal distribution. */
export const MAD_TO_DEVIATION = 1.4826

const Parameters = z.object({
  /** How many times the spread of the neighbours a value may differ from their median. */
  suspect: Threshold,
  fail: Threshold,
  /** The spread counts as at least so much, in the unit of the value: neighbours that agree by chance prove nothing. */
  leastSpread: z.number().positive(),
  leastNeighbours: z.int().min(2).max(1000).default(3),
})

/**
 * Another value than the neighbours have at that moment: |value - median| in spreads (1.4826 x median absolute deviation) above `suspect` 3,
 * `fail` 4; with fewer than `leastNeighbours` values 2. (QARTOD test 11.) The reference library has none: both modes do the same.
 */
export const neighbours: TimeTest<z.infer<typeof Parameters>> = {
  name: 'neighbours',
  parameters: Parameters,
  needs: ['others'],
  order: 'each',
  machine({ suspect, fail, leastSpread, leastNeighbours }) {
    let room = new Float64Array(16)
    return pointwise(({ value, others = [] }, i) => {
      const v = value[i] as number
      if (Number.isNaN(v)) return FLAG.missing
      if (room.length < others.length) room = new Float64Array(others.length)
      let count = 0
      for (const other of others) if (Number.isFinite(other[i])) room[count++] = other[i] as number
      if (count < leastNeighbours) return FLAG.unknown
      const middle = medianInPlace(room, count)
      for (let k = 0; k < count; k += 1) room[k] = Math.abs((room[k] as number) - middle)
      const spread = Math.max(leastSpread, MAD_TO_DEVIATION * medianInPlace(room, count))
      const off = Math.abs(v - middle) / spread
      if (fail !== null && off > fail) return FLAG.fail
      return suspect !== null && off > suspect ? FLAG.suspect : FLAG.good
    })
  },
}

/**
 * The values of another series at these moments: its point nearest in time, within `withinSeconds`, or NaN. Both are in order of time; the
 * earlier of two that are equally near.
 */
export function alignTo(
  time: Float64Array,
  other: { readonly time: Float64Array; readonly value: Float64Array },
  withinSeconds: number,
): Float64Array {
  const aligned = new Float64Array(time.length).fill(NaN)
  let k = 0
  for (let i = 0; i < time.length; i += 1) {
    const at = time[i] as number
    while (
      k + 1 < other.time.length &&
      Math.abs((other.time[k + 1] as number) - at) < Math.abs((other.time[k] as number) - at)
    )
      k += 1
    if (k < other.time.length && Math.abs((other.time[k] as number) - at) <= withinSeconds * 1e6)
      aligned[i] = other.value[k] as number
  }
  return aligned
}
