import assert from 'node:assert/strict'
import { get, type ClientRequest, type IncomingMessage } from 'node:http'
import { after, afterEach, before, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { region } from '#modules/region/module.ts'
import { openTestSquare, type TestSquare } from '#web/testing.ts'
import { openAlertBench, type AlertBench } from '../alerts/testing.ts'
import { batchBuilder } from '../batch.ts'
import { gather } from '../ingest/gather.ts'
import { listen as listenHere } from '../ingest/published.ts'
import { microsecondsOf } from '../model.ts'
import { observations } from '../module.ts'
import { closeLive, countListeners, MOST_FROM_ONE } from './hub.ts'

/** Somebody who listens, over real HTTP. */
interface Ear {
  readonly answer: IncomingMessage
  /** Everything that came, as text. */
  text(): string
  /** The results that were heard, with their datastream. */
  heard(): string[]
  lastId(): string
  isEnded(): boolean
  leave(): void
}

describe('live values', () => {
  let square: TestSquare
  let bench: AlertBench
  let address: string
  const open: ClientRequest[] = []
  before(async () => {
    square = await openTestSquare([region, observations])
    bench = openAlertBench(square)
    address = await square.server.listen({ host: '127.0.0.1', port: 0 })
  })
  after(async () => {
    closeLive(square.services)
    await square.close()
  })
  afterEach(async () => {
    for (const one of open.splice(0)) one.destroy()
    await until(() => countListeners(square.services) === 0)
  })

  async function until(isSo: () => boolean): Promise<void> {
    for (let waited = 0; !isSo(); waited += 20) {
      assert.ok(waited < 10_000, 'it did not happen within ten seconds')
      await pause(20)
    }
  }

  async function ask(path: string, headers: Record<string, string> = {}, more: { method?: string } = {}): Promise<Ear> {
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
    const request = get(
      address + path,
      { headers: { 'accept-encoding': 'br, gzip', ...headers }, agent: false, ...more },
      resolve,
    )
    request.on('error', reject)
    open.push(request)
    const answer = await promise
    let text = ''
    let isEnded = false
    answer.setEncoding('utf8')
    answer.on('data', (part: string) => (text += part))
    answer.on('close', () => (isEnded = true))
    answer.on('error', () => {})
    // What is not whole yet counts for nothing, as in a browser.
    const whole = () => text.slice(0, text.lastIndexOf('\n\n') + 2)
    return {
      answer,
      text: whole,
      heard: () =>
        [...whole().matchAll(/^data: (\{"datastream".*)$/gm)].map(([, data = '']) => {
          const told = JSON.parse(data) as { datastream: number; observation: { result: number } }
          return `${told.datastream}: ${told.observation.result}`
        }),
      lastId: () => [...whole().matchAll(/^id: (\S+)$/gm)].at(-1)?.[1] ?? '',
      isEnded: () => isEnded,
      leave: () => void request.destroy(),
    }
  }

  /** Opens a connection and waits until it listens. */
  async function listen(path: string, lastId?: string): Promise<Ear> {
    const ear = await ask(path, lastId === undefined ? {} : { 'last-event-id': lastId })
    assert.equal(ear.answer.statusCode, 200)
    await until(() => ear.text().includes('id: '))
    return ear
  }

  const several = (...ids: readonly number[]) =>
    `/api/datastreams/live?${ids.map((id) => `datastream=${id}`).join('&')}`

  test('tells what is stored of what was asked for, corrected values too, and nothing else', async () => {
    const [one, two, other] = [await bench.stream(), await bench.stream(), await bench.stream()]
    await bench.say(one, 1)
    const ear = await listen(several(one, two))
    const { headers } = ear.answer
    assert.equal(headers['content-type'], 'text/event-stream; charset=utf-8')
    assert.equal(headers['content-encoding'], undefined)
    assert.equal(headers['cache-control'], 'no-store, no-transform')
    assert.equal(headers['x-accel-buffering'], 'no')
    await bench.add(one, [
      [2, 5],
      [3, 4],
    ])
    await bench.add(other, [[2, 99]])
    await bench.add(two, [[2, 7]])
    await until(() => ear.heard().length >= 3)
    await bench.add(one, [[2, 6]])
    await until(() => ear.heard().length >= 4)
    assert.deepEqual(ear.heard(), [`${one}: 4`, `${one}: 5`, `${two}: 7`, `${one}: 6`])
  })

  test('of what was hidden nobody hears anything: who listened is cut off, and not let in again', async () => {
    const [one, other] = [await bench.stream(), await bench.stream()]
    const { sql } = square.services
    await bench.say(one, 1)
    const [ear, both, mute] = [
      await listen(several(one)),
      await listen(several(one, other)),
      await listen(several(other)),
    ]
    const told: number[] = []
    const deaf = listenHere(({ datastream }) => told.push(datastream))
    await sql`insert into observations.hidden (datastream, thing) select id, thing from observations.datastream where id = ${one}`
    const batch = batchBuilder()
    for (const id of [one, other]) batch.add(id, microsecondsOf(square.services.clock()), Number.NaN, 5)
    await gather(square.services, batch.take(), { body: null })
    deaf()
    await until(() => ear.isEnded() && both.isEnded() && mute.heard().length === 1)
    assert.deepEqual([told, ear.heard(), both.heard(), mute.heard()], [[other], [], [], [`${other}: 5`]])
    assert.equal((await ask(several(one), { 'last-event-id': ear.lastId() })).answer.statusCode, 404)
    await sql`delete from observations.hidden where datastream = ${one}`
  })

  test('who was cut off goes on where they were: nothing lost, nothing twice', async () => {
    const id = await bench.stream()
    const path = `/api/datastreams/${id}/live`
    const first = await listen(path)
    await bench.add(id, [
      [100, 1],
      [99, 2],
      [98, 3],
    ])
    await until(() => first.heard().length === 3)
    // As if it was cut off within what one transaction stored.
    const ids = [...first.text().matchAll(/^id: (\S+)\nevent/gm)].map(([, one = '']) => one)
    first.leave()
    await bench.add(id, [
      [90, 4],
      [89, 5],
    ])
    const second = await listen(path, ids[1])
    await until(() => second.heard().length >= 3)
    await bench.add(id, [[80, 6]])
    await until(() => second.heard().length >= 4)
    assert.deepEqual(
      second.heard(),
      [3, 4, 5, 6].map((result) => `${id}: ${result}`),
    )
    const third = await listen(path, second.lastId())
    await pause(1300)
    assert.deepEqual(third.heard(), [])
  })

  test('many transactions at once, and a listener who comes and goes among them: each value exactly once', async () => {
    const id = await bench.stream()
    const path = `/api/datastreams/${id}/live`
    let ear = await listen(path)
    const heard: string[] = []
    let number = 0
    const storing = (async () => {
      for (let round = 0; round < 60; round++) {
        await Promise.all(
          Array.from({ length: 8 }, async () => {
            number++
            await bench.add(id, [[1000 - number, number]])
          }),
        )
        await pause(30)
      }
    })()
    for (let turn = 0; turn < 8; turn++) {
      await pause(250 + turn * 40)
      heard.push(...ear.heard())
      const from = ear.lastId()
      ear.leave()
      ear = await listen(path, from)
    }
    await storing
    await pause(3000)
    const all = [...heard, ...ear.heard()].map((one) => Number(one.split(': ')[1]))
    assert.deepEqual(
      all.toSorted((a, b) => a - b),
      Array.from({ length: 480 }, (_, index) => index + 1),
    )
  })

  test('a value of a transaction that ends late is told after others, and not lost to who was cut off meanwhile', async () => {
    const [slow, fast] = [await bench.stream(), await bench.stream()]
    const path = several(slow, fast)
    const first = await listen(path)
    const release = Promise.withResolvers<void>()
    const isStored = Promise.withResolvers<void>()
    // On the embedded database transactions come one after the other: nothing can end late.
    const isEmbedded = !process.env['TEST_DATABASE_URL']
    const slowly = square.services.sql.transaction(async (sql) => {
      const at = square.services.clock()
      await sql`insert into observations.observation (at, received_at, number, datastream) values (${at}, ${at}, 1, ${slow})`
      await sql`
        insert into observations.latest (datastream, observations, first_at, last_at, last_until, last_received_at)
        values (${slow}, 1, ${at}, ${at}, ${at}, ${at})`
      isStored.resolve()
      await release.promise
    })
    await isStored.promise
    if (isEmbedded) release.resolve()
    await bench.say(fast, 2)
    await pause(1300)
    const from = first.lastId()
    const before = first.heard()
    first.leave()
    release.resolve()
    await slowly
    const second = await listen(path, from)
    await until(() => before.length + second.heard().length >= 2)
    assert.deepEqual([...before, ...second.heard()].toSorted(), [`${slow}: 1`, `${fast}: 2`].toSorted())
  })

  test('more than is usually looked at, in one go, is told whole', async () => {
    const id = await bench.stream()
    const ear = await listen(`/api/datastreams/${id}/live`)
    await bench.add(
      id,
      Array.from({ length: 1500 }, (_, index) => [1500 - index, index] as const),
    )
    await until(() => ear.heard().length >= 1500)
    assert.equal(new Set(ear.heard()).size, 1500)
  })

  test('who was away too long, or comes with an id of elsewhere, is told that something is missing', async () => {
    const id = await bench.stream()
    const path = `/api/datastreams/${id}/live`
    const first = await listen(path)
    const from = first.lastId()
    square.services.wait({ minutes: 11 })
    const late = await listen(path, from)
    await until(() => late.text().includes('event: gap'))
    const strange = await listen(path, `${square.services.clock().epochMilliseconds}_999999999999:999999999999:`)
    await until(() => strange.text().includes('event: gap'))
    const nonsense = await listen(path, 'x; drop table')
    await bench.say(id, 8)
    for (const ear of [late, strange, nonsense]) await until(() => ear.heard().length === 1)
  })

  test('bad questions get a clear answer, and nobody holds more than some connections', async () => {
    const id = await bench.stream()
    for (const [path, status] of [
      ['/api/datastreams/live', 422],
      ['/api/datastreams/live?datastream=x', 422],
      ['/api/datastreams/999999/live', 404],
      [several(...Array.from({ length: 101 }, (_, index) => index + 1)), 422],
    ] as const)
      assert.equal((await ask(path)).answer.statusCode, status, path)
    const all = await Promise.all(Array.from({ length: MOST_FROM_ONE }, () => listen(`/api/datastreams/${id}/live`)))
    const refused = await ask(`/api/datastreams/${id}/live`)
    assert.equal(refused.answer.statusCode, 429)
    all[0]?.leave()
    await until(() => countListeners(square.services) < MOST_FROM_ONE)
    await listen(`/api/datastreams/${id}/live`)
    // Who asks for the headers only holds nothing.
    await ask(`/api/datastreams/${id}/live`, {}, { method: 'HEAD' })
    assert.equal(countListeners(square.services), MOST_FROM_ONE)
  })

  test('who does not read is sent away', async () => {
    const id = await bench.stream()
    const ear = await listen(`/api/datastreams/${id}/live`)
    ear.answer.pause()
    ear.answer.socket.pause()
    for (let turn = 0; turn < 200 && countListeners(square.services) > 0; turn++) {
      await bench.add(
        id,
        Array.from({ length: 5000 }, (_, index) => [1_000_000 - turn * 5000 - index, index] as const),
      )
      await pause(300)
    }
    assert.equal(countListeners(square.services), 0)
  })

  test('when the square stops, all connections end', async () => {
    const own = await openTestSquare([region, observations])
    try {
      const id = await openAlertBench(own).stream()
      const place = await own.server.listen({ host: '127.0.0.1', port: 0 })
      const { promise, resolve } = Promise.withResolvers<IncomingMessage>()
      get(`${place}/api/datastreams/${id}/live`, { agent: false }, resolve)
      const answer = await promise
      answer.resume()
      const ended = new Promise((done) => void answer.on('end', done))
      await until(() => countListeners(own.services) === 1)
      closeLive(own.services)
      await ended
      const again = Promise.withResolvers<IncomingMessage>()
      get(`${place}/api/datastreams/${id}/live`, { agent: false }, again.resolve)
      assert.equal((await again.promise).statusCode, 429)
    } finally {
      await own.close()
    }
  })
})
