import { z } from 'zod'
import { titleOf } from '../../called.ts'
import type { Described, Verdict } from '../../comparison/index.ts'
import type { Choosable } from './compare-store.ts'
import type { Daily } from './daily.ts'

/** A verdict for programs, with the reasons. */
export const VerdictOutput = z.object({
  verdict: z.enum(['comparable', 'comparable-after', 'not-comparable']),
  reasons: z.array(
    z.object({
      code: z.string(),
      effect: z.enum(['prevents', 'asks', 'unknown', 'notes']),
      about: z.array(z.string()),
      figures: z.record(z.string(), z.union([z.number(), z.string()])),
      anchor: z.string(),
    }),
  ),
  classes: z.record(z.string(), z.union([z.number(), z.string()])),
  smallestDifference: z.object({ value: z.number(), unit: z.string() }).optional(),
})

/** What the page of a comparison says, for programs. Values are only there when they may be compared, or were asked for anyway. */
export const CompareOutput = z.object({
  datastreams: z.array(
    z.object({ id: z.number().int(), name: z.string(), property: z.string(), holder: z.enum(['official', 'citizen']) }),
  ),
  verdict: VerdictOutput.nullable().describe('Of means or sums of days in one unit; null: fewer than two were chosen'),
  unit: z.string().nullable(),
  days: z.array(z.object({ day: z.iso.date(), values: z.array(z.number().nullable()) })),
})

export interface Comparison {
  readonly chosen: readonly Choosable[]
  readonly described: readonly Described[]
  /** Undefined: fewer than two. */
  readonly verdict: Verdict | undefined
  /** Undefined: they are not drawn together. */
  readonly daily: Daily | undefined
}

/** A verdict as it goes out. */
export function verdictTold({ reasons, classes, ...verdict }: Verdict): z.input<typeof VerdictOutput> {
  return {
    ...verdict,
    classes: { ...classes },
    reasons: reasons.map((one) => ({ ...one, about: [...one.about], figures: { ...one.figures } })),
  }
}

/** A comparison as data; names in Dutch, as everywhere for programs. */
export function dataOfComparison({ chosen, described, verdict, daily }: Comparison): z.input<typeof CompareOutput> {
  const holders = new Map(described.map(({ id, holder }) => [id, holder]))
  return {
    datastreams: chosen.map(({ id, called, property }) => ({
      id,
      name: titleOf(called, 'nl'),
      property,
      holder: holders.get(String(id)) ?? 'official',
    })),
    verdict: verdict === undefined ? null : verdictTold(verdict),
    unit: daily?.unit ?? null,
    days: (daily?.days ?? []).map((day, place) => ({
      day: day.toString(),
      values: daily?.series.map(({ values }) => values[place] ?? null) ?? [],
    })),
  }
}
