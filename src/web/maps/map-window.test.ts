import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  MOST_ZOOM,
  movedWindow,
  readWindow,
  toPlace,
  toUnits,
  windowAround,
  windowHref,
  writeWindow,
} from './map-window.ts'

const LEUVEN = { lon: 4.7009, lat: 50.8798, zoom: 13 }
const SIZE = { width: 320, height: 320 }

function near(actual: number, expected: number, margin: number): void {
  assert.ok(Math.abs(actual - expected) <= margin, `${actual} is not within ${margin} of ${expected}`)
}

test('a place becomes a spot on the map and the same place again', () => {
  for (const place of [LEUVEN, { lon: 4.5, lat: 51.2 }, { lon: -73.9, lat: 40.7 }]) {
    const back = toPlace(LEUVEN, SIZE, toUnits(LEUVEN, SIZE, place))
    near(back.lon, place.lon, 1e-9)
    near(back.lat, place.lat, 1e-9)
  }
})

test('a spot becomes a place and the same spot again, in every corner', () => {
  for (const spot of [
    [0, 0],
    [320, 0],
    [160, 160],
    [1, 319],
    [320, 320],
  ] as const) {
    const [x, y] = toUnits(LEUVEN, SIZE, toPlace(LEUVEN, SIZE, spot))
    near(x, spot[0], 1e-6)
    near(y, spot[1], 1e-6)
  }
})

test('the projection is that of web maps: worked example of EPSG:3857', () => {
  // IOGP 373-7-2, method 1024: 24°22′54.433″ N, 100°20′00″ W is E −11 169 055.58 m, N 2 800 000.00 m.
  const place = { lon: -(100 + 20 / 60), lat: 24 + 22 / 60 + 54.433 / 3600 }
  const [x, y] = toUnits({ lon: 0, lat: 0, zoom: 8 }, { width: 0, height: 0 }, place)
  const metresAUnit = (2 * Math.PI * 6_378_137) / (256 * 2 ** 8)
  near(x * metresAUnit, -11_169_055.58, 0.01)
  near(-y * metresAUnit, 2_800_000, 0.01)
})

test('a window around a box shows all of it', () => {
  const size = { width: 640, height: 480 }
  const window = windowAround([3.9, 50.6, 5.3, 51.1], size)
  for (const [lon, lat] of [
    [3.9, 50.6],
    [5.3, 51.1],
  ] as const) {
    const [x, y] = toUnits(window, size, { lon, lat })
    assert.ok(x > 0 && x < 640 && y > 0 && y < 480, `${x}, ${y}`)
  }
})

test('moving north and back south ends where it began; zoom stops at its limit', () => {
  const back = movedWindow(movedWindow(LEUVEN, SIZE, 'north'), SIZE, 'south')
  near(back.lat, LEUVEN.lat, 1e-9)
  assert.ok(movedWindow(LEUVEN, SIZE, 'north').lat > LEUVEN.lat)
  assert.ok(movedWindow(LEUVEN, SIZE, 'east').lon > LEUVEN.lon)
  assert.equal(movedWindow({ ...LEUVEN, zoom: MOST_ZOOM }, SIZE, 'closer').zoom, MOST_ZOOM)
})

test('a window survives being an address; what is no window is no window', () => {
  assert.deepEqual(readWindow(writeWindow(LEUVEN)), LEUVEN)
  for (const text of [undefined, '', '1,2', '4.7,50.8,x', '4.7,99,10', '400,50,10', '4.7,50.8,10,"><script>'])
    assert.equal(readWindow(text), undefined)
  assert.equal(readWindow('4.7,50.8,99')?.zoom, MOST_ZOOM)
})

test('a link to another window keeps what else was asked', () => {
  assert.equal(windowHref('/nl/reports', LEUVEN), '/nl/reports?map=4.70090,50.87980,13')
  assert.equal(windowHref('/nl/reports?kind=light&map=1,1,9', LEUVEN), '/nl/reports?kind=light&map=4.70090,50.87980,13')
})
