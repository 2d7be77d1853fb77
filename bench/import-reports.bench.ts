// 5,000 reports out of a file, against the baseline of one INSERT a line in one transaction on the same database.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { region } from '#modules/region/module.ts'
import { reports } from '#modules/reports/module.ts'
import { openTestSquare } from '#web/testing.ts'

const LINES = 5000
const WANTED_PER_SECOND = 1000

const square = await openTestSquare([region, reports])
const { services } = square
const file = join(mkdtempSync(join(tmpdir(), 'bench-')), 'reports.json')
const records = Array.from({ length: LINES }, (_, index) => ({
  id: `bench-${index}`,
  lng: 4.4 + (index % 100) * 0.004,
  lat: 50.85 + Math.floor(index / 100) * 0.001,
  subcategory_slug: 'straatverlichting',
  created_at: '2026-02-01T10:00:00+00:00',
}))
writeFileSync(file, JSON.stringify(records))

const importer = reports.importers?.find(({ name }) => name === 'reports')
if (importer === undefined) throw new Error('There is no importer for reports.')
const importing = performance.now()
const { added, rejected } = await importer.run({ file, options: { as: 'assen' }, progress: () => {} }, services)
const importSeconds = (performance.now() - importing) / 1000

await services.sql`create table reports.bench (id text primary key, lon float8, lat float8, category text, at timestamptz)`
const inserting = performance.now()
await services.sql.transaction(async (sql) => {
  for (const { id, lng, lat, subcategory_slug, created_at } of records)
    await sql`insert into reports.bench values (${id}, ${lng}, ${lat}, ${subcategory_slug}, ${created_at}) on conflict do nothing`
})
const insertSeconds = (performance.now() - inserting) / 1000
await square.close()

const perSecond = Math.round((added + rejected.length) / importSeconds)
console.log(
  `import reports: ${added} added, ${rejected.length} outside the region, ${perSecond} lines/s (wanted: ${WANTED_PER_SECOND})`,
)
console.log(
  `  baseline, one bare INSERT a line: ${Math.round(LINES / insertSeconds)} lines/s; ratio ${(insertSeconds / importSeconds).toFixed(1)}`,
)
process.exitCode = perSecond >= WANTED_PER_SECOND ? 0 : 1
