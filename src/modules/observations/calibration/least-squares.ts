/**
 * The coefficients with the least weighted sum of squares, one for each feature. Features are brought to one scale first and get a ridge of
 * 1e-9, so that two that say the same do no harm. Without weights all count the same. NaN where nothing can be said.
 * @param features columns of the same length as `target`; one of them may be constant
 */
export function leastSquares(
  features: readonly Float64Array[],
  target: Float64Array,
  weights?: Float64Array,
): Float64Array {
  const size = features.length
  const scales = features.map((feature) => scaleOf(feature))
  const [matrix, right] = [new Float64Array(size * size), new Float64Array(size)]
  for (let i = 0; i < target.length; i += 1) {
    const weight = weights?.[i] ?? 1
    for (let a = 0; a < size; a += 1) {
      const left = (weight * (features[a]?.[i] as number)) / (scales[a] as number)
      right[a] = (right[a] as number) + left * (target[i] as number)
      for (let b = 0; b <= a; b += 1)
        matrix[a * size + b] = (matrix[a * size + b] as number) + (left * (features[b]?.[i] as number)) / (scales[b] as number) // prettier-ignore
    }
  }
  for (let a = 0; a < size; a += 1) matrix[a * size + a] = (matrix[a * size + a] as number) * (1 + 1e-9) + 1e-300
  return solve(matrix, right, size).map((value, a) => value / (scales[a] as number))
}

/** Solves a symmetric positive system by the factor of Cholesky; the lower half of `matrix` is used and overwritten. */
function solve(matrix: Float64Array, right: Float64Array, size: number): Float64Array {
  const at = (a: number, b: number): number => matrix[a * size + b] as number
  for (let a = 0; a < size; a += 1)
    for (let b = 0; b <= a; b += 1) {
      let sum = at(a, b)
      for (let k = 0; k < b; k += 1) sum -= at(a, k) * at(b, k)
      matrix[a * size + b] = a === b ? Math.sqrt(sum) : sum / at(b, b)
    }
  const found = right.slice()
  for (let a = 0; a < size; a += 1) {
    for (let k = 0; k < a; k += 1) found[a] = (found[a] as number) - at(a, k) * (found[k] as number)
    found[a] = (found[a] as number) / at(a, a)
  }
  for (let a = size - 1; a >= 0; a -= 1) {
    for (let k = a + 1; k < size; k += 1) found[a] = (found[a] as number) - at(k, a) * (found[k] as number)
    found[a] = (found[a] as number) / at(a, a)
  }
  return found
}

function scaleOf(feature: Float64Array): number {
  let sum = 0
  for (const value of feature) sum += value * value
  return Math.sqrt(sum / Math.max(1, feature.length)) || 1
}
