import assert from 'node:assert/strict'
import { test } from 'node:test'
import { distanceMetres, EARTH_RADIUS_METRES, isPoint, planeAround } from './point.ts'

const leuven = { lon: 4.7005, lat: 50.8798 }
const halle = { lon: 4.2372, lat: 50.7361 }

test('a quarter of a meridian is a quarter of the circumference', () => {
  const quarter = distanceMetres({ lon: 12, lat: 0 }, { lon: 12, lat: 90 })
  assert.ok(Math.abs(quarter - (EARTH_RADIUS_METRES * Math.PI) / 2) < 0.001)
})

test('Leuven and Halle lie some 36 km apart, in both directions', () => {
  const there = distanceMetres(leuven, halle)
  assert.ok(there > 36_000 && there < 36_500, String(there))
  assert.equal(there, distanceMetres(halle, leuven))
})

test('places at opposite ends of the earth do not break the formula', () => {
  assert.ok(Math.abs(distanceMetres({ lon: 0, lat: 0 }, { lon: 180, lat: 0 }) - EARTH_RADIUS_METRES * Math.PI) < 0.01)
  assert.equal(distanceMetres(leuven, leuven), 0)
})

test('a step of one metre is still seen', () => {
  const metre = distanceMetres(leuven, { ...leuven, lat: leuven.lat + 1 / 111_195 })
  assert.ok(Math.abs(metre - 1) < 0.001, String(metre))
})

test('the flat plane gives the same distances within a region, and leads back', () => {
  const plane = planeAround({ lon: 4.5, lat: 50.85 })
  const [x0, y0] = plane.flatten(leuven)
  const [x1, y1] = plane.flatten(halle)
  const flat = Math.hypot(x1 - x0, y1 - y0) * 1000
  assert.ok(Math.abs(flat / distanceMetres(leuven, halle) - 1) < 0.002)
  const back = plane.unflatten(x0, y0)
  assert.ok(distanceMetres(back, leuven) < 0.001)
})

test('knows which degrees exist', () => {
  assert.ok(isPoint({ lon: -180, lat: 90 }))
  assert.ok(!isPoint({ lon: 4, lat: 91 }))
  assert.ok(!isPoint({ lon: Number.NaN, lat: 50 }))
})
