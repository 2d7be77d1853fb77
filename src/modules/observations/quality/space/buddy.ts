import { z } from 'zod'
import { FLAG } from '../flags.ts'
import type { Network } from './network.ts'
import type { SpaceTest } from './space-test.ts'

const Parameters = z.object({
  radiusMetres: z.number().positive(),
  leastBuddies: z.int().min(2).max(10_000).default(5),
  /** How many standard deviations a value may be from the mean of its buddies. */
  threshold: z.number().positive(),
  /** The standard deviation counts as at least so much, in the unit of the value. */
  leastDeviation: z.number().positive(),
  /** Buddies higher or lower than this do not count, and values are brought to the same height; null when height means nothing. */
  heightMetres: z.number().positive().nullable().default(null),
  /** Units for each metre upwards. */
  gradient: z.number().default(0),
  iterations: z.int().min(1).max(100).default(5),
})
type Parameters = z.infer<typeof Parameters>

/**
 * A value that differs from those around it: |value - mean| above `threshold` x max(leastDeviation, sqrt(s2 + s2/n)) gets 4, where s2 is the
 * variance of the n buddies over n (titanlib, `buddy_check`). Then once more without those that were flagged, as often as `iterations`. With
 * fewer than `leastBuddies` left 2. Stations in the same place are buddies too.
 */
export const buddy: SpaceTest<Parameters> = {
  name: 'buddy',
  parameters: Parameters,
  wants: ({ heightMetres }) => (heightMetres === null ? 'a value' : 'a value and an elevation'),
  judge(network, parameters) {
    const { tree, count } = network
    const flags = new Uint8Array(count).fill(FLAG.unknown)
    let asked = Uint32Array.from({ length: count }, (_, p) => p)
    for (let iteration = 0; iteration < parameters.iterations && asked.length > 0; iteration += 1) {
      const verdicts = asked.map((p) => judgeOne(network, parameters, flags, p))
      const failed = asked.filter((_, k) => verdicts[k] === FLAG.fail)
      for (const [k, p] of asked.entries()) flags[p] = verdicts[k] as number
      // Only who lost a buddy can be judged otherwise.
      const again = new Uint8Array(count)
      for (const p of failed) for (const q of tree.within(p, parameters.radiusMetres)) again[q] = 1
      const lost: number[] = []
      for (let p = 0; p < count; p += 1) if (again[p] === 1 && flags[p] !== FLAG.fail) lost.push(p)
      asked = Uint32Array.from(lost)
    }
    return flags
  },
}

function judgeOne({ tree, value, elevation }: Network, parameters: Parameters, flags: Uint8Array, p: number): number {
  const { radiusMetres, leastBuddies, threshold, leastDeviation, heightMetres, gradient } = parameters
  const [own, height] = [value[p] as number, elevation[p] as number]
  const near = tree.within(p, radiusMetres)
  let [n, mean, squares] = [0, 0, 0]
  for (let k = 0; k < near.length; k += 1) {
    const q = near[k] as number
    if (flags[q] === FLAG.fail) continue
    // How much the buddy differs, so that large values lose no digits.
    let differs = (value[q] as number) - own
    if (heightMetres !== null) {
      const higher = height - (elevation[q] as number)
      if (higher > heightMetres || higher < -heightMetres) continue
      differs += higher * gradient
    }
    n += 1
    const step = differs - mean
    mean += step / n
    squares += step * (differs - mean)
  }
  if (n < leastBuddies) return FLAG.unknown
  const variance = squares / n
  const deviation = Math.max(leastDeviation, Math.sqrt(variance + variance / n))
  return Math.abs(mean) / deviation > threshold ? FLAG.fail : FLAG.good
}
