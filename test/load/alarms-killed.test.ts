import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { setLevels } from '../../src/modules/observations/alerts/level-store.ts'
import { FRESH, judgeAll } from '../../src/modules/observations/alerts/level.ts'
import { NO_LEVELS } from '../../src/modules/observations/alerts/testing.ts'
import { giveDeviceKey } from '../../src/modules/observations/keys/testing.ts'
import { thingBody } from '../../src/modules/observations/sensorthings/testing.ts'
import { makeKillableSquare, type KillableSquare } from './killable-square.ts'

/** How often the square is killed while it judges (`KILLS=20` for more). */
const KILLS = Number(process.env['KILLS'] ?? 2)
/** It costs half a minute: once, where a server is. */
const skip = process.env['TEST_DATABASE_URL'] === undefined && 'only on a PostgreSQL server (TEST_DATABASE_URL)'
const LEVELS = { ...NO_LEVELS, aboveAttention: 40, aboveAlarm: 80, margin: 5 }

describe('a square that is killed while it judges values', { skip }, () => {
  let square: KillableSquare
  let key: string
  before(async () => {
    square = await makeKillableSquare()
    key = await square.within((services) =>
      giveDeviceKey(services, { body: null, scopes: ['observations', 'entities'] }),
    )
  })
  after(() => square.close())

  const post = (path: string, body: unknown) =>
    fetch(`${square.address}/sensorthings/v1.1/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })

  test(`misses no alarm and tells none twice (${KILLS} times)`, async () => {
    const started = Date.now() - 3_000_000
    await square.start()
    assert.equal((await post('Things', thingBody('Killed'))).status, 201)
    await square.kill()
    await square.within(({ sql, clock }) =>
      setLevels(
        sql,
        { datastream: 1, ...LEVELS, watchesSilence: false, silenceSeconds: null, tellsStaff: false },
        { now: clock(), by: null },
      ),
    )
    let sent = 0
    for (let turn = 0; turn < KILLS; turn++) {
      await square.start()
      const stop = new AbortController()
      const sending = (async () => {
        while (!stop.signal.aborted) {
          const at = new Date(started + sent * 100).toISOString()
          // Up and down, with steps that meet every level.
          const result = (sent * 29) % 100
          sent++
          await post('Datastreams(1)/Observations', { phenomenonTime: at, result }).catch(() => {})
        }
      })()
      await pause(2500 + turn * 430)
      await square.kill()
      stop.abort()
      await sending
    }
    await square.start()
    // Each process judges every two seconds.
    await pause(5000)
    await square.kill()
    const { values, events } = await square.within(async ({ sql }) => ({
      // Judging began with the value that was the last one when it was first looked at.
      values: await sql<{ at: number; number: number }>`
        select (extract(epoch from at) * 1000000)::bigint as at, number from observations.observation
        where datastream = 1 and at >= (select since from observations.judged where datastream = 1) order by at`,
      events: await sql<{ at: number; grade: string }>`
        select (extract(epoch from at) * 1000000)::bigint as at, kind as grade from observations.alert_event
        where datastream = 1 and withdrawn_at is null order by id`,
    }))
    assert.ok(values.length > KILLS * 50, `${values.length} values were stored`)
    const expected = judgeAll(FRESH, LEVELS, values).changes.map(({ value, grade }) => ({ at: value.at, grade }))
    assert.ok(expected.length > KILLS * 5)
    assert.deepEqual(events, expected)
  })
})
