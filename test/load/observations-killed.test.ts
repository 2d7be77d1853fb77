import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { giveDeviceKey } from '../../src/modules/observations/keys/testing.ts'
import { makeKillableSquare, type KillableSquare } from './killable-square.ts'

/** How often the square is killed while it takes values in (`KILLS=20` for more). */
const KILLS = Number(process.env['KILLS'] ?? 3)
const START = Date.UTC(2026, 0, 1)
const ROWS = 50

describe('a square that is killed while measurements come in', () => {
  let square: KillableSquare
  let key: string
  let address: string
  before(async () => {
    square = await makeKillableSquare()
    address = square.address
    key = await square.within((services) =>
      giveDeviceKey(services, { body: null, scopes: ['observations', 'entities'] }),
    )
  })
  after(() => square.close())

  const post = (path: string, body: unknown) =>
    fetch(`${address}/sensorthings/v1.1/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })

  /** Values of the seconds from one on. */
  const arrays = (from: number) => [
    {
      Datastream: { '@iot.id': 1 },
      components: ['phenomenonTime', 'result'],
      dataArray: Array.from({ length: ROWS }, (_, place) => [
        new Date(START + (from + place) * 1000).toISOString(),
        from + place,
      ]),
    },
  ]

  test(`keeps everything that it acknowledged, each once (${KILLS} times)`, async () => {
    const acknowledged: number[] = []
    let next = 0
    await square.start()
    const thing = {
      name: 'x',
      Datastreams: [
        {
          name: 'x',
          observationType: 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement',
          unitOfMeasurement: {},
          Sensor: { name: 'x', encodingType: 'text/plain', metadata: 'x' },
          ObservedProperty: { name: 'x', definition: 'urn:x' },
        },
      ],
    }
    assert.equal((await post('Things', thing)).status, 201)
    for (let turn = 0; turn < KILLS; turn++) {
      if (turn > 0) await square.start()
      const stop = new AbortController()
      const senders = Array.from({ length: 4 }, async () => {
        while (!stop.signal.aborted) {
          const from = next
          next += ROWS
          const answer = await post('CreateObservations', arrays(from)).catch(() => undefined)
          if (answer?.status !== 201) return
          const told = (await answer.json().catch(() => [])) as string[]
          if (told.length === ROWS && told.every((one) => one !== 'error')) acknowledged.push(from)
        }
      })
      await pause(500 + turn * 130)
      await square.kill()
      stop.abort()
      await Promise.all(senders)
    }
    await square.start()
    assert.ok(acknowledged.length > KILLS * 5, `${acknowledged.length} were acknowledged`)
    const seconds = new Map<string, number>()
    let url: string | undefined = `${address}/sensorthings/v1.1/Datastreams(1)/Observations?resultFormat=dataArray`
    while (url !== undefined) {
      const page = (await (await fetch(url)).json()) as {
        value: { dataArray: [string, string, null, number][] }[]
        '@iot.nextLink'?: string
      }
      for (const [, at, , result] of page.value.flatMap(({ dataArray }) => dataArray)) {
        assert.ok(!seconds.has(at), `${at} is there twice`)
        seconds.set(at, result)
      }
      url = page['@iot.nextLink']
    }
    for (const from of acknowledged)
      for (let place = from; place < from + ROWS; place++)
        assert.equal(seconds.get(new Date(START + place * 1000).toISOString().replace('.000', '')), place)
    // A device that heard nothing sends again: nothing is there twice.
    for (let from = 0; from < next; from += ROWS)
      assert.equal((await post('CreateObservations', arrays(from))).status, 201)
    const count = await fetch(`${address}/sensorthings/v1.1/Datastreams(1)/Observations/$count`)
    assert.equal(Number(await count.text()), next)
  })
})
