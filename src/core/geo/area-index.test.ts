import assert from 'node:assert/strict'
import { test } from 'node:test'
import { areaIndex, type Area } from './area-index.ts'

function square(id: string, west: number, south: number): Area {
  const [east, north] = [west + 1, south + 1]
  return {
    id,
    polygons: [
      [
        [
          [west, south],
          [east, south],
          [east, north],
          [west, north],
          [west, south],
        ],
      ],
    ],
  }
}

const grid = Array.from({ length: 400 }, (_, n) => square(String(n).padStart(3, '0'), n % 20, Math.floor(n / 20)))

test('finds the one area out of many that holds a point', () => {
  const find = areaIndex(grid)
  assert.equal(find({ lon: 7.5, lat: 3.5 }), '067')
  assert.equal(find({ lon: 0.01, lat: 19.99 }), '380')
  assert.equal(find({ lon: 25, lat: 3 }), undefined)
})

test('gives a point on a shared edge or corner to one area, in whatever order they come', () => {
  const points = [
    { lon: 7, lat: 3.5 },
    { lon: 7.5, lat: 3 },
    { lon: 7, lat: 3 },
  ]
  const found = points.map(areaIndex(grid))
  assert.ok(found.every((id) => id !== undefined))
  assert.deepEqual(points.map(areaIndex(grid.toReversed())), found)
})

test('the first id wins where areas overlap', () => {
  assert.equal(areaIndex([square('b', 0, 0), square('a', 0.5, 0)])({ lon: 0.7, lat: 0.5 }), 'a')
})

test('an index of nothing finds nothing', () => {
  assert.equal(areaIndex([])({ lon: 4, lat: 50 }), undefined)
  assert.equal(areaIndex([{ id: 'empty', polygons: [] }])({ lon: 4, lat: 50 }), undefined)
})
