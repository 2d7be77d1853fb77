import { SECOND, type Columns } from './columns.ts'
import { judgeSeries, type SeriesTestName } from './index.ts'
import type { Mode } from './time-test.ts'

/** For tests: values one after the other, each `step` seconds after the last. */
export function everyStep(values: readonly number[], step = 600): Columns {
  return atSeconds(
    values,
    values.map((_, i) => i * step),
  )
}

/** For tests: values at these seconds. */
export function atSeconds(values: readonly number[], seconds: readonly number[]): Columns {
  return { time: Float64Array.from(seconds, (second) => second * SECOND), value: Float64Array.from(values) }
}

/** For tests: the flags in one word. */
export function flagsOf(name: SeriesTestName, columns: Columns, parameters: unknown, mode: Mode): string {
  return judgeSeries(name, columns, parameters, mode).flags.join('')
}

/** For tests: numbers from 0 to 1 that are the same each time (mulberry32, T. Ettinger). */
export function openRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
