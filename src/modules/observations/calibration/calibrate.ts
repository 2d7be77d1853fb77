import { quantileInPlace } from '../quality/median.ts'
import { beatsRaw, tryFamilies, tryFamily, type Tried } from './choose.ts'
import { joinHeldOut } from './held-out.ts'
import { applyModel, fitModel, meanOf, type Family, type Model } from './model.ts'
import { usablePairs, type Inputs, type Pairs } from './pairs.ts'
import { scoreOf, type Score } from './score.ts'
import { halfWidthInLevels, halfWidthOfMeanInLevels, levelAt, spreadOf, type Spread } from './spread.ts'
import { shortfallsOf, targetOf, type Shortfall, type Verdict } from './verdict.ts'

/** Which rules made a calibration; changes when the same pairs would give another. */
export const CALIBRATION_VERSION = 'calibration-1'

/** Fewer pairs say nothing. */
export const LEAST_PAIRS = 40

/** What is known of a sensor and its reference. */
export interface Claim {
  /** A word of the vocabulary; unknown ones are judged by R² alone. */
  readonly property: string
  /** Of the reference, in UCUM. */
  readonly unit: string
  /** Whether the sensor tells in the unit of the reference. Otherwise raw values say nothing, and are never best. */
  readonly isSameUnit: boolean
}

/** What was found, as it is kept: plain JSON. Figures are of pairs that were held out, in the unit of the reference. */
export interface Calibration {
  readonly version: string
  readonly verdict: Verdict
  readonly pairs: number
  /** First and last pair, microseconds since 1970; null of nothing. */
  readonly window: readonly [from: number, to: number] | null
  /** What turns the sensor into the reference, also when unfit (for who looks into it); null when there is not enough. */
  readonly model: Model | null
  readonly spread: Spread | null
  readonly score: Score | null
  /** Of the sensor as it is; null in another unit. */
  readonly rawScore: Score | null
  /** Of ordinary least squares, offset and gain: what others would do. */
  readonly plainScore: Score | null
  readonly blocks: readonly { readonly from: number; readonly to: number; readonly score: Score }[]
  readonly tried: readonly { readonly family: Family; readonly rmse: number }[]
  readonly shortfalls: readonly Shortfall[]
  /** The plain model beside it, and what usually lies between both: where they disagree more, nobody knows. */
  readonly doubt: { readonly plain: Model; readonly usual: readonly [least: number, most: number] } | null
}

/**
 * Finds what makes a sensor say what a reference beside it says. Models are compared on blocks of time that they did not see, and one that does
 * not beat raw there is not taken. Pairs may come unsorted and with gaps; see `usablePairs`. Throws a RangeError when columns differ in length.
 */
export function calibrate(given: Pairs, claim: Claim): Calibration {
  const pairs = usablePairs(given)
  const tried = pairs.time.length < LEAST_PAIRS ? [] : tryFamilies(pairs, claim.isSameUnit)
  const best = tried[0]
  if (best === undefined) return { ...NOTHING, pairs: pairs.time.length, window: windowOf(pairs) }
  const raw = tried.find(({ family }) => family === 'raw')
  const chosen = beatsRaw(best, tried) ? best : (raw ?? best)
  const score = scoreOfTried(chosen)
  const shortfalls = shortfallsOf(score, meanOf(pairs.reference), targetOf(claim.property), claim.unit)
  const model = fitModel(chosen.family, pairs)
  return {
    version: CALIBRATION_VERSION,
    verdict: shortfalls.length > 0 ? 'unfit' : chosen.family === 'raw' ? 'raw' : 'calibrated',
    pairs: pairs.time.length,
    window: windowOf(pairs),
    model,
    spread: spreadOf(chosen.blocks),
    score,
    rawScore: raw === undefined ? null : scoreOfTried(raw),
    plainScore: scoreOfTried(tried.find(({ family }) => family === 'gain-offset') ?? tryFamily('gain-offset', pairs)),
    blocks: chosen.blocks.map(({ time, residuals, reference }) => ({
      from: time[0] ?? NaN,
      to: time.at(-1) ?? NaN,
      score: scoreOf(residuals, reference),
    })),
    tried: tried.map(({ family, rmse }) => ({ family, rmse })),
    shortfalls,
    doubt: chosen.family === 'raw' ? null : doubtOf(model, pairs),
  }
}

