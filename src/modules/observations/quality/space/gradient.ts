import { medianInPlace } from '../median.ts'
import type { Network } from './network.ts'

/** Below so many metres of difference a slope says more about the sensors than about height. */
const LEAST_METRES = 10
/** Each station is compared with so many of its nearest. */
const PAIRS = 6

/**
 * What a value changes for each metre upwards: the median of the slopes between stations and their nearest (H. Theil, 1950; P. K. Sen, 1968,
 * of near pairs only, so that what differs over the region is not taken for height). 0 where no neighbours differ by 10 m.
 */
export function fitGradient({ count, value, elevation }: Network, near: (p: number) => Uint32Array): number {
  const slopes = new Float64Array(count * PAIRS)
  let size = 0
  for (let p = 0; p < count; p += 1)
    for (const q of near(p).subarray(0, PAIRS)) {
      const higher = (elevation[p] as number) - (elevation[q] as number)
      if (Math.abs(higher) >= LEAST_METRES) slopes[size++] = ((value[p] as number) - (value[q] as number)) / higher
    }
  return size === 0 ? 0 : medianInPlace(slopes, size)
}
