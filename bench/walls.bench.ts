// What the walls between municipalities cost: the list of reports of a body and one report with its events, as staff ask for
// them, over 20,000 reports of twenty bodies. Baseline: the same questions on the same database without walls.
import { randomUUID } from 'node:crypto'
import { openTestDatabase } from '#core/database/testing.ts'
import { walled } from '#core/database/walls.ts'
import type { Sql } from '#core/database/sql.ts'
import { modules } from '../src/app.ts'
import { addReports } from '../src/modules/reports/store/change.ts'
import { findReport, listEvents, listReports } from '../src/modules/reports/store/find.ts'

const REPORTS = 20_000
const BODIES = 20
const TURNS = 200

const database = await openTestDatabase(modules.map(({ name, folder }) => ({ module: name, folder })))
try {
  const { sql } = database
  for (let from = 0; from < REPORTS; from += 2000)
    await sql.transaction((within) =>
      addReports(
        within,
        Array.from({ length: 2000 }, (_, index) => invented(from + index)),
      ),
    )
  await sql.script('analyze reports.report; analyze reports.event')

  const scope = { permission: 'reports.read', bodies: ['body-7'], visitor: randomUUID(), email: null }
  const ways: readonly (readonly [string, Sql])[] = [
    ['without walls', sql],
    ['behind the walls', walled(sql, scope)],
  ]
  const questions: readonly (readonly [string, (sql: Sql) => Promise<unknown>])[] = [
    ['list of a body', (ask) => listReports(ask, { bodies: ['body-7'] }, { limit: 25 })],
    ['one report and its events', (ask) => oneReport(ask)],
  ]
  for (const [question, ask] of questions) {
    const medians = new Map(ways.map(([name]) => [name, [] as number[]]))
    // In turns, so that what else the machine does falls on both.
    for (let turn = 0; turn < TURNS; turn += 1)
      for (const [name, way] of ways) {
        const start = performance.now()
        await ask(way)
        medians.get(name)?.push(performance.now() - start)
      }
    const [plain = 1, guarded = 1] = ways.map(([name]) => median(medians.get(name) ?? []))
    console.log(
      `${database.kind}, ${question}: ${plain.toFixed(2)} ms without, ${guarded.toFixed(2)} ms behind the walls, ${(guarded / plain).toFixed(2)} ×`,
    )
  }

  async function oneReport(ask: Sql): Promise<void> {
    const report = await findReport(ask, { number: 1008 })
    await listEvents(ask, report?.id ?? '')
  }
} finally {
  await database.close()
}

function invented(index: number) {
  return {
    municipality: '24062',
    body: `body-${index % BODIES}`,
    category: 'road',
    note: 'Een put in de weg.',
    street: 'Stationsstraat',
    postalCode: '3000',
    channel: 'import',
    language: 'nl',
    receivedAt: Temporal.Instant.fromEpochMilliseconds(1_770_000_000_000 + index * 60_000),
  } as const
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN
}
