import { SECOND } from '../columns.ts'
import { medianInPlace } from '../median.ts'

/** The median of the seconds between points, cut off to whole seconds as the reference does. NaN of fewer than two points. */
export function usualStep(time: Float64Array): number {
  const steps = new Float64Array(Math.max(0, time.length - 1))
  let count = 0
  for (let i = 1; i < time.length; i += 1) {
    const step = (time[i] as number) - (time[i - 1] as number)
    if (!Number.isNaN(step)) steps[count++] = step
  }
  return Math.trunc(medianInPlace(steps, count) / SECOND)
}
