import assert from 'node:assert/strict'
import { test } from 'node:test'
import { distanceMetres } from '#core/geo/point.ts'
import { roughly, shownPlace } from './place.ts'

test('what bodies own stands where it stands; what hangs at a home in the middle of its cell', () => {
  const place = { lon: 4.70093, lat: 50.87981 }
  assert.deepEqual(shownPlace({ ...place, precision: null }), { ...place, isExact: true })
  assert.deepEqual(shownPlace({ ...place, precision: 'area' }), { ...roughly(place), isExact: false })
  assert.equal(shownPlace({ lon: null, lat: null, precision: null }), undefined)
})

test('a cell is some 250 metres: everybody in it stands on one spot, and the spot on itself', () => {
  const middle = roughly({ lon: 4.70093, lat: 50.87981 })
  const seen = new Set<string>()
  let farthest = 0
  for (let east = -0.49; east < 0.5; east += 0.07)
    for (let north = -0.49; north < 0.5; north += 0.07) {
      const home = { lon: middle.lon + east * 0.00356, lat: middle.lat + north * 0.00225 }
      seen.add(JSON.stringify(roughly(home)))
      farthest = Math.max(farthest, distanceMetres(home, middle))
    }
  assert.deepEqual([...seen], [JSON.stringify(middle)])
  assert.ok(farthest > 150 && farthest < 190, `${farthest} m`)
  assert.deepEqual(roughly(middle), middle)
  // South and west of zero too.
  assert.deepEqual(roughly(roughly({ lon: -4.7, lat: -50.9 })), roughly({ lon: -4.7, lat: -50.9 }))
})
