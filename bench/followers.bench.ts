// A report with 50,000 followers (or as many as `FOLLOWERS` says) of which staff answer three times: one letter each, how long it takes,
// and how much memory it needs. Baseline: all followers read at once, as a loop without a cursor would.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { openTestDatabase } from '../src/core/database/testing.ts'
import { openTestServices } from '../src/core/testing.ts'
import { modules } from '../src/app.ts'
import { tellFollowers } from '../src/modules/reports/followers/digest.ts'
import { addNotice } from '../src/modules/reports/followers/notices.ts'
import { addEvent, addReports } from '../src/modules/reports/store/change.ts'

const FOLLOWERS = Number(process.env['FOLLOWERS'] ?? 50_000)

const database = await openTestDatabase(modules.map(({ name, folder }) => ({ module: name, folder })))
const services = await openTestServices(database.sql)
try {
  const { sql } = database
  const place = { municipality: '24062', body: 'leuven', street: '', postalCode: '3000' }
  const incoming = { ...place, category: 'road', note: 'Een put.', channel: 'web', language: 'nl' } as const
  const [report] = await sql.transaction((within) =>
    addReports(within, [{ ...incoming, receivedAt: services.clock() }]),
  )
  if (report === undefined) throw new Error('There is no report.')
  await sql`
    insert into reports.follower (id, report, report_number, email, language, asked_at, confirmed_at)
    select gen_random_uuid(), ${report.id}, ${report.number}, 'follower' || n || '@example.be', 'nl', ${services.clock()}, ${services.clock()}
    from generate_series(1, ${FOLLOWERS}::int) n`
  for (let turn = 0; turn < 3; turn += 1)
    await sql.transaction(async (within) => {
      const change = {
        report: report.id,
        at: services.clock(),
        language: 'nl',
        author: 'staff',
        kind: 'answer',
      } as const
      const event = await addEvent(within, { ...change, message: `Nieuws ${turn}` })
      await addNotice(within, { report: report.id, event })
    })
  const before = heapInUse()
  let most = 0
  let count = 0
  const told = new Set<string>()
  const mail = {
    send: async ({ to }: { to: string }) => {
      count += 1
      told.add(to)
      if (count % 2500 === 0) most = Math.max(most, heapInUse())
    },
  }
  const start = performance.now()
  await tellFollowers({ ...services, mail })
  const seconds = (performance.now() - start) / 1000
  console.log(
    `${database.kind}: ${FOLLOWERS} followers, three answers: ${count} letters to ${told.size} addresses in ${seconds.toFixed(0)} s`,
  )
  console.log(
    `  ${(count / seconds).toFixed(0)} letters a second; heap at most ${((most - before) / 1e6).toFixed(0)} MB more (with what this bench remembers)`,
  )
  const all = await sql`select * from reports.follower`
  const withAll = ((heapInUse() - before) / 1e6).toFixed(0)
  console.log(`  baseline: all ${all.length} followers at once hold ${withAll} MB`)
} finally {
  services.close()
  await database.close()
}

/** Bytes in use after what is garbage was thrown away. */
function heapInUse(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  return process.memoryUsage().heapUsed
}
