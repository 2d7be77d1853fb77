/** Numbers that came last, with the moment of each; grows as needed. */
export interface Ring {
  readonly size: () => number
  readonly push: (at: number, value: number) => void
  readonly shift: () => void
  readonly pop: () => void
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
  /** The earlier of the moments of the largest and the smallest. */
  readonly earlierExtreme: () => number
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
    earlierExtreme: () => Math.min(most.at(0), least.at(0)),
    clear() {
      while (most.size() > 0) most.pop()
      while (least.size() > 0) least.pop()
    },
  }
}

/** Spread of the last numbers: the standard deviation with `lost` degrees of freedom lost (0 or 1). */
export interface Spread {
  readonly add: (value: number) => void
  /** Takes away a number that was added; `left` is what remains, from the oldest, and is asked only now and then. */
  readonly remove: (value: number, left: Ring) => void
  readonly deviation: (lost: number) => number
  readonly clear: () => void
}

/**
 * By the recurrences of Welford (Technometrics 4, 1962, p. 419), forwards and backwards. What rounding adds up to is thrown away by counting
 * anew each time as many numbers were taken away as there are, so that the cost stays O(1) on average.
 */
export function openSpread(): Spread {
  let [count, mean, squares, removed] = [0, 0, 0, 0]
  const add = (value: number): void => {
    count += 1
    const step = value - mean
    mean += step / count
    squares += step * (value - mean)
  }
  const clear = (): void => {
    ;[count, mean, squares, removed] = [0, 0, 0, 0]
  }
  return {
    add,
    remove(value, left) {
      removed += 1
      if (removed > left.size()) {
        clear()
        for (let k = 0; k < left.size(); k += 1) add(left.value(k))
        return
      }
      count -= 1
      const step = value - mean
      mean -= step / count
      squares -= step * (value - mean)
    },
    deviation: (lost) => (count <= lost ? NaN : Math.sqrt(Math.max(0, squares) / (count - lost))),
    clear,
  }
}
