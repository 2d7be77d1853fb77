import { z } from 'zod'
import { FLAG } from '../flags.ts'
import { pointwise, type TimeTest } from '../time-test.ts'

/** By how much it may be off: so much, and besides such a share of what it is compared with. */
const Room = z.object({ absolute: z.number().min(0).default(0), relative: z.number().min(0).default(0) })
type Room = z.infer<typeof Room>

const Parameters = z.object({
  /** `at-most`: no more than the sum of the others (PM2.5 is part of PM10). `sum`: as much as the others together (both directions). */
  relation: z.enum(['at-most', 'sum']),
  suspect: Room.prefault({}),
  fail: Room.nullable().default(null),
})

/**
 * Values that contradict each other at the same moment: beyond the room of `suspect` 3, of `fail` 4; 2 when one of the others is missing.
 * (QARTOD test 9, multi-variate.) The reference library has no such test: both modes do the same.
 */
export const consistency: TimeTest<z.infer<typeof Parameters>> = {
  name: 'consistency',
  parameters: Parameters,
  needs: ['others'],
  order: 'each',
  machine: ({ relation, suspect, fail }) =>
    pointwise(({ value, others }, i) => {
      const v = value[i] as number
      if (Number.isNaN(v)) return FLAG.missing
      let sum = 0
      for (const other of others ?? []) sum += other[i] as number
      if (!others?.length || !Number.isFinite(sum)) return FLAG.unknown
      const off = relation === 'sum' ? Math.abs(v - sum) : v - sum
      if (fail !== null && off > roomOf(fail, sum)) return FLAG.fail
      return off > roomOf(suspect, sum) ? FLAG.suspect : FLAG.good
    }),
}

function roomOf({ absolute, relative }: Room, sum: number): number {
  return absolute + relative * Math.abs(sum)
}
