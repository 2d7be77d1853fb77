import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test, type TestContext } from 'node:test'
import { areaIndex } from '#core/geo/area-index.ts'
import { toLambert72 } from '#core/geo/coordinates.ts'
import { readAreas } from '#core/geo/read-areas.ts'
import { Problem } from '#core/problem.ts'
import type { ImportResult } from '#web/module.ts'
import { municipalitiesOfFacts } from '../prepare.ts'
import { existedOn } from '../municipality.ts'
import * as region from '../public.ts'
import { mapFingerprint } from '../store/boundaries.ts'
import { openTestRegion } from '../testing.ts'
import { drawMap } from './draw-areas.ts'
import { boundariesImporter } from './import-boundaries.ts'

// The official boundaries are not part of the project: without them these tests say so and stop.
const OFFICIAL = join(process.cwd(), '../shared/data/geo/vlaanderen-brussel-2025.topojson')
const today = Temporal.PlainDate.from('2026-03-02')
const folder = mkdtempSync(join(tmpdir(), 'streekplein-boundaries-'))
describe('schematic boundaries', () => {
  let opened: Awaited<ReturnType<typeof openTestRegion>>

  before(async () => {
    opened = await openTestRegion()
  })
  after(async () => {
    rmSync(folder, { recursive: true })
    await opened.close()
  })

  function officialText(t: TestContext): string | undefined {
    if (existsSync(OFFICIAL)) return readFileSync(OFFICIAL, 'utf8')
    t.skip(`no official boundaries at ${OFFICIAL}`)
    return undefined
  }

  function importText(name: string, text: string): Promise<ImportResult> {
    const file = join(folder, name)
    writeFileSync(file, text)
    return boundariesImporter.run({ file, options: {}, progress: () => {} }, opened.services)
  }

  test('schematic boundaries put four places out of five in the right municipality', (t) => {
    const text = officialText(t)
    if (text === undefined) return
    const municipalities = municipalitiesOfFacts().filter((one) => existedOn(one, today))
    const known = new Set(municipalities.map(({ nis }) => nis))
    const areas = readAreas(text).features.flatMap(({ id, polygons }) =>
      id !== undefined && known.has(id) ? [{ id, polygons }] : [],
    )
    const real = areaIndex(areas)
    const schematic = drawMap(municipalities, [], [])

    const count = { inside: 0, right: 0, nowhere: 0, spilled: 0 }
    for (let column = 0; column < 300; column += 1)
      for (let row = 0; row < 160; row += 1) {
        const point = { lon: 3.8 + (column * 1.5) / 300, lat: 50.62 + (row * 0.5) / 160 }
        const [truth, guess] = [real(point), schematic.find(point).nis]
        if (truth === undefined) count.spilled += guess === undefined ? 0 : 1
        else {
          count.inside += 1
          count.right += truth === guess ? 1 : 0
          count.nowhere += guess === undefined ? 1 : 0
        }
      }
    const percent = (part: number) => `${((100 * part) / count.inside).toFixed(1)} %`
    t.diagnostic(
      `schematic against official: ${percent(count.right)} right, ${percent(count.nowhere)} in nobody's area, ` +
        `${percent(count.spilled)} too much outside (${count.inside} places)`,
    )
    assert.ok(count.right / count.inside > 0.8)
    assert.ok(count.nowhere / count.inside < 0.03)
    assert.ok(count.spilled / count.inside < 0.2)
  })

  test('official boundaries are imported, count at once, and change nothing the second time', async (t) => {
    const text = officialText(t)
    if (text === undefined) return
    const { services } = opened
    // Zaventem airport's terminal: in Zaventem, and close to Steenokkerzeel and Machelen.
    const terminal = { lon: 4.484, lat: 50.897 }
    assert.equal((await region.locate(services, terminal)).basis, 'schematic')
    assert.equal((await region.listAreas(services)).basis, 'schematic')

    const first = await importText('official.topojson', text)
    assert.deepEqual([first.added, first.known, first.rejected], [82, 0, []])
    assert.match(first.remarks.join(' '), /222 municipalities are outside the region/)
    const found = await region.locate(services, terminal)
    assert.deepEqual([found.municipality?.nl, found.basis], ['Zaventem', 'imported'])
    assert.equal(await region.boundaryBasis(services), 'imported')
    assert.equal((await region.locate(services, { lon: 3.72, lat: 51.05 })).municipality, undefined)

    const fingerprint = await mapFingerprint(services.sql, today)
    const second = await importText('official.topojson', text)
    assert.deepEqual([second.added, second.known], [0, 82])
    assert.equal(await mapFingerprint(services.sql, today), fingerprint)
  })

  test('the same boundaries in Lambert 72 put every place where it was', async (t) => {
    const text = officialText(t)
    if (text === undefined) return
    const { services } = opened
    await importText('official.topojson', text)
    const before_ = await region.locator(services)
    const features = readAreas(text).features.map(({ id, polygons }) => ({
      type: 'Feature',
      properties: { NISCODE: Number(id) },
      geometry: {
        type: 'MultiPolygon',
        coordinates: polygons.map((polygon) =>
          polygon.map((ring) => ring.map(([lon, lat]) => toLambert72({ lon, lat }))),
        ),
      },
    }))
    const result = await importText('lambert.geojson', JSON.stringify({ type: 'FeatureCollection', features }))
    assert.equal(result.added + result.known, 82)
    assert.match(result.remarks.join(' '), /Lambert 72/)

    const after_ = await region.locator(services)
    let moved = 0
    for (let step = 0; step < 2000; step += 1) {
      const point = { lon: 3.9 + ((step * 0.6180339) % 1) * 1.3, lat: 50.68 + ((step * 0.7548777) % 1) * 0.38 }
      if (before_(point).municipality?.nis !== after_(point).municipality?.nis) moved += 1
    }
    assert.equal(moved, 0)
  })

  test('a file that stops in the middle changes nothing and says so', async (t) => {
    const text = officialText(t)
    if (text === undefined) return
    const fingerprint = await mapFingerprint(opened.services.sql, today)
    await assert.rejects(
      importText('broken.topojson', text.slice(0, 100_000)),
      (error) => error instanceof Problem && error.code === 'areas-truncated',
    )
    assert.equal(await mapFingerprint(opened.services.sql, today), fingerprint)
  })

  test('a file that is not there is a clear problem, without its whole path', async () => {
    const order = { file: join(folder, 'absent.json'), options: {}, progress: () => {} }
    await assert.rejects(
      boundariesImporter.run(order, opened.services),
      (error) =>
        error instanceof Problem &&
        error.code === 'boundaries-file-unreadable' &&
        /file absent\.json/.test(error.message),
    )
  })
})
