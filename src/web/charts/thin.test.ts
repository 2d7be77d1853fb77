import assert from 'node:assert/strict'
import { test } from 'node:test'
import { thinned, type Spot } from './thin.ts'

function run(length: number, y: (index: number) => number): Spot[] {
  return Array.from({ length }, (_, index) => ({ x: index / (length - 1), y: y(index) }))
}

test('of thousands of spots few remain, in order, with both ends', () => {
  const spots = run(20_000, (index) => Math.sin(index * 12.9898) ** 2)
  const kept = thinned(spots, 100)
  assert.ok(kept.length <= 400 && kept.length > 200, `${kept.length}`)
  assert.ok(kept.every(({ x }, index) => index === 0 || x > (kept[index - 1]?.x ?? 1)))
  assert.deepEqual([kept.at(0), kept.at(-1)], [spots.at(0), spots.at(-1)])
})

test('a single peak and a single dip are never lost, wherever they are', () => {
  for (let at = 1; at < 9_999; at += 333) {
    const kept = thinned(run(10_000, (index) => (index === at ? 1 : index === at + 1 ? 0 : 0.5)))
    assert.ok(kept.some(({ y }) => y === 1) && kept.some(({ y }) => y === 0), `at ${at}`)
  }
})

test('every column keeps its own lowest and highest', () => {
  const spots = run(5000, (index) => Math.sin(index * 78.233))
  const columns = 50
  const edges = (of: readonly Spot[]) =>
    [...Map.groupBy(of, ({ x }) => Math.min(columns - 1, Math.floor(x * columns))).values()].map((group) => [
      Math.min(...group.map(({ y }) => y)),
      Math.max(...group.map(({ y }) => y)),
    ])
  assert.deepEqual(edges(thinned(spots, columns)), edges(spots))
})

test('a short run is left as it is', () => {
  const spots = run(300, (index) => index / 300)
  assert.equal(thinned(spots), spots)
})
