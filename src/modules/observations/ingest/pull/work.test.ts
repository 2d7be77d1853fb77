import assert from 'node:assert/strict'
import { gzipSync } from 'node:zlib'
import { after, afterEach, before, beforeEach, describe, test } from 'node:test'
import { region } from '#modules/region/module.ts'
import { openTestSquare, type TestSquare } from '#web/testing.ts'
import { observations } from '../../module.ts'
import { asker } from './ask.ts'
import { hurryConnector, pauseConnector, takeDue } from './connector-store.ts'
import { PullFailed, PullStopped } from './failure.ts'
import { connect, openOtherSystem, pullNow, stateOf, type OtherSystem, type Reply } from './testing.ts'
import { pullDue } from './work.ts'

const AREA = { south: 50.85, west: 4.65, north: 50.92, east: 4.76 }
const GZIP = { 'content-encoding': 'gzip' }
const TOO_LARGE = 8 * 1024 * 1024 + 1

describe('how connectors are asked', () => {
  let square: TestSquare
  let other: OtherSystem
  let reply: Reply
  before(async () => {
    square = await openTestSquare([region, observations], { config: { baseUrl: 'http://127.0.0.1:8080' } })
  })
  after(() => square.close())
  beforeEach(async () => {
    await square.services.sql`delete from observations.connector`
    reply = { json: [] }
    other = await openOtherSystem(() => reply)
  })
  afterEach(() => other.close())

  const open = (choices = {}) => connect(square, 'sensor-community', { address: other.address, area: AREA, ...choices })
  const secondsUntil = async (id: string) => {
    const { dueAt } = await stateOf(square, id)
    return square.services.clock().until(dueAt).total('seconds')
  }

  test('whatever goes wrong is told with a word of its own, and asked again later', async () => {
    const wrong: [string, Reply][] = [
      [
        'not-json',
        { text: '<!doctype html><title>Onderhoud</title><p>Even geduld', headers: { 'content-type': 'text/html' } },
      ],
      ['not-json', { text: '[{"id": 1, "timestamp": "2026-03-02 10' }],
      ['not-understood', { json: { error: 'none' } }],
      ['broken', { status: 500, text: 'Oops' }],
      ['refused', { status: 400, json: { message: 'bad box' } }],
      ['key-refused', { status: 403, json: {} }],
      ['moved', { status: 301, headers: { location: 'http://169.254.169.254/latest/meta-data' } }],
      ['too-large', { text: `"${'x'.repeat(TOO_LARGE)}"` }],
      ['too-large', { bytes: gzipSync(Buffer.alloc(65 * 1024 * 1024, ' ')), headers: GZIP }],
      ['not-json', { bytes: gzipSync('[]').subarray(0, 12), headers: GZIP }],
      ['not-json', { json: [], headers: { 'content-encoding': 'br' } }],
      ['too-busy', { status: 429, json: {} }],
    ]
    const id = await open()
    for (const [turn, [code, told]] of wrong.entries()) {
      reply = told
      square.services.wait({ hours: 8 })
      await pullNow(square)
      const { problem, failures } = await stateOf(square, id)
      assert.deepEqual([problem, failures], [code, turn + 1], JSON.stringify(told).slice(0, 80))
      const middle = Math.min(60 * 2 ** turn, 21_600)
      const pause = await secondsUntil(id)
      assert.ok(pause >= middle * 0.74 && pause <= middle * 1.26, `${turn}: ${pause}`)
    }
    assert.equal(other.asked.length, wrong.length, 'no redirect was followed')
    reply = { bytes: gzipSync('[]'), headers: GZIP }
    square.services.wait({ hours: 8 })
    await pullNow(square)
    const { problem, failures, workedAt } = await stateOf(square, id)
    assert.deepEqual([problem, failures, workedAt?.toString()], ['', 0, square.services.clock().toString()])
  })

  test('who says Retry-After is left alone so long, also when somebody is in a hurry', async () => {
    reply = { status: 429, headers: { 'retry-after': '7200' }, json: {} }
    const id = await open()
    await pullNow(square)
    assert.equal(await secondsUntil(id), 7200)
    await hurryConnector(square.services.sql, id, square.services.clock())
    square.services.wait({ minutes: 119 })
    await pullNow(square)
    assert.equal(other.asked.length, 1)
    reply = { json: [] }
    square.services.wait({ minutes: 2 })
    await pullNow(square)
    assert.equal(other.asked.length, 2)
    assert.equal((await stateOf(square, id)).problem, '')
  })

  test('processes that look at the same moment ask once', async () => {
    for (let turn = 0; turn < 6; turn++) await open()
    await Promise.all([pullDue(square.services), pullDue(square.services), pullDue(square.services)])
    assert.equal(other.asked.length, 6)
    await pullNow(square)
    assert.equal(other.asked.length, 6)
  })

  test('a run that was killed is done again once its time is over, and then says no more', async () => {
    await open()
    const { services } = square
    const killed = await takeDue(services.sql, services.clock())
    assert.ok(killed)
    await pullNow(square)
    assert.equal(other.asked.length, 0)
    services.wait({ seconds: 121 })
    await pullNow(square)
    assert.equal(other.asked.length, 1)
    const until = services.clock().add({ minutes: 1 })
    const ask = asker(services, killed, { manners: { perDay: 10, millisecondsApart: 0 }, until })
    await assert.rejects(ask({ url: other.address }), (error) => error instanceof PullStopped && error.why === 'lost')
    assert.equal(other.asked.length, 1)
  })

  test('no more is asked on a day than may be asked; the next day it goes on', async () => {
    const id = await open()
    await square.services.sql`
      update observations.connector set asked = 999, asked_on = (${square.services.clock()}::timestamptz at time zone 'UTC')::date`
    await pullNow(square)
    assert.equal(other.asked.length, 1)
    square.services.wait({ minutes: 10 })
    await pullNow(square)
    const { problem, failures, asked } = await stateOf(square, id)
    assert.deepEqual([other.asked.length, problem, failures, asked], [1, 'budget', 0, 1001])
    square.services.wait({ hours: 24 })
    await pullNow(square)
    assert.deepEqual([other.asked.length, (await stateOf(square, id)).problem], [2, ''])
  })

  test('questions are apart by what the other side asks, and one that is not answered ends', async () => {
    await open()
    const { services } = square
    const held = await takeDue(services.sql, services.clock())
    assert.ok(held)
    const until = services.clock().add({ minutes: 1 })
    const manners = { perDay: 10, millisecondsApart: 250, timeoutSeconds: 0.4 }
    const ask = asker(services, held, { manners, until })
    for (let turn = 0; turn < 3; turn++) await ask({ url: other.address })
    const [first, second, third] = other.asked.map(({ after: moment }) => moment)
    assert.ok((second ?? 0) - (first ?? 0) > 200 && (third ?? 0) - (second ?? 0) > 200)
    reply = { hang: true }
    await assert.rejects(
      ask({ url: other.address }),
      (error) => error instanceof PullFailed && error.code === 'no-answer',
    )
    services.wait({ minutes: 2 })
    await assert.rejects(ask({ url: other.address }), (error) => error instanceof PullStopped && error.why === 'time')
  })

  test('what was paused is not asked; a run under way ends at its next question', async () => {
    const id = await open()
    const { services } = square
    const held = await takeDue(services.sql, services.clock())
    assert.ok(held)
    await pauseConnector(services.sql, { id, enabled: false }, services.clock())
    const until = services.clock().add({ minutes: 1 })
    const ask = asker(services, held, { manners: { perDay: 10, millisecondsApart: 0 }, until })
    await assert.rejects(ask({ url: other.address }), PullStopped)
    services.wait({ hours: 1 })
    await pullNow(square)
    assert.equal(other.asked.length, 0)
  })

  test('an address inside is never asked', async () => {
    const outside = await openTestSquare([region, observations], { config: { baseUrl: 'https://plein.example' } })
    try {
      const id = await connect(outside, 'sensor-community', { address: other.address, area: AREA })
      await pullNow(outside)
      assert.equal((await stateOf(outside, id)).problem, 'unreachable')
      assert.equal(other.asked.length, 0)
    } finally {
      await outside.close()
    }
  })
})
