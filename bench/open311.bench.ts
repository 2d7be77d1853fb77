// Open311 among 200,000 reports (or as many as `REPORTS` says), asked over HTTP as other systems do: what a page of answers takes.
// Baseline: `/api/reports`, which gives a hundred reports of the same table as plain JSON.
import { region } from '#modules/region/module.ts'
import { openTestSquare, TEST_NOW } from '#web/testing.ts'
import { reports } from '../src/modules/reports/module.ts'
import { addReports } from '../src/modules/reports/store/change.ts'
import { CATEGORIES } from '../src/modules/reports/category.ts'

const REPORTS = Number(process.env['REPORTS'] ?? 200_000)
const BATCH = 5000
const TURNS = 40
const YEAR_SECONDS = 365 * 24 * 3600

const square = await openTestSquare([region, reports])
try {
  const { sql } = square.services
  for (let from = 0; from < REPORTS; from += BATCH)
    await sql.transaction((within) =>
      addReports(
        within,
        Array.from({ length: BATCH }, (_, index) => invented(from + index)),
      ),
    )
  await sql.script('analyze reports.report; analyze reports.event')
  const since = (days: number) => encodeURIComponent(TEST_NOW.subtract({ hours: 24 * days }).toString())
  const asked = {
    'baseline: /api/reports, 100': '/api/reports?limit=100',
    '100 of the last 90 days': '/open311/v2/requests.json?page_size=100',
    '100 of a municipality, open': '/open311/v2/requests.json?page_size=100&jurisdiction_id=24062&status=open',
    '100 of one service, as XML': '/open311/v2/requests.xml?page_size=100&service_code=tree',
    'near by, 200 m': '/open311/v2/requests.json?lat=50.88&long=4.70&radius=200',
    '100 that changed today': `/open311/v2/requests.json?page_size=100&updated_after=${since(1)}`,
    'one by its number': `/open311/v2/requests/${1000 + Math.floor(REPORTS / 2)}.json`,
    '1,000 of the last 90 days': '/open311/v2/requests.json',
    'updates of a day': `/open311/v2/servicerequestupdates.json?start_date=${since(1)}`,
  }
  const times = new Map(Object.keys(asked).map((name) => [name, [] as number[]]))
  // In turns, so that what else the machine does falls on all.
  for (let turn = 0; turn < TURNS; turn += 1)
    for (const [name, url] of Object.entries(asked)) {
      const start = performance.now()
      const { statusCode, body } = await square.server.inject(url)
      times.get(name)?.push(performance.now() - start)
      if (statusCode !== 200) throw new Error(`${url} answered ${statusCode}: ${body}`)
    }
  console.log(`${REPORTS} reports, ${TURNS} turns`)
  for (const [name, all] of times)
    console.log(`  ${name}: median ${at(all, 0.5).toFixed(1)} ms, p95 ${at(all, 0.95).toFixed(1)} ms`)
} finally {
  await square.close()
}

function invented(index: number) {
  const isLeuven = index % 3 === 0
  return {
    municipality: isLeuven ? '24062' : '23027',
    body: isLeuven ? 'leuven' : 'halle',
    category: CATEGORIES[index % CATEGORIES.length] ?? 'road',
    note: 'Een put in de weg',
    street: `Kerkstraat ${index % 90}`,
    postalCode: isLeuven ? '3000' : '1500',
    lon: (isLeuven ? 4.7 : 4.23) + ((index * 7919) % 1000) / 20_000,
    lat: (isLeuven ? 50.88 : 50.73) + ((index * 104_729) % 1000) / 20_000,
    channel: 'import',
    language: 'nl',
    receivedAt: TEST_NOW.subtract({ seconds: Math.floor((index / REPORTS) * 2 * YEAR_SECONDS) }),
  } as const
}

function at(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN
}
