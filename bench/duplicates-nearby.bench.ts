// How long it takes to find what was reported nearby, among 200,000 reports of a region (or as many as `REPORTS` says) of which two in five
// lie in a town of a few kilometres. Baseline: the same question without the index on squares.
import { randomUUID } from 'node:crypto'
import { walled } from '../src/core/database/walls.ts'
import { openTestDatabase } from '../src/core/database/testing.ts'
import { modules } from '../src/app.ts'
import { CATEGORIES } from '../src/modules/reports/category.ts'
import { pick, randomFrom } from '../src/modules/reports/demo/random.ts'
import { listNearby } from '../src/modules/reports/duplicates/nearby.ts'
import { addReports } from '../src/modules/reports/store/change.ts'

const REPORTS = Number(process.env['REPORTS'] ?? 200_000)
const BATCH = 5000
const TURNS = 200
/** One in so many is open; the others were closed. */
const OPEN_PART = 5
const NOW = Temporal.Instant.from('2026-03-02T11:00:00Z')

const database = await openTestDatabase(modules.map(({ name, folder }) => ({ module: name, folder })))
try {
  const { sql } = database
  const random = randomFrom(3)
  for (let from = 0; from < REPORTS; from += BATCH)
    await sql.transaction((within) =>
      addReports(
        within,
        Array.from({ length: BATCH }, () => invented(random)),
      ),
    )
  await sql`update reports.report set status = 'solved', closed_at = received_at where number % ${OPEN_PART} <> 0`
  await sql.script('vacuum analyze reports.report')
  const asked = Array.from({ length: TURNS }, () => ({
    ...placeOf(random),
    municipality: '24062',
    street: '',
    at: NOW,
  }))
  const found: number[] = []
  const nearby = await timesOf(asked, async (question) => {
    found.push((await listNearby(sql, question)).length)
  })
  const clerk = { permission: 'reports.read', bodies: ['leuven'], visitor: randomUUID(), email: null }
  const behind = walled(sql, clerk)
  const ofStaff = await timesOf(asked, async (question) => {
    await listNearby(behind, question)
  })
  const baseline = await timesOf(asked.slice(0, 20), async ({ lon, lat }) => {
    await sql`
        select id from reports.report
        where status in ('received', 'in-progress', 'waiting') and abs(lat - ${lat}) < 0.0018 and abs(lon - ${lon}) < 0.0029
        order by received_at desc limit 150`
  })
  const all = found.reduce((sum, count) => sum + count, 0)
  console.log(`${database.kind}: nearby among ${REPORTS} reports, ${(all / found.length).toFixed(0)} found on average`)
  console.log(`  by square: median ${at(nearby, 0.5)} ms, p95 ${at(nearby, 0.95)} ms (asked: 50 and 150)`)
  console.log(`  the same behind the wall of a clerk: median ${at(ofStaff, 0.5)} ms, p95 ${at(ofStaff, 0.95)} ms`)
  console.log(`  without:   median ${at(baseline, 0.5)} ms, p95 ${at(baseline, 0.95)} ms`)
} finally {
  await database.close()
}

async function timesOf<Question>(asked: readonly Question[], ask: (question: Question) => Promise<void>) {
  const times: number[] = []
  for (const question of asked) {
    const start = performance.now()
    await ask(question)
    times.push(performance.now() - start)
  }
  return times.toSorted((one, other) => one - other)
}

function at(sorted: readonly number[], part: number): string {
  return (sorted[Math.floor(part * (sorted.length - 1))] ?? Number.NaN).toFixed(1)
}

function placeOf(random: () => number): { lon: number; lat: number } {
  return random() < 0.4
    ? { lon: 4.67 + random() * 0.06, lat: 50.86 + random() * 0.04 }
    : { lon: 3.9 + random() * 1.2, lat: 50.7 + random() * 0.4 }
}

function invented(random: () => number) {
  return {
    municipality: '24062',
    body: 'leuven',
    category: pick(CATEGORIES, random),
    note: 'Er is iets stuk.',
    street: `Straat${Math.floor(random() * 3000)}straat ${Math.floor(random() * 90)}`,
    postalCode: '3000',
    ...placeOf(random),
    channel: 'import',
    language: 'nl',
    receivedAt: NOW.subtract({ minutes: Math.floor(random() * 380 * 24 * 60) }),
  } as const
}
