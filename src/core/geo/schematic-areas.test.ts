import assert from 'node:assert/strict'
import { test } from 'node:test'
import { areaIndex } from './area-index.ts'
import { areaKm2, pointInPolygon } from './polygon.ts'
import { schematicAreas, type AreaFact } from './schematic-areas.ts'

/** Numbers between 0 and 1, always the same (Park and Miller, 1988). */
function chance(seed: number): () => number {
  let state = seed
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
}

const random = chance(11)
const crowd: readonly AreaFact[] = Array.from({ length: 60 }, (_, n) => ({
  id: String(n).padStart(2, '0'),
  lon: 4 + random(),
  lat: 50.6 + random() * 0.6,
  areaKm2: 1 + random() * 80,
}))

test('a lonely area gets a round shape, somewhat larger than itself so that long municipalities fit', () => {
  const [area] = schematicAreas([{ id: 'a', lon: 4.7, lat: 50.9, areaKm2: 50 }])
  assert.equal(area?.polygons[0]?.[0]?.length, 25)
  const size = areaKm2(area?.polygons ?? []) / 50
  assert.ok(size > 1.8 && size < 1.85, String(size))
})

test('areas do not overlap: a place lies in one at most', () => {
  const areas = schematicAreas(crowd)
  const places = chance(23)
  for (let step = 0; step < 20_000; step += 1) {
    const point = { lon: 3.9 + places() * 1.2, lat: 50.5 + places() * 0.8 }
    const holders = areas.filter(({ polygons }) => pointInPolygon(point, polygons))
    assert.ok(holders.length <= 1, `${JSON.stringify(point)} lies in ${holders.map(({ id }) => id).join(' and ')}`)
  }
})

test('the outside stays outside', () => {
  const find = areaIndex(schematicAreas(crowd))
  assert.equal(find({ lon: 3.2, lat: 51 }), undefined)
  assert.equal(find({ lon: 2.9, lat: 51.4 }), undefined)
})

test('every centre lies in its own area, also beside a far larger neighbour', () => {
  const find = areaIndex(schematicAreas(crowd))
  for (const { id, lon, lat } of crowd) assert.equal(find({ lon, lat }), id)
})

test('the border between two equal areas runs halfway; a larger one pushes it away', () => {
  const small = { id: 'a', lon: 4.5, lat: 50.8, areaKm2: 20 }
  const equal = areaIndex(schematicAreas([small, { id: 'b', lon: 4.55, lat: 50.8, areaKm2: 20 }]))
  assert.equal(equal({ lon: 4.524, lat: 50.8 }), 'a')
  assert.equal(equal({ lon: 4.526, lat: 50.8 }), 'b')
  const pushed = areaIndex(schematicAreas([small, { id: 'b', lon: 4.55, lat: 50.8, areaKm2: 40 }]))
  assert.equal(pushed({ lon: 4.524, lat: 50.8 }), 'b')
})

test('the same facts in another order give the same areas', () => {
  assert.deepEqual(schematicAreas(crowd.toReversed()), schematicAreas(crowd))
})

test('of two areas at one place the smaller keeps it', () => {
  const areas = schematicAreas([
    { id: 'a', lon: 4.5, lat: 50.8, areaKm2: 30 },
    { id: 'b', lon: 4.5, lat: 50.8, areaKm2: 20 },
  ])
  assert.deepEqual(
    areas.map(({ polygons }) => polygons.length),
    [0, 1],
  )
})
