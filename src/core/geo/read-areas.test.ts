import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Problem } from '#core/problem.ts'
import { toLambert72 } from './coordinates.ts'
import { readAreas } from './read-areas.ts'

const ring = [
  [4.7, 50.8],
  [4.8, 50.8],
  [4.8, 50.9],
  [4.7, 50.8],
]
const feature = { type: 'Feature', properties: { nis: '24062' }, geometry: { type: 'Polygon', coordinates: [ring] } }

function collection(...features: unknown[]): string {
  return JSON.stringify({ type: 'FeatureCollection', features })
}

function codeOf(text: string): string {
  try {
    readAreas(text)
  } catch (error) {
    if (error instanceof Problem) return `${error.status} ${error.code}`
    throw error
  }
  return 'read'
}

test('reads GeoJSON in degrees', () => {
  const { format, system, features } = readAreas(collection(feature))
  assert.deepEqual([format, system, features.length], ['geojson', 'wgs84', 1])
  assert.deepEqual(features[0]?.polygons, [[ring]])
  assert.deepEqual(features[0]?.properties, { nis: '24062' })
})

test('reads GeoJSON in Lambert 72 and gives degrees', () => {
  const metres = ring.map(([lon = 0, lat = 0]) => toLambert72({ lon, lat }))
  const { system, features } = readAreas(
    collection({ ...feature, geometry: { type: 'MultiPolygon', coordinates: [[metres]] } }),
  )
  assert.equal(system, 'lambert-72')
  const [lon = 0, lat = 0] = features[0]?.polygons[0]?.[0]?.[1] ?? []
  assert.ok(Math.abs(lon - 4.8) < 1e-7 && Math.abs(lat - 50.8) < 1e-7)
})

test('believes the system that a file names', () => {
  const named = {
    type: 'FeatureCollection',
    crs: { type: 'name', properties: { name: 'EPSG:28992' } },
    features: [feature],
  }
  assert.equal(codeOf(JSON.stringify(named)), '422 areas-unknown-coordinates')
})

test('reads quantised TopoJSON', () => {
  const topology = {
    type: 'Topology',
    transform: { scale: [0.1, 0.1], translate: [4.7, 50.8] },
    objects: { areas: { type: 'GeometryCollection', geometries: [{ type: 'Polygon', id: 24062, arcs: [[0]] }] } },
    arcs: [
      [
        [0, 0],
        [1, 0],
        [0, 1],
        [-1, -1],
      ],
    ],
  }
  const { format, features } = readAreas(JSON.stringify(topology))
  assert.equal(format, 'topojson')
  assert.equal(features[0]?.id, '24062')
  assert.equal(features[0]?.polygons[0]?.[0]?.length, 4)
})

test('tells a file that stops in the middle from one that never was JSON', () => {
  assert.equal(codeOf(collection(feature).slice(0, -20)), '422 areas-truncated')
  assert.equal(codeOf('nis;naam\n24062;Leuven'), '422 areas-not-json')
  assert.equal(codeOf(' \n'), '422 areas-empty')
})

test('says what it misses in JSON of another kind', () => {
  assert.equal(codeOf('{"rows": []}'), '422 areas-unknown-format')
  assert.equal(codeOf(collection()), '422 areas-empty')
  const point = { ...feature, geometry: { type: 'Point', coordinates: [4.7, 50.8] } }
  assert.equal(codeOf(collection(point)), '422 areas-without-shapes')
})

test('says that a TopoJSON file refers to lines that it does not have', () => {
  const broken = { type: 'Topology', arcs: [], objects: { areas: { type: 'Polygon', arcs: [[3]] } } }
  assert.equal(codeOf(JSON.stringify(broken)), '422 areas-bad-topology')
})

test('keeps the good features of a file and names what is wrong with the others', () => {
  const { features } = readAreas(
    collection(
      feature,
      { ...feature, geometry: null },
      { ...feature, geometry: { type: 'Point', coordinates: [4.7, 50.8] } },
      { ...feature, geometry: { type: 'Polygon', coordinates: [ring.slice(0, -1)] } },
      { ...feature, geometry: { type: 'Polygon', coordinates: [[['4.7', null]]] } },
    ),
  )
  assert.deepEqual(
    features.map(({ number, wrong }) => [number, wrong]),
    [
      [1, undefined],
      [2, 'no-geometry'],
      [3, 'not-an-area'],
      [4, 'ring-not-closed'],
      [5, 'bad-coordinates'],
    ],
  )
})
