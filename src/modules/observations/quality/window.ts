/** Numbers that came last, with the moment of each; grows as needed. */
export interface Ring {
  readonly size: () => number
  readonly push: (at: number, value: number) => void
  readonly shift: () => void
  readonly pop: () => void
  readonly clear: () => void
  /** The k-th from the oldest. */
  readonly at: (k: number) => number
  readonly value: (k: number) => number
}

/** An empty ring. */
export function openRing(): Ring {
  let [times, values, head, size] = [new Float64Array(16), new Float64Array(16), 0, 0]
  const grow = (): void => {
    const more = [new Float64Array(times.length * 2), new Float64Array(times.length * 2)] as const
    for (let k = 0; k < size; k += 1) {
      more[0][k] = times[(head + k) & (times.length - 1)] as number
      more[1][k] = values[(head + k) & (times.length - 1)] as number
    }
    ;[times, values, head] = [more[0], more[1], 0]
  }
  return {
    size: () => size,
    push(at, value) {
      if (size === times.length) grow()
      const place = (head + size) & (times.length - 1)
      times[place] = at
      values[place] = value
      size += 1
    },
    shift() {
      head = (head + 1) & (times.length - 1)
      size -= 1
    },
    pop() {
      size -= 1
    },
    clear() {
      head = size = 0
    },
    at: (k) => times[(head + k) & (times.length - 1)] as number,
    value: (k) => values[(head + k) & (values.length - 1)] as number,
  }
}

/** The largest and the smallest of the last numbers: O(1) on average for each number (a queue of those that may still become the extreme). */
export interface Extremes {
  readonly push: (at: number, value: number) => void
  /** Forgets what came before this moment. */
  readonly forgetBefore: (at: number) => void
  /** Largest minus smallest; NaN of nothing. */
  readonly range: () => number
  readonly clear: () => void
}

/** Extremes of nothing yet. */
export function openExtremes(): Extremes {
  const [most, least] = [openRing(), openRing()]
  return {
    push(at, value) {
      while (most.size() > 0 && most.value(most.size() - 1) <= value) most.pop()
      while (least.size() > 0 && least.value(least.size() - 1) >= value) least.pop()
      most.push(at, value)
      least.push(at, value)
    },
    forgetBefore(at) {
      while (most.size() > 0 && most.at(0) < at) most.shift()
      while (least.size() > 0 && least.at(0) < at) least.shift()
    },
    range: () => (most.size() === 0 ? NaN : most.value(0) - least.value(0)),
    clear() {
      most.clear()
      least.clear()
    },
  }
}

const MEAN = 0
const SQUARES = 1

/** The standard deviation of the last numbers. */
export interface Spread {
  readonly push: (value: number) => void
  /** Takes away the oldest. */
  readonly shift: () => void
  /** With so many degrees of freedom lost, 0 or 1; NaN of too few numbers. */
  readonly deviation: (lost: 0 | 1) => number
  readonly clear: () => void
}

/**
 * A queue of two stacks: the new numbers are summed up as they come, of the old ones each sum to the end is known, and both are put together
 * (T. F. Chan, G. H. Golub and R. J. LeVeque, 1979). Nothing is ever subtracted, so that no large number leaves its rounding behind; O(1) on
 * average for each number.
 */
export function openSpread(): Spread {
  let recent = new Float64Array(16)
  let many = 0
  // Of the new numbers; in a column, since a number that a closure changes is made anew each time.
  const sums = Float64Array.of(0, 0)
  // Of the old numbers from the k-th to the last: the mean, and the squares of what they differ from it.
  let [oldMeans, oldSquares] = [new Float64Array(16), new Float64Array(16)]
  let [first, end] = [0, 0]

  function turnOver(): void {
    if (oldMeans.length < many)
      [oldMeans, oldSquares] = [new Float64Array(recent.length), new Float64Array(recent.length)]
    let m = 0
    let s = 0
    for (let k = many - 1; k >= 0; k -= 1) {
      const step = (recent[k] as number) - m
      m += step / (many - k)
      s += step * ((recent[k] as number) - m)
      oldMeans[k] = m
      oldSquares[k] = s
    }
    first = 0
    end = many
    clearRecent()
  }

  function clearRecent(): void {
    many = sums[MEAN] = sums[SQUARES] = 0
  }

  return {
    push(value) {
      if (many === recent.length) {
        const more = new Float64Array(many * 2)
        more.set(recent)
        recent = more
      }
      recent[many] = value
      many += 1
      const step = value - (sums[MEAN] as number)
      const mean = (sums[MEAN] as number) + step / many
      sums[MEAN] = mean
      sums[SQUARES] = (sums[SQUARES] as number) + step * (value - mean)
    },
    shift() {
      if (first === end) turnOver()
      first += 1
    },
    deviation(lost) {
      const old = end - first
      const count = old + many
      if (count <= lost) return NaN
      let sum = sums[SQUARES] as number
      if (old > 0) {
        const apart = (oldMeans[first] as number) - (sums[MEAN] as number)
        sum += (oldSquares[first] as number) + (many > 0 ? (apart * apart * old * many) / count : 0)
      }
      return Math.sqrt(sum / (count - lost))
    },
    clear() {
      clearRecent()
      first = end = 0
    },
  }
}
