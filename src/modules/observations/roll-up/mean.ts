import type { RollUp } from '../store/roll-ups.ts'

type Summed = Pick<RollUp, 'total' | 'low' | 'high'> & Partial<Pick<RollUp, 'weight' | 'weighted'>>

/**
 * The mean of `count` numbers that were summed up; of a sensor that says how long it was up, each value counts for as much. Null where
 * there is none. What is rounded is kept between the lowest and the highest.
 */
export function meanOf({ total, low, high, weight, weighted }: Summed, count: number): number | null {
  if (total === null || low === null || high === null || count === 0 || weight === 0) return null
  const mean = weight == null || weighted == null ? total / count : weighted / weight
  return Math.min(high, Math.max(low, mean))
}
