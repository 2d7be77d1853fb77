/**
 * The k-th smallest (k from 0), by the selection of Hoare (CACM 4, 1961, algorithm 65); on average O(n). Puts `values` in another order.
 * Holds no NaN.
 * @param from what stands before it is known to be no larger than what stands from here on, by an earlier selection
 */
export function selectInPlace(values: Float64Array, k: number, count: number = values.length, from = 0): number {
  let left = from
  let right = count - 1
  while (left < right) {
    const pivot = middleOfThree(values[left] as number, values[(left + right) >> 1] as number, values[right] as number)
    let i = left
    let j = right
    while (i <= j) {
      while ((values[i] as number) < pivot) i += 1
      while ((values[j] as number) > pivot) j -= 1
      if (i <= j) {
        const swapped = values[i] as number
        values[i] = values[j] as number
        values[j] = swapped
        i += 1
        j -= 1
      }
    }
    if (k <= j) right = j
    else if (k >= i) left = i
    else return values[k] as number
  }
  return values[k] as number
}

/** The quantile between 0 and 1, linear between the two values around it (type 7 of Hyndman and Fan, 1996). NaN of nothing. `from`: as above. */
export function quantileInPlace(values: Float64Array, share: number, count: number = values.length, from = 0): number {
  if (count === 0) return NaN
  const place = share * (count - 1)
  const below = Math.floor(place)
  const low = selectInPlace(values, below, count, Math.min(from, below))
  if (place === below) return low
  // After the selection everything behind `below` is at least as large.
  let next = Infinity
  for (let i = below + 1; i < count; i += 1) if ((values[i] as number) < next) next = values[i] as number
  return low + (place - below) * (next - low)
}

/** The middle value; the mean of both when there is an even number. NaN of nothing. Puts `values` in another order. */
export function medianInPlace(values: Float64Array, count: number = values.length): number {
  return quantileInPlace(values, 0.5, count)
}

function middleOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))
}
