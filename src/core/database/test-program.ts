// Program for embedded.test.ts: opens the database of a folder and does as it is told, so that it can be killed.
// `node test-program.js <dataFolder> <open|join> <write|migrate|wait>`; speaks one word and a number a line.
import { createLog } from '#core/log.ts'
import { openDatabase } from './database.ts'
import { migrate } from './migrate.ts'

const [dataFolder = '', door = 'open', task = 'wait'] = process.argv.slice(2)

try {
  const database = await openDatabase({
    databaseUrl: undefined,
    dataFolder,
    log: createLog('silent'),
    join: door === 'join',
  })
  process.on('SIGTERM', () => void database.close().then(() => process.exit(0)))
  say(`opened ${database.embeddedPid() ?? 0}`)
  if (task === 'migrate') {
    const applied = await migrate(database.sql, [])
    say(`migrated ${applied.length}`)
    await database.close()
  }
  if (task === 'wait') setInterval(() => {}, 1000)
  if (task === 'write') {
    await database.sql.script('create table if not exists ledger (id int primary key, twin int not null)')
    const [last] = await database.sql<{ id: number }>`select coalesce(max(id), 0) as id from ledger`
    for (let id = (last?.id ?? 0) + 1; ; id += 1) {
      const written = await database.sql
        .transaction(async (sql) => {
          await sql`insert into ledger (id, twin) values (${id}, 0)`
          await sql`update ledger set twin = ${id} where id = ${id}`
        })
        .then(
          () => true,
          () => false,
        )
      if (written) say(`wrote ${id}`)
    }
  }
} catch (error) {
  say(`failed ${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