/** Values in the unit of the reference, each with its 95 % interval. NaN where something is missing. */
export interface Calibrated {
  readonly value: Float64Array
  readonly low: Float64Array
  readonly high: Float64Array
}

/**
 * What the reference would have said, and between what it lies in 95 of 100 cases. `widen` is what `openWidening` came to (1: nothing is known
 * since). Where the chosen model and the plain one disagree more than they did while learning, the interval grows by that.
 * Throws a RangeError when there is no model.
 */
export function applyCalibration(calibration: Calibration, inputs: Inputs, widen = 1): Calibrated {
  const { model, spread } = calibration
  if (model === null || spread === null) throw new RangeError('Without a model nothing can be calibrated.')
  const value = applyModel(model, inputs)
  const doubts = doubtsOf(calibration, inputs, value)
  const levels = widen * halfWidthInLevels(spread)
  const half = value.map((said, i) => Math.hypot(levels * levelAt(spread.level, said), doubts[i] as number))
  return {
    value,
    low: value.map((v, i) => v - (half[i] as number)),
    high: value.map((v, i) => v + (half[i] as number)),
  }
}

/**
 * The mean of values in a row (of hours: what was learned from), with the 95 % interval of that mean. What differs from value to value averages
 * away as far as values are not alike; what is always off, and what the two models do not agree about, does not. Undefined of nothing.
 * Throws a RangeError when there is no model.
 */
export function calibratedMean(
  calibration: Calibration,
  inputs: Inputs,
  widen = 1,
): { readonly value: number; readonly low: number; readonly high: number; readonly count: number } | undefined {
  const { model } = calibration
  if (model === null) throw new RangeError('Without a model nothing can be calibrated.')
  const values = applyModel(model, inputs)
  const told = values.filter(Number.isFinite)
  if (told.length === 0) return undefined
  const value = meanOf(told)
  const doubt = meanOf(doubtsOf(calibration, inputs, values).filter((_, i) => Number.isFinite(values[i])))
  const half = Math.hypot(halfWidthOfMean(calibration, value, told.length, widen), doubt)
  return { value, low: value - half, high: value + half, count: told.length }
}

/** By how much the plain model disagrees with the chosen one beyond what it did while learning, to either side. */
function doubtsOf({ doubt }: Calibration, inputs: Inputs, value: Float64Array): Float64Array {
  if (doubt === null) return new Float64Array(value.length)
  const [least, most] = doubt.usual
  return applyModel(doubt.plain, inputs).map((plain, i) => {
    const apart = plain - (value[i] as number)
    return Math.min(0, apart - least) + Math.max(0, apart - most)
  })
}

/** Half of the width of the 95 % interval of the mean of `count` calibrated values in a row, around `mean`. In the unit of the reference. */
export function halfWidthOfMean(calibration: Calibration, mean: number, count: number, widen = 1): number {
  const { spread } = calibration
  return spread === null ? NaN : widen * halfWidthOfMeanInLevels(spread, count) * levelAt(spread.level, mean)
}

const NOTHING: Calibration = {
  version: CALIBRATION_VERSION,
  verdict: 'not-enough',
  pairs: 0,
  window: null,
  model: null,
  spread: null,
  score: null,
  rawScore: null,
  plainScore: null,
  blocks: [],
  tried: [],
  shortfalls: [],
  doubt: null,
}

function scoreOfTried({ blocks }: Tried): Score {
  const { residuals, reference } = joinHeldOut(blocks)
  return scoreOf(residuals, reference)
}

function windowOf({ time }: Pairs): readonly [number, number] | null {
  const [from, to] = [time[0], time.at(-1)]
  return from === undefined || to === undefined ? null : [from, to]
}

function doubtOf(model: Model, pairs: Pairs): NonNullable<Calibration['doubt']> {
  const plain = fitModel('gain-offset', pairs)
  const said = applyModel(model, pairs)
  const apart = applyModel(plain, pairs).map((value, i) => value - (said[i] as number))
  return { plain, usual: [quantileInPlace(apart, 0.05), quantileInPlace(apart, 0.95)] }
}
