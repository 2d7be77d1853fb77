import assert from 'node:assert/strict'
import { test } from 'node:test'
import { areaKm2, boxOf, centroidOf, pointInPolygon, type MultiPolygon, type Ring } from './polygon.ts'

function square(west: number, south: number, size: number): Ring {
  const [east, north] = [west + size, south + size]
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ]
}

const withHole: MultiPolygon = [[square(0, 0, 10), square(4, 4, 2)]]

test('holds what lies inside, and not what lies in its hole or beside it', () => {
  assert.ok(pointInPolygon({ lon: 1, lat: 1 }, withHole))
  assert.ok(!pointInPolygon({ lon: 5, lat: 5 }, withHole))
  assert.ok(!pointInPolygon({ lon: 11, lat: 5 }, withHole))
  assert.ok(!pointInPolygon({ lon: -1, lat: 5 }, withHole))
})

test('holds what lies in any of its parts', () => {
  const islands: MultiPolygon = [[square(0, 0, 1)], [square(5, 5, 1)]]
  assert.ok(pointInPolygon({ lon: 5.5, lat: 5.5 }, islands))
  assert.ok(!pointInPolygon({ lon: 3, lat: 3 }, islands))
})

test('a ray through a corner counts it once', () => {
  const diamond: MultiPolygon = [
    [
      [
        [0, -1],
        [1, 0],
        [0, 1],
        [-1, 0],
        [0, -1],
      ],
    ],
  ]
  assert.ok(pointInPolygon({ lon: 0, lat: 0 }, diamond))
  assert.ok(!pointInPolygon({ lon: -2, lat: 0 }, diamond))
  assert.ok(!pointInPolygon({ lon: 2, lat: 0 }, diamond))
})

test('exactly one of four squares around a crossing holds each point of their shared edges', () => {
  const four: MultiPolygon[] = [[[square(0, 0, 1)]], [[square(1, 0, 1)]], [[square(0, 1, 1)]], [[square(1, 1, 1)]]]
  for (const step of [0.1, 0.5, 1, 1.3, 1.9])
    for (const point of [
      { lon: 1, lat: step },
      { lon: step, lat: 1 },
    ])
      assert.equal(four.filter((polygons) => pointInPolygon(point, polygons)).length, 1, JSON.stringify(point))
})

test('a slanted edge that two neighbours draw in opposite directions leaves no gap and no overlap', () => {
  const left: MultiPolygon = [
    [
      [
        [0, 0],
        [0.3, 0],
        [0.7, 1.1],
        [0, 1.1],
        [0, 0],
      ],
    ],
  ]
  const right: MultiPolygon = [
    [
      [
        [0.3, 0],
        [1, 0],
        [1, 1.1],
        [0.7, 1.1],
        [0.3, 0],
      ],
    ],
  ]
  for (let step = 1; step < 200; step += 1) {
    const lat = (1.1 * step) / 200
    const point = { lon: 0.3 + (0.4 * lat) / 1.1, lat }
    assert.equal([left, right].filter((polygons) => pointInPolygon(point, polygons)).length, 1, JSON.stringify(point))
  }
})

test('knows its box, its area and its centre, whatever the direction of its rings', () => {
  const reversed: MultiPolygon = [[square(0, 0, 10).toReversed(), square(4, 4, 2)]]
  assert.deepEqual(boxOf(withHole), [0, 0, 10, 10])
  const degree = 111.195
  const expected = (100 - 4) * degree ** 2 * Math.cos((5 * Math.PI) / 180)
  assert.ok(Math.abs(areaKm2(withHole) / expected - 1) < 0.001)
  assert.ok(Math.abs(areaKm2(reversed) / areaKm2(withHole) - 1) < 1e-9)
  const centre = centroidOf(withHole)
  assert.ok(centre && Math.abs(centre.lon - 5) < 1e-9 && Math.abs(centre.lat - 5) < 1e-9)
})

test('a shape without area has no centre', () => {
  assert.equal(centroidOf([]), undefined)
  assert.equal(areaKm2([]), 0)
})
