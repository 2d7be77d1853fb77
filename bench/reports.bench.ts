// What people ask of 200,000 reports (or as many as `REPORTS` says): the public list and map, the inbox of staff, each as its page asks it.
// Baseline: one report by its number on the same database, the least that a question can cost. Wanted: median 50 ms, 95 % within 150 ms.
import { openTestDatabase } from '#core/database/testing.ts'
import type { Sql } from '#core/database/sql.ts'
import { walled } from '#core/database/walls.ts'
import { modules } from '../src/app.ts'
import { CATEGORIES } from '../src/modules/reports/category.ts'
import { randomFrom } from '../src/modules/reports/demo/random.ts'
import { chosenStatuses } from '../src/modules/reports/report-list.ts'
import { addReports } from '../src/modules/reports/store/change.ts'
import { addStatusEvents } from '../src/modules/reports/store/change-many.ts'
import { countByStatus, listMapReports, listReports } from '../src/modules/reports/store/find.ts'

const REPORTS = Number(process.env['REPORTS'] ?? 200_000)
const BATCH = 5000
const TURNS = 40
const BODIES = 65
/** The largest municipality has one report in ten. */
const random = randomFrom(3)
const END = Temporal.Instant.fromEpochMilliseconds(1_760_000_000_000)

const database = await openTestDatabase(modules.map(({ name, folder }) => ({ module: name, folder })))
try {
  const { sql } = database
  const filling = performance.now()
  for (let from = 0; from < REPORTS; from += BATCH)
    await sql.transaction(async (within) => {
      const added = await addReports(
        within,
        Array.from({ length: BATCH }, (_, index) => invented(from + index)),
      )
      // Nine in ten are done.
      await addStatusEvents(
        within,
        added
          .filter(({ number }) => number % 10 !== 0)
          .map(
            ({ id }) =>
              ({
                report: id,
                at: END,
                kind: 'status',
                status: 'solved',
                closing: 'repaired',
                message: '',
                language: 'nl',
                author: 'staff',
              }) as const,
          ),
      )
    })
  await sql.script('vacuum analyze reports.report')
  console.log(`${database.kind}: ${REPORTS} reports in ${((performance.now() - filling) / 1000).toFixed(0)} s`)

  const scope = {
    permission: 'reports.read',
    bodies: ['body-0'],
    visitor: '00000000-0000-4000-8000-000000000000',
    email: null,
  }
  const staff = walled(sql, scope)
  const page = { limit: 25 }
  const open = chosenStatuses('open')
  const questions: Readonly<Record<string, (within: Sql) => Promise<unknown>>> = {
    'one report by its number': (within) =>
      listReports(within, { number: 1001 + Math.floor(random() * REPORTS) }, { limit: 1 }),
    'list, everywhere': (within) => listReports(within, {}, page),
    'list, everywhere, page 100': (within) => listReports(within, {}, { limit: 25, offset: 2475 }),
    'list, a municipality': (within) => listReports(within, { municipalities: ['nis-0'] }, page),
    'list, a municipality and a subject, open': (within) =>
      listReports(within, { municipalities: ['nis-3'], category: 'road', statuses: open }, page),
    'map, everywhere': (within) => listMapReports(within, {}, 1000),
    'map, a municipality': (within) => listMapReports(within, { municipalities: ['nis-0'] }, 1000),
  }
  const inbox: typeof questions = {
    'inbox, open': (within) => listReports(within, { bodies: ['body-0'], statuses: open }, page),
    'inbox, everything': (within) => listReports(within, { bodies: ['body-0'] }, page),
    'inbox, late': (within) =>
      listReports(within, { bodies: ['body-0'], lateOn: Temporal.PlainDate.from('2026-01-01') }, page),
    'inbox, counts': (within) => countByStatus(within, { bodies: ['body-0'] }),
  }
  let baseline: number | undefined
  for (const [all, within] of [
    [questions, sql],
    [inbox, staff],
  ] as const)
    for (const [name, ask] of Object.entries(all)) {
      const times: number[] = []
      for (let turn = 0; turn < TURNS; turn += 1) {
        const start = performance.now()
        await ask(within)
        times.push(performance.now() - start)
      }
      const sorted = times.toSorted((a, b) => a - b)
      const [median, late] = [sorted[Math.floor(TURNS / 2)] ?? 0, sorted[Math.floor(TURNS * 0.95)] ?? 0]
      baseline ??= median
      console.log(
        `  ${name}: ${median.toFixed(1)} ms, 95 % within ${late.toFixed(1)} ms; ${(median / baseline).toFixed(1)} × one report`,
      )
    }
} finally {
  await database.close()
}

function invented(index: number) {
  const place = random() < 0.1 ? 0 : Math.floor(random() * BODIES)
  return {
    municipality: `nis-${place}`,
    body: `body-${place}`,
    category: CATEGORIES[Math.floor(random() * CATEGORIES.length)] ?? 'other',
    note: `Er is iets stuk bij nummer ${index % 211}.`,
    street: `Straat ${index % 90}`,
    postalCode: '3000',
    lon: 4 + random(),
    lat: 50.7 + random() * 0.4,
    channel: 'import',
    language: 'nl',
    receivedAt: Temporal.Instant.fromEpochMilliseconds(1_600_000_000_000 + index * 600_000),
  } as const
}
