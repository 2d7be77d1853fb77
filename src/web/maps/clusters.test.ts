import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clusters } from './clusters.ts'
import { MOST_ZOOM, toPlace } from './map-window.ts'

const SIZE = { width: 400, height: 400 }
const WINDOW = { lon: 4.7, lat: 50.88, zoom: 14 }

function at(x: number, y: number, window = WINDOW) {
  return toPlace(window, SIZE, [x, y])
}

test('places that could not be pressed one by one become one circle', () => {
  const found = clusters([at(100, 100), at(110, 105), at(300, 300)], { window: WINDOW, size: SIZE, apart: 48 })
  assert.deepEqual(
    found.map(({ places }) => places.length),
    [2, 1],
  )
})

test('no two circles stand closer than asked', () => {
  const places = Array.from({ length: 300 }, (_, index) => at(5 + ((index * 37) % 390), 5 + ((index * 91) % 390)))
  const found = clusters(places, { window: WINDOW, size: SIZE, apart: 48 })
  assert.equal(
    found.reduce((sum, cluster) => sum + cluster.places.length, 0),
    300,
  )
  for (const [index, one] of found.entries())
    for (const other of found.slice(index + 1)) assert.ok(Math.hypot(one.x - other.x, one.y - other.y) >= 48)
})

test('the order of the places makes no difference', () => {
  const places = Array.from({ length: 50 }, (_, index) => at(5 + ((index * 37) % 390), 5 + ((index * 91) % 390)))
  const options = { window: WINDOW, size: SIZE, apart: 60 }
  const spots = (list: typeof places) => clusters(list, options).map(({ x, y, places: own }) => [x, y, own.length])
  assert.deepEqual(spots(places.toReversed()), spots(places))
})

test('places outside the map are not counted', () => {
  assert.deepEqual(clusters([at(-5, 100), at(100, 500)], { window: WINDOW, size: SIZE, apart: 48 }), [])
})

test('at the closest zoom places on one spot stand in a ring, each to be pressed', () => {
  const window = { ...WINDOW, zoom: MOST_ZOOM }
  const same = at(200, 200, window)
  const found = clusters([same, { ...same }, { ...same }], { window, size: SIZE, apart: 48 })
  assert.deepEqual(
    found.map(({ places }) => places.length),
    [1, 1, 1],
  )
  const [one, two] = found
  assert.ok(one && two && Math.hypot(one.x - two.x, one.y - two.y) >= 47)
})
