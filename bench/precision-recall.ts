/** A pair with what the model says and what is true. */
export interface Judged {
  readonly score: number
  readonly holds: boolean
  /** How many pairs it stands for; 1 when it says nothing. */
  readonly standsFor?: number | undefined
}

/** At one threshold: how many of what is shown is right, how many of what is right is shown. */
export interface CurvePoint {
  readonly threshold: number
  readonly precision: number
  readonly recall: number
}

/** Precision and recall at every hundredth of a threshold. */
export function curveOf(judged: readonly Judged[]): CurvePoint[] {
  return Array.from({ length: 99 }, (_, index) => pointAt(judged, (index + 1) / 100))
}

/** Precision and recall at one threshold; 1 when nothing is shown or nothing is right. */
export function pointAt(judged: readonly Judged[], threshold: number): CurvePoint {
  const shown = judged.filter(({ score }) => score >= threshold)
  const right = countOf(shown.filter(({ holds }) => holds))
  const all = countOf(judged.filter(({ holds }) => holds))
  return {
    threshold,
    precision: shown.length === 0 ? 1 : right / countOf(shown),
    recall: all === 0 ? 1 : right / all,
  }
}

function countOf(judged: readonly Judged[]): number {
  return judged.reduce((sum, { standsFor = 1 }) => sum + standsFor, 0)
}

/** The point with the highest recall whose precision is at least this; undefined when there is none. */
export function recallAt(curve: readonly CurvePoint[], precision: number): CurvePoint | undefined {
  return curve.filter((point) => point.precision >= precision).toSorted((one, other) => other.recall - one.recall)[0]
}

/** The area under the curve of precision and recall, as the mean precision at each true pair (NIST, trec_eval). */
export function averagePrecision(judged: readonly Judged[]): number {
  const sorted = judged.toSorted((one, other) => other.score - one.score)
  let right = 0
  let sum = 0
  for (const [index, { holds }] of sorted.entries()) {
    if (!holds) continue
    right += 1
    sum += right / (index + 1)
  }
  return right === 0 ? 0 : sum / right
}
