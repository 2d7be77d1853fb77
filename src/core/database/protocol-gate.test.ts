import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import type { Database } from './database.ts'
import { openGate } from './protocol-gate.ts'
import { askInParallel, type Outcome } from './test-load.ts'
import { rawClient, type RawClient } from './test-raw-client.ts'
import { openTestDatabase } from './testing.ts'

const skip = process.env['TEST_DATABASE_URL'] ? 'it is about the embedded database' : false

describe('the gate of the embedded database', { skip }, () => {
  let database: Database
  let clients: pg.Client[]
  let raws: RawClient[]
  before(async () => {
    database = await openTestDatabase()
    await database.sql.script('create table note (id serial primary key, text text not null unique)')
  })
  beforeEach(async () => {
    clients = []
    raws = []
    await database.sql`delete from note`
  })
  afterEach(async () => {
    for (const raw of raws) raw.destroy()
    await Promise.all(clients.map((client) => client.end().catch(() => {})))
  })
  after(() => database.close())

  async function client(): Promise<pg.Client> {
    const made = new pg.Client(database.connection)
    made.on('error', () => {})
    clients.push(made)
    await made.connect()
    return made
  }

  async function raw(): Promise<RawClient> {
    const made = await rawClient(join(database.connection.host ?? '', '.s.PGSQL.5432'))
    raws.push(made)
    return made
  }

  it('gives each of ten connections its own answers, alone and in transactions', async () => {
    const { asked, wrong } = await askInParallel(database.connection, { connections: 10, seconds: 3 })
    assert.deepEqual(wrong, [])
    assert.ok(asked > 1000, `only ${asked} were asked`)
  })

  it('does so as well when another process asks at the same time', async () => {
    const connection = JSON.stringify(database.connection)
    const child = fork(join(import.meta.dirname, 'test-load.js'), [connection], { execArgv: [] })
    const told = once(child, 'message')
    const [own, [other]] = await Promise.all([
      askInParallel(database.connection, { connections: 5, seconds: 3 }),
      told as Promise<[Outcome]>, // test-load.ts tells nothing else
    ])
    assert.deepEqual([...own.wrong, ...other.wrong], [])
    assert.ok(own.asked > 300 && other.asked > 300, `${own.asked} and ${other.asked} were asked`)
  })

  it('rolls back what a client that dies left half done, and lets the others on', async () => {
    const [dying, next] = [await raw(), await client()]
    dying.send(dying.query("begin; insert into note (text) values ('half')"))
    assert.equal(await dying.heardUntilReady(), 'CCZ')
    const waiting = next.query('select count(*)::int as n from note')
    await pause(50)
    dying.destroy()
    assert.deepEqual((await waiting).rows, [{ n: 0 }])
    await next.query("insert into note (text) values ('whole')")
    assert.deepEqual(await database.sql`select text from note`, [{ text: 'whole' }])
  })

  it('forgets a request of which the end never came', async () => {
    const dying = await raw()
    dying.send(dying.parse("insert into note (text) values ('never')"), dying.bind([]), dying.execute())
    await pause(50)
    dying.destroy()
    await pause(50)
    assert.deepEqual(await database.sql`select text from note`, [])
  })

  it('skips what follows an error in a pipeline until its Sync, and nothing after that', async () => {
    const one = await raw()
    one.send(
      one.parse("insert into note (text) values ('undone')"),
      one.bind([]),
      one.execute(),
      one.parse('select 1/n from generate_series(0, 0) n'),
      one.bind([]),
      one.execute(),
      one.parse("insert into note (text) values ('skipped')"),
      one.bind([]),
      one.execute(),
      one.sync(),
      one.parse("insert into note (text) values ('kept')"),
      one.bind([]),
      one.execute(),
      one.sync(),
    )
    assert.equal(await one.heardUntilReady(), '12C12EZ')
    assert.equal(await one.heardUntilReady(), '12CZ')
    assert.deepEqual(await database.sql`select text from note`, [{ text: 'kept' }])
  })

  it('keeps the engine for a client between a Flush and its Sync, also after an error', async () => {
    const [one, other] = [await raw(), await client()]
    one.send(one.parse('select $1::text'), one.flush())
    assert.equal(await one.heard('1'), '1')
    const waiting = other.query('select $1::text as x', ['other'])
    one.send(one.bind(['one']), one.execute(), one.flush())
    assert.equal(await one.heard('C'), '2DC')
    one.send(one.parse('select 1/n from generate_series(0, 0) n'), one.bind([]), one.execute(), one.flush())
    assert.equal(await one.heard('E'), '12E')
    one.send(one.query('select 1')) // skipped, without an answer
    one.send(one.sync())
    assert.equal(await one.heardUntilReady(), 'Z')
    assert.deepEqual((await waiting).rows, [{ x: 'other' }])
  })

  it('keeps the unnamed statement of each client, whoever asked in between', async () => {
    const [one, other, third] = [await raw(), await raw(), await raw()]
    one.send(one.parse("select 'one ' || $1::text"), one.sync())
    await one.heardUntilReady()
    other.send(other.parse("select 'other ' || $1::text"), other.sync())
    await other.heardUntilReady()
    for (const name of ['a', 'b']) {
      one.send(one.bind([name]), one.execute(), one.sync())
      assert.equal(await one.heardUntilReady(), '2DCZ')
      assert.ok(one.lastRow().endsWith(`one ${name}`), one.lastRow())
      other.send(other.bind([name]), other.execute(), other.sync())
      assert.equal(await other.heardUntilReady(), '2DCZ')
      assert.ok(other.lastRow().endsWith(`other ${name}`), other.lastRow())
    }
    third.send(third.bind(['c']), third.execute(), third.sync())
    assert.equal(await third.heardUntilReady(), 'EZ', 'a client that prepared nothing has nothing to bind')
  })

  it('keeps named statements of clients apart, and forgets them with the client', async () => {
    const [one, other] = [await client(), await client()]
    const ask = async (who: pg.Client, text: string): Promise<unknown> =>
      (await who.query<{ x: string }>({ name: 'same', text, values: ['v'] })).rows[0]?.x
    for (let round = 0; round < 3; round += 1) {
      assert.equal(await ask(one, "select 'one ' || $1::text as x"), 'one v')
      assert.equal(await ask(other, "select 'other ' || $1::text as x"), 'other v')
    }
    await Promise.all([one.end(), other.end()])
    await pause(50)
    assert.deepEqual(await database.sql`select name from pg_prepared_statements`, [])
  })

  it('takes a value of 20 MB and gives it back', async () => {
    const large = 'ë0123456789'.repeat(20e6 / 12)
    const [one, other] = [await client(), await client()]
    const [back, small] = await Promise.all([
      one.query<{ x: string }>('select $1::text as x', [large]),
      other.query('select $1::text as x', ['small']),
    ])
    assert.ok(back.rows[0]?.x === large)
    assert.deepEqual(small.rows, [{ x: 'small' }])
  })

  it('answers many requests that a client sent at once, in their order', async () => {
    const one = await raw()
    const requests = Array.from({ length: 500 }, (_, number) => one.query(`select 'n${number}.'`))
    one.send(...requests)
    for (let number = 0; number < 500; number += 1) {
      assert.equal(await one.heardUntilReady(), 'TDCZ')
      assert.ok(one.lastRow().endsWith(`n${number}.`))
    }
  })

  it('understands messages that come byte by byte, and a request for encryption', async () => {
    const one = await raw()
    for (const byte of one.query("select 'slow'")) {
      one.send(Buffer.of(byte))
      await pause(1)
    }
    assert.equal(await one.heardUntilReady(), 'TDCZ')
    await assert.rejects(
      new pg.Client({ ...database.connection, ssl: true }).connect(),
      /does not support SSL connections/,
    )
  })

  it('sends a client away that does not speak the protocol, and nobody else', async () => {
    const [odd, other] = [await raw(), await client()]
    odd.send(Buffer.from('GET / HTTP/1.1\r\n\r\n'))
    assert.equal(await odd.heard('E'), 'E')
    assert.deepEqual((await other.query('select 1 as fine')).rows, [{ fine: 1 }])
  })

  it('refuses COPY FROM STDIN without falling over', async () => {
    const pid = database.embeddedPid()
    const one = await client()
    await assert.rejects(one.query('copy note (text) from stdin'), /takes no COPY FROM STDIN/)
    assert.deepEqual((await one.query('select 1 as fine')).rows, [{ fine: 1 }])
    const other = await raw()
    other.send(other.parse('copy note (text) from stdin'), other.bind([]), other.execute(), other.sync())
    assert.equal(await other.heard('E'), '12GE')
    other.send(other.sync())
    assert.equal(await other.heardUntilReady(), 'Z')
    assert.equal(database.embeddedPid(), pid)
  })

  it('takes a transaction that does nothing while others wait for lost, and tells its client', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sp-gate-'))
    const path = join(folder, '.s.PGSQL.5432')
    const engine = await PGlite.create()
    await engine.exec('create table note (id int)')
    const gate = await openGate({ engine, path, lostSeconds: 0.2, onBroken: (error) => assert.fail(String(error)) })
    try {
      const [lost, other] = [await rawClient(path), await rawClient(path)]
      raws.push(lost, other)
      lost.send(lost.query('begin; insert into note values (1)'))
      assert.equal(await lost.heardUntilReady(), 'CCZ')
      await pause(400) // nobody waits: it may take its time
      lost.send(lost.query('insert into note values (2)'))
      assert.equal(await lost.heardUntilReady(), 'CZ')
      other.send(other.query("select 'rows ' || count(*) from note"))
      assert.equal(await lost.heard('E'), 'E')
      assert.equal(await other.heardUntilReady(), 'TDCZ')
      assert.ok(other.lastRow().endsWith('rows 0'), other.lastRow())
      await gate.stop()
      assert.equal(await other.heard('E'), 'E', 'who is there when it closes is told so')
    } finally {
      await gate.stop()
      await engine.close()
      rmSync(folder, { recursive: true })
    }
  })
})
