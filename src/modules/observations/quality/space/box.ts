import { factorInPlace, solveForwards } from './cholesky.ts'
import type { Network } from './network.ts'

/** How alike stations are that lie apart: exp(-½(d/D)² - ½(dz/Dz)²), as Gauss drew it. */
export interface Likeness {
  /** D is at least so much; it grows where stations are sparse. */
  readonly leastScaleMetres: number
  /** Dz; null when height means nothing. */
  readonly heightScaleMetres: number | null
}

/** Predicts stations from those around them, by optimal interpolation (L. S. Gandin, 1963), with room for so many stations. */
export interface Box {
  /**
   * Sets the stations that are looked at together, the one that is judged last; `noise` is the variance of the error of each over that of the
   * field. False when nothing can be computed.
   */
  readonly set: (members: ArrayLike<number>, size: number, noise: (p: number) => number) => boolean
  /**
   * What the last station says that the others do not, in standard deviations of the field: its difference from what the others predict over
   * the square root of the variance of that difference. `right` holds what each differs from the background; it is written over with such
   * differences, each as the stations before it predict.
   */
  readonly innovationOfLast: (right: Float64Array) => number
}

/** A box for at most `most` stations. */
export function openBox(network: Network, likeness: Likeness, most: number): Box {
  const { x, y, z } = network.tree
  const matrix = new Float64Array(most * most)
  const [east, north, up, height] = [column(most), column(most), column(most), column(most)]
  const near = column(most)
  const heightScale = likeness.heightScaleMetres ?? Infinity
  let n = 0

  /** Distances into the matrix; the mean over all stations of the distance within which a tenth of the box lies, themselves counted. */
  function measure(): number {
    let sum = 0
    for (let i = 0; i < n; i += 1) {
      for (let j = 0; j < i; j += 1) {
        const dx = (east[i] as number) - (east[j] as number)
        const dy = (north[i] as number) - (north[j] as number)
        const dz = (up[i] as number) - (up[j] as number)
        const apart = Math.sqrt(dx * dx + dy * dy + dz * dz)
        matrix[i * most + j] = apart
        matrix[j * most + i] = apart
      }
      matrix[i * most + i] = 0
    }
    for (let i = 0; i < n; i += 1) sum += lowQuantile(matrix, i * most, n, near)
    return sum / n
  }

  return {
    set(members, size, noise) {
      n = size
      for (let i = 0; i < n; i += 1) {
        const p = members[i] as number
        east[i] = x[p] as number
        north[i] = y[p] as number
        up[i] = z[p] as number
        height[i] = network.elevation[p] as number
      }
      const scale = Math.max(likeness.leastScaleMetres, measure())
      for (let i = 0; i < n; i += 1) {
        for (let j = 0; j < i; j += 1) {
          const far = (matrix[i * most + j] as number) / scale
          const higher = heightScale === Infinity ? 0 : ((height[i] as number) - (height[j] as number)) / heightScale
          matrix[i * most + j] = Math.exp(-0.5 * (far * far + higher * higher))
        }
        matrix[i * most + i] = 1 + noise(members[i] as number)
      }
      return factorInPlace(matrix, n, most)
    },
    innovationOfLast(right) {
      solveForwards(matrix, n, most, right)
      return right[n - 1] as number
    },
  }
}

function column(most: number): Float64Array {
  return new Float64Array(most)
}

/** The share of a box of which the distance is taken. */
const SHARE = 0.1

/** As `quantileInPlace`, of `count` numbers from a place on: keeps only the smallest, sorted, in `near`. */
function lowQuantile(values: Float64Array, from: number, count: number, near: Float64Array): number {
  const place = SHARE * (count - 1)
  const below = Math.floor(place)
  const wanted = Math.min(count, below + 2)
  for (let i = 0; i < wanted; i += 1) settle(near, i, values[from + i] as number)
  let largest = near[wanted - 1] as number
  for (let i = from + wanted; i < from + count; i += 1) {
    const value = values[i] as number
    if (value >= largest) continue
    settle(near, wanted - 1, value)
    largest = near[wanted - 1] as number
  }
  const low = near[below] as number
  return below + 1 < wanted ? low + (place - below) * ((near[below + 1] as number) - low) : low
}

/** Puts a number among the sorted ones before place `k`. */
function settle(near: Float64Array, k: number, value: number): void {
  let place = k
  for (; place > 0 && (near[place - 1] as number) > value; place -= 1) near[place] = near[place - 1] as number
  near[place] = value
}
