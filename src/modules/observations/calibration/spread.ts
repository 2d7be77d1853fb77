import { quantileInPlace } from '../quality/median.ts'
import { leastSquares } from './least-squares.ts'
import { joinHeldOut, type HeldOut } from './held-out.ts'
import { meanOf } from './model.ts'
import { studentsT } from './students-t.ts'

/** How far values lie from the reference, as it is kept: plain JSON. */
export interface Spread {
  /** How much residuals grow with the level: at level v they are `base + growth · v`, v within `least` and `most`, at least `floor`. */
  readonly level: {
    readonly base: number
    readonly growth: number
    readonly floor: number
    readonly least: number
    readonly most: number
  }
  /** Variance of residuals within a stretch of time, in levels. */
  readonly within: number
  /** Variance of the means of stretches: what does not average away. */
  readonly between: number
  /** The square of the mean of all: what is always off. */
  readonly always: number
  /** Stretches that were looked at. */
  readonly blocks: number
  /** After how many values in a row a new one says something new: 1 + 2 · sum of the autocorrelations, at least 1. */
  readonly alikeSteps: number
}

/** Learns from stretches that were held out. At least two are needed: NaN of fewer. */
export function spreadOf(blocks: readonly HeldOut[]): Spread {
  const level = levelOf(joinHeldOut(blocks))
  const scaled = blocks.map(({ residuals, said }) => residuals.map((r, i) => r / levelAt(level, said[i] as number)))
  const means = scaled.map(meanOf)
  const middle = meanOf(Float64Array.from(means))
  const between = means.reduce((sum, mean) => sum + (mean - middle) ** 2, 0) / (means.length - 1)
  const centred = scaled.map((residuals, k) => residuals.map((r) => r - (means[k] as number)))
  const within = meanOf(Float64Array.from(centred, (residuals) => meanOf(residuals.map((r) => r * r))))
  return { level, within, between, always: middle ** 2, blocks: blocks.length, alikeSteps: alikeStepsOf(centred) }
}

/** The level of residuals where a model says this, in its unit. */
export function levelAt({ base, growth, floor, least, most }: Spread['level'], said: number): number {
  return Math.max(floor, base + growth * Math.min(most, Math.max(least, said)))
}

/**
 * Half of the width of a 95 % interval, in levels: for a value of a stretch of time that is still to come. A stretch is a draw from those that
 * were seen, so their means vary by `between · (1 + 1 / blocks)`; stretches beside each other are alike, so that they count as half as many.
 */
export function halfWidthInLevels(spread: Spread): number {
  return quantileOf(spread) * Math.sqrt(spread.within + aside(spread))
}

/** The same for the mean of `count` values in a row: what differs from value to value averages away, as far as values are not alike. */
export function halfWidthOfMeanInLevels(spread: Spread, count: number): number {
  const news = Math.max(1, count / spread.alikeSteps)
  return quantileOf(spread) * Math.sqrt(spread.within / news + aside(spread))
}

function aside({ between, always, blocks }: Spread): number {
  return between * (1 + 1 / blocks) + always
}

function quantileOf({ blocks }: Spread): number {
  return studentsT(blocks / 2 - 1)
}

function levelOf({ said, residuals }: HeldOut): Spread['level'] {
  const sizes = residuals.map(Math.abs)
  const [least, most] = [quantileInPlace(said.slice(), 0.05), quantileInPlace(said.slice(), 0.95)]
  const within = said.map((value) => Math.min(most, Math.max(least, value)))
  const [base = NaN, growth = NaN] = leastSquares([new Float64Array(said.length).fill(1), within], sizes)
  const usual = meanOf(sizes) || 1e-12
  const doesGrow = growth > 0 && most > least
  return { base: doesGrow ? base : usual, growth: doesGrow ? growth : 0, floor: 0.3 * usual, least, most }
}

const MOST_STEPS = 200

/** Autocorrelations are summed up to the first that is not above zero (C. J. Geyer, 1992, in its plainest form). */
function alikeStepsOf(stretches: readonly Float64Array[]): number {
  const covariance = (lag: number): number => {
    let [sum, count] = [0, 0]
    for (const values of stretches)
      for (let i = lag; i < values.length; i += 1) {
        sum += (values[i] as number) * (values[i - lag] as number)
        count += 1
      }
    return count === 0 ? 0 : sum / count
  }
  const variance = covariance(0)
  let steps = 1
  if (!(variance > 0)) return steps
  for (let lag = 1; lag <= MOST_STEPS; lag += 1) {
    const correlation = covariance(lag) / variance
    if (!(correlation > 0)) break
    steps += 2 * correlation
  }
  return steps
}
