// Among 300,000 lamps (or as many as `LAMPS` says): what the import takes, and what it takes to find the nearest and one by its number.
// Baseline: reading the same file without keeping anything.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { region } from '#modules/region/module.ts'
import { openTestSquare } from '#web/testing.ts'
import { nearestOf } from '../src/modules/reports/assets/asset.ts'
import { assetsImporter } from '../src/modules/reports/assets/import-assets.ts'
import { readLines } from '../src/modules/reports/assets/read-lines.ts'
import { findByNumber, listAround } from '../src/modules/reports/assets/store.ts'
import { randomFrom } from '../src/modules/reports/demo/random.ts'
import { reports } from '../src/modules/reports/module.ts'

const LAMPS = Number(process.env['LAMPS'] ?? 300_000)
const TURNS = 300
const TODAY = Temporal.PlainDate.from('2099-01-01')

const random = randomFrom(3)
const place = () => ({ lon: 4.3 + random() * 0.6, lat: 50.75 + random() * 0.25 })
const folder = mkdtempSync(join(tmpdir(), 'lamps-'))
const file = join(folder, 'lamps.geojson')
const square = await openTestSquare([region, reports])
try {
  const features = Array.from({ length: LAMPS }, (_, index) => {
    const { lon, lat } = place()
    return JSON.stringify({
      type: 'Feature',
      properties: { number: `L${index}` },
      geometry: { type: 'Point', coordinates: [lon, lat] },
    })
  })
  writeFileSync(file, `{"type":"FeatureCollection","features":[${features.join(',\n')}]}`)

  await timed('baseline: reading the file', async () => {
    const columns = { number: 'number', from: undefined, until: undefined, x: 'lon', y: 'lat' }
    let lines = 0
    for await (const _line of readLines(file, columns)) lines += 1
    return `${lines} lines`
  })
  for (const turn of ['importing it', 'importing it again'])
    await timed(turn, async () => {
      const order = { file, options: { layer: 'lamp', owner: 'fluvius' }, progress: () => {} }
      const { added, known, rejected } = await assetsImporter.run(order, square.services)
      return `${added} new, ${known} known, ${rejected.length} rejected`
    })
  const { sql } = square.services
  await sql.script('analyze reports.asset')
  await repeated('the nearest of a place', async () => {
    const point = place()
    nearestOf(await listAround(sql, 'lamp', point, TODAY), point)
  })
  await repeated('one by its number, in three municipalities', async () => {
    const number = `L${Math.floor(random() * LAMPS)}`
    await findByNumber(sql, { layer: 'lamp', number, municipalities: ['24062', '23027', '24104'] }, TODAY)
  })
} finally {
  await square.close()
  rmSync(folder, { recursive: true })
}

async function timed(name: string, work: () => Promise<string>): Promise<void> {
  const start = performance.now()
  const said = await work()
  console.log(`  ${name}: ${((performance.now() - start) / 1000).toFixed(1)} s, ${said}`)
}

async function repeated(name: string, work: () => Promise<void>): Promise<void> {
  const times: number[] = []
  for (let turn = 0; turn < TURNS; turn += 1) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  times.sort((a, b) => a - b)
  const at = (part: number) => (times[Math.floor(times.length * part)] ?? Number.NaN).toFixed(1)
  console.log(`  ${name}: median ${at(0.5)} ms, p95 ${at(0.95)} ms`)
}
