import { featuresOf, measurePair, type Compared, type NamedAsset, type Pair } from './features.ts'
import weights from './weights.json' with { type: 'json' }

/** From here on staff are shown a pair: at most one in five of these is none (`docs/duplicates.md`). */
export const LIKELY = weights.threshold

/** The probability that two reports are about the same thing, from 0 to 1, by a logistic model whose weights `bench/duplicates` made. */
export function likelihoodOf(pair: Pair): number {
  const sum = featuresOf(pair).reduce((total, value, index) => total + value * (weights.weights[index] ?? 0), 0)
  return 1 / (1 + Math.exp(-sum))
}

/** A report that may be about the same thing as another, with how sure that is. */
export interface Ranked<Candidate> {
  readonly candidate: Candidate
  readonly pair: Pair
  readonly likelihood: number
  /** Whether both name the same lamp, stop or other thing. */
  readonly isSameAsset: boolean
}

/**
 * Those of the candidates that are at least this likely to be the same, the likeliest first, at most `most`. What names the same thing goes
 * before all others however likely it is, and what names another thing of the same kind is left out: that is a rule and was not learnt, as
 * few reports name a thing.
 */
export function rankCandidates<Candidate extends Compared>(
  report: Compared,
  candidates: readonly Candidate[],
  { least, most }: { readonly least: number; readonly most: number },
): Ranked<Candidate>[] {
  return candidates
    .map((candidate) => {
      const pair = measurePair(report, candidate)
      const isSameAsset = namesSame(report.asset, candidate.asset) === true
      return { candidate, pair, likelihood: likelihoodOf(pair), isSameAsset }
    })
    .filter(({ candidate, likelihood, isSameAsset }) =>
      isSameAsset ? true : likelihood >= least && namesSame(report.asset, candidate.asset) !== false,
    )
    .toSorted((one, other) => Number(other.isSameAsset) - Number(one.isSameAsset) || other.likelihood - one.likelihood)
    .slice(0, most)
}

/** Whether two things are one; undefined when one is not known, or they are of different kinds. */
function namesSame(one: NamedAsset | null | undefined, other: NamedAsset | null | undefined): boolean | undefined {
  return one && other && one.layer === other.layer ? one.id === other.id : undefined
}
