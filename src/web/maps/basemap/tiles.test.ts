import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MapWindow } from '../map-window.ts'
import { isServed, tilesOf } from './tiles.ts'

const SIZE = { width: 640, height: 480 }
const LEUVEN: MapWindow = { lon: 4.7009, lat: 50.8798, zoom: 14 }
const REGION = [3.9, 50.6, 5.2, 51.1] as const

test('the tile over the middle of Leuven is the one that every web map has there', () => {
  // OpenStreetMap wiki, "Slippy map tilenames": x = floor((lon + 180) / 360 · 2^z), y from the Mercator ordinate.
  const middle = tilesOf(LEUVEN, SIZE).find(
    ({ left, top, width, height }) => left <= 320 && left + width > 320 && top <= 240 && top + height > 240,
  )
  assert.deepEqual([middle?.z, middle?.x, middle?.y], [14, 8405, 5493])
})

test('tiles cover the whole map, without gap or overlap, and are few', () => {
  for (let zoom = 8; zoom <= 18; zoom += 0.13) {
    const tiles = tilesOf({ ...LEUVEN, zoom }, SIZE)
    assert.ok(tiles.length >= 4 && tiles.length <= 30, `${tiles.length} at ${zoom}`)
    const area = tiles.reduce((sum, { left, top, width, height }) => {
      const wide = Math.min(SIZE.width, left + width) - Math.max(0, left)
      const high = Math.min(SIZE.height, top + height) - Math.max(0, top)
      return sum + Math.max(0, wide) * Math.max(0, high)
    }, 0)
    assert.equal(area, SIZE.width * SIZE.height, `at zoom ${zoom}`)
  }
})

test('a tile is drawn at most a third larger or smaller than it was made', () => {
  for (const zoom of [8.4, 9.5, 12.7, 17.49]) {
    const [tile] = tilesOf({ ...LEUVEN, zoom }, SIZE)
    assert.ok(tile && tile.width / 256 > 0.7 && tile.width / 256 < 1.43, `${tile?.width} at ${zoom}`)
  }
})

test('closer and farther than there are tiles, there are none', () => {
  assert.deepEqual(tilesOf({ ...LEUVEN, zoom: 7 }, SIZE), [])
  assert.deepEqual(tilesOf({ ...LEUVEN, zoom: 19 }, SIZE), [])
})

test('only tiles of the region and around it are served, at the zooms that maps use', () => {
  assert.ok(isServed({ z: 14, x: 8405, y: 5493 }, REGION))
  assert.ok(tilesOf({ ...LEUVEN, zoom: 9.4 }, SIZE).every((tile) => isServed(tile, REGION)))
  const elsewhere = [
    { z: 14, x: 8299, y: 5636 }, // Paris
    { z: 7, x: 65, y: 42 },
    { z: 19, x: 268_990, y: 175_660 },
    { z: 14, x: -1, y: 5493 },
    { z: 14, x: 8405, y: 2 ** 14 },
    { z: 14.5, x: 8405, y: 5493 },
    { z: 14, x: 8405.5, y: 5493 },
  ]
  for (const tile of elsewhere) assert.ok(!isServed(tile, REGION), JSON.stringify(tile))
})
