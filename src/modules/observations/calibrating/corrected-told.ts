import { z } from 'zod'
import { isoOf } from '../iso.ts'
import type { Corrected } from './read-corrected.ts'

const Bound = z.number().nullable()

/** A value beside what it is corrected to, for programs. */
export const CorrectedValue = z.object({
  time: z.iso.datetime(),
  end: z.iso.datetime().nullable(),
  raw: z.number().describe('In the unit of the sensor'),
  corrected: Bound.describe(
    'In the unit of the model; null: something that it needs is missing, the value failed a test, or lies far beyond what was learned from',
  ),
  low: Bound.describe('Of the 95 % interval'),
  high: Bound,
  shiftSeconds: z
    .number()
    .int()
    .describe(
      'To be added to time and end: the clock of the sensor was off, as its staff accepted. 0 of days, which are right already',
    ),
  version: z.number().int().describe('Of the model: see /api/datastreams/:datastream/calibration'),
})

/** A corrected value as programs read it. */
export function correctedTold({
  at,
  until,
  raw,
  value,
  low,
  high,
  shiftSeconds,
  kept,
}: Corrected): z.input<typeof CorrectedValue> {
  return {
    time: isoOf(at),
    end: until === null ? null : isoOf(until),
    raw,
    corrected: rounded(value),
    low: rounded(low),
    high: rounded(high),
    shiftSeconds,
    version: kept.version,
  }
}

/** Nobody knows more digits of what was estimated. */
function rounded(value: number | null): number | null {
  return value === null ? null : Number(value.toPrecision(6))
}
