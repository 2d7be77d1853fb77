/** How far what was said lies from the reference. */
export interface Score {
  readonly n: number
  /** Root of the mean square of the residuals, in the unit of the reference. */
  readonly rmse: number
  /** Mean of said minus reference: positive when it says too much. */
  readonly bias: number
  /** 1 − sum of squares of the residuals / sum of squares about the mean of the reference; below zero: worse than saying that mean. */
  readonly r2: number
}

/** Scores residuals (reference minus said) beside the reference that they belong to. All NaN of nothing; R² NaN of a reference that never moved. */
export function scoreOf(residuals: Float64Array, reference: Float64Array): Score {
  const n = residuals.length
  let [squares, sum, mean] = [0, 0, 0]
  for (let i = 0; i < n; i += 1) {
    squares += (residuals[i] as number) ** 2
    sum += residuals[i] as number
    mean += (reference[i] as number) / n
  }
  let about = 0
  for (const value of reference) about += (value - mean) ** 2
  return {
    n,
    rmse: Math.sqrt(squares / n),
    bias: n === 0 ? NaN : -sum / n || 0,
    r2: about > 0 ? 1 - squares / about : NaN,
  }
}
