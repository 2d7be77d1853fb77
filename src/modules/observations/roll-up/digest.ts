/**
 * Many numbers as few centroids, of which percentiles can be had and which can be put together again: the merging t-digest of T. Dunning
 * ("Computing extremely accurate quantiles using t-digests", 2019, scale function k1), with which the ends are kept finer than the middle.
 */
export interface Digest {
  readonly means: readonly number[]
  readonly weights: readonly number[]
}

export const EMPTY: Digest = { means: [], weights: [] }

/** A digest of numbers in rising order. Up to `size` of them are kept as they are. */
export function digestOf(sorted: readonly number[], size: number): Digest {
  return compressed(
    sorted,
    sorted.map(() => 1),
    size,
  )
}

/** One digest of many. */
export function merged(digests: readonly Digest[], size: number): Digest {
  const all = digests
    .flatMap(({ means, weights }) => means.map((mean, place) => [mean, weights[place] ?? 0] as const))
    .toSorted(([a], [b]) => a - b)
  return compressed(
    all.map(([mean]) => mean),
    all.map(([, weight]) => weight),
    size,
  )
}

/**
 * The number below which this share (0 to 1) of the values lies, between the lowest and the highest; NaN when there are none. With
 * every value a centroid of its own it is exact (linear interpolation between neighbours, type 7 of Hyndman and Fan).
 */
export function quantile(
  { means, weights }: Digest,
  share: number,
  { low, high }: { readonly low: number; readonly high: number },
): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const [first] = means
  if (first === undefined) return Number.NaN
  const wanted = share * (total - 1)
  // A centroid stands for the values around its middle; the lowest and the highest are known exactly.
  let [place, value] = [0, low]
  let before = 0
  for (const [index, weight] of weights.entries()) {
    const middle = before + (weight - 1) / 2
    const mean = means[index] ?? value
    if (wanted <= middle)
      return middle === place ? mean : value + ((wanted - place) / (middle - place)) * (mean - value)
    ;[place, value] = [middle, mean]
    before += weight
  }
  const end = total - 1
  return end === place ? value : Math.min(high, value + ((wanted - place) / (end - place)) * (high - value))
}

function compressed(means: readonly number[], weights: readonly number[], size: number): Digest {
  if (means.length <= size) return { means, weights }
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  // k1 goes from -size/4 to size/4, so that about half as many centroids come out as the bound allows; twice the bound gives the size.
  const k = (q: number) => (size / Math.PI) * Math.asin(2 * Math.min(1, Math.max(0, q)) - 1)
  const found: { mean: number; weight: number }[] = []
  let before = 0
  let limit = k(0) + 1
  for (const [place, mean] of means.entries()) {
    const weight = weights[place] ?? 0
    const last = found.at(-1)
    if (last !== undefined && k((before + weight) / total) <= limit) {
      last.weight += weight
      last.mean += ((mean - last.mean) * weight) / last.weight
    } else {
      limit = k(before / total) + 1
      found.push({ mean, weight })
    }
    before += weight
  }
  return { means: found.map(({ mean }) => mean), weights: found.map(({ weight }) => weight) }
}
