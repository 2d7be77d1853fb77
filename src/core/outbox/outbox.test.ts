import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '#core/database/database.ts'
import { openTestDatabase } from '#core/database/testing.ts'
import { openTestServices, type TestServices } from '#core/testing.ts'
import { drainOutbox, MOST_TRIES } from './drain.ts'
import { announce, forgetFact, listDeadFacts, listenersOf, outboxSize, reviveFact, type Listener } from './outbox.ts'

const FACT = 'reports.report-received'

describe('the outbox', () => {
  let database: Database
  let services: TestServices
  before(async () => {
    database = await openTestDatabase([])
    services = await openTestServices(database.sql)
  })
  after(async () => {
    services.close()
    await database.close()
  })
  beforeEach(() => database.sql`delete from core.outbox`)

  const wait = (seconds: number): void => services.wait({ seconds })

  /** A listener that remembers what it heard. */
  function keeper(module: string, heard: unknown[]): Listener {
    return { module, fact: FACT, run: async (payload) => void heard.push(payload) }
  }

  it('hands a fact to everybody who listens to it, and then forgets it', async () => {
    const heard: string[] = []
    const listeners = listenersOf([
      {
        name: 'contact',
        listens: { [FACT]: async (payload: { id: number }) => void heard.push(`contact ${payload.id}`) },
      },
      {
        name: 'insight',
        listens: { [FACT]: async (payload: { id: number }) => void heard.push(`insight ${payload.id}`) },
      },
      { name: 'waste', listens: { 'waste.other': async () => void heard.push('waste') } },
      { name: 'portal' },
    ])
    await announce(database.sql, FACT, { id: 7 })
    assert.deepEqual(await drainOutbox(services, listeners), { delivered: 2, failed: 0 })
    assert.deepEqual(heard.toSorted(), ['contact 7', 'insight 7'])
    assert.deepEqual(await drainOutbox(services, listeners), { delivered: 0, failed: 0 })
    assert.deepEqual(await database.sql`select id from core.outbox`, [])
  })

  it('says nothing of what was rolled back, and keeps the shape of the payload', async () => {
    const heard: unknown[] = []
    const failing = database.sql.transaction(async (sql) => {
      await announce(sql, FACT, 'never')
      throw new Error('no')
    })
    await assert.rejects(failing)
    for (const payload of [[1, { a: null }], 'text', 3, null]) await announce(database.sql, FACT, payload)
    await drainOutbox(services, [keeper('contact', heard)])
    assert.deepEqual(heard, [[1, { a: null }], 'text', 3, null])
  })

  it('forgets a fact that nobody listens to', async () => {
    await announce(database.sql, FACT, {})
    await drainOutbox(services, [])
    assert.deepEqual(await outboxSize(database.sql), { waiting: 0, dead: 0 })
  })

  it('keeps the order, also for more facts than one batch', async () => {
    const heard: unknown[] = []
    await database.sql`insert into core.outbox (fact, payload) select ${FACT}, to_jsonb(n) from generate_series(1, 700) n`
    await drainOutbox(services, [keeper('contact', heard)])
    assert.deepEqual(
      heard,
      Array.from({ length: 700 }, (_, n) => n + 1),
    )
  })

  it('keeps the order when several processes drain at once, and tells nobody twice', async () => {
    const heard: unknown[] = []
    const slow: Listener = {
      module: 'contact',
      fact: FACT,
      async run(payload) {
        await pause(Math.random() * 5)
        heard.push(payload)
      },
    }
    for (let n = 0; n < 30; n += 1) await announce(database.sql, FACT, n)
    await Promise.all([drainOutbox(services, [slow]), drainOutbox(services, [slow]), drainOutbox(services, [slow])])
    await drainOutbox(services, [slow])
    assert.deepEqual(
      heard,
      Array.from({ length: 30 }, (_, n) => n),
    )
  })

  it('tries a listener that fails again, later each time, while the others go on', async () => {
    let tries = 0
    const calm: unknown[] = []
    const failing: Listener = {
      module: 'contact',
      fact: FACT,
      async run() {
        tries += 1
        if (tries < 3) throw new Error('mail server away')
      },
    }
    const listeners = [failing, keeper('insight', calm)]
    await announce(database.sql, FACT, 1)
    assert.deepEqual(await drainOutbox(services, listeners), { delivered: 1, failed: 1 })
    assert.deepEqual(calm, [1])
    await drainOutbox(services, listeners)
    assert.equal(tries, 1, 'not before its time')
    wait(1)
    await drainOutbox(services, listeners)
    wait(1)
    await drainOutbox(services, listeners)
    assert.equal(tries, 2, 'the second pause is longer')
    wait(1)
    await drainOutbox(services, listeners)
    assert.equal(tries, 3)
    assert.deepEqual(calm, [1])
    assert.deepEqual(await outboxSize(database.sql), { waiting: 0, dead: 0 })
  })

  it('lets later facts wait for a hiccup, but not for a fact that keeps failing', async () => {
    const heard: unknown[] = []
    const picky: Listener = {
      module: 'contact',
      fact: FACT,
      async run(payload) {
        if (payload === 1) throw new Error('cannot take this one')
        heard.push(payload)
      },
    }
    await announce(database.sql, FACT, 1)
    await announce(database.sql, FACT, 2)
    for (let n = 0; n < 3; n += 1) {
      await drainOutbox(services, [picky])
      assert.deepEqual(heard, [])
      wait(2 ** n)
    }
    await drainOutbox(services, [picky])
    assert.deepEqual(heard, [2])
  })

  it('gives up after its last try, keeps the fact for the operator, and can begin again or forget it', async () => {
    let broken = true
    const heard: unknown[] = []
    const failing: Listener = {
      module: 'contact',
      fact: FACT,
      async run(payload) {
        if (broken) throw new Error('a bug')
        heard.push(payload)
      },
    }
    await announce(database.sql, FACT, { id: 1 })
    for (let n = 0; n < MOST_TRIES + 3; n += 1) {
      await drainOutbox(services, [failing])
      wait(3600)
    }
    const [dead] = await listDeadFacts(database.sql)
    assert.ok(dead)
    assert.equal(dead.tries, MOST_TRIES)
    assert.equal(dead.error, 'a bug')
    assert.deepEqual(dead.payload, { id: 1 })
    assert.deepEqual(await outboxSize(database.sql), { waiting: 0, dead: 1 })
    broken = false
    await reviveFact(database.sql, dead.id, dead.listener)
    await drainOutbox(services, [failing])
    assert.deepEqual(heard, [{ id: 1 }])

    broken = true
    await announce(database.sql, FACT, { id: 2 })
    for (let n = 0; n < MOST_TRIES; n += 1) {
      await drainOutbox(services, [failing])
      wait(3600)
    }
    const [second] = await listDeadFacts(database.sql)
    assert.ok(second)
    await forgetFact(database.sql, second.id, second.listener)
    assert.deepEqual(await database.sql`select id from core.outbox`, [])
  })

  it('tells a fact again when the process died while a listener was busy', async () => {
    const heard: unknown[] = []
    await announce(database.sql, FACT, 1)
    let release = (): void => {}
    const stuck: Listener = { module: 'contact', fact: FACT, run: () => new Promise((resolve) => (release = resolve)) }
    const dying = drainOutbox(services, [stuck])
    while ((await database.sql`select 1 from core.outbox_listener where lease is not null`).length === 0) await pause(5)
    await drainOutbox(services, [keeper('contact', heard)])
    assert.deepEqual(heard, [], 'the other process is still busy with it')
    // As after half a minute without a sign of life.
    await database.sql`update core.outbox_listener set leased_until = now() - interval '1 second'`
    await drainOutbox(services, [keeper('contact', heard)])
    assert.deepEqual(heard, [1])
    release()
    await dying
  })
})
