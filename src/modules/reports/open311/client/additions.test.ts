import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, test } from 'node:test'
import { region } from '#modules/region/module.ts'
import { addStaff, createSignInLink } from '#modules/region/public.ts'
import { openTestSquare, type TestSquare } from '#web/testing.ts'
import { followUrl } from '../../follow-link.ts'
import { reports } from '../../module.ts'
import { findReport, listEvents } from '../../store/find.ts'
import { countReports } from '../../store/figures.ts'
import { giveKey, openClient } from '../testing.ts'
import { readMeanings, writeMeanings } from './meanings.ts'
import { connect, openRemote, report, type Remote } from './testing.ts'

test('a body declares what the statuses of its system mean, line by line', () => {
  const meanings = readMeanings(
    'closed = repaired\n\n Niet voor ons=private-ground\r\nGepland =waiting\nweg = elsewhere',
  )
  assert.deepEqual(meanings, {
    closed: { status: 'solved', closing: 'repaired' },
    niet_voor_ons: { status: 'refused', closing: 'private-ground' },
    gepland: { status: 'waiting', closing: null },
    weg: { status: 'refused', closing: 'elsewhere' },
  })
  assert.deepEqual(readMeanings(writeMeanings(meanings ?? {})), meanings)
  for (const wrong of ['closed', 'closed = done', '= repaired', 'a = repaired = b', 'a = repaired\nA = cleaned'])
    assert.equal(readMeanings(wrong), undefined, wrong)
  assert.equal(readMeanings(Array.from({ length: 41 }, (_, index) => `s${index} = repaired`).join('\n')), undefined)
  assert.deepEqual(readMeanings(' \n'), {})
})

