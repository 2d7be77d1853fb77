/** Within how many deviations 95 of 100 values lie, by degrees of freedom (W. S. Gosset, 1908). */
const TABLE = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228]
const NORMAL = 1.96

/**
 * The two-sided 95 % quantile of Student's t. Above ten degrees the first terms of its expansion (R. A. Fisher and E. A. Cornish, 1960), less
 * than 0.001 off; below one degree that of one.
 */
export function studentsT(degrees: number): number {
  const whole = Math.max(1, Math.floor(degrees))
  const [cubed, fifth] = [NORMAL ** 3, NORMAL ** 5]
  return (
    TABLE[whole - 1] ??
    NORMAL + (cubed + NORMAL) / (4 * degrees) + (5 * fifth + 16 * cubed + 3 * NORMAL) / (96 * degrees ** 2)
  )
}
