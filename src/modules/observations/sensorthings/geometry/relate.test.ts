import assert from 'node:assert/strict'
import { test } from 'node:test'
import { relate } from './relate.ts'
import { RELATIONS } from './spatial.ts'
import { readWkt } from './wkt.ts'

const SQUARE = 'POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0))'

/** Matrices as PostGIS gives them for `ST_Relate` (documented examples and textbook cases of DE-9IM). */
const MATRICES: readonly (readonly [one: string, other: string, matrix: string])[] = [
  [SQUARE, SQUARE, '2FFF1FFF2'],
  [SQUARE, 'POLYGON ((1 1, 2 1, 2 2, 1 2, 1 1))', '212FF1FF2'],
  ['POLYGON ((1 1, 2 1, 2 2, 1 2, 1 1))', SQUARE, '2FF1FF212'],
  [SQUARE, 'POLYGON ((2 2, 6 2, 6 6, 2 6, 2 2))', '212101212'],
  [SQUARE, 'POLYGON ((4 0, 8 0, 8 4, 4 4, 4 0))', 'FF2F11212'],
  [SQUARE, 'POLYGON ((4 4, 8 4, 8 8, 4 8, 4 4))', 'FF2F01212'],
  [SQUARE, 'POLYGON ((9 9, 10 9, 10 10, 9 10, 9 9))', 'FF2FF1212'],
  [SQUARE, 'POLYGON ((0 0, 2 0, 2 2, 0 2, 0 0))', '212F11FF2'],
  ['LINESTRING (0 0, 4 0)', 'LINESTRING (2 -1, 2 1)', '0F1FF0102'],
  ['LINESTRING (0 0, 4 0)', 'LINESTRING (2 0, 6 0)', '1010F0102'],
  ['LINESTRING (0 0, 4 0)', 'LINESTRING (4 0, 8 0)', 'FF1F00102'],
  ['LINESTRING (0 0, 4 0)', 'LINESTRING (0 0, 4 0)', '1FFF0FFF2'],
  ['LINESTRING (-1 2, 5 2)', SQUARE, '101FF0212'],
  ['LINESTRING (1 1, 2 2)', SQUARE, '1FF0FF212'],
  ['LINESTRING (0 0, 4 0)', SQUARE, 'F1FF0F212'],
  ['POINT (2 2)', SQUARE, '0FFFFF212'],
  ['POINT (4 2)', SQUARE, 'F0FFFF212'],
  ['POINT (9 9)', SQUARE, 'FF0FFF212'],
  ['POINT (0 0)', 'POINT (0 0)', '0FFFFFFF2'],
  ['POINT (0 0)', 'LINESTRING (0 0, 4 0)', 'F0FFFF102'],
  ['POINT (2 0)', 'LINESTRING (0 0, 4 0)', '0FFFFF102'],
  // A line that closes has no edge.
  ['POINT (0 0)', 'LINESTRING (0 0, 4 0, 4 4, 0 0)', '0FFFFF1F2'],
  ['POINT (2 2)', 'POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 3 1, 3 3, 1 3, 1 1))', 'FF0FFF212'],
]

test('two geometries stand to each other as DE-9IM says, also the other way round', () => {
  for (const [one, other, matrix] of MATRICES) {
    const [a, b] = [readWkt(one), readWkt(other)]
    assert.equal(relate(a, b), matrix, `${one} and ${other}`)
    const turned = [0, 3, 6, 1, 4, 7, 2, 5, 8].map((place) => matrix[place]).join('')
    assert.equal(relate(b, a), turned, `${other} and ${one}`)
  }
})

test('what is far apart is told from its boxes, and what is near is not', () => {
  const far: readonly (readonly [string, string, string])[] = [
    [SQUARE, 'LINESTRING (9 9, 10 10)', 'FF2FF1102'],
    ['LINESTRING (9 9, 10 10)', 'LINESTRING (0 0, 1 1)', 'FF1FF0102'],
    ['LINESTRING (9 9, 10 9, 10 10, 9 9)', SQUARE, 'FF1FFF212'],
    ['MULTIPOINT ((0 0), (9 9))', 'MULTIPOINT ((0 0), (5 5))', '0F0FFF0F2'],
    ['MULTIPOINT ((0 0), (4 0))', 'LINESTRING (0 0, 4 0)', 'F0FFFF1F2'],
  ]
  for (const [one, other, matrix] of far)
    assert.equal(relate(readWkt(one), readWkt(other)), matrix, `${one} and ${other}`)
})

test('relations have their names', () => {
  const holds = (one: string, other: string) =>
    Object.keys(RELATIONS)
      .filter((name) => name.startsWith('st_') && RELATIONS[name]?.(readWkt(one), readWkt(other)))
      .map((name) => name.slice(3))
      .toSorted()
  assert.deepEqual(holds(SQUARE, SQUARE), ['contains', 'equals', 'intersects', 'within'])
  assert.deepEqual(holds(SQUARE, 'POLYGON ((2 2, 6 2, 6 6, 2 6, 2 2))'), ['intersects', 'overlaps'])
  assert.deepEqual(holds(SQUARE, 'POLYGON ((4 0, 8 0, 8 4, 4 4, 4 0))'), ['intersects', 'touches'])
  assert.deepEqual(holds('LINESTRING (-1 2, 5 2)', SQUARE), ['crosses', 'intersects'])
  assert.deepEqual(holds('LINESTRING (0 0, 4 0)', 'LINESTRING (2 -1, 2 1)'), ['crosses', 'intersects'])
  assert.deepEqual(holds('LINESTRING (0 0, 4 0)', 'LINESTRING (2 0, 6 0)'), ['intersects', 'overlaps'])
  assert.deepEqual(holds('POINT (9 9)', SQUARE), ['disjoint'])
  assert.deepEqual(holds('MULTIPOINT ((1 1), (9 9))', SQUARE), ['crosses', 'intersects'])
  assert.deepEqual(holds(SQUARE, 'MULTIPOLYGON (((0 0, 4 0, 4 4, 0 4, 0 0)), ((8 8, 9 8, 9 9, 8 8)))'), [
    'intersects',
    'within',
  ])
})

test('what is no geometry is refused', () => {
  for (const text of [
    '',
    'POINT',
    'POINT (1)',
    'POINT (1 2',
    'POINT (1 2))',
    'CIRCLE (1 2)',
    'POLYGON ((0 0, 1 1))',
    'POLYGON ((0 0, 1 1, 1 0, 5 5))',
    'LINESTRING (0 0)',
    'POINT (x y)',
    "POINT (1 2)'",
    'POINT (1e999 2)',
  ])
    assert.throws(() => readWkt(text), /no geometry/, text)
  for (const text of [
    'POINT(1 2)',
    'point ( 1  2 )',
    'SRID=4326;POINT (1 2)',
    'POINT Z (1 2 3)',
    'MULTIPOINT (1 2, 3 4)',
    'MULTIPOINT ((1 2), (3 4))',
    'POINT (-1.5e-1 +2)',
  ])
    assert.ok(readWkt(text).points.length > 0, text)
})
