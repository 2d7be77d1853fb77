import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ReadFeature } from '#core/geo/read-areas.ts'
import { schematicAreas } from '#core/geo/schematic-areas.ts'
import { municipalitiesOfFacts } from '../prepare.ts'
import { drawMap } from './draw-areas.ts'
import { neighboursOf } from './neighbours.ts'
import { nisOf, readBoundaries } from './read-boundaries.ts'

const known = municipalitiesOfFacts()
const today = known.filter(({ validUntil }) => validUntil === null)
const shapes = new Map(
  schematicAreas(known.map((one) => ({ ...one, id: one.nis }))).map(({ id, polygons }) => [id, polygons]),
)

function feature(number: number, nis: string | undefined, more: Partial<ReadFeature> = {}): ReadFeature {
  return {
    number,
    id: undefined,
    properties: nis === undefined ? {} : { CD_MUNTY_REFNIS: nis },
    polygons: shapes.get(nis ?? '') ?? [],
    wrong: undefined,
    ...more,
  }
}

test('finds the NIS code under the names that public files use', () => {
  for (const properties of [
    { nis: 24062 },
    { NISCODE: '24062' },
    { cd_munty_refnis: '24062' },
    { Code_INS: '24062.0' },
    { NIS5: ' 24062 ' },
  ])
    assert.equal(nisOf({ id: undefined, properties }), '24062', JSON.stringify(properties))
  assert.equal(nisOf({ id: '24062', properties: {} }), '24062')
  assert.equal(nisOf({ id: undefined, properties: { nis: 'https://data.example/id/gemeente/24062' } }), '24062')
  assert.equal(nisOf({ id: '1', properties: { postcode: '3000', name: 'Leuven' } }), undefined)
})

test('keeps the good features, and names each bad one with its number', () => {
  const { boundaries, rejected, elsewhere } = readBoundaries(
    [
      feature(1, '24062'),
      feature(2, undefined),
      feature(3, '11001'),
      feature(4, '24107', { polygons: [], wrong: 'ring-not-closed' }),
      feature(5, '23027', { polygons: shapes.get('24020') ?? [] }),
    ],
    known,
  )
  assert.deepEqual(
    boundaries.map(({ nis }) => nis),
    ['24062'],
  )
  assert.deepEqual(rejected, [
    { number: 2, fault: 'no-nis' },
    { number: 4, fault: 'ring-not-closed' },
    { number: 5, fault: 'too-far' },
  ])
  assert.equal(elsewhere, 1)
})

test('refuses a shape with longitude and latitude swapped', () => {
  const swapped = (shapes.get('24062') ?? []).map((polygon) =>
    polygon.map((ring) => ring.map(([lon, lat]) => [lat, lon] as const)),
  )
  assert.deepEqual(readBoundaries([feature(1, '24062', { polygons: swapped })], known).rejected, [
    { number: 1, fault: 'too-far' },
  ])
})

test('puts the parts of a municipality together, and refuses them all when one is broken', () => {
  const whole = shapes.get('24062') ?? []
  const parts = [feature(1, '24062', { polygons: whole }), feature(2, '24062', { polygons: whole })]
  assert.equal(readBoundaries(parts, known).boundaries[0]?.polygons.length, 2 * whole.length)
  const broken = [feature(1, '24062'), feature(2, '24062', { polygons: [], wrong: 'bad-coordinates' })]
  assert.deepEqual(readBoundaries(broken, known).rejected, [
    { number: 1, fault: 'part-missing' },
    { number: 2, fault: 'bad-coordinates' },
  ])
})

test('remarks on a municipality of another size than is known', () => {
  const whole = shapes.get('24062') ?? []
  assert.deepEqual(readBoundaries([feature(1, '24062')], known).otherSize, [])
  assert.deepEqual(readBoundaries([feature(1, '24062', { polygons: [...whole, ...whole] })], known).otherSize, [
    '24062',
  ])
})

test('an imported boundary has its way over a schematic neighbour', () => {
  const leuven = shapes.get('24062') ?? []
  const map = drawMap(today, [{ nis: '24062', polygons: leuven, version: 'a' }], [])
  assert.equal(map.basis, 'mixed')
  assert.deepEqual(map.find({ lon: 4.706, lat: 50.882 }), { nis: '24062', basis: 'imported' })
  assert.equal(map.find({ lon: 4.237, lat: 50.726 }).basis, 'schematic')
})

test('boundaries of before a merger together make the one after it', () => {
  const on = Temporal.PlainDate.from('2025-01-01')
  const successions = ['23023', '23024', '23032'].map((oldNis) => ({ oldNis, newNis: '23106', on }))
  const old = successions.map(({ oldNis: nis }) => ({ nis, polygons: shapes.get(nis) ?? [], version: 'a' }))
  const map = drawMap(today, old, successions)
  assert.deepEqual(map.find({ lon: 4.113, lat: 50.795 }), { nis: '23106', basis: 'imported' })
  const incomplete = drawMap(today, old.slice(1), successions)
  assert.equal(incomplete.areas.find(({ id }) => id === '23106')?.basis, 'schematic')
})

test('knows who lives next door', () => {
  const neighbours = neighboursOf(drawMap(today, [], []), '24062')
  assert.ok(
    ['24038', '24011', '24086'].every((nis) => neighbours.includes(nis)),
    neighbours.join(' '),
  )
  assert.ok(!neighbours.includes('23027') && !neighbours.includes('24062'))
})
