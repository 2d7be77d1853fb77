import assert from 'node:assert/strict'
import { test } from 'node:test'
import { detectSystem, fromLambert2008, fromLambert72, toLambert2008, toLambert72 } from './coordinates.ts'
import { distanceMetres } from './point.ts'

const RADIANS = Math.PI / 180

/**
 * The worked example of IOGP Guidance Note 7-2, "Lambert Conic Conformal (2SP Belgium)": latitude 50°40'46.461" N and
 * longitude 5°48'26.533" E on Belge 1972 are easting 251763.20 m and northing 153034.13 m in Belge Lambert 72.
 */
const EXAMPLE = { lat: 50 + 40 / 60 + 46.461 / 3600, lon: 5 + 48 / 60 + 26.533 / 3600, x: 251_763.2, y: 153_034.13 }

/** Belge 1972 to WGS84 as EPSG:15929 says, written out here apart from the library that is tested. */
function shiftToWgs84({ lat, lon }: { lat: number; lon: number }) {
  const [a, inverseFlattening] = [6_378_388, 297]
  const e2 = 2 / inverseFlattening - 1 / inverseFlattening ** 2
  const n = a / Math.sqrt(1 - e2 * Math.sin(lat * RADIANS) ** 2)
  const x = n * Math.cos(lat * RADIANS) * Math.cos(lon * RADIANS)
  const y = n * Math.cos(lat * RADIANS) * Math.sin(lon * RADIANS)
  const z = n * (1 - e2) * Math.sin(lat * RADIANS)
  // Coordinate frame rotation (EPSG method 9607): rotations −0.3366", 0.457", −1.8422"; scale −1.2747 ppm.
  const [rx, ry, rz] = [-0.3366, 0.457, -1.8422].map((seconds) => (seconds / 3600) * RADIANS) as [
    number,
    number,
    number,
  ]
  const scale = 1 - 1.2747e-6
  const X = -106.8686 + scale * (x + rz * y - ry * z)
  const Y = 52.2978 + scale * (-rz * x + y + rx * z)
  const Z = -103.7239 + scale * (ry * x - rx * y + z)
  // Back to degrees on the WGS84 ellipsoid, by repetition (Hofmann-Wellenhof).
  const [wgsA, wgsE2] = [6_378_137, 0.00669437999014]
  const p = Math.hypot(X, Y)
  let latitude = Math.atan2(Z, p * (1 - wgsE2))
  for (let step = 0; step < 10; step += 1) {
    const radius = wgsA / Math.sqrt(1 - wgsE2 * Math.sin(latitude) ** 2)
    latitude = Math.atan2(Z + wgsE2 * radius * Math.sin(latitude), p)
  }
  return { lat: latitude / RADIANS, lon: Math.atan2(Y, X) / RADIANS }
}

test('Lambert 72 agrees with the worked example of IOGP 7-2 and the datum shift EPSG:15929', () => {
  const found = fromLambert72(EXAMPLE.x, EXAMPLE.y)
  const away = distanceMetres(found, shiftToWgs84(EXAMPLE))
  assert.ok(away < 0.05, `${away} m`)
})

test('the datum shift counts: without it Lambert 72 would be some 100 m off', () => {
  const away = distanceMetres(fromLambert72(EXAMPLE.x, EXAMPLE.y), EXAMPLE)
  assert.ok(away > 80 && away < 160, `${away} m`)
})

test('Lambert 2008 has its origin where EPSG:3812 puts it', () => {
  // Defining parameters: 50°47'52.134" N, 4°21'33.177" E is 649328 m east, 665262 m north.
  const [x, y] = toLambert2008({ lat: 50 + 47 / 60 + 52.134 / 3600, lon: 4 + 21 / 60 + 33.177 / 3600 })
  assert.ok(Math.abs(x - 649_328) < 0.01 && Math.abs(y - 665_262) < 0.01, `${x} ${y}`)
})

test('both systems lead back to where one came from', () => {
  const leuven = { lon: 4.7005, lat: 50.8798 }
  assert.ok(distanceMetres(fromLambert72(...toLambert72(leuven)), leuven) < 0.001)
  assert.ok(distanceMetres(fromLambert2008(...toLambert2008(leuven)), leuven) < 0.001)
})

test('recognises the three systems by their name', () => {
  assert.equal(detectSystem('urn:ogc:def:crs:EPSG::31370', []), 'lambert-72')
  assert.equal(detectSystem('EPSG:3812', []), 'lambert-2008')
  assert.equal(detectSystem('urn:ogc:def:crs:OGC:1.3:CRS84', []), 'wgs84')
  assert.equal(detectSystem('urn:ogc:def:crs:EPSG::28992', [[150_000, 170_000]]), undefined)
})

test('recognises the three systems by their size', () => {
  assert.equal(detectSystem(undefined, [[4.7, 50.9]]), 'wgs84')
  assert.equal(
    detectSystem(undefined, [
      [173_000, 174_000],
      [141_000, 160_000],
    ]),
    'lambert-72',
  )
  assert.equal(detectSystem(undefined, [[673_000, 674_000]]), 'lambert-2008')
})

test('does not guess when coordinates are mixed or of elsewhere', () => {
  assert.equal(
    detectSystem(undefined, [
      [4.7, 50.9],
      [173_000, 174_000],
    ]),
    undefined,
  )
  assert.equal(detectSystem(undefined, [[523_000, 6_600_000]]), undefined)
  assert.equal(detectSystem(undefined, []), undefined)
})
