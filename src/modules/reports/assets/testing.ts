import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { planeAround, type Point } from '#core/geo/point.ts'
import type { ImportResult } from '#web/module.ts'
import type { TestSquare } from '#web/testing.ts'
import { assetsImporter } from './import-assets.ts'

/** In the middle of Leuven. */
export const HERE = { lon: 4.7009, lat: 50.8798 }

/** A place so many metres to the east of it. */
export function away(metres: number): Point {
  return planeAround(HERE).unflatten(metres / 1000, 0)
}

/** A point with a number, of GeoJSON. */
export function feature(number: unknown, { lon, lat }: Point) {
  return { type: 'Feature', properties: { number }, geometry: { type: 'Point', coordinates: [lon, lat] } }
}

/** Writes a file to import; gives its path. */
export function fileOf(name: string, content: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'assets-')), name)
  writeFileSync(path, content)
  return path
}

/** A collection with members beside the features that look like them. */
export function geoJson(features: readonly unknown[]): string {
  const beside = { crs: { properties: { name: 'features' } }, bbox: [1, 2] }
  return fileOf('lamps.geojson', JSON.stringify({ type: 'FeatureCollection', ...beside, features }))
}

/** Imports lamps of Fluvius, or what else is said. */
export function take(square: TestSquare, file: string, options: Record<string, string> = {}): Promise<ImportResult> {
  const all = { layer: 'lamp', owner: 'fluvius', ...options }
  return assetsImporter.run({ file, options: all, progress: () => {} }, square.services)
}
