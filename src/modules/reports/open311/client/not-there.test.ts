import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, test } from 'node:test'
import { followUrl } from '../../follow-link.ts'
import { openTestDesk, type TestDesk, type TestStaff } from '../../handling/testing.ts'
import { connect, openRemote, report, type Remote } from './testing.ts'

describe('Open311: what an own system does not know', () => {
  let desk: TestDesk
  let square: TestDesk['square']
  let chief: TestStaff
  let remote: Remote
  before(async () => {
    desk = await openTestDesk({ config: { baseUrl: 'http://127.0.0.1:8080' } })
    square = desk.square
    chief = await desk.staff('leuven', 'administrator')
  })
  after(() => square.close())
  beforeEach(async () => {
    await square.services.sql`delete from reports.report`
    await square.services.sql`delete from core.letter`
  })
  afterEach(() => remote.close())

  async function open(
    kind: Parameters<typeof openRemote>[0],
    choices: Parameters<typeof connect>[2] = {},
    changes: Parameters<typeof report>[1] = {},
  ) {
    remote = await openRemote(kind)
    await connect(square, remote.address, choices)
    const made = await report(square, changes)
    await square.jobs.drain()
    return { ...made, page: `/nl/staff/reports/${made.number}` }
  }
  async function told(): Promise<string[]> {
    await square.jobs.runNow('reports.tell-unsent')
    await square.jobs.runNow('reports.tell-unsent')
    return (await desk.lettersTo(chief.email)).map(({ subject }) => subject)
  }

  test('a photo that it does not take is left out, and its page goes along; the report is there', async () => {
    const { number } = await open({ takesPhotos: false }, {}, { photo: 'a'.repeat(64) })
    assert.equal(remote.taken.length, 1)
    assert.equal(remote.taken[0]?.['media_url'], undefined)
    const page = `http://127.0.0.1:8080/nl/reports/${number}`
    assert.equal(remote.taken[0]?.['description']?.split(page).length, 2, 'its page, once')
    assert.deepEqual(await told(), [])
  })

  test('a report that it refused is marked for staff, and who manages the body is told once', async () => {
    const { number, page } = await open({}, { services: {} })
    assert.match((await chief.get('/nl/staff/reports')).body, /Niet in eigen systeem/)
    assert.match((await chief.get(page)).body, /raakte niet in het eigen systeem van (?:Stad )?Leuven/)
    assert.equal((await told()).length, 1)
    const [letter] = await desk.lettersTo(chief.email)
    assert.match(letter?.text ?? '', new RegExp(`${number}[^]*/nl/staff/open311/leuven`))
    // Sent after all.
    await square.services.sql`update reports.open311_endpoint set services = '{"road":"24"}'`
    await chief.get('/nl/staff/open311/leuven')
    await chief.post(`/nl/staff/open311/leuven/deliveries/${number}/again`)
    await square.jobs.runNow('reports.send-open311')
    assert.equal(remote.taken.length, 1)
    assert.doesNotMatch((await chief.get('/nl/staff/reports')).body, /Niet in eigen systeem/)
    assert.match((await chief.get(page)).body, /Werk daar: wat je hier doet, komt daar niet aan/)
    assert.equal((await chief.post(`${page}/hand-over`, { to: 'awv', why: 'Het is een gewestweg.' })).statusCode, 303)
    assert.match((await chief.get(page)).body, /Sluit ze daar/)
  })

  test('that a reporter opened it again is told there, or to who manages the body', async () => {
    for (const takesAdditions of [true, false]) {
      await square.services.sql`delete from reports.report`
      const { id } = await open({}, { takesAdditions })
      remote.updates.push({ update_id: 'done', service_request_id: 'R-1', status: 'fixed', description: 'Put gevuld.' })
      await square.jobs.runNow('reports.pull-open311')
      assert.equal((await desk.stored(id)).status, 'solved')
      const path = followUrl(await desk.stored(id), 'nl', square.services).replace('http://127.0.0.1:8080', '')
      const reporter = square.visitor()
      await reporter.get(path)
      const opened = await reporter.post(`${path}/reopen`, { reopening: 'De put is er weer.' })
      assert.equal(opened.statusCode, 303)
      await square.jobs.drain()
      square.services.wait({ hours: 1 })
      await square.jobs.runNow('reports.send-open311')
      const { status, description } = remote.taken[1] ?? {}
      assert.deepEqual([status, description], takesAdditions ? ['open', 'De put is er weer.'] : [undefined, undefined])
      assert.equal((await told()).length, takesAdditions ? 0 : 1)
      if (takesAdditions) await remote.close()
    }
  })

  test('words from there that may name somebody are left out for everybody, and kept for the body', async () => {
    const { number, page } = await open({})
    const description = 'We komen morgen. Bel 0475 12 34 56 of jan@example.be.'
    remote.updates.push({ update_id: 'u', service_request_id: 'R-1', status: 'in_progress', description })
    await square.jobs.runNow('reports.pull-open311')
    await square.jobs.drain()
    const shown = (await square.visitor().get(`/nl/reports/${number}`)).body
    assert.match(shown, /We komen morgen\. Bel \[/)
    const letters = (await desk.lettersTo('jos@example.be')).map(({ text }) => text).join('\n')
    assert.match(letters, /We komen morgen/)
    for (const public_ of [shown, letters, (await square.visitor().get(`/nl/reports/${number}/feed.atom`)).body])
      assert.doesNotMatch(public_, /0475|jan@example/)
    const clerk = await desk.staff('leuven')
    assert.match((await clerk.get(page)).body, /0475 12 34 56 of jan@example\.be/)
  })
})
