import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, test } from 'node:test'
import { region } from '#modules/region/module.ts'
import { addStaff, createSignInLink } from '#modules/region/public.ts'
import { openTestSquare, type TestSquare } from '#web/testing.ts'
import { followUrl } from '../../follow-link.ts'
import { reports } from '../../module.ts'
import { openTestDesk, type TestDesk } from '../../handling/testing.ts'
import { findReport } from '../../store/find.ts'
import { findEndpoint, saveEndpoint } from './endpoint-store.ts'
import { chooseTrack, connect, openRemote, report, type Remote } from './testing.ts'

const SETTINGS = '/nl/staff/open311/leuven'

describe('Open311: another own system than before', () => {
  let square: TestSquare
  let opened: Remote[]
  let mia: ReturnType<TestSquare['visitor']>
  before(async () => {
    square = await openTestSquare([region, reports], { config: { baseUrl: 'http://127.0.0.1:8080' } })
    const person = await addStaff(square.services, { name: 'Mia', email: null, body: 'leuven', role: 'administrator' })
    mia = square.visitor()
    await mia.signIn(await createSignInLink(square.services, person))
  })
  after(() => square.close())
  beforeEach(async () => {
    opened = []
    await square.services.sql`delete from reports.report`
  })
  afterEach(async () => {
    for (const one of opened) await one.close()
  })

  async function open(kind: Parameters<typeof openRemote>[0] = {}): Promise<Remote> {
    const remote = await openRemote(kind)
    opened.push(remote)
    return remote
  }
  async function choose(baseUrl: string, changes: Record<string, string> = {}) {
    await mia.get(SETTINGS)
    const choices = { baseUrl, apiKey: 'another-key', 'service-road': '24', takesAdditions: 'yes', enabled: 'yes' }
    return mia.post(SETTINGS, { ...choices, ...changes })
  }
  const pull = () => square.jobs.runNow('reports.pull-open311')
  async function add(id: string, addition: string): Promise<void> {
    const path = followUrl(await get(id), 'nl', square.services).replace('http://127.0.0.1:8080', '')
    const visitor = square.visitor()
    await visitor.get(path)
    assert.equal((await visitor.post(path, { addition })).statusCode, 303)
    await square.jobs.drain()
  }
  async function get(id: string) {
    const found = await findReport(square.services.sql, { id })
    assert.ok(found)
    return found
  }

  for (const hasUpdates of [true, false])
    test(`numbers of the system before say nothing about requests of the new one (updates: ${hasUpdates})`, async () => {
      const before = await open()
      await connect(square, before.address, { takesAdditions: true })
      const old = await report(square)
      await square.jobs.drain()
      assert.equal(before.taken.length, 1)
      const today = await open({ hasUpdates })
      assert.equal((await choose(today.address)).statusCode, 303)

      // There R-1 is the request of somebody else.
      today.taken.push({ description: 'Graffiti' })
      today.updates.push({ update_id: 'u1', service_request_id: 'R-1', status: 'closed', description: 'Weg ermee.' })
      today.statuses.set('R-1', { status: 'closed', updated_datetime: '2026-03-02T12:00:00Z' })
      await pull()
      assert.equal((await get(old.id)).status, 'received')
      await add(old.id, 'De put is nog dieper.')
      assert.deepEqual([before.taken.length, today.taken.length], [1, 1])

      const fresh = await report(square)
      await square.jobs.drain()
      assert.equal(today.taken.length, 2)
      today.updates.push({ update_id: 'u2', service_request_id: 'R-2', status: 'closed', description: 'Gevuld.' })
      today.statuses.set('R-2', { status: 'closed', updated_datetime: '2026-03-03T12:00:00Z' })
      await pull()
      assert.deepEqual([(await get(old.id)).status, (await get(fresh.id)).status], ['received', 'refused'])

      const page = (await mia.get(SETTINGS)).body
      assert.match(page, /1 open melding bleef/)
      assert.match(page, new RegExp(`href="/nl/staff/reports/${old.number}"`))
      const ofReport = (await mia.get(`/nl/staff/reports/${old.number}`)).body
      assert.match(ofReport, /Nummer in het vorige systeem van Leuven\s*<\/dt>\s*<dd[^>]*>\s*R-1/)
      assert.match(ofReport, /1 toevoeging van de melder staat\s+niet/)
    })

  test('what did not go yet goes to the new system; what may be in the one before is looked at', async () => {
    const before = await open()
    await connect(square, before.address)
    before.next.push('busy', 'takes it and breaks')
    const first = await report(square)
    await square.jobs.drain()
    const second = await report(square)
    await square.jobs.drain()
    assert.equal(before.taken.length, 1)
    const today = await open()
    await choose(today.address)
    await square.jobs.runNow('reports.send-open311')
    assert.deepEqual(
      today.taken.map(({ client_request_id: id }) => id),
      [first.id],
    )
    const page = (await mia.get(SETTINGS)).body
    assert.match(page, new RegExp(`>${second.number}<`))
    assert.match(page, /staat misschien in je vorige systeem/)
    await mia.post(`${SETTINGS}/deliveries/${second.number}/again`, {})
    await square.jobs.drain()
    assert.equal(today.taken.length, 2)
  })

  test('an address that was wrong for a moment leaves nothing behind', async () => {
    const remote = await open()
    await connect(square, remote.address)
    const made = await report(square)
    await square.jobs.drain()
    const wrong = await open()
    await choose(wrong.address)
    assert.match((await mia.get(SETTINGS)).body, /1 open melding bleef/)
    await choose(remote.address)
    assert.doesNotMatch((await mia.get(SETTINGS)).body, /in je vorige systeem/)
    remote.updates.push({ update_id: 'u1', service_request_id: 'R-1', status: 'fixed', description: 'Gevuld.' })
    await pull()
    assert.equal((await get(made.id)).status, 'solved')
  })

  test('another jurisdiction of the same address is another system, and keeps the key', async () => {
    const remote = await open()
    await connect(square, remote.address)
    await report(square)
    await square.jobs.drain()
    assert.equal((await choose(remote.address, { apiKey: '', jurisdiction: 'leuven.be' })).statusCode, 303)
    assert.match((await mia.get(SETTINGS)).body, /1 open melding bleef/)
    await report(square)
    await square.jobs.drain()
    assert.deepEqual(
      [remote.taken[1]?.['jurisdiction_id'], remote.taken[1]?.['api_key']],
      ['leuven.be', 'key-of-leuven'],
    )
  })
})

