import { known, type Value } from './values.ts'

export type Trend = 'rising' | 'falling' | 'steady' | 'unclear'

/** Fewer figures than this say nothing about a direction: for them the normal approximation below is not good enough. */
const ENOUGH = 8
/** Two-sided, at the level of 5 %. */
const SURE = 1.96
/** What differs less than this part of its mean is steady, whatever a test says. */
const NEGLIGIBLE = 0.1

/**
 * Whether figures in order of time go up or down as a whole. The test of Mann and Kendall (H. Mann, Econometrica 13, 1945; M. Kendall,
 * Rank Correlation Methods, 1975) with the correction for ties: `rising` and `falling` only when chance would give
 * such an order in fewer than one case in twenty. `steady`: the highest and the lowest
 * differ by less than a tenth of the mean. Otherwise `unclear`. Undefined when
 * there are fewer than eight figures, or more than a third is missing: then nothing may be said.
 */
export function trendOf(values: readonly Value[]): Trend | undefined {
  const figures = known(values)
  const count = figures.length
  if (count < ENOUGH || count < (values.length * 2) / 3) return undefined
  const mean = figures.reduce((sum, value) => sum + value / count, 0)
  const [least, most] = [figures.reduce((a, b) => Math.min(a, b)), figures.reduce((a, b) => Math.max(a, b))]
  if (most - least < Math.abs(mean) * NEGLIGIBLE) return 'steady'
  const compared = meansOf(figures)
  const ties = [...Map.groupBy(compared, (value) => value).values()].map(({ length }) => length)
  const variance = (spread(compared.length) - ties.reduce((sum, tied) => sum + spread(tied), 0)) / 18
  const score = scoreOf(compared)
  const sureness = (score - Math.sign(score)) / Math.sqrt(variance)
  if (sureness >= SURE) return 'rising'
  return sureness <= -SURE ? 'falling' : 'unclear'
}

/** The means of at most 300 stretches of equal length: comparing all pairs of thousands would take too long. */
function meansOf(figures: readonly number[]): readonly number[] {
  const length = Math.ceil(figures.length / 300)
  if (length === 1) return figures
  return Array.from({ length: Math.floor(figures.length / length) }, (_, index) =>
    figures.slice(index * length, (index + 1) * length).reduce((sum, value) => sum + value / length, 0),
  )
}

/** Pairs that go up less pairs that go down. */
function scoreOf(figures: readonly number[]): number {
  let score = 0
  for (const [index, earlier] of figures.entries())
    for (const later of figures.slice(index + 1)) score += Math.sign(later - earlier)
  return score
}

function spread(count: number): number {
  return count * (count - 1) * (2 * count + 5)
}
