import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MultiPolygon, Position } from '#core/geo/polygon.ts'
import { areaPath } from './area-path.ts'
import { toPlace } from './map-window.ts'

const WINDOW = { lon: 4.7, lat: 50.88, zoom: 12 }
const SIZE = { width: 100, height: 100 }

/** A polygon from spots on the map. */
function shape(...spots: readonly (readonly [number, number])[]): MultiPolygon {
  const ring = spots.map((spot): Position => {
    const { lon, lat } = toPlace(WINDOW, SIZE, spot)
    return [lon, lat]
  })
  return [[[...ring, ...ring.slice(0, 1)]]]
}

test('a path is written in whole, relative steps', () => {
  assert.equal(areaPath(shape([10, 10], [60, 10], [60, 60], [10, 60]), WINDOW, SIZE), 'M10 10l50 0 0 50-50 0z')
})

test('corners on a straight line and corners that fall together are left out', () => {
  const path = areaPath(shape([10, 10], [30, 10], [30.2, 10.1], [60, 10], [60, 60], [10, 60]), WINDOW, SIZE)
  assert.equal(path, 'M10 10l50 0 0 50-50 0z')
})

test('what lies outside the map is cut off just beyond its edge', () => {
  assert.equal(areaPath(shape([-500, 20], [50, 20], [50, 40], [-500, 40]), WINDOW, SIZE), 'M-8 20l58 0 0 20-58 0z')
})

test('a shape around the whole map fills it; one that is elsewhere is not written', () => {
  assert.match(areaPath(shape([-500, -500], [500, -500], [500, 500], [-500, 500]), WINDOW, SIZE), /^M.*116.*z$/)
  assert.equal(areaPath(shape([200, 200], [300, 200], [300, 300]), WINDOW, SIZE), '')
  assert.equal(areaPath([], WINDOW, SIZE), '')
  assert.equal(areaPath([[[]]], WINDOW, SIZE), '')
})

test('a speck too small to see is not written', () => {
  assert.equal(areaPath(shape([10, 10], [10.1, 10], [10.1, 10.1]), WINDOW, SIZE), '')
})