describe('Open311: what follows after a report was sent', () => {
  let square: TestSquare
  let remote: Remote
  before(async () => {
    square = await openTestSquare([region, reports], { config: { baseUrl: 'http://127.0.0.1:8080' } })
  })
  after(() => square.close())
  beforeEach(async () => {
    await square.services.sql`delete from reports.report`
  })
  afterEach(() => remote.close())

  async function open(kind: Parameters<typeof openRemote>[0], choices: Parameters<typeof connect>[2] = {}) {
    remote = await openRemote(kind)
    await connect(square, remote.address, choices)
    const made = await report(square)
    await square.jobs.drain()
    assert.equal(remote.taken.length, 1)
    return made.id
  }
  async function get(id: string) {
    const found = await findReport(square.services.sql, { id })
    assert.ok(found)
    return found
  }
  async function add(id: string, addition: string): Promise<string> {
    const path = followUrl(await get(id), 'nl', square.services).replace('http://127.0.0.1:8080', '')
    const visitor = square.visitor()
    await visitor.get(path)
    assert.equal((await visitor.post(path, { addition })).statusCode, 303)
    await square.jobs.drain()
    return (await visitor.get(path)).body
  }
  const pull = () => square.jobs.runNow('reports.pull-open311')
  async function staffPage(id: string): Promise<string> {
    const person = await addStaff(square.services, { name: 'Mia', email: null, body: 'leuven', role: 'handler' })
    const mia = square.visitor()
    await mia.signIn(await createSignInLink(square.services, person))
    return (await mia.get(`/nl/staff/reports/${(await get(id)).number}`)).body
  }
  async function solved(): Promise<number> {
    const span = {
      from: square.services.clock().subtract({ hours: 999 }),
      until: square.services.clock().add({ hours: 1 }),
    }
    const { byStatus } = await square.services.sql.transaction((sql) =>
      countReports(sql, { ...span, municipalities: undefined }),
    )
    return byStatus.find(({ status }) => status === 'solved')?.count ?? 0
  }

  test('closed without more is closed elsewhere: nowhere told or counted as solved', async () => {
    const id = await open({})
    remote.updates.push({ update_id: 'u1', service_request_id: 'R-1', status: 'CLOSED', description: 'Afgesloten.' })
    await pull()
    const closed = await get(id)
    assert.deepEqual([closed.status, closed.closing, await solved()], ['refused', 'elsewhere', 0])
    const page = (await square.visitor().get(`/nl/reports/${closed.number}`)).body
    assert.match(page, /Elders gesloten/)
    assert.doesNotMatch(page, /Opgelost|zonder oplossing/)
    await square.jobs.drain()
    const letters = await square.services.sql<{ body: string }>`
      select body from core.letter where recipient = 'jos@example.be' order by id desc limit 1`
    assert.match(letters[0]?.body ?? '', /Elders gesloten/)
    assert.doesNotMatch(letters[0]?.body ?? '', /Opgelost/)
    const client = openClient(square)
    const [told] = (await client.get('servicerequestupdates.json', { service_request_id: String(closed.number) }))
      .value as { status: string }[]
    assert.equal(told?.status, 'closed')
  })

  test('what the body declared goes first; fixed is solved, and refused is not', async () => {
    for (const [status, expected] of [
      ['Afgehandeld', ['solved', 'repaired', 1]],
      ['fixed', ['solved', 'elsewhere', 1]],
      ['no further action', ['refused', 'no-action', 0]],
    ] as const) {
      await square.services.sql`delete from reports.report`
      const meanings = { afgehandeld: { status: 'solved', closing: 'repaired' } } as const
      const id = await open({ hasUpdates: false }, { meanings })
      remote.statuses.set('R-1', { status, updated_datetime: '2026-03-02T12:00:00Z' })
      await pull()
      const closed = await get(id)
      assert.deepEqual([closed.status, closed.closing, await solved()], expected, status)
      if (status !== 'no further action') await remote.close()
    }
  })

  for (const hasUpdates of [true, false])
    test(`"not for us" of the own system keeps a report open and asks staff to hand it over (updates: ${hasUpdates})`, async () => {
      // Whatever it was declared to mean: nobody would have it then.
      const meanings = { not_responsible: { status: 'refused', closing: 'elsewhere' } } as const
      const id = await open({ hasUpdates }, { meanings })
      const { number } = await get(id)
      if (hasUpdates)
        remote.updates.push({
          update_id: 'away',
          service_request_id: 'R-1',
          status: 'Not responsible',
          description: 'Die weg is van het gewest.',
        })
      else
        remote.statuses.set('R-1', {
          status: 'not_councils_responsibility',
          status_notes: 'Die weg is van het gewest.',
          updated_datetime: '2026-03-02T12:00:00Z',
        })
      await pull()
      await pull()
      assert.equal((await get(id)).status, 'received')
      const person = await addStaff(square.services, { name: 'Mia', email: null, body: 'leuven', role: 'handler' })
      const mia = square.visitor()
      await mia.signIn(await createSignInLink(square.services, person))
      assert.match((await mia.get('/nl/staff/reports?whose=added')).body, new RegExp(`>${number}<`))
      const page = `/nl/staff/reports/${number}`
      const shown = (await mia.get(page)).body
      assert.equal(shown.match(/Die weg is van het gewest\./g)?.length, 1)
      assert.match(shown, /niet voor ons/)
      assert.doesNotMatch((await square.visitor().get(`/nl/reports/${number}`)).body, /van het gewest/)
      assert.equal((await mia.post(`${page}/hand-over`, { to: 'awv', why: 'Het is een gewestweg.' })).statusCode, 303)
      assert.equal((await get(id)).addedAt, null)
      // Not theirs any more: what they say there changes nothing here.
      remote.updates.push({ update_id: 'late', service_request_id: 'R-1', status: 'closed', description: 'Weg ermee.' })
      remote.statuses.set('R-1', { status: 'closed', updated_datetime: '2026-03-04T12:00:00Z' })
      await pull()
      assert.deepEqual([(await get(id)).status, (await get(id)).body], ['received', 'awv'])
    })

  test('what a reporter adds goes there once, and does not come back as an answer', async () => {
    const id = await open({}, { takesAdditions: true })
    remote.next.push('busy')
    const follow = await add(id, 'Nu is de put nog dieper.')
    assert.match(follow, /Nummer bij[^<]*Leuven\s*<\/dt>\s*<dd[^>]*>\s*R-1/)
    assert.equal(remote.taken.length, 1)
    square.services.wait({ minutes: 11 })
    await square.jobs.runNow('reports.send-open311')
    await square.jobs.runNow('reports.send-open311')
    assert.equal(remote.taken.length, 2)
    const event = (await listEvents(square.services.sql, id)).find(({ kind }) => kind === 'addition')
    const { updated_datetime: _at, ...sent } = remote.taken[1] ?? {}
    assert.deepEqual(sent, {
      service_request_id: 'R-1',
      update_id: event?.id,
      description: 'Nu is de put nog dieper.',
      on_behalf_of: 'reporter',
      api_key: 'key-of-leuven',
    })
    assert.match(remote.asked.at(-1) ?? '', /^POST .*servicerequestupdates/)
    const before = (await listEvents(square.services.sql, id)).length
    remote.updates.push({
      update_id: '77',
      service_request_id: 'R-1',
      status: 'open',
      description: 'Nu is de put nog dieper. ',
    })
    await pull()
    assert.equal((await listEvents(square.services.sql, id)).length, before)
    const staff = await staffPage(id)
    assert.match(staff, /Nummer in het eigen systeem\s*<\/dt>\s*<dd[^>]*>\s*R-1/)
    assert.doesNotMatch(staff, /niet in het eigen systeem/)
  })

  test('where the system does not take it, or may have it already, staff are told', async () => {
    const untold = await open({})
    await add(untold, 'Nog altijd kapot.')
    assert.equal(remote.taken.length, 1)
    assert.match(await staffPage(untold), /1 toevoeging van de melder staat niet in het eigen systeem/)
    await remote.close()
    await square.services.sql`delete from reports.report`
    for (const behaviour of ['refuses', 'takes it and breaks'] as const) {
      const id = await open({}, { takesAdditions: true })
      remote.next.push(behaviour)
      await add(id, 'Nog altijd kapot.')
      square.services.wait({ hours: 5 })
      await square.jobs.runNow('reports.send-open311')
      assert.ok(remote.taken.length <= 2, 'sent twice')
      assert.match(await staffPage(id), /1 toevoeging van de melder staat niet/)
      if (behaviour === 'refuses') await remote.close()
    }
  })

  test('of who had the report erased, and of a report that went to another body, nothing is sent any more', async () => {
    const { sql, clock } = square.services
    for (const gone of ['erased', 'handed over'] as const) {
      const id = await open({}, { takesAdditions: true })
      remote.next.push('busy')
      await add(id, 'Dit is van mij.')
      if (gone === 'erased') await sql`update reports.report set reporter_forgotten_at = ${clock()} where id = ${id}`
      else await sql`update reports.report set body = 'awv' where id = ${id}`
      square.services.wait({ hours: 1 })
      await square.jobs.runNow('reports.send-open311')
      assert.equal(remote.taken.length, 1, gone)
      const states = await sql<{ state: string; reason: string }>`
        select state, reason from reports.open311_addition where report = ${id}`
      assert.deepEqual(states, [{ state: 'dead', reason: 'gone' }])
      if (gone === 'erased') await remote.close()
    }
  })

  test('a square takes additions of who sent the report, once, for staff alone; from nobody else', async () => {
    remote = await openRemote()
    const client = openClient(square)
    const api_key = await giveKey(square)
    const made = await client.post('requests.json', {
      api_key,
      service_code: 'road',
      description: 'Een put',
      address_string: 'Bondgenotenlaan 1, 3000 Leuven',
    })
    const [{ service_request_id: number } = { service_request_id: 0 }] = made.value as { service_request_id: number }[]
    const fields = {
      api_key,
      service_request_id: String(number),
      update_id: 'a1',
      description: 'De put is dieper',
      on_behalf_of: 'reporter',
    }
    const first = await client.post('servicerequestupdates.json', fields)
    const again = await client.post('servicerequestupdates.xml', fields)
    assert.deepEqual([first.status, again.status], [201, 200])
    assert.deepEqual(first.value, again.value)
    const found = await findReport(square.services.sql, { number })
    const events = await listEvents(square.services.sql, found?.id ?? '')
    assert.deepEqual(
      events.slice(1).map(({ kind, author, message }) => [kind, author, message]),
      [['addition', 'reporter', 'De put is dieper']],
    )
    assert.deepEqual((await client.get('servicerequestupdates.json', { service_request_id: String(number) })).value, [])
    const other = await giveKey(square)
    assert.equal(
      (await client.post('servicerequestupdates.json', { ...fields, api_key: other, update_id: 'a2' })).status,
      403,
    )
    assert.equal(
      (await client.post('servicerequestupdates.json', { ...fields, update_id: 'a3', description: ' ' })).status,
      400,
    )
    // Closed, it is opened again with it; a reporter says nothing else about how it stands.
    const { sql, clock } = square.services
    const close = (closedAt: Temporal.Instant) =>
      sql`update reports.report set status = 'solved', closing = 'repaired', closed_at = ${closedAt} where number = ${number}`
    await close(clock())
    const opened = { ...fields, update_id: 'a4', description: 'Weer een put', status: 'open' }
    assert.equal((await client.post('servicerequestupdates.json', { ...opened, status: 'fixed' })).status, 400)
    assert.equal((await client.post('servicerequestupdates.json', opened)).status, 201)
    assert.equal((await client.post('servicerequestupdates.json', opened)).status, 200)
    assert.deepEqual(
      (await listEvents(sql, found?.id ?? '')).slice(-2).map(({ kind }) => kind),
      ['reopened', 'addition'],
    )
    await close(clock().subtract({ hours: 31 * 24 }))
    assert.equal((await client.post('servicerequestupdates.json', { ...opened, update_id: 'a5' })).status, 400)
    assert.equal((await findReport(sql, { number }))?.status, 'solved')
    const discovery = (await client.get('discovery.json')).value as { endpoints: { extensions: string[] }[] }
    assert.ok(discovery.endpoints[0]?.extensions.includes('reporter_additions'))
  })
})
