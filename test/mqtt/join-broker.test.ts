import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { connectAsync, type MqttClient } from 'mqtt'
import type { Sql } from '#core/database/sql.ts'
import { region } from '#modules/region/module.ts'
import { openTestSquare, type TestSquare } from '#web/testing.ts'
import { joinBroker, type Joined } from '../../src/modules/observations/ingest/mqtt/join-broker.ts'
import { observations } from '../../src/modules/observations/module.ts'
import { openClient, thingBody, type TestClient } from '../../src/modules/observations/sensorthings/testing.ts'
import { openMosquitto, withoutMosquitto, type TestBroker } from './mosquitto.ts'

describe('the broker of others (Mosquitto)', { skip: withoutMosquitto }, () => {
  let square: TestSquare
  let broker: TestBroker
  let http: TestClient
  let stream: number
  let device: MqttClient
  const joined: Joined[] = []
  before(async () => {
    square = await openTestSquare([region, observations])
    http = await openClient(square)
    stream = await newStream('By Mosquitto')
    broker = await openMosquitto()
    device = await connectAsync(broker.url, { reconnectPeriod: 100 })
    device.on('error', () => {})
  })
  after(async () => {
    for (const one of joined) await one.stop()
    await device.endAsync(true)
    await broker.close()
    await square.close()
  })

  async function newStream(name: string): Promise<number> {
    const thing = await http.make('Things', thingBody(name))
    return Number((await http.get(`${thing}/Datastreams`)).at('value', 0, '@iot.id'))
  }
  async function join(name: string, services: Parameters<typeof joinBroker>[0] = square.services): Promise<Joined> {
    const one = await joinBroker(services, { url: broker.url, name, retryMs: 100 })
    joined.push(one)
    return one
  }
  const publish = (topic: string, body: unknown) => device.publishAsync(topic, JSON.stringify(body), { qos: 1 })
  const ofSecond = (second: number) => ({
    phenomenonTime: new Date(Date.UTC(2026, 0, 1) + second * 1000).toISOString(),
    result: second,
  })
  const kept = async (id = stream) => Number((await http.get(`Datastreams(${id})/Observations/$count`)).text)
  async function until(wanted: number, id = stream): Promise<void> {
    for (let waited = 0; waited < 10_000 && (await kept(id)) < wanted; waited += 25) await pause(25)
    assert.equal(await kept(id), wanted)
  }

  test('what is published there is stored once, whichever process takes it', async () => {
    await join('one')
    await join('two')
    // They have subscribed when the first is there.
    for (let waited = 0; waited < 5000 && (await kept()) === 0; waited += 50) {
      await publish(`v1.1/Datastreams(${stream})/Observations`, ofSecond(0))
      await pause(50)
    }
    await Promise.all(
      Array.from({ length: 500 }, (_, second) =>
        publish(`v1.1/Datastreams(${stream})/Observations`, ofSecond(second % 400)),
      ),
    )
    await publish('v1.1/Observations', { ...ofSecond(400), Datastream: { '@iot.id': stream } })
    await until(401)
  })

  test('after the name of a body only its own sensors are written to', async () => {
    const id = await newStream('Of Leuven')
    await publish(`halle/v1.1/Datastreams(${id})/Observations`, ofSecond(1))
    await publish(`leuven/v1.1/Datastreams(${id})/Observations`, ofSecond(2))
    await until(1, id)
    const [refused] = await square.services.sql<{ owner: string; source: string }>`
      select owner, source from observations.quarantine where reason = 'datastream-not-yours'`
    assert.deepEqual(refused, { owner: 'halle', source: 'mqtt:halle' })
    const told = await http.get(`Datastreams(${id})/Observations?$select=result`)
    assert.deepEqual(told.at('value'), [{ result: 2 }])
  })

  test('what comes in otherwise is told there, and not taken in again', async () => {
    // In one process two would both tell.
    await joined.pop()?.stop()
    const heard: string[] = []
    const listener = await connectAsync(broker.url)
    listener.on('message', (_topic, payload) => heard.push(payload.toString()))
    await listener.subscribeAsync(`v1.1/Datastreams(${stream})/Observations`, { qos: 1 })
    await http.make(`Datastreams(${stream})/Observations`, ofSecond(1000))
    await until(402)
    for (let waited = 0; waited < 5000 && heard.length === 0; waited += 25) await pause(25)
    await pause(200)
    await listener.endAsync(true)
    assert.equal(heard.length, 1)
    assert.deepEqual(JSON.parse(heard[0] ?? ''), {
      '@iot.id': `${stream}.${(Date.UTC(2026, 0, 1) + 1_000_000) * 1000}`,
      phenomenonTime: '2026-01-01T00:16:40Z',
      resultTime: null,
      result: 1000,
    })
  })

  test('what is sent while the square is away waits at the broker, also over a restart of that', async () => {
    for (const one of joined.splice(0)) await one.stop()
    const id = await newStream('Away')
    await Promise.all(
      Array.from({ length: 50 }, (_, second) => publish(`v1.1/Datastreams(${id})/Observations`, ofSecond(second))),
    )
    assert.equal(await kept(id), 0)
    await broker.stop()
    await broker.start()
    await join('one')
    await join('two')
    await until(50, id)
  })

  test('what cannot be stored is not acknowledged: it comes again until it can', async () => {
    for (const one of joined.splice(0)) await one.stop()
    let isAway = true
    const refused: Error[] = []
    const sql = Object.assign(square.services.sql.bind(undefined), {
      script: square.services.sql.script,
      transaction: <Result>(work: (sql: Sql) => Promise<Result>): Promise<Result> => {
        if (!isAway) return square.services.sql.transaction(work)
        const error = new Error('the database is away')
        refused.push(error)
        return Promise.reject(error)
      },
    })
    await join('one', { ...square.services, sql })
    await join('two', { ...square.services, sql })
    const id = await newStream('Comes again')
    await publish(`v1.1/Datastreams(${id})/Observations`, ofSecond(1))
    for (let waited = 0; waited < 5000 && refused.length < 2; waited += 25) await pause(25)
    assert.ok(refused.length >= 2, 'it came again')
    assert.equal(await kept(id), 0)
    isAway = false
    await until(1, id)
  })
})
