/** One example for `fitLogistic`: numbers, and whether it is what is looked for. */
export interface Example {
  readonly features: readonly number[]
  readonly holds: boolean
}

const STEPS = 30
const ENOUGH = 1e-8

/**
 * Fits a logistic model by Newton’s method (iteratively reweighted least squares; McCullagh and Nelder, "Generalized Linear Models",
 * 1989, ch. 2.5) with a ridge that keeps weights small; the first feature is the constant and is not held back. The same examples
 * always give the same weights. Throws when there are no examples.
 */
export function fitLogistic(examples: readonly Example[], ridge = 1): number[] {
  const size = examples[0]?.features.length ?? 0
  if (size === 0) throw new Error('A model needs examples.')
  let weights = Array.from({ length: size }, () => 0)
  for (let step = 0; step < STEPS; step += 1) {
    const gradient = weights.map((weight, index) => (index === 0 ? 0 : -ridge * weight))
    const hessian = weights.map((_, row) =>
      weights.map((__, column) => (row === column ? (row === 0 ? 1e-9 : ridge) : 0)),
    )
    for (const { features, holds } of examples) addExample({ features, holds }, weights, gradient, hessian)
    const change = solve(hessian, gradient)
    weights = weights.map((weight, index) => weight + (change[index] ?? 0))
    if (Math.max(...change.map(Math.abs)) < ENOUGH) break
  }
  return weights
}

function addExample({ features, holds }: Example, weights: number[], gradient: number[], hessian: number[][]): void {
  const sum = features.reduce((total, value, index) => total + value * (weights[index] ?? 0), 0)
  const probability = 1 / (1 + Math.exp(-sum))
  const spread = Math.max(probability * (1 - probability), 1e-9)
  for (const [row, value] of features.entries()) {
    if (value === 0) continue
    gradient[row] = (gradient[row] ?? 0) + value * ((holds ? 1 : 0) - probability)
    const line = hessian[row] ?? []
    for (const [column, other] of features.entries()) line[column] = (line[column] ?? 0) + spread * value * other
  }
}

/** Solves linear equations by Gaussian elimination with the largest pivot first. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, index) => [...row, right[index] ?? 0])
  const size = rows.length
  for (let pivot = 0; pivot < size; pivot += 1) {
    const at = (row: number) => Math.abs(rows[row]?.[pivot] ?? 0)
    let best = pivot
    for (let row = pivot + 1; row < size; row += 1) if (at(row) > at(best)) best = row
    const chosen = rows[best] ?? []
    rows[best] = rows[pivot] ?? []
    rows[pivot] = chosen
    const divisor = chosen[pivot] ?? 1
    for (const [index, row] of rows.entries()) {
      if (index === pivot) continue
      const factor = (row[pivot] ?? 0) / divisor
      if (factor !== 0)
        for (let column = pivot; column <= size; column += 1)
          row[column] = (row[column] ?? 0) - factor * (chosen[column] ?? 0)
    }
  }
  return rows.map((row, index) => (row[size] ?? 0) / (row[index] ?? 1))
}
