import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { region } from '#modules/region/module.ts'
import { addStaff, createSignInLink } from '#modules/region/public.ts'
import { openTestSquare, type TestSquare } from '#web/testing.ts'
import { CATEGORIES } from '../../category.ts'
import { reports } from '../../module.ts'
import { giveKey, openClient } from '../testing.ts'
import { listDeliveries } from './delivery-store.ts'
import { keyPurpose } from './endpoint.ts'
import { chooseTrack, connect, openRemote, report } from './testing.ts'

const SERVICES = Object.fromEntries(CATEGORIES.map((category) => [category, category]))
const SETTINGS = '/nl/staff/open311/leuven'

/** A square that other programs reach at a number, while it knows itself by a name: as behind a second name of the same machine. */
async function openListening(): Promise<{ square: TestSquare; address: string }> {
  const square = await openTestSquare([region, reports], { config: { baseUrl: 'http://localhost:8080' } })
  const at = await square.server.listen({ host: '127.0.0.1', port: 0 })
  return { square, address: `${at}/open311/v2` }
}

async function sendTo(from: TestSquare, address: string, key: string, changes: Parameters<typeof connect>[2] = {}) {
  const id = await connect(from, address, { services: SERVICES, ...changes })
  const apiKey = from.services.seal(keyPurpose({ id, baseUrl: address }), key)
  await from.services.sql`update reports.open311_endpoint set api_key = ${apiKey} where id = ${id}`
}

async function countReports({ services }: TestSquare): Promise<number> {
  return (await services.sql`select 1 from reports.report`).length
}

async function deliveriesOf({ services }: TestSquare) {
  const all = await listDeliveries(services.sql, { body: 'leuven', states: ['dead', 'dropped', 'sent'], limit: 9 })
  return all.map(({ state, reason }) => [state, reason])
}

describe('Open311: no report goes round', () => {
  let here: Awaited<ReturnType<typeof openListening>>
  let there: Awaited<ReturnType<typeof openListening>>
  before(async () => {
    here = await openListening()
    there = await openListening()
  })
  after(async () => {
    await here.square.close()
    await there.square.close()
  })
  beforeEach(async () => {
    for (const { square } of [here, there]) await square.services.sql`delete from reports.report`
  })

  test('an address that is the square itself is refused, by name and by what it tells of itself', async () => {
    const { square, address } = here
    const person = await addStaff(square.services, { name: 'Mia', email: null, body: 'leuven', role: 'administrator' })
    const mia = square.visitor()
    await mia.signIn(await createSignInLink(square.services, person))
    await mia.get(SETTINGS)
    for (const baseUrl of ['http://localhost:8080/open311/v2', 'https://localhost:8080/other', address]) {
      const answer = await mia.post(SETTINGS, { baseUrl, apiKey: 'key', enabled: 'yes' })
      assert.deepEqual([answer.statusCode, /Dit is het plein zelf/.test(answer.body)], [422, true], baseUrl)
    }
    assert.equal((await mia.post(SETTINGS, { baseUrl: there.address, apiKey: 'key' })).statusCode, 303)
  })

  test('an address that leads back later on gets nothing', async () => {
    const { square, address } = here
    await sendTo(square, address, await giveKey(square, { body: null }))
    await report(square)
    await square.jobs.drain()
    assert.equal(await countReports(square), 1)
    assert.deepEqual(await deliveriesOf(square), [['dead', 'this is the square itself']])
  })

  test('two squares that send to each other each have a report once', async () => {
    await sendTo(here.square, there.address, await giveKey(there.square, { body: null }))
    await sendTo(there.square, here.address, await giveKey(here.square, { body: null }))
    await report(here.square)
    for (let round = 0; round < 3; round += 1)
      for (const { square } of [here, there]) {
        await square.jobs.drain()
        await square.jobs.runNow('reports.send-open311')
      }
    assert.deepEqual([await countReports(here.square), await countReports(there.square)], [1, 1])
    assert.deepEqual(
      [await deliveriesOf(here.square), await deliveriesOf(there.square)],
      [[['sent', '']], [['dropped', 'square']]],
    )
  })

  test('a request that passed through here is refused, and so is a list that is none', async () => {
    const { square } = here
    const client = openClient(square)
    const [endpoint] = (
      (await client.get('discovery.json')).value as { endpoints: { server_id: string; extensions: string[] }[] }
    ).endpoints
    assert.match(endpoint?.server_id ?? '', /^[0-9a-f-]{36}$/)
    assert.ok(endpoint?.extensions.includes('passed_by'))
    const other = '0197c1de-0000-7000-8000-000000000001'
    const fields = {
      api_key: await giveKey(square),
      service_code: 'road',
      description: 'Een put',
      lat: '50.8798',
      long: '4.7009',
    }
    const post = async (passed: string) => (await client.post('requests.json', { ...fields, passed_by: passed })).status
    assert.equal(await post(`${other},${endpoint?.server_id}`), 400)
    assert.equal(await post('not an id'), 400)
    assert.equal(await post(Array.from({ length: 9 }, () => other).join(',')), 400)
    assert.equal(await countReports(square), 0)
    assert.equal(await post(other), 201)
  })

  test('what came in with a key of the body does not go back, unless its keys are of others', async () => {
    const { square } = here
    const remote = await openRemote()
    for (const sendsKeyed of [false, true]) {
      await square.services.sql`delete from reports.report`
      await connect(square, remote.address, { sendsKeyed })
      const fields = { service_code: 'road', description: 'Een put', lat: '50.8798', long: '4.7009' }
      const answer = await openClient(square).post('requests.json', { ...fields, api_key: await giveKey(square) })
      await square.jobs.drain()
      assert.equal(remote.taken.length, sendsKeyed ? 1 : 0)
      if (sendsKeyed) continue
      const [{ service_request_id: number }] = answer.value as [{ service_request_id: number }]
      const person = await addStaff(square.services, { name: 'An', email: null, body: 'leuven', role: 'handler' })
      const an = square.visitor()
      await an.signIn(await createSignInLink(square.services, person))
      assert.match((await an.get(`/nl/staff/reports/${number}`)).body, /kwam binnen met een sleutel van Leuven/)
    }
    await chooseTrack(square, 'shared')
    await remote.close()
  })
})
