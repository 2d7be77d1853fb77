import { z } from 'zod'
import { BANDS, bandOf, PARTS, QUESTIONS, WEIGHTS, type Band } from '../../comparison/index.ts'
import type { MonthTold, TestSpoke } from '../report-store.ts'
import type { KeptScore } from '../score-store.ts'

/** What a report says, for programs. Shares are 0 to 1; null: nobody knows. */
export const ReportOutput = z.object({
  datastream: z.number().int(),
  thing: z.number().int(),
  score: z.number().int().nullable(),
  band: z.enum(BANDS).nullable(),
  certainty: z.number().int().nullable().describe('How much of the score is known, 0 to 100'),
  version: z.number().int().nullable(),
  from: z.iso.datetime().nullable(),
  until: z.iso.datetime().nullable(),
  parts: z.array(z.object({ name: z.enum(PARTS), weight: z.number(), points: z.number().nullable() })),
  evidence: z
    .object({
      coverage: z.number().nullable(),
      suspect: z.number().nullable(),
      failed: z.number().nullable(),
      agreement: z.number().nullable(),
      drift: z.number().nullable(),
      uncertainty: z.number().nullable(),
    })
    .nullable(),
  advice: z.string().nullable(),
  tests: z.array(z.object({ test: z.string(), suspect: z.number().int(), failed: z.number().int() })),
  months: z.array(z.object({ from: z.iso.datetime(), until: z.iso.datetime(), share: z.number().nullable() })),
  uses: z.array(
    z.object({ question: z.enum(QUESTIONS), may: z.boolean().nullable(), objections: z.array(z.string()) }),
  ),
})

export interface Report {
  readonly datastream: number
  readonly thing: number
  /** Undefined before its first night. */
  readonly score: KeptScore | undefined
  readonly tests: readonly TestSpoke[]
  readonly months: readonly MonthTold[]
}

/** The share of a month in which there was a value; null where there could be none. */
export function shareOf({ told, possible }: MonthTold): number | null {
  return possible <= 0 ? null : Math.min(1, told / possible)
}

/** The band of a score that may not be known. */
export function bandOfScore(score: number | null | undefined): Band | null {
  return score == null ? null : bandOf(score)
}

/** A report as data. */
export function dataOfReport({ datastream, thing, score, tests, months }: Report): z.input<typeof ReportOutput> {
  return {
    datastream,
    thing,
    score: score?.score ?? null,
    band: bandOfScore(score?.score),
    certainty: score?.certainty ?? null,
    version: score?.version ?? null,
    from: score?.from.toString() ?? null,
    until: score?.until.toString() ?? null,
    parts: PARTS.map((name) => ({ name, weight: WEIGHTS[name], points: score?.points[name] ?? null })),
    evidence:
      score === undefined
        ? null
        : {
            coverage: score.coverage,
            suspect: score.suspect,
            failed: score.failed,
            agreement: score.agreement,
            drift: score.drift,
            uncertainty: score.uncertainty,
          },
    advice: score?.advice ?? null,
    tests: tests.map((one) => ({ ...one })),
    months: months.map((month) => ({
      from: month.from.toString(),
      until: month.until.toString(),
      share: shareOf(month),
    })),
    uses: QUESTIONS.map((question) => {
      const objections = score?.objections[question]
      return {
        question,
        may: objections === undefined ? null : objections.length === 0,
        objections: [...(objections ?? [])],
      }
    }),
  }
}
