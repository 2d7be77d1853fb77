import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { judgeStations, type SpaceTestName } from '../index.ts'
import { openRandom } from '../testing.ts'
import { factorInPlace, solveForwards } from './cholesky.ts'
import type { Stations } from './network.ts'
import { plantTree } from './tree.ts'

/** Metres of a thousandth of a degree along the equator. */
const STEP = (6_378_137 * Math.PI) / 180_000

/** Stations along the equator, `steps` thousandths of a degree from the beginning. */
function along(steps: readonly number[], values: readonly number[], elevation?: readonly number[]): Stations {
  return {
    lon: Float64Array.from(steps, (step) => step / 1000),
    lat: new Float64Array(steps.length),
    elevation: elevation && Float64Array.from(elevation),
    value: Float64Array.from(values),
  }
}

type Case = readonly [why: string, name: SpaceTestName, stations: Stations, parameters: unknown, flags: string]

const near = { radiusMetres: 10 * STEP + 1, leastBuddies: 3, threshold: 3, leastDeviation: 0.1 }
const event = { radiusMetres: 10 * STEP, leastBuddies: 3, event: 1, threshold: 0.3 }
describe('tests in space, counted by hand', () => {
  const cases: readonly Case[] = [
    ['two within two steps', 'isolation', along([0, 1, 2, 9], [1, 1, 1, 1]), { radiusMetres: 2.1 * STEP, leastNeighbours: 2 }, '1113'],
    ['one step is one too few at the ends', 'isolation', along([0, 1, 2, 9], [1, 1, 1, 1]), { radiusMetres: 1.1 * STEP, leastNeighbours: 2 }, '3133'],
    ['in the same place they are neighbours', 'isolation', along([0, 0, 0], [1, 1, 1]), { radiusMetres: 1, leastNeighbours: 2 }, '111'],
    ['who is higher is no neighbour', 'isolation', along([0, 1, 2, 2], [1, 1, 1, 1], [0, 10, 40, NaN]), { radiusMetres: 5 * STEP, leastNeighbours: 1, heightMetres: 20 }, '1132'],
    ['who measured nothing vouches for nobody', 'isolation', along([0, 1], [1, NaN]), { radiusMetres: 5 * STEP, leastNeighbours: 1 }, '39'],
    ['over the date line and at the pole', 'isolation', { lon: Float64Array.of(179.999, -179.999, 0, 90), lat: Float64Array.of(0, 0, 89.999, 89.999), value: new Float64Array(4) }, { radiusMetres: 300, leastNeighbours: 1 }, '1111'],

    ['all who say that they stand there', 'duplicate-place', along([0, 5, 5, 5], [1, NaN, 1, 1]), {}, '1333'],
    ['two on a mast are no mistake', 'duplicate-place', along([0, 0, 5, 5, 5], [1, 1, 1, 1, 1]), { mayShare: 1 }, '11333'],
    ['almost there', 'duplicate-place', along([0, 1, 3], [1, 1, 1]), { radiusMetres: 1.5 * STEP }, '331'],
    ['no place', 'duplicate-place', along([0, NaN, 400_000], [1, 1, 1]), {}, '122'],

    // Buddies 1, 2 and 3: mean 2, variance 2/3, deviation sqrt(2/3 + 2/9) = 0.943; three of those are 2.828.
    ['as far as may be', 'buddy', along([0, 1, 2, 3], [4.82, 1, 2, 3]), near, '1111'],
    ['farther', 'buddy', along([0, 1, 2, 3], [4.84, 1, 2, 3]), { ...near, iterations: 1 }, '4111'],
    ['who is left with too few is not tested', 'buddy', along([0, 1, 2, 3], [4.84, 1, 2, 3]), near, '4222'],
    ['too few, and too far', 'buddy', along([0, 1, 2, 13], [1, 1, 1, 99]), near, '2222'],
    // Titanlib says nothing at all here.
    ['a missing value silences nobody', 'buddy', along([0, 1, 2, 3, 4, 5], [0, 1, NaN, 100, 2, 1]), { ...near, leastDeviation: 1 }, '119411'],
    ['infinity neither', 'buddy', along([0, 1, 2, 3, 4, 5], [0, 1, Infinity, 100, 2, 1]), { ...near, leastDeviation: 1 }, '112411'],
    ['those in the same place are buddies, the best there are', 'buddy', along([0, 0, 0, 0, 0], [1, 1, 9, 1, 1]), near, '11411'],
    // Among 0, 0, 0, 0, 90 the value 100 is 82 from the mean, and their deviation is 39.
    ['the second wrong one is seen without the first', 'buddy', along([0, 1, 2, 3, 4, 5, 6, 7], [0, 0, 0, 0, 0, 0, 90, 300]), { ...near, threshold: 2.2, iterations: 1 }, '11111114'],
    ['in the next iteration', 'buddy', along([0, 1, 2, 3, 4, 5, 6, 7], [0, 0, 0, 0, 0, 0, 90, 300]), { ...near, threshold: 2.2, iterations: 2 }, '11111144'],
    ['neighbours that agree by chance', 'buddy', along([0, 1, 2, 3], [1.31, 1, 1, 1]), { ...near, iterations: 1 }, '4111'],
    ['and just not', 'buddy', along([0, 1, 2, 3], [1.29, 1, 1, 1]), { ...near, iterations: 1 }, '1111'],
    ['colder because it is higher', 'buddy', along([0, 1, 2, 3], [8, 10, 10, 10], [200, 0, 0, 0]), { ...near, heightMetres: 300, gradient: -0.01 }, '1111'],
    ['not so much', 'buddy', along([0, 1, 2, 3], [8, 10, 10, 10], [0, 0, 0, 0]), { ...near, heightMetres: 300, gradient: -0.01, iterations: 1 }, '4111'],
    ['too much higher is no buddy', 'buddy', along([0, 1, 2, 3], [8, 10, 10, 10], [400, 0, 0, 0]), { ...near, heightMetres: 300, leastBuddies: 2 }, '2111'],
    ['without a height, where height matters', 'buddy', along([0, 1, 2, 3, 4], [8, 10, 10, 10, 10], [NaN, 0, 0, 0, 0]), { ...near, heightMetres: 300 }, '21111'],

    ['alone in what it says', 'buddy-event', along([0, 1, 2, 3, 4], [0, 5, 5, 5, 5]), event, '41111'],
    ['the other way round', 'buddy-event', along([0, 1, 2, 3, 4], [5, 0, 0, 0, 0]), event, '41111'],
    ['one in three is more than 0.3', 'buddy-event', along([0, 1, 2, 3], [0, 0, 5, 5]), event, '1111'],
    ['by number: exactly one agrees', 'buddy-event', along([0, 1, 2, 3, 4], [0, 0, 5, 5, 5]), { ...event, threshold: 1 }, '44111'],
    ['too few', 'buddy-event', along([0, 1, 2], [0, 5, 5]), event, '222'],
  ] // prettier-ignore
  for (const [why, name, stations, parameters, flags] of cases)
    test(`${name}: ${why}`, () => assert.equal(judgeStations(name, stations, parameters).flags.join(''), flags))
})

