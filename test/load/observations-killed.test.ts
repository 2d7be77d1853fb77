import assert from 'node:assert/strict'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { connectAsync } from 'mqtt'
import { giveDeviceKey } from '../../src/modules/observations/keys/testing.ts'
import { makeKillableSquare, type KillableSquare } from './killable-square.ts'

/** How often the square is killed while it takes values in (`KILLS=20` for more). */
const KILLS = Number(process.env['KILLS'] ?? 1)
const START = Date.UTC(2026, 0, 1)
const ROWS = 50
/** Lines of the file that is imported meanwhile: more than a process gets done before it is killed. */
const LINES = KILLS * 40_000
const HTTP_STREAM = 1
const MQTT_STREAM = 2

describe('a square that is killed while measurements come in', () => {
  let square: KillableSquare
  let key: string
  let file: string
  let format: string
  before(async () => {
    square = await makeKillableSquare()
    key = await square.within((services) =>
      giveDeviceKey(services, { body: null, scopes: ['observations', 'entities'] }),
    )
    file = join(square.folder, 'counter.csv')
    format = join(square.folder, 'counter.json')
    writeFileSync(
      format,
      JSON.stringify({
        about: 'A counter of our own',
        reader: { kind: 'csv', delimiter: ';' },
        time: { columns: ['at'], pattern: 'iso', zone: 'UTC' },
        missing: [''],
        thing: { key: 'killed/{post}', name: '{post}' },
        values: [{ column: 'bikes', property: 'bicycles', unit: '{count}', sensor: 'x' }],
      }),
    )
    const lines = Array.from({ length: LINES }, (_, second) => `p;${moment(second)};${second}`)
    writeFileSync(file, `post;at;bikes\n${lines.join('\n')}\n`)
  })
  after(() => square.close())

  const importFile = () => square.command(['import', 'observations', file, '--as', format])

  const post = (path: string, body: unknown) =>
    fetch(`${square.address}/sensorthings/v1.1/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })

  /** Values of the seconds from one on. */
  const arrays = (from: number) => [
    {
      Datastream: { '@iot.id': HTTP_STREAM },
      components: ['phenomenonTime', 'result'],
      dataArray: Array.from({ length: ROWS }, (_, place) => [moment(from + place), from + place]),
    },
  ]

  interface Sent {
    next: number
    /** Seconds whose value was acknowledged. */
    readonly acknowledged: number[]
  }
  const sent: Readonly<Record<'http' | 'mqtt', Sent>> = {
    http: { next: 0, acknowledged: [] },
    mqtt: { next: 0, acknowledged: [] },
  }

  async function sendByHttp(stop: AbortSignal): Promise<void> {
    while (!stop.aborted) {
      const from = sent.http.next
      sent.http.next += ROWS
      const answer = await post('CreateObservations', arrays(from)).catch(() => undefined)
      if (answer?.status !== 201) return
      const told = (await answer.json().catch(() => [])) as string[]
      if (told.length !== ROWS || told.includes('error')) continue
      for (let second = from; second < from + ROWS; second++) sent.http.acknowledged.push(second)
    }
  }

  async function sendByMqtt(stop: AbortSignal): Promise<void> {
    const device = await connectAsync(square.mqtt, { username: 'x', password: key, reconnectPeriod: 0 }).catch(
      () => undefined,
    )
    if (device === undefined) return
    device.on('error', () => {})
    const publish = (second: number) =>
      device.publishAsync(
        `v1.1/Datastreams(${MQTT_STREAM})/Observations`,
        JSON.stringify({ phenomenonTime: moment(second), result: second }),
        { qos: 1 },
      )
    const lanes = Array.from({ length: 20 }, async () => {
      while (!stop.aborted && device.connected) {
        const second = sent.mqtt.next++
        const isKept = await Promise.race([
          publish(second).then(
            () => true,
            () => false,
          ),
          once(stop, 'abort').then(() => false),
        ])
        if (isKept) sent.mqtt.acknowledged.push(second)
      }
    })
    await Promise.all(lanes)
    device.end(true)
  }

  test(`keeps everything that it acknowledged, each once (${KILLS} times)`, async () => {
    await square.start()
    for (const name of ['http', 'mqtt']) assert.equal((await post('Things', thing(name))).status, 201)
    let imports = 0
    for (let turn = 0; turn < KILLS; turn++) {
      if (turn > 0) await square.start()
      const stop = new AbortController()
      const senders = [...Array.from({ length: 4 }, () => sendByHttp(stop.signal)), sendByMqtt(stop.signal)]
      const importing = importFile()
      await somethingImported()
      await pause(turn * 130)
      // At times only the import is killed.
      if (turn % 3 === 2) {
        importing.kill('SIGKILL')
        await pause(200)
      }
      await square.kill()
      stop.abort()
      await Promise.all(senders)
    }
    await square.start()
    for (let code = 1; code !== 0 && imports < 3; imports++) [code] = (await once(importFile(), 'exit')) as [number]

    const { http, mqtt: byMqtt } = sent
    for (const { acknowledged } of [http, byMqtt])
      assert.ok(acknowledged.length > KILLS * 100, `${acknowledged.length} were acknowledged`)
    await mustBeThere(HTTP_STREAM, http.acknowledged)
    await mustBeThere(MQTT_STREAM, byMqtt.acknowledged)
    assert.match(square.said(), /Went on after line \d+/, 'an import was stopped half way')
    // The file is there to the line: none of them missing, none twice.
    const stream = (await importedStream()) ?? 0
    const all = Array.from({ length: LINES }, (_, second) => second)
    await mustBeThere(stream, all)
    assert.equal(await count(stream), LINES)
    // A device that heard nothing sends again: nothing is there twice.
    for (let from = 0; from < http.next; from += ROWS)
      assert.equal((await post('CreateObservations', arrays(from))).status, 201)
    assert.equal(await count(HTTP_STREAM), http.next)
  })

  let imported = 0
  /** Waits until the import went on. */
  async function somethingImported(): Promise<void> {
    for (let waited = 0; waited < 60_000; waited += 100) {
      const id = await importedStream()
      const now = id === undefined ? 0 : await count(id)
      if (now > imported || now === LINES) {
        imported = now
        return
      }
      await pause(100)
    }
    assert.fail('the import does not go on')
  }

  async function importedStream(): Promise<number | undefined> {
    const answer = await fetch(
      `${square.address}/sensorthings/v1.1/Datastreams?$filter=Thing/name%20eq%20'p'&$select=id`,
    )
    const { value } = (await answer.json()) as { value: { '@iot.id': number }[] }
    assert.ok(value.length <= 1)
    return value[0]?.['@iot.id']
  }

  async function count(stream: number): Promise<number> {
    const answer = await fetch(`${square.address}/sensorthings/v1.1/Datastreams(${stream})/Observations/$count`)
    return Number(await answer.text())
  }

  /** Every one of these seconds has its value in a datastream, and none has two. */
  async function mustBeThere(stream: number, wanted: readonly number[]): Promise<void> {
    const seconds = new Map<string, number>()
    const first = `${square.address}/sensorthings/v1.1/Datastreams(${stream})/Observations?resultFormat=dataArray&$top=10000`
    for (let skip = 0; ; skip += 10_000) {
      const page = (await (await fetch(`${first}&$orderby=phenomenonTime&$skip=${skip}`)).json()) as {
        value: { dataArray: [string, string, null, number][] }[]
      }
      const rows = page.value.flatMap(({ dataArray }) => dataArray)
      for (const [, at, , result] of rows) {
        assert.ok(!seconds.has(at), `${at} is there twice`)
        seconds.set(at, result)
      }
      if (rows.length < 10_000) break
    }
    for (const second of wanted) assert.equal(seconds.get(moment(second).replace('.000', '')), second)
  }
})

function moment(second: number): string {
  return new Date(START + second * 1000).toISOString()
}

function thing(name: string): unknown {
  return {
    name,
    Datastreams: [
      {
        name,
        observationType: 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement',
        unitOfMeasurement: {},
        Sensor: { name: 'x', encodingType: 'text/plain', metadata: 'x' },
        ObservedProperty: { name: 'x', definition: 'urn:x' },
      },
    ],
  }
}
