import type { z } from 'zod'
import type { Columns, Need } from './columns.ts'

/** `reference`: as the reference library does, with its faults. `default`: mended. docs/quality.md lists the differences. */
export type Mode = 'reference' | 'default'

/** What is computed from the whole series before it can be judged: percentiles, the usual step. */
export type Found = Readonly<Record<string, number>>

/**
 * Judges points as they come. `judge(columns, from, to, flags)` writes the flags of the points from `from - lag` up to `to` as though the
 * series ended at `to`; those of the last `lag` are written again when more comes. Before `from` stand the points that came before, at
 * least `back + lag` of them unless the series is shorter, so that index -1 is before the first point ever.
 */
export interface Machine {
  readonly lag: number
  readonly back: number
  readonly judge: (columns: Columns, from: number, to: number, flags: Uint8Array) => void
}

/** A test of one series. */
export interface TimeTest<Parameters> {
  readonly name: string
  readonly parameters: z.ZodType<Parameters>
  readonly needs: readonly Need[]
  /**
   * `time`: points are compared with those before and after; in default mode they are put in order of time first, without what is missing
   * or told twice. `each`: a point is judged on its own, or in the order in which it stands.
   */
  readonly order: 'time' | 'each'
  /** Whether what matters of a point is missing, so that it gets 9 in default mode; without it, whether the value is. */
  readonly isMissing?: (columns: Columns, i: number) => boolean
  /** Computed from the whole series; undefined when these parameters need nothing of the kind. */
  readonly find?: (columns: Columns, parameters: Parameters, mode: Mode) => Found | undefined
  readonly machine: (parameters: Parameters, mode: Mode, found: Found) => Machine
}

/** A machine that looks at each point alone. */
export function pointwise(flagOf: (columns: Columns, i: number) => number): Machine {
  return {
    lag: 0,
    back: 0,
    judge(columns, from, to, flags) {
      for (let i = from; i < to; i += 1) flags[i] = flagOf(columns, i)
    },
  }
}
