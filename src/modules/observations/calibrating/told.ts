import { z } from 'zod'
import { isoOf } from '../iso.ts'
import type { KeptCalibration } from './calibration-store.ts'
import { usualHalfWidth } from './state.ts'

const ScoreOutput = z.object({
  values: z.number().int(),
  rmse: z.number().nullable(),
  bias: z.number().nullable(),
  r2: z.number().nullable(),
})

/** How a datastream is calibrated, for programs. Figures are of hours that were held out, in `unit`. */
export const CalibrationOutput = z.object({
  isReference: z.boolean(),
  calibrations: z.array(
    z.object({
      version: z.number().int(),
      method: z.string(),
      verdict: z.enum(['raw', 'calibrated', 'unfit']),
      reason: z.enum(['first', 'renewed', 'drifted']),
      unit: z.string(),
      reference: z.number().int().nullable(),
      begun: z.string(),
      ended: z.string().nullable(),
      learnedFrom: z.string().nullable(),
      learnedUntil: z.string().nullable(),
      model: z.object({ family: z.string(), coefficients: z.array(z.number()) }).nullable(),
      heldOut: ScoreOutput.nullable(),
      asItIs: ScoreOutput.nullable(),
      halfWidth95: z.number().nullable(),
      shortfalls: z.array(
        z.object({ figure: z.enum(['r2', 'rmse']), found: z.number().nullable(), asked: z.number() }),
      ),
    }),
  ),
})

type Told = z.input<typeof CalibrationOutput>

/** A calibration as programs read it. */
export function told(kept: KeptCalibration): Told['calibrations'][number] {
  const { version, verdict, reason, unit, reference, begunAt, endedAt, found } = kept
  const { model, score, rawScore, window, shortfalls } = found
  return {
    version,
    method: found.version,
    verdict,
    reason,
    unit,
    reference,
    begun: begunAt.toString(),
    ended: endedAt?.toString() ?? null,
    learnedFrom: window === null ? null : isoOf(window[0]),
    learnedUntil: window === null ? null : isoOf(window[1]),
    model: model && { family: model.family, coefficients: [...model.coefficients] },
    heldOut: score && scoreTold(score),
    asItIs: rawScore && scoreTold(rawScore),
    halfWidth95: usualHalfWidth(kept),
    shortfalls: shortfalls.map((one) => ({ ...one, found: finite(one.found) })),
  }
}

function scoreTold({ n, rmse, bias, r2 }: NonNullable<KeptCalibration['found']['score']>) {
  return { values: n, rmse: finite(rmse), bias: finite(bias), r2: finite(r2) }
}

/** JSON knows no NaN: it comes back as null. */
function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null
}
