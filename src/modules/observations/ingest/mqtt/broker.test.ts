import assert from 'node:assert/strict'
import { connectAsync, type MqttClient } from 'mqtt'
import { EventEmitter, once } from 'node:events'
import { connect as connectTo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { region } from '#modules/region/module.ts'
import { openTestSquare, type TestSquare } from '#web/testing.ts'
import { giveDeviceKey } from '../../keys/testing.ts'
import { observations } from '../../module.ts'
import { dropRefused, listRefused, readRefusedAgain, type Waiting } from '../../public.ts'
import { openClient, thingBody, type TestClient } from '../../sensorthings/testing.ts'
import { addressCounter, openBroker, type Broker } from './broker.ts'

describe('the embedded broker', () => {
  let square: TestSquare
  let broker: Broker
  let http: TestClient
  let stream: number
  const open: MqttClient[] = []
  before(async () => {
    square = await openTestSquare([region, observations])
    http = await openClient(square)
    stream = await newStream('By MQTT')
    broker = await openBroker(square.services, { port: 0, host: '127.0.0.1' })
  })
  after(async () => {
    for (const one of open) await one.endAsync(true)
    await broker.stop()
    await square.close()
  })

  async function newStream(name: string): Promise<number> {
    const thing = await http.make('Things', thingBody(name))
    return Number((await http.get(`${thing}/Datastreams`)).at('value', 0, '@iot.id'))
  }

  async function connect(choices: { body?: string; password?: string } = {}): Promise<MqttClient> {
    const { body = 'leuven', password } = choices
    const key = await giveDeviceKey(square.services, { body })
    const client = await connectAsync(`mqtt://127.0.0.1:${broker.port}`, {
      username: 'device',
      password: password ?? key,
      reconnectPeriod: 0,
      connectTimeout: 5000,
    })
    client.on('error', () => {})
    open.push(client)
    return client
  }

  const publish = (client: MqttClient, topic: string, body: unknown, qos: 0 | 1 | 2 = 1) =>
    client.publishAsync(topic, typeof body === 'string' ? body : JSON.stringify(body), { qos })

  async function kept(id: number): Promise<number> {
    return Number((await http.get(`Datastreams(${id})/Observations/$count`)).text)
  }

  test('who says that much will come is sent away before it comes, with a key as well as without', async () => {
    /** How many bytes of a packet get in before the connection ends. */
    async function sent(first: Buffer): Promise<number> {
      const socket = connectTo(broker.port, '127.0.0.1')
      socket.on('error', () => {})
      await once(socket, 'connect')
      socket.write(first)
      const part = Buffer.alloc(65_536)
      for (let count = 0; count < 200; count++) {
        if (socket.destroyed) return count * part.length
        socket.write(part)
        await pause(5)
      }
      socket.destroy()
      return Infinity
    }
    const before = process.memoryUsage().rss
    const much = await Promise.all(Array.from({ length: 4 }, () => sent(Buffer.from([0x10, 0xff, 0xff, 0xff, 0x7f]))))
    for (const bytes of much) assert.ok(bytes < 8_000_000, `${bytes}`)
    assert.ok(process.memoryUsage().rss - before < 200_000_000)
    const device = await connect()
    const { promise: closed, resolve } = Promise.withResolvers<void>()
    device.once('close', () => resolve())
    device.publish(`v1.1/Datastreams(${stream})/Observations`, 'x'.repeat(2_000_000), { qos: 1 }, () => {})
    await closed
    const good = await connect()
    const roomy = await newStream('Many words')
    const note = 'y'.repeat(90_000)
    await publish(good, `v1.1/Datastreams(${roomy})/Observations`, { result: 5, parameters: { note } })
    assert.equal(await kept(roomy), 1)
  })

  test('from one address so many come in at most, unless it is near', () => {
    const isOneTooMany = addressCounter(2)
    const socket = (remoteAddress: string) => Object.assign(new EventEmitter(), { remoteAddress })
    const [first, second] = [socket('198.51.100.7'), socket('::ffff:198.51.100.7')]
    assert.deepEqual([first, second, socket('198.51.100.7'), socket('2001:db8::1')].map(isOneTooMany), [
      false,
      false,
      true,
      false,
    ])
    second.emit('close')
    assert.deepEqual([isOneTooMany(socket('198.51.100.7')), isOneTooMany(socket('198.51.100.7'))], [false, true])
    assert.deepEqual(
      ['127.0.0.1', '127.0.0.1', '127.0.0.1', '::1', '10.0.0.4'].map((one) => isOneTooMany(socket(one))),
      [false, false, false, false, false],
    )
  })

  test('what is acknowledged is stored, each once, and told to who listens', async () => {
    const device = await connect()
    const listener = await connect()
    const heard: { topic: string; observation: Record<string, unknown> }[] = []
    listener.on('message', (topic, payload) =>
      heard.push({ topic, observation: JSON.parse(payload.toString()) as Record<string, unknown> }),
    )
    await listener.subscribeAsync(`v1.1/Datastreams(${stream})/Observations`, { qos: 1 })
    const all = Array.from({ length: 300 }, (_, second) => ({
      phenomenonTime: new Date(Date.UTC(2026, 0, 1) + (second % 200) * 1000).toISOString(),
      result: second % 200,
    }))
    await Promise.all(all.map((one) => publish(device, `v1.1/Datastreams(${stream})/Observations`, one)))
    assert.equal(await kept(stream), 200)
    await publish(
      device,
      'v1.1/Observations',
      { Datastream: { '@iot.id': stream }, phenomenonTime: '2026-01-02T00:00:00Z', result: 7 },
      2,
    )
    assert.equal(await kept(stream), 201)
    // What comes in over HTTP is told too.
    await http.make(`Datastreams(${stream})/Observations`, { phenomenonTime: '2026-01-03T00:00:00Z', result: 8 })
    for (let waited = 0; heard.length < 202 && waited < 5000; waited += 20) await pause(20)
    assert.equal(heard.length, 202)
    assert.deepEqual(heard.at(-1)?.observation, {
      '@iot.id': `${stream}.${Date.UTC(2026, 0, 3) * 1000}`,
      phenomenonTime: '2026-01-03T00:00:00Z',
      resultTime: null,
      result: 8,
    })
  })

  test('what can never be understood is kept in quarantine, and acknowledged so that it does not come again', async () => {
    const device = await connect()
    const wrong = [
      '{',
      '[]',
      { result: 'much' },
      { result: 1, phenomenonTime: 'yesterday' },
      { result: 1, colour: 'red' },
      { phenomenonTime: '2026-01-01T00:00:00Z' },
    ]
    for (const body of wrong) await publish(device, `v1.1/Datastreams(${stream})/Observations`, body)
    await publish(device, 'v1.1/Datastreams(999999)/Observations', { result: 1 })
    await publish(device, 'v1.1/Observations', { result: 1 })
    await publish(device, `v1.1/Datastreams(${stream})/Observations`, { result: 1, Datastream: { '@iot.id': 999_999 } })
    const rows = await square.services.sql<{
      reason: string
    }>`select reason from observations.quarantine where format = 'mqtt' order by id`
    assert.deepEqual(
      rows.map(({ reason }) => reason),
      [
        'json-wrong',
        'observation-wrong',
        'result-of-another-kind',
        'time-unknown',
        'member-unknown',
        'result-missing',
        'datastream-gone',
        'datastream-not-named',
        'datastream-differs',
      ],
    )
  })

  test('a feature that is there is named by its id; none is made, since a message may come twice', async () => {
    const device = await connect()
    const about = await newStream('About a pond')
    const feature = { name: 'Pond', description: '', encodingType: 'application/geo+json', feature: { type: 'Point', coordinates: [4.7, 50.9] } } // prettier-ignore
    const pond = Number(/\((\d+)\)/.exec(await http.make('FeaturesOfInterest', feature))?.[1])
    const topic = `v1.1/Datastreams(${about})/Observations`
    await publish(device, topic, { result: 1, FeatureOfInterest: { '@iot.id': pond } })
    for (const wrong of [{ '@iot.id': 999_999 }, feature, 'pond'])
      await publish(device, topic, { result: 2, FeatureOfInterest: wrong })
    assert.equal(await kept(about), 1)
    const [first] = (await http.get(`Datastreams(${about})/Observations?$expand=FeatureOfInterest`)).at('value') as {
      FeatureOfInterest: { name: string }
    }[]
    assert.equal(first?.FeatureOfInterest.name, 'Pond')
  })

  test('what waits can be mended and read again', async () => {
    const id = await newStream('Mended')
    const device = await connect()
    await publish(device, `v1.1/Datastreams(${id})/Observations`, {
      phenomenonTime: '2026-01-01T00:00:00Z',
      result: 'five',
    })
    const arrays = { Datastream: { '@iot.id': id }, components: ['phenomenonTime', 'result'] }
    await http.post('CreateObservations', [
      {
        ...arrays,
        dataArray: [
          ['yesterday', 6],
          ['2026-01-01T00:02:00Z', 'seven'],
        ],
      },
    ])
    const mended = [
      '{"phenomenonTime":"2026-01-01T00:00:00Z","result":5}',
      '["2026-01-01T00:01:00Z",6]',
      '["2026-01-01T00:02:00Z",7]',
    ]
    const waiting = (await listRefused(square.services.sql, { limit: 100 })).slice(-3)
    assert.equal(waiting.length, 3)
    for (const [place, one] of waiting.entries()) {
      assert.ok((await readRefusedAgain(square.services, one)) !== undefined, 'as it came it is refused again')
      assert.match((await readRefusedAgain(square.services, one, '[1]')) ?? '', /no observation|as many values/)
      assert.equal(await readRefusedAgain(square.services, one, mended[place]), undefined)
    }
    const told = await http.get(`Datastreams(${id})/Observations?$orderby=phenomenonTime&$select=result`)
    assert.deepEqual(told.at('value'), [{ result: 5 }, { result: 6 }, { result: 7 }])
    const left = await listRefused(square.services.sql, { limit: 100 })
    assert.ok(waiting.every(({ id: gone }) => left.every((one) => one.id !== gone)))
    const [late] = await square.services.sql<Waiting>`
      select id, owner, source, format, line, reason, detail, payload, context, timestamptz '2026-01-05T00:00:00Z' as "cameAt"
      from observations.quarantine where id = ${waiting[0]?.id ?? 0}`
    assert.ok(late)
    assert.equal(await readRefusedAgain(square.services, late, '{"result":8}'), undefined)
    const newest = await http.get(`Datastreams(${id})/Observations?$orderby=phenomenonTime desc&$top=1`)
    assert.equal(
      newest.at('value', 0, 'phenomenonTime'),
      '2026-01-05T00:00:00Z',
      'a value without a time is of when it came',
    )
    await dropRefused(
      square.services,
      left.map((one) => one.id),
    )
    assert.deepEqual(await listRefused(square.services.sql, { limit: 1 }), [])
  })

  test('who has no key publishes nothing, and one of another body not here', async () => {
    await assert.rejects(connect({ password: 'spsta_wrong' }), /authorized|user name|refused/i)
    const before = await kept(stream)
    const stranger = await connect({ body: 'halle' })
    await publish(stranger, `v1.1/Datastreams(${stream})/Observations`, { result: 99 })
    const anyone = await connectAsync(`mqtt://127.0.0.1:${broker.port}`, { reconnectPeriod: 0 })
    open.push(anyone)
    anyone.on('error', () => {})
    const closed = new Promise<void>((resolve) => anyone.once('close', () => resolve()))
    void anyone.publishAsync(`v1.1/Datastreams(${stream})/Observations`, '{"result":1}', { qos: 1 }).catch(() => {})
    await closed
    assert.equal(await kept(stream), before)
    const [refused] = await square.services
      .sql`select owner from observations.quarantine where reason = 'datastream-not-yours' and format = 'mqtt'`
    assert.deepEqual(refused, { owner: 'halle' })
  })

  test('other topics are nobody’s', async () => {
    const device = await connect()
    for (const topic of ['#', 'v1.1/#', '$SYS/#', 'v1.1/Things', 'v1.1/taken']) {
      const [granted] = await device.subscribeAsync(topic).catch(() => [{ qos: 128 }])
      assert.equal(granted?.qos, 128, topic)
    }
  })

  test('while nothing can be stored nothing is acknowledged', async () => {
    const broken = await openBroker(
      {
        ...square.services,
        sql: Object.assign(square.services.sql.bind(undefined), {
          script: square.services.sql.script,
          transaction: () => Promise.reject(new Error('the database is away')),
        }),
      },
      { port: 0, host: '127.0.0.1' },
    )
    try {
      const key = await giveDeviceKey(square.services)
      const device = await connectAsync(`mqtt://127.0.0.1:${broken.port}`, {
        username: 'x',
        password: key,
        reconnectPeriod: 0,
      })
      open.push(device)
      device.on('error', () => {})
      let isAcknowledged = false
      const closed = new Promise<void>((resolve) => device.once('close', () => resolve()))
      void device.publishAsync(`v1.1/Datastreams(${stream})/Observations`, '{"result":1}', { qos: 1 }).then(
        () => (isAcknowledged = true),
        () => {},
      )
      await closed
      assert.equal(isAcknowledged, false)
    } finally {
      await broken.stop()
    }
  })
})
