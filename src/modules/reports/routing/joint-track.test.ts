import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openTestDesk, type TestDesk, type TestStaff } from '../handling/testing.ts'
import { giveKey, openClient } from '../open311/testing.ts'
import { findReport } from '../store/find.ts'
import { ownerOf } from './owner-of.ts'

const TRACK = '/nl/region/24062/tracks/reports'
const PLACE = { municipality: '24062', postalCode: '3000', street: 'Bondgenotenlaan 12' }

describe('a municipality for which another body does the work', () => {
  let desk: TestDesk
  let chief: TestStaff
  before(async () => {
    desk = await openTestDesk()
    chief = await desk.staff('leuven', 'administrator')
    await chief.get(TRACK)
  })
  after(() => desk.square.close())

  async function send(): Promise<number> {
    const { square } = desk
    const answer = await openClient(square).post('requests.json', {
      api_key: await giveKey(square, { body: null }),
      service_code: 'road',
      description: 'Een put in de weg',
      lat: '50.8798',
      long: '4.7009',
    })
    assert.equal(answer.status, 201)
    return (answer.value as [{ service_request_id: number }])[0].service_request_id
  }

  test('chooses among the bodies of today, itself not', async () => {
    const { body } = await chief.get(TRACK)
    for (const there of ['ecowerf', 'vlaams-brabant', 'pajottegem'])
      assert.match(body, new RegExp(`value="${there}"`), there)
    for (const gone of ['galmaarden', 'gooik', 'herne', 'leuven']) {
      assert.doesNotMatch(body, new RegExp(`value="${gone}"`), gone)
      assert.equal((await chief.post(TRACK, { track: 'joint', jointBody: gone })).statusCode, 422, gone)
    }
  })

  test('gives its reports to that body, and reads along', async () => {
    assert.equal((await chief.post(TRACK, { track: 'joint', jointBody: 'ecowerf' })).statusCode, 303)
    const number = await send()
    const report = await findReport(desk.square.services.sql, { number })
    assert.equal(report?.body, 'ecowerf')
    const page = `/nl/staff/reports/${number}`
    const bram = await desk.staff('ecowerf')
    assert.match((await bram.get('/nl/staff/reports')).body, new RegExp(`>${number}<`))
    assert.equal((await bram.get(page)).statusCode, 200)
    const closed = { status: 'close.repaired', message: 'De put is dicht.' }
    assert.equal((await bram.post(page, closed)).statusCode, 303)
    assert.equal((await findReport(desk.square.services.sql, { number }))?.status, 'solved')
    const along = (await chief.get(page)).body
    assert.match(along, /De put is dicht\./)
    assert.doesNotMatch(along, /name="status"/)
    assert.match((await desk.square.visitor().get(`/nl/reports/${number}`)).body, /EcoWerf/)
  })

  test('keeps its own rules, in which "the municipality" is that body; back on the square it answers itself', async () => {
    const { services } = desk.square
    const routing = '/nl/staff/routing/leuven'
    await chief.get(routing)
    await chief.post(`${routing}/draft`, { from: 'in-force' })
    await chief.post(`${routing}/rules`, { category: 'tree', to: 'awv' })
    await chief.post(`${routing}/rules`, { category: 'graffiti', to: 'municipality' })
    const today = services.clock().toZonedDateTimeISO('Europe/Brussels').toPlainDate().toString()
    const published = await chief.post(`${routing}/publish`, { version: '1', inForceFrom: today, reason: 'Zo is het.' })
    assert.equal(published.statusCode, 303)
    const owner = async (category: 'tree' | 'graffiti') => {
      const routed = await ownerOf(PLACE, category, {}, services)
      return routed.kind === 'routed' ? routed.body : undefined
    }
    assert.deepEqual([await owner('tree'), await owner('graffiti')], ['awv', 'ecowerf'])
    await chief.post(TRACK, { track: 'shared' })
    assert.deepEqual([await owner('tree'), await owner('graffiti')], ['awv', 'leuven'])
  })
})
