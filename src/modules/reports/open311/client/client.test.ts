import assert from 'node:assert/strict'
import { afterEach, before, after, beforeEach, describe, test } from 'node:test'
import { region } from '#modules/region/module.ts'
import { openTestSquare, type TestSquare } from '#web/testing.ts'
import { reports } from '../../module.ts'
import { findReport, listEvents } from '../../store/find.ts'
import { dropDelivery, listDeliveries, reviveDelivery, takeDelivery, type DeliveryState } from './delivery-store.ts'
import { findEndpoint } from './endpoint-store.ts'
import { chooseTrack, connect, openRemote, report, type Remote } from './testing.ts'

const ALL: DeliveryState[] = ['waiting', 'sending', 'asked', 'sent', 'dead', 'dropped']

describe('Open311: reports to the own system of a municipality', () => {
  let square: TestSquare
  let remote: Remote
  let opened: Remote[]
  before(async () => {
    square = await openTestSquare([region, reports], { config: { baseUrl: 'http://127.0.0.1:8080' } })
  })
  after(() => square.close())
  beforeEach(async () => {
    opened = []
    await square.services.sql`delete from reports.report`
  })
  afterEach(async () => {
    for (const one of opened) await one.close()
  })

  async function open(
    kind: Parameters<typeof openRemote>[0] = {},
    choices: Parameters<typeof connect>[2] = {},
  ): Promise<string> {
    remote = await openRemote(kind)
    opened.push(remote)
    return connect(square, remote.address, choices)
  }
  const send = () => square.jobs.runNow('reports.send-open311')
  const pull = () => square.jobs.runNow('reports.pull-open311')
  const delivery = async () =>
    (await listDeliveries(square.services.sql, { body: 'leuven', states: ALL, limit: 10 }))[0]
  const events = async (id: string) =>
    (await listEvents(square.services.sql, id)).slice(1).map(({ kind, status, message }) => [kind, status, message])

  test('a report goes there once, with its id, its place and words, and without who reported', async () => {
    await open()
    const { id, number } = await report(square)
    await square.jobs.drain()
    await send()
    assert.equal(remote.taken.length, 1)
    const { media_url: _media, ...sent } = remote.taken[0] ?? {}
    assert.deepEqual(sent, {
      api_key: 'key-of-leuven',
      service_code: '24',
      client_request_id: id,
      description: `Een put in de weg\n\nhttp://127.0.0.1:8080/nl/reports/${number}`,
      address_string: 'Bondgenotenlaan 12, 3000 Leuven',
      lat: '50.8798',
      long: '4.7009',
    })
    assert.deepEqual([(await delivery())?.state, (await delivery())?.remoteId], ['sent', 'R-1'])
  })

  test('the reporter goes along where the body says so, and fixed answers of a service', async () => {
    await open({}, { sharesReporter: true, jurisdiction: 'leuven.be' })
    await report(square, { category: 'container' })
    await square.jobs.drain()
    const [sent] = remote.taken
    assert.deepEqual(
      [
        sent?.['first_name'],
        sent?.['last_name'],
        sent?.['email'],
        sent?.['attribute[kind]'],
        sent?.['jurisdiction_id'],
      ],
      ['Jos', 'De Smet', 'jos@example.be', 'other', 'leuven.be'],
    )
  })

  test('only reports of a municipality on its own track go, and only those that it answers for itself', async () => {
    await open()
    await report(square, { municipality: '23027', body: 'halle' })
    await report(square, { body: 'halle' })
    await chooseTrack(square, 'shared')
    await report(square)
    await square.jobs.drain()
    assert.equal(remote.taken.length, 0)
    assert.equal(await delivery(), undefined)
  })

  test('a system that is busy gets it later, when it said', async () => {
    await open()
    remote.next.push('busy')
    await report(square)
    await square.jobs.drain()
    assert.deepEqual(
      [(await delivery())?.state, (await delivery())?.mayBeThere, remote.taken.length],
      ['waiting', false, 0],
    )
    square.services.wait({ minutes: 9 })
    await send()
    assert.equal(remote.taken.length, 0)
    square.services.wait({ minutes: 2 })
    await send()
    assert.equal(remote.taken.length, 1)
    assert.ok(!remote.asked.some((path) => path.startsWith('GET /v2/requests')), 'it was known not to be there')
  })

  for (const behaviour of ['takes it and breaks', 'takes it and says 500', 'answers too much'] as const)
    for (const kind of [
      { knows: ['client_request_id'] },
      { showsWords: true },
      { showsWords: true, format: 'xml' },
    ] as const)
      test(`a system that ${behaviour} (${JSON.stringify(kind)}) has it once`, async () => {
        await open(kind)
        remote.next.push(behaviour)
        await report(square)
        await square.jobs.drain()
        assert.deepEqual([(await delivery())?.state, (await delivery())?.mayBeThere], ['waiting', true])
        square.services.wait({ hours: 1 })
        await send()
        assert.equal(remote.taken.length, 1)
        assert.deepEqual([(await delivery())?.state, (await delivery())?.remoteId], ['sent', 'R-1'])
      })

  test('what broke before it was taken is sent again to a system that knows its own', async () => {
    await open({ knows: ['client_request_id'] })
    remote.next.push('breaks before')
    await report(square)
    await square.jobs.drain()
    square.services.wait({ hours: 1 })
    await send()
    assert.equal(remote.taken.length, 1)
  })

  test('a system that cannot say whether it is there gets it again only when somebody looked', async () => {
    await open()
    remote.next.push('breaks before')
    const { number } = await report(square)
    await square.jobs.drain()
    square.services.wait({ hours: 1 })
    await send()
    assert.deepEqual([(await delivery())?.state, (await delivery())?.reason], ['dead', 'unknown'])
    assert.equal(remote.taken.length, 0)
    assert.ok(await reviveDelivery(square.services.sql, { body: 'leuven', number }, square.services.clock()))
    await send()
    assert.deepEqual([(await delivery())?.state, remote.taken.length], ['sent', 1])
  })

  test('who was killed while sending is taken over after the lease, and asks first', async () => {
    await open({ knows: ['client_request_id'] })
    const { id } = await report(square)
    await square.jobs.drain()
    assert.equal(remote.taken.length, 1)
    // As if it had been killed between the answer and the commit.
    await square.services.sql`
      update reports.open311_delivery set state = 'waiting', remote_id = null, tries = 0, ended_at = null where report = ${id}`
    assert.ok(await takeDelivery(square.services.sql, square.services.clock()))
    await send()
    assert.equal((await delivery())?.state, 'sending', 'it is still held')
    square.services.wait({ minutes: 4 })
    await send()
    assert.deepEqual([(await delivery())?.state, (await delivery())?.remoteId, remote.taken.length], ['sent', 'R-1', 1])
  })

  test('several processes that send at once send each report once', async () => {
    await open()
    for (let made = 0; made < 12; made += 1) await report(square)
    await Promise.all([square.jobs.drain(), send(), send(), send()])
    await Promise.all([send(), send()])
    assert.equal(remote.taken.length, 12)
    assert.equal(new Set(remote.taken.map((fields) => fields['client_request_id'])).size, 12)
  })

  for (const [behaviour, reason] of [
    ['refuses', /^400 \[e-mail\] lives too far away$/],
    ['sends away', /^302$/],
  ] as const)
    test(`a report that the system ${behaviour} waits for staff, with the reason`, async () => {
      await open()
      remote.next.push(behaviour)
      const { number } = await report(square)
      await square.jobs.drain()
      assert.equal((await delivery())?.state, 'dead')
      assert.match((await delivery())?.reason ?? '', reason)
      assert.ok(!remote.asked.some((path) => path.includes('elsewhere')))
      assert.ok(await dropDelivery(square.services.sql, { body: 'leuven', number }, square.services.clock()))
      assert.equal(
        await reviveDelivery(square.services.sql, { body: 'leuven', number }, square.services.clock()),
        false,
      )
      square.services.wait({ hours: 24 })
      await send()
      assert.equal(remote.taken.length, 0)
    })

  test('a category without a service waits for staff', async () => {
    await open()
    await report(square, { category: 'tree' })
    await square.jobs.drain()
    assert.deepEqual([(await delivery())?.state, (await delivery())?.reason], ['dead', 'unmapped'])
  })

  test('a system that is away is left alone for longer and longer, and nothing is lost', async () => {
    const id = await open()
    const { address } = remote
    await remote.close()
    for (let made = 0; made < 10; made += 1) await report(square)
    await square.jobs.drain()
    const resting = await findEndpoint(square.services.sql, { id })
    assert.equal(resting?.failures, 5)
    const states = await listDeliveries(square.services.sql, { body: 'leuven', states: ALL, limit: 20 })
    assert.deepEqual(states.map(({ tries }) => tries).toSorted(), [0, 0, 0, 0, 0, 1, 1, 1, 1, 1])
    assert.ok(states.every(({ mayBeThere }) => !mayBeThere))
    assert.equal(resting?.baseUrl, address)
  })

  test('a token is asked for until it is a number', async () => {
    await open()
    remote.next.push('gives a token')
    await report(square)
    await square.jobs.drain()
    assert.deepEqual([(await delivery())?.state, (await delivery())?.token], ['asked', 'T-1'])
    square.services.wait({ minutes: 2 })
    await pull()
    assert.equal((await delivery())?.state, 'asked')
    remote.tokens.set('T-1', 'R-1')
    square.services.wait({ hours: 6 })
    await pull()
    assert.deepEqual([(await delivery())?.state, (await delivery())?.remoteId], ['sent', 'R-1'])
  })

  for (const format of ['json', 'xml'] as const)
    test(`what happens there is known here, each thing once, as ${format}`, async () => {
      await open({ format })
      const { id } = await report(square)
      await square.jobs.drain()
      remote.updates.push({
        update_id: 'u1',
        service_request_id: 'R-1',
        status: 'IN_PROGRESS',
        description: 'De ploeg & de wals',
      })
      remote.updates.push({
        update_id: 'x',
        service_request_id: 'R-99',
        status: 'fixed',
        description: 'Van iemand anders',
      })
      await pull()
      await pull()
      remote.updates.push({ update_id: 'u2', service_request_id: 'R-1', status: 'fixed', description: '' })
      square.services.wait({ minutes: 5 })
      await Promise.all([pull(), pull()])
      assert.deepEqual(await events(id), [
        ['status', 'in-progress', 'De ploeg & de wals'],
        ['status', 'solved', 'De gemeente heeft de stand aangepast in haar eigen systeem.'],
      ])
      await square.jobs.drain()
      const letters = await square.services.sql<{ subject: string }>`
        select subject from core.letter where recipient = 'jos@example.be' and body like ${'%wals%'}`
      assert.ok(letters.length >= 1)
    })

  test('what happened before we knew that the report is there is not lost', async () => {
    await open({ knows: ['client_request_id'] })
    // Another one is there already, so that the system is asked.
    await report(square)
    await square.jobs.drain()
    remote.next.push('takes it and breaks')
    const { id } = await report(square)
    await square.jobs.drain()
    remote.updates.push({
      update_id: 'early',
      service_request_id: 'R-2',
      status: 'in_progress',
      description: 'Al bezig',
    })
    square.services.wait({ minutes: 30 })
    await pull()
    assert.deepEqual(await events(id), [])
    const [cursor] = await square.services.sql<{
      since: Temporal.Instant
    }>`select updates_since as since from reports.open311_endpoint`
    square.services.wait({ hours: 1 })
    await send()
    const [moved] = await square.services.sql<{
      since: Temporal.Instant
    }>`select updates_since as since from reports.open311_endpoint`
    assert.ok(cursor && moved && Temporal.Instant.compare(moved.since, cursor.since) < 0)
    await pull()
    assert.deepEqual(await events(id), [['status', 'in-progress', 'Al bezig']])
  })

  test('of a system without updates the statuses are asked', async () => {
    await open({ hasUpdates: false })
    const { id } = await report(square)
    await square.jobs.drain()
    await pull()
    assert.deepEqual(await events(id), [])
    remote.statuses.set('R-1', { status: 'closed', status_notes: 'Gevuld', updated_datetime: '2026-03-02T12:00:00Z' })
    await pull()
    await pull()
    remote.statuses.set('R-1', { status: 'open', updated_datetime: '2026-03-03T12:00:00Z' })
    await pull()
    assert.deepEqual(
      (await events(id)).map(([, status]) => status),
      ['refused', 'in-progress'],
    )
    assert.equal((await findReport(square.services.sql, { id }))?.status, 'in-progress')
  })

  test('a square on the internet asks nothing of an address inside', async () => {
    await open()
    const { sql } = square.services
    const config = { ...square.services.config, baseUrl: 'https://plein.example' }
    await report(square)
    const { sendDue } = await import('./deliver.ts')
    const { queueForOwnSystem } = await import('./jobs.ts')
    const [row] = await sql<{ id: string }>`select id from reports.report`
    await queueForOwnSystem({ report: row?.id ?? '' }, square.services)
    await sendDue({ ...square.services, config })
    assert.equal((await delivery())?.state, 'dead')
    assert.deepEqual(remote.asked, [])
  })
})
