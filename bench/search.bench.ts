// Finding reports among 100,000 (or as many as `REPORTS` says): by full text with stems and compounds, and by what is written alike.
// Baseline: `ilike` on the same texts, which knows neither, on the same database.
import { openTestDatabase } from '#core/database/testing.ts'
import { readQuestion, tsqueryOf } from '#core/search/question.ts'
import { modules } from '../src/app.ts'
import { addReports } from '../src/modules/reports/store/change.ts'
import { findAlike, findByWords } from '../src/modules/reports/store/search.ts'

const REPORTS = Number(process.env['REPORTS'] ?? 100_000)
const BATCH = 5000
const TURNS = 15
const EVERYWHERE = { municipalities: undefined, since: undefined, limit: 20, offset: 0 }
const WHAT = ['lamp', 'put', 'tegel', 'vuilnisbak', 'boom', 'verkeersbord', 'gracht', 'bank', 'glasbol', 'zebrapad']
const HOW = ['kapot', 'vol', 'los', 'scheef', 'gevaarlijk', 'vuil', 'weg', 'verstopt']

const database = await openTestDatabase(modules.map(({ name, folder }) => ({ module: name, folder })))
try {
  const { sql } = database
  const filling = performance.now()
  for (let from = 0; from < REPORTS; from += BATCH)
    await sql.transaction((within) =>
      addReports(
        within,
        Array.from({ length: BATCH }, (_, index) => invented(from + index)),
      ),
    )
  await sql`update reports.report set note_public = true where number % 3 = 0`
  await sql.script('analyze reports.report')
  console.log(`${database.kind}: ${REPORTS} reports indexed in ${((performance.now() - filling) / 1000).toFixed(0)} s`)

  const rare = `${nameOf(Math.floor(REPORTS / 200))}straat`
  for (const [name, typed] of [
    ['a rare word', rare],
    ['two common words', 'straatlampen kapotte'],
    ['a typing error in a rare word', rare.replace('straat', 'staat')],
  ] as const) {
    const query = tsqueryOf(readQuestion(typed))
    const ways = {
      search: async () =>
        (await findByWords(sql, query, EVERYWHERE)).length || (await findAlike(sql, typed, EVERYWHERE)).length,
      ilike: async () => {
        const [first = '', second = ''] = typed.split(' ').map((word) => `%${word}%`)
        const rows = await sql`
          select number from reports.report
          where (public_street || ' ' || note) ilike ${first} and (public_street || ' ' || note) ilike ${second || '%'}
          order by received_at desc limit 20`
        return rows.length
      },
    }
    const times = { search: [] as number[], ilike: [] as number[] }
    const found = { search: 0, ilike: 0 }
    // In turns, so that what else the machine does falls on both.
    for (let turn = 0; turn < TURNS; turn += 1)
      for (const way of ['search', 'ilike'] as const) {
        const start = performance.now()
        found[way] = await ways[way]()
        times[way].push(performance.now() - start)
      }
    const [ours, baseline] = [median(times.search), median(times.ilike)]
    console.log(
      `  ${name}: ${ours.toFixed(1)} ms (${found.search} on the first page); ilike ${baseline.toFixed(1)} ms (${found.ilike}); ${(baseline / ours).toFixed(1)} × as fast`,
    )
  }
} finally {
  await database.close()
}

function invented(index: number) {
  return {
    municipality: '24062',
    body: 'leuven',
    category: 'road',
    note: `De ${WHAT[index % WHAT.length]} is ${HOW[index % HOW.length]}, bij nummer ${index % 211}.`,
    street: `${nameOf(Math.floor(index / 100))}straat ${index % 90}`,
    postalCode: '3000',
    channel: 'import',
    language: 'nl',
    receivedAt: Temporal.Instant.fromEpochMilliseconds(1_600_000_000_000 + index * 60_000),
  } as const
}

/** A name that no other number has: "Babogu". */
function nameOf(index: number): string {
  const syllables = [index, Math.floor(index / 40), Math.floor(index / 1600)].map(
    (one) => `${'bdfgklmnprst'[one % 12]}${'aeiou'[one % 5]}`,
  )
  const name = syllables.join('')
  return `${name[0]?.toUpperCase()}${name.slice(1)}`
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
