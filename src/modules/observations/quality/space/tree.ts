/** Points in space, found by where they are. Points are known by their place in `x`, `y` and `z`, which the tree put in its own order. */
export interface Tree {
  readonly x: Float64Array
  readonly y: Float64Array
  readonly z: Float64Array
  /** The place that each point had before. */
  readonly order: Uint32Array
  /** How many points other than `p` lie within `radius` of it; stops counting at `enough`. */
  readonly countWithin: (p: number, radius: number, enough: number) => number
  /** The points other than `p` within `radius` of it in an order that p decides. The result is written over by the next question. */
  readonly within: (p: number, radius: number) => Uint32Array
  /** The `most` points nearest to `p`, within `radius`, itself left out; nearest first. Of points equally near the first in the tree. */
  readonly nearest: (p: number, most: number, radius: number) => Uint32Array
}

const LEAF = 8

/**
 * A k-d tree (J. L. Bentley, "Multidimensional binary search trees", CACM 18, 1975), balanced: built in O(N log N), the middle of each range
 * splits it. The same points in the same order make the same tree.
 */
export function plantTree(points: { x: Float64Array; y: Float64Array; z: Float64Array }): Tree {
  const count = points.x.length
  const order = Uint32Array.from({ length: count }, (_, i) => i)
  const axes = new Uint8Array(count)
  const columns = [points.x, points.y, points.z] as const
  split(order, axes, columns)
  const [x, y, z] = columns.map((column) => Float64Array.from(order, (i) => column[i] as number)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  const sorted = [x, y, z] as const
  const stack = new Int32Array(256)
  let ranges = new Uint32Array(256)
  let found = new Uint32Array(256)

  /** Fills `ranges` with the ranges of the tree in which points within the root of `limit` may lie, by twos; how many numbers. */
  function rangesNear(p: number, limit: number): number {
    let [depth, size] = [2, 0]
    stack[0] = 0
    stack[1] = count
    while (depth > 0) {
      const to = stack[--depth] as number
      const from = stack[--depth] as number
      let until = to
      if (to - from > LEAF) {
        const middle = (from + to) >> 1
        const axis = axes[middle] as 0 | 1 | 2
        const beyond = (sorted[axis][p] as number) - (sorted[axis][middle] as number)
        const isNear = beyond * beyond <= limit
        if (beyond >= 0 || isNear) {
          stack[depth++] = middle + 1
          stack[depth++] = to
        }
        if (beyond <= 0 || isNear) {
          stack[depth++] = from
          stack[depth++] = middle
        }
        if (!isNear) continue
        until = middle + 1
      }
      if (size + 2 > ranges.length) ranges = doubled(ranges)
      // Of a range that is split only its middle is looked at here.
      ranges[size++] = to - from > LEAF ? until - 1 : from
      ranges[size++] = until
    }
    return size
  }

  function squaredBetween(p: number, q: number): number {
    const [dx, dy, dz] = [(x[q] as number) - (x[p] as number), (y[q] as number) - (y[p] as number), (z[q] as number) - (z[p] as number)] // prettier-ignore
    return dx * dx + dy * dy + dz * dz
  }

  function within(p: number, radius: number): Uint32Array {
    const limit = radius * radius
    const size = rangesNear(p, limit)
    let many = 0
    for (let k = 0; k < size; k += 2)
      for (let q = ranges[k] as number; q < (ranges[k + 1] as number); q += 1) {
        if (squaredBetween(p, q) > limit || q === p) continue
        if (many === found.length) found = doubled(found)
        found[many++] = q
      }
    return found.subarray(0, many)
  }

  function countWithin(p: number, radius: number, enough: number): number {
    const limit = radius * radius
    const size = rangesNear(p, limit)
    let many = 0
    for (let k = 0; k < size; k += 2)
      for (let q = ranges[k] as number; q < (ranges[k + 1] as number); q += 1)
        if (squaredBetween(p, q) <= limit && q !== p && ++many >= enough) return many
    return many
  }

  function nearest(p: number, most: number, radius: number): Uint32Array {
    const [places, distances] = [new Uint32Array(most), new Float64Array(most)]
    let [size, limit] = [0, radius * radius]
    const look = (q: number): void => {
      const squared = squaredBetween(p, q)
      if (q === p || squared > limit) return
      if (size === most && squared === limit && q > (places[most - 1] as number)) return
      let k = size < most ? size++ : size - 1
      for (; k > 0; k -= 1) {
        const before = distances[k - 1] as number
        if (before < squared || (before === squared && (places[k - 1] as number) < q)) break
        distances[k] = before
        places[k] = places[k - 1] as number
      }
      distances[k] = squared
      places[k] = q
      if (size === most) limit = distances[most - 1] as number
    }
    const lookIn = (from: number, to: number): void => {
      if (to - from <= LEAF) {
        for (let q = from; q < to; q += 1) look(q)
        return
      }
      const middle = (from + to) >> 1
      const axis = axes[middle] as 0 | 1 | 2
      const beyond = (sorted[axis][p] as number) - (sorted[axis][middle] as number)
      // The side on which the point lies first: what is found there narrows the search.
      if (beyond > 0) lookIn(middle + 1, to)
      else lookIn(from, middle)
      look(middle)
      if (beyond * beyond > limit) return
      if (beyond > 0) lookIn(from, middle)
      else lookIn(middle + 1, to)
    }
    lookIn(0, count)
    return places.subarray(0, size)
  }

  return { x, y, z, order, countWithin, within, nearest }
}

function doubled(some: Uint32Array): Uint32Array<ArrayBuffer> {
  const more = new Uint32Array(some.length * 2)
  more.set(some)
  return more
}

/** Orders the points so that the middle of each range parts it along the axis on which it is longest. */
function split(
  order: Uint32Array,
  axes: Uint8Array,
  columns: readonly [Float64Array, Float64Array, Float64Array],
): void {
  const ranges: (readonly [from: number, to: number])[] = [[0, order.length]]
  for (let range = ranges.pop(); range !== undefined; range = ranges.pop()) {
    const [from, to] = range
    if (to - from <= LEAF) continue
    const middle = (from + to) >> 1
    const axis = longestAxis(order, columns, from, to)
    axes[middle] = axis
    selectBy(order, columns[axis] as Float64Array, from, to - 1, middle)
    ranges.push([from, middle], [middle + 1, to])
  }
}

function longestAxis(order: Uint32Array, columns: readonly Float64Array[], from: number, to: number): number {
  let longest = 0
  let length = -1
  for (const [axis, column] of columns.entries()) {
    let [least, most] = [Infinity, -Infinity]
    for (let k = from; k < to; k += 1) {
      const at = column[order[k] as number] as number
      if (at < least) least = at
      if (at > most) most = at
    }
    if (most - least > length) {
      longest = axis
      length = most - least
    }
  }
  return longest
}

/** Puts the point that belongs at `middle` there: none before it lies farther, none behind it nearer. */
function selectBy(order: Uint32Array, column: Float64Array, first: number, last: number, middle: number): void {
  let [left, right] = [first, last]
  while (left < right) {
    const pivot = column[order[(left + right) >> 1] as number] as number
    let [i, j] = [left, right]
    while (i <= j) {
      while ((column[order[i] as number] as number) < pivot) i += 1
      while ((column[order[j] as number] as number) > pivot) j -= 1
      if (i > j) break
      const swapped = order[i] as number
      order[i] = order[j] as number
      order[j] = swapped
      i += 1
      j -= 1
    }
    if (middle <= j) right = j
    else if (middle >= i) left = i
    else return
  }
}