/** The statistic as titanlib has it: by the inverse, here by Gauss and Jordan. */
function pogOf(distances: readonly (readonly number[])[], values: readonly number[], noise: number): number[] {
  const n = values.length
  const tenth = (row: readonly number[]): number => {
    const sorted = row.toSorted((a, b) => a - b)
    const place = 0.1 * (n - 1)
    const [low, high] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0]
    return low + (place - Math.floor(place)) * (high - low)
  }
  const scale = Math.max(
    1,
    distances.reduce((sum, row) => sum + tenth(row) / n, 0),
  )
  const S = distances.map((row) => row.map((d) => Math.exp(-0.5 * (d / scale) ** 2)))
  const inverse = invert(S.map((row, i) => row.map((s, j) => s + (i === j ? noise : 0))))
  const mean = values.reduce((sum, v) => sum + v / n, 0)
  const d = values.map((v) => v - mean)
  const times = (matrix: readonly (readonly number[])[], vector: readonly number[]): number[] =>
    matrix.map((row) => row.reduce((sum, a, k) => sum + a * (vector[k] ?? 0), 0))
  const w = times(inverse, d)
  const ares = times(S, w).map((s, i) => s - (d[i] ?? 0))
  const cvres = w.map((wi, i) => -wi / (inverse[i]?.[i] ?? NaN))
  const sig2o = Math.max(
    0.01,
    ares.reduce((sum, a, i) => sum - (a * (d[i] ?? 0)) / n, 0),
  )
  return cvres.map((c, i) => (c * (ares[i] ?? 0)) / sig2o)
}

function invert(matrix: readonly (readonly number[])[]): number[][] {
  const n = matrix.length
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => Number(i === j))])
  for (let i = 0; i < n; i += 1) {
    const pivot = rows[i] ?? []
    const lead = pivot[i] ?? NaN
    for (let k = 0; k < 2 * n; k += 1) pivot[k] = (pivot[k] ?? NaN) / lead
    for (const row of rows) {
      if (row === pivot) continue
      const factor = row[i] ?? NaN
      for (let k = 0; k < 2 * n; k += 1) row[k] = (row[k] ?? NaN) - factor * (pivot[k] ?? NaN)
    }
  }
  return rows.map((row) => row.slice(n))
}

