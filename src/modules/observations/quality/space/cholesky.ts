/**
 * Factors a symmetric positive definite matrix A into L times its transpose, in place, in the lower triangle (A.-L. Cholesky, 1910; Golub and
 * Van Loan, "Matrix Computations", 4.2): n³/6 multiplications. False when A is not positive definite.
 * @param matrix row after row, each `stride` long; only the lower triangle is read
 */
export function factorInPlace(matrix: Float64Array, n: number, stride: number): boolean {
  for (let i = 0; i < n; i += 1) {
    const row = i * stride
    for (let j = 0; j < i; j += 1) {
      const other = j * stride
      const rest = (matrix[row + j] as number) - dot(matrix, row, matrix, other, j)
      matrix[row + j] = rest / (matrix[other + j] as number)
    }
    const rest = (matrix[row + i] as number) - dot(matrix, row, matrix, row, i)
    if (!(rest > 0)) return false
    matrix[row + i] = Math.sqrt(rest)
  }
  return true
}

/** Solves L u = right, in place: u takes the place of `right`. */
export function solveForwards(factor: Float64Array, n: number, stride: number, right: Float64Array): void {
  for (let i = 0; i < n; i += 1) {
    const row = i * stride
    right[i] = ((right[i] as number) - dot(factor, row, right, 0, i)) / (factor[row + i] as number)
  }
}

/** The inner product of `count` numbers, in four sums, so that no addition waits for the one before. */
function dot(a: Float64Array, from: number, b: Float64Array, other: number, count: number): number {
  let one = 0
  let two = 0
  let three = 0
  let four = 0
  let k = 0
  for (; k + 3 < count; k += 4) {
    one += (a[from + k] as number) * (b[other + k] as number)
    two += (a[from + k + 1] as number) * (b[other + k + 1] as number)
    three += (a[from + k + 2] as number) * (b[other + k + 2] as number)
    four += (a[from + k + 3] as number) * (b[other + k + 3] as number)
  }
  for (; k < count; k += 1) one += (a[from + k] as number) * (b[other + k] as number)
  return one + two + (three + four)
}
