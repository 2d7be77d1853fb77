import { LEAST_COVERAGE } from './verdict.ts'

/** What the score of a datastream is made of, with how much each counts; they come to 100. */
export const WEIGHTS = { availability: 20, flags: 25, agreement: 25, drift: 15, uncertainty: 15 } as const
export type PartName = keyof typeof WEIGHTS
export const PARTS = Object.keys(WEIGHTS) as readonly PartName[]

/** What is known of a datastream over a month; null: nobody knows. Shares are 0 to 1. */
export interface Evidence {
  /** Share of the hours that have a value (of a counter: in which it counted). */
  readonly coverage: number | null
  /** Share of the values that are suspect, and that failed (QARTOD 3 and 4), of those that were tested. */
  readonly suspect: number | null
  readonly failed: number | null
  /** Share of the hours in which it is within what its neighbours say. */
  readonly agreement: number | null
  /** How far it went from its calibration or its neighbours since it was set, as a share of the level of its property (`shareOfLevel`). */
  readonly drift: number | null
  /** Half of its 95 % interval, as a share of the level of its property. */
  readonly uncertainty: number | null
  /** The greatest halves of classes 1, 2 and 3 of its property, as such shares. Drift and uncertainty cannot be judged without. */
  readonly classes: readonly [number, number, number] | null
}

/** Five bands, from 0 to 20 until 80 to 100. */
export const BANDS = ['very-low', 'low', 'fair', 'good', 'very-good'] as const
export type Band = (typeof BANDS)[number]

/** A part of the score: 0 to 100, or null when it is not known. */
export interface Part {
  readonly name: PartName
  readonly weight: number
  readonly points: number | null
}

/** What its owner can do about the part that costs most. */
export type Advice = 'keep-it-running' | 'look-at-flags' | 'look-at-place' | 'clean-or-renew' | 'stand-beside-reference'

export interface Score {
  /** 0 to 100, whole; null when less than 40 % (by weight) is known. */
  readonly score: number | null
  readonly band: Band | null
  /** How much of it is known, 0 to 100 (by weight). */
  readonly certainty: number
  readonly parts: readonly Part[]
  /** Null when no known part is below 80. */
  readonly advice: Advice | null
}

/** What is not known counts as this: neither good nor bad. */
const UNKNOWN_POINTS = 50
/** So far above its worst part a score comes at most: a sensor whose every value fails is no good one. */
const ABOVE_WORST = 30
/** So much must be known, by weight: whether it is there and what the tests say is enough, where it has neither neighbours nor a reference. */
const LEAST_KNOWN = 40
/** From here on nothing needs to be done. */
const WELL = 80

const ADVICE: Readonly<Record<PartName, Advice>> = {
  availability: 'keep-it-running',
  flags: 'look-at-flags',
  agreement: 'look-at-place',
  drift: 'clean-or-renew',
  uncertainty: 'stand-beside-reference',
}

/**
 * How far a datastream can be relied on: the mean of its parts by weight, but no more than 30 points above the worst of those that are
 * known. What is not known counts as 50 and makes the score less certain; below 40 of certainty there is no score. It never falls when
 * a part gets better. The shape of the parts is our own; docs/comparison.md says how they were chosen. Throws a RangeError for a share outside 0 to 1.
 */
export function scoreOf(evidence: Evidence): Score {
  const parts = PARTS.map((name): Part => ({ name, weight: WEIGHTS[name], points: pointsOf(name, evidence) }))
  const known = parts.filter(({ points }) => points !== null)
  const certainty = known.reduce((sum, { weight }) => sum + weight, 0)
  const mean = parts.reduce((sum, { weight, points }) => sum + (weight * (points ?? UNKNOWN_POINTS)) / 100, 0)
  const worst = known.toSorted((a, b) => (a.points ?? 0) - (b.points ?? 0))[0]
  const score =
    certainty < LEAST_KNOWN || worst === undefined
      ? null
      : Math.round(Math.min(mean, (worst.points ?? 0) + ABOVE_WORST))
  return {
    score,
    band: score === null ? null : bandOf(score),
    certainty,
    parts,
    advice: adviceOf(known),
  }
}

/** The band of a score of 0 to 100. */
export function bandOf(score: number): Band {
  return BANDS[Math.min(BANDS.length - 1, Math.floor(score / 20))] as Band
}

/** The part that costs most points of the whole decides. */
function adviceOf(known: readonly Part[]): Advice | null {
  const lost = ({ points, weight }: Part) => (100 - (points ?? 0)) * weight
  const [worst] = known.filter(({ points }) => (points ?? 0) < WELL).toSorted((a, b) => lost(b) - lost(a))
  return worst === undefined ? null : ADVICE[worst.name]
}

function pointsOf(name: PartName, evidence: Evidence): number | null {
  const { coverage, suspect, failed, agreement, drift, uncertainty, classes } = evidence
  for (const share of [coverage, suspect, failed, agreement])
    if (share !== null && !(share >= 0 && share <= 1)) throw new RangeError('a share is from 0 to 1')
  switch (name) {
    case 'availability':
      // Three quarters is what a mean needs; 95 % is what nobody complains about.
      return along(coverage, [0, 0], [LEAST_COVERAGE, 60], [0.95, 100])
    case 'flags':
      // A failed value weighs as three suspect ones.
      return suspect === null || failed === null
        ? null
        : along(failed + suspect / 3, [0, 100], [0.02, 80], [0.1, 40], [0.5, 0])
    case 'agreement':
      return along(agreement, [0.3, 0], [0.7, 50], [0.95, 100])
    case 'drift':
      return alongClasses(drift, classes)
    default:
      return alongClasses(uncertainty, classes)
  }
}

/** 100 within half of class 1, 80 at its end, 60 at that of class 2, 40 at that of class 3, and 0 at twice that. */
function alongClasses(share: number | null, classes: Evidence['classes']): number | null {
  if (share === null || classes === null || Number.isNaN(share)) return null
  const [first, second, third] = classes
  return along(Math.abs(share), [first / 2, 100], [first, 80], [second, 60], [third, 40], [2 * third, 0])
}

/** Straight lines between points, level outside them. */
function along(x: number | null, ...points: readonly (readonly [x: number, y: number])[]): number | null {
  if (x === null || Number.isNaN(x)) return null
  const next = points.findIndex(([at]) => x <= at)
  if (next < 0) return points.at(-1)?.[1] ?? null
  const [at, y] = points[next] as readonly [number, number]
  const before = points[next - 1]
  if (before === undefined) return y
  return before[1] + ((y - before[1]) * (x - before[0])) / (at - before[0])
}

/** How the sensors of a network do: how many in each band, and the middle one. */
export interface NetworkScore {
  readonly bands: Readonly<Record<Band, number>>
  /** Those of which too little is known. */
  readonly unknown: number
  /** The median of those with a score; null when there are none. */
  readonly median: number | null
}

/** The scores of a network together. One bad sensor pulls nothing down: the median, not the mean. */
export function networkScoreOf(scores: readonly (number | null)[]): NetworkScore {
  const known = scores.filter((score) => score !== null).toSorted((a, b) => a - b)
  const bands = Object.fromEntries(BANDS.map((band) => [band, 0])) as Record<Band, number>
  for (const score of known) bands[bandOf(score)]++
  const middle = known.length / 2
  const median =
    known.length === 0
      ? null
      : ((known[Math.ceil(middle) - 1] ?? 0) + (known[Math.floor(middle)] ?? known.at(-1) ?? 0)) / 2
  return { bands, unknown: scores.length - known.length, median }
}