test('spatial consistency: its statistic is that of titanlib, with the inverse', () => {
  const random = openRandom(11)
  for (let round = 0; round < 20; round += 1) {
    const n = 5 + Math.floor(random() * 8)
    const steps = Array.from({ length: n }, () => random() * 20)
    const values = steps.map((step) => Math.sin(step / 4) + (random() < 0.2 ? 3 : 0) + 0.2 * random())
    const stations = along(steps, values)
    const chord = (a: number, b: number): number => 2 * 6_378_137 * Math.sin((Math.abs(a - b) * Math.PI) / 360_000)
    const pog = pogOf(steps.map((a) => steps.map((b) => chord(a, b))), values, 0.5) // prettier-ignore
    const worst = pog.reduce((best, v, i) => (v > (pog[best] ?? 0) ? i : best), 0)
    // The worst fails just below its statistic, and nobody does just above it.
    const judge = (limit: number): string =>
      judgeStations('spatial-consistency', stations, { radiusMetres: 1e6, leastScaleMetres: 1, above: limit, below: limit, iterations: 1 }).flags.join('') // prettier-ignore
    assert.equal(judge((pog[worst] ?? 0) * (1 - 1e-9)), steps.map((_, i) => (i === worst ? 4 : 1)).join(''))
    // Of two who would fail only the worse one does.
    const second = Math.max(...pog.filter((_, i) => i !== worst))
    assert.equal(judge(second * (1 - 1e-9)), steps.map((_, i) => (i === worst ? 4 : 1)).join(''))
    assert.equal(judge((pog[worst] ?? 0) * (1 + 1e-9)), '1'.repeat(n))
  }
})

test('spatial consistency: above and below have limits of their own', () => {
  const steps = [0, 1, 2, 3, 4, 5, 6, 7]
  const judge = (value: number, above: number, below: number): string =>
    judgeStations('spatial-consistency', along(steps, steps.map((i) => (i === 3 ? value : 10))), { radiusMetres: 1e6, above, below, iterations: 1 }).flags.join('') // prettier-ignore
  assert.equal(judge(20, 3, 1e9), '11141111')
  assert.equal(judge(20, 1e9, 3), '11111111')
  assert.equal(judge(0, 1e9, 3), '11141111')
})

test('robust consistency: who has too few believed neighbours cannot be tested', () => {
  const stations = along([0, 1, 2, 3, 4, 5], [10, 10, 10, 10, 500, 900])
  const judge = (leastNeighbours: number): string =>
    judgeStations('robust-consistency', stations, { radiusMetres: 1e6, leastDeviation: 0.5, leastNeighbours }).flags.join('') // prettier-ignore
  assert.equal(judge(3), '111144')
  assert.equal(judge(4), '222244')
})

test('a matrix is the product of its factor', () => {
  const matrix = Float64Array.of(4, 0, 0, 12, 37, 0, -16, -43, 98)
  assert.equal(factorInPlace(matrix, 3, 3), true)
  assert.deepEqual([...matrix].filter((_, k) => k % 3 <= k / 3), [2, 6, 1, -8, 5, 3]) // prettier-ignore
  const right = Float64Array.of(2, 7, 0)
  solveForwards(matrix, 3, 3, right)
  assert.deepEqual([...right], [1, 1, 1])
  assert.equal(factorInPlace(Float64Array.of(1, 0, 2, 1), 2, 2), false)
})

test('the tree finds what looking at all finds', () => {
  const random = openRandom(5)
  for (const count of [0, 1, 7, 8, 9, 100, 1000]) {
    // Places on a coarse grid, so that many are the same and many equally far.
    const column = (): Float64Array => Float64Array.from({ length: count }, () => Math.floor(random() * 8))
    const tree = plantTree({ x: column(), y: column(), z: column() })
    assert.deepEqual([...tree.order].toSorted((a, b) => a - b), Array.from({ length: count }, (_, i) => i)) // prettier-ignore
    for (let p = 0; p < count; p += 13) {
      const apart = (q: number): number =>
        [tree.x, tree.y, tree.z].reduce((sum, axis) => sum + ((axis[q] ?? 0) - (axis[p] ?? 0)) ** 2, 0)
      const radius = 3
      const all = Array.from({ length: count }, (_, q) => q).filter((q) => q !== p && apart(q) <= 9)
      assert.deepEqual(
        [...tree.within(p, radius)].toSorted((a, b) => a - b),
        all,
      )
      assert.equal(tree.countWithin(p, radius, Infinity), all.length)
      assert.equal(tree.countWithin(p, radius, 2), Math.min(2, all.length))
      const sorted = all.toSorted((a, b) => apart(a) - apart(b) || a - b)
      assert.deepEqual([...tree.nearest(p, 12, radius)], sorted.slice(0, 12))
    }
  }
})