describe('Open311: a report that is handed over', () => {
  let desk: TestDesk
  let ofLeuven: Remote
  let ofHalle: Remote
  before(async () => {
    desk = await openTestDesk({ config: { baseUrl: 'http://127.0.0.1:8080' } })
    ofLeuven = await openRemote()
    ofHalle = await openRemote()
    const { square } = desk
    await connect(square, ofLeuven.address, { takesAdditions: true })
    const { sql, clock } = square.services
    const known = await findEndpoint(sql, { body: 'leuven' })
    assert.ok(known)
    const id = '0197c1de-0000-7000-8000-000000000001'
    await saveEndpoint(sql, { ...known, id, body: 'halle', baseUrl: ofHalle.address, apiKey: '' }, clock())
    await chooseTrack(square, 'own', { body: 'halle', nis: '23027' })
  })
  after(async () => {
    await desk.square.close()
    await ofLeuven.close()
    await ofHalle.close()
  })

  test('goes to the own system of who answers for it from now on, and each body reads whose number it sees', async () => {
    const { square } = desk
    const made = await report(square)
    await square.jobs.drain()
    assert.deepEqual([ofLeuven.taken.length, ofHalle.taken.length], [1, 0])
    const page = `/nl/staff/reports/${made.number}`
    const mia = await desk.staff('leuven')
    await mia.get(page)
    assert.equal((await mia.post(`${page}/hand-over`, { to: 'halle', why: 'Dit is van Halle.' })).statusCode, 303)
    const tom = await desk.staff('halle')
    const before = (await tom.get(page)).body
    assert.match(before, /Nummer in het systeem van Leuven\s*<\/dt>\s*<dd[^>]*>\s*R-1/)
    assert.doesNotMatch(before, /Nummer in het eigen systeem/)
    ofHalle.taken.push({}, {})
    await square.jobs.drain()
    assert.equal(ofHalle.taken[2]?.['client_request_id'], made.id)
    assert.match((await tom.get(page)).body, /Nummer in het eigen systeem\s*<\/dt>\s*<dd[^>]*>\s*R-3/)
    // What happens with that number at Leuven is about a report that is no longer theirs.
    ofLeuven.updates.push({ update_id: 'l', service_request_id: 'R-1', status: 'closed', description: 'Doorgegeven.' })
    ofHalle.updates.push({ update_id: 'h', service_request_id: 'R-3', status: 'fixed', description: 'Gevuld.' })
    await square.jobs.runNow('reports.pull-open311')
    assert.deepEqual([(await desk.stored(made.id)).status, (await desk.stored(made.id)).body], ['solved', 'halle'])
  })

  test('before it went anywhere goes to the new body only, and is marked where it cannot', async () => {
    const { square } = desk
    const [leuven, halle] = [ofLeuven.taken.length, ofHalle.taken.length]
    ofLeuven.next.push('busy')
    const made = await report(square, { category: 'graffiti' })
    const mia = await desk.staff('leuven')
    const page = `/nl/staff/reports/${made.number}`
    await mia.get(page)
    assert.equal((await mia.post(`${page}/hand-over`, { to: 'halle', why: 'Dit is van Halle.' })).statusCode, 303)
    await square.jobs.drain()
    assert.deepEqual([ofLeuven.taken.length, ofHalle.taken.length], [leuven, halle])
    const tom = await desk.staff('halle')
    assert.match((await tom.get(page)).body, /raakte niet in het eigen systeem van Halle/)
  })
})
