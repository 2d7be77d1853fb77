import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { createLog } from '#core/log.ts'
import { openDatabase, type Database } from './database.ts'
import { FolderInUse } from './folder-lock.ts'

const log = createLog('silent')

/** Another process with the database of the folder. */
interface Other {
  readonly child: ChildProcess
  readonly lines: string[]
  /** Waits for a line that starts with one of the words, and returns the rest of it. */
  hear(...words: string[]): Promise<string>
  kill(signal: NodeJS.Signals): Promise<void>
}

/** A process that ended but was not collected yet (Z) does not run. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

const skip = process.env['TEST_DATABASE_URL'] ? 'it is about the embedded database' : false

describe('the embedded database', { skip }, () => {
  let empty: string
  let dataFolder: string
  let others: Other[]
  let opened: Database[]
  before(async () => {
    empty = mkdtempSync(join(tmpdir(), 'embedded-empty-'))
    await (await openDatabase({ databaseUrl: undefined, dataFolder: empty, log })).close()
  })
  beforeEach(() => {
    dataFolder = mkdtempSync(join(tmpdir(), 'embedded-test-'))
    cpSync(empty, dataFolder, { recursive: true })
    others = []
    opened = []
  })
  afterEach(async () => {
    for (const database of opened) await database.close()
    for (const other of others) await other.kill('SIGKILL')
    // The databases of those processes notice that they are alone, and end.
    await (await openDatabase({ databaseUrl: undefined, dataFolder, log })).close()
    rmSync(dataFolder, { recursive: true, force: true })
  })
  after(() => rmSync(empty, { recursive: true, force: true }))

  async function open(door: 'open' | 'join' = 'open'): Promise<Database> {
    const database = await openDatabase({ databaseUrl: undefined, dataFolder, log, join: door === 'join' })
    opened.push(database)
    return database
  }

  function start(door: 'open' | 'join', task: 'write' | 'migrate' | 'wait'): Other {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'test-program.js'), dataFolder, door, task], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const lines: string[] = []
    if (child.stdout) createInterface(child.stdout).on('line', (line) => lines.push(line))
    const other: Other = {
      child,
      lines,
      async hear(...words) {
        for (let waited = 0; waited < 30_000; waited += 10) {
          const line = lines.find((candidate) => words.some((word) => candidate.startsWith(word)))
          if (line !== undefined) return line.slice(line.indexOf(' ') + 1)
          await pause(10)
        }
        throw new Error(`The other process did not say "${words.join(' or ')}" but: ${lines.join(' | ')}`)
      },
      async kill(signal) {
        if (child.exitCode !== null || child.signalCode !== null) return
        const ended = once(child, 'exit')
        child.kill(signal)
        await ended
      },
    }
    others.push(other)
    return other
  }

  it('keeps its data when it is closed and opened again', async () => {
    const first = await open()
    await first.sql.script('create table note (text text); insert into note values ($$kept$$)')
    await first.close()
    const second = await open()
    assert.deepEqual(await second.sql`select text from note`, [{ text: 'kept' }])
    await second.close()
  })

  it('knows fuzzy search, unaccented text and exclusion of overlaps', async () => {
    const database = await open()
    await database.sql.script('create extension pg_trgm; create extension unaccent; create extension btree_gist')
    const [row] = await database.sql<{ like: number; plain: string }>`
      select similarity('Tervuren', 'Tervueren') as like, unaccent('Tiënen') as plain`
    assert.ok((row?.like ?? 0) > 0.5)
    assert.equal(row?.plain, 'Tienen')
    await database.close()
  })

  it('tells which process has the folder, and leaves that one in peace', async () => {
    const other = start('open', 'wait')
    await other.hear('opened')
    await assert.rejects(open(), (error) => {
      assert.ok(error instanceof FolderInUse)
      assert.equal(error.pid, other.child.pid)
      assert.match(error.message, /in use by process \d+\. Stop that process first/)
      return true
    })
    const joined = await open('join')
    assert.deepEqual(await joined.sql`select 1 as fine`, [{ fine: 1 }])
    await joined.close()
  })

  it('lets a command join a running server, and start its own without one', async () => {
    const server = await open()
    await server.sql.script('create table note (text text)')
    const command = await open('join')
    assert.equal(command.embeddedPid(), undefined)
    await command.sql`insert into note values ('from the command')`
    await command.close()
    assert.equal((await server.sql`select text from note`).length, 1)
    await server.close()
    const alone = await open('join')
    assert.notEqual(alone.embeddedPid(), undefined)
    assert.equal((await alone.sql`select text from note`).length, 1)
    await alone.close()
  })

  it('comes back when it is killed: who asks meanwhile waits', async () => {
    const database = await open()
    await database.sql.script('create table note (id int)')
    for (const id of [1, 2, 3]) {
      const pid = database.embeddedPid() ?? 0
      process.kill(pid, 'SIGKILL')
      // Until its end is known here, a statement may still go to the dying one, and fails.
      while (database.embeddedPid() === pid) await pause(5)
      await database.sql`insert into note values (${id})`
    }
    assert.equal((await database.sql`select id from note`).length, 3)
    await database.close()
  })

  it('comes back when a statement fells the engine', async () => {
    const database = await open()
    await database.sql.script(`
      create table note (text text);
      create function fall(n int) returns int language plpgsql as $$ begin return fall(n + 1); end $$`)
    await database.sql`insert into note values ('kept')`
    await assert.rejects(database.sql`select fall(1)`, { code: 'database-unavailable' })
    assert.deepEqual(await database.sql`select text from note`, [{ text: 'kept' }])
    await database.close()
  })

  it('ends by itself when its parent is killed, and the next start waits for that', async () => {
    const other = start('open', 'wait')
    const embeddedPid = Number(await other.hear('opened'))
    await other.kill('SIGKILL')
    const next = await open()
    assert.ok(!isRunning(embeddedPid))
    assert.deepEqual(await next.sql`select 1 as fine`, [{ fine: 1 }])
    await next.close()
  })

  it('stops cleanly on SIGTERM, without a lock or a child left behind', async () => {
    const other = start('open', 'wait')
    const embeddedPid = Number(await other.hear('opened'))
    await other.kill('SIGTERM')
    assert.equal(other.child.exitCode, 0)
    assert.ok(!isRunning(embeddedPid))
  })

  it('does not trust a lock of a process that is gone, whoever has its number now', async () => {
    const mine = {
      pid: process.pid,
      started: '1',
      parentPid: process.pid,
      parentStarted: '1',
      place: '',
      socketFolder: '',
    }
    const database = await open()
    const text = readFileSync(join(dataFolder, 'postgres.lock'), 'utf8')
    await database.close()
    const { place } = JSON.parse(text) as { place: string }
    writeFileSync(join(dataFolder, 'postgres.lock'), JSON.stringify({ ...mine, place }))
    const next = await open()
    await next.close()
    writeFileSync(join(dataFolder, 'postgres.lock'), '{"half a lo')
    await (await open()).close()
  })

  it('begins again when its very first start was cut off', async () => {
    writeFileSync(join(dataFolder, 'postgres.unfinished'), '')
    rmSync(join(dataFolder, 'postgres'), { recursive: true })
    mkdirSync(join(dataFolder, 'postgres'))
    writeFileSync(join(dataFolder, 'postgres', 'PG_VERSION'), '18\n')
    const database = await open()
    assert.deepEqual(await database.sql`select 1 as fine`, [{ fine: 1 }])
    await database.close()
  })

  it('survives a COPY, which it cannot do', async () => {
    const database = await open()
    await database.sql.script('create table note (text text)')
    await assert.rejects(database.sql.script('copy note from stdin'))
    assert.deepEqual(await database.sql`select count(*) as n from note`, [{ n: 0 }])
    await database.close()
  })

  it('is migrated once by two processes that start at the same moment', async () => {
    const server = await open()
    const [one, two] = [start('join', 'migrate'), start('join', 'migrate')]
    const counts = [Number(await one.hear('migrated')), Number(await two.hear('migrated'))]
    const [done] = await server.sql<{ n: number }>`select count(*) as n from core.migration`
    assert.equal((counts[0] ?? 0) + (counts[1] ?? 0), done?.n)
    assert.ok((done?.n ?? 0) > 0)
    await server.close()
  })

  it('lets one of two win that start at the same moment', async () => {
    const both = [start('open', 'wait'), start('open', 'wait')]
    const outcomes = await Promise.all(both.map((other) => other.hear('opened', 'failed')))
    assert.equal(outcomes.filter((outcome) => !outcome.includes('in use')).length, 1, outcomes.join(' | '))
    assert.match(outcomes.find((outcome) => outcome.includes('in use')) ?? '', /is in use by process/)
  })

  it('loses no row that was acknowledged, in twenty sudden deaths of the process or of the database', async () => {
    const acknowledged: number[] = []
    for (let round = 0; round < 20; round += 1) {
      const writer = start('open', 'write')
      const embeddedPid = Number(await writer.hear('opened'))
      await writer.hear('wrote')
      await pause(Math.random() * 250)
      if (round % 2 === 0) {
        // The database dies first and is started again; the process goes on, then dies as well.
        process.kill(embeddedPid, 'SIGKILL')
        await pause(Math.random() * 900)
      }
      await writer.kill('SIGKILL')
      acknowledged.push(...writer.lines.filter((line) => line.startsWith('wrote')).map((line) => Number(line.slice(6))))
    }
    const database = await open()
    const rows = await database.sql<{ id: number; twin: number }>`select id, twin from ledger`
    const kept = new Set(rows.map(({ id }) => id))
    assert.deepEqual(
      acknowledged.filter((id) => !kept.has(id)),
      [],
    )
    assert.deepEqual(
      rows.filter(({ id, twin }) => id !== twin),
      [],
      'a transaction was kept by halves',
    )
    assert.ok(acknowledged.length > 100, `only ${acknowledged.length} rows were written`)
    await database.close()
  })
})
