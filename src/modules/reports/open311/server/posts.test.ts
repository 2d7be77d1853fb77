import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import sharp from 'sharp'
import { region } from '#modules/region/module.ts'
import { openTestSquare, TEST_NOW, type TestSquare } from '#web/testing.ts'
import { reports } from '../../module.ts'
import { findReport, listReports } from '../../store/find.ts'
import { withdrawKey } from '../keys/key-store.ts'
import { giveKey, openClient, readXml } from '../testing.ts'

const PLACE = { lat: '50.8798', long: '4.7009' }
const WORDS = { service_code: 'road', description: 'Een grote put in de weg', locale: 'en' }

describe('Open311: what may be sent', () => {
  let square: TestSquare
  let client: ReturnType<typeof openClient>
  let api_key: string
  let photos: Server
  let photoHost: string
  before(async () => {
    square = await openTestSquare([region, reports], { config: { baseUrl: 'http://127.0.0.1:8080' } })
    client = openClient(square)
    const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: 'red' } })
      .png()
      .toBuffer()
    photos = createServer((request, answer) => {
      if (request.url === '/photo.png') answer.end(picture)
      else if (request.url === '/away') answer.writeHead(302, { location: '/photo.png' }).end()
      else answer.end('no picture')
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => photos.once('listening', resolve))
    photoHost = `127.0.0.1:${(photos.address() as AddressInfo).port}`
    api_key = await giveKey(square, { perMinute: 6000, mediaHosts: [photoHost] })
  })
  after(async () => {
    photos.close()
    await square.close()
  })

  const count = async () => (await listReports(square.services.sql, {}, { limit: 1 })).total
  const numberIn = (value: unknown) => Number((value as { service_request_id: unknown }[])[0]?.service_request_id)
  const reportIn = async (value: unknown) => {
    const report = await findReport(square.services.sql, { number: numberIn(value) })
    assert.ok(report)
    return report
  }

  for (const format of ['json', 'xml'])
    test(`a request becomes a report at once, as ${format}`, async () => {
      const { status, value } = await client.post(`requests.${format}`, {
        api_key,
        ...WORDS,
        ...PLACE,
        address_string: 'Bondgenotenlaan 12, 3000 Leuven',
        first_name: 'Jos',
        last_name: 'Peeters',
        email: 'jos@example.be',
        phone: '016 20 30 40',
        device_id: 'tt222111',
        account_id: '123456',
      })
      assert.equal(status, 201)
      const report = await reportIn(value)
      assert.deepEqual(
        [
          report.channel,
          report.category,
          report.note,
          report.street,
          report.postalCode,
          report.body,
          report.municipality,
        ],
        ['open311', 'road', 'Een grote put in de weg', 'Bondgenotenlaan 12', '3000', 'leuven', '24062'],
      )
      assert.deepEqual(
        [report.reporterName, report.reporterEmail, report.reporterPhone, report.lon, report.lat, report.language],
        ['Jos Peeters', 'jos@example.be', '016 20 30 40', 4.7009, 50.8798, 'en'],
      )
      await square.jobs.drain()
    })

  test('a request without place on the map is found by its address, by the name of the place, or by the jurisdiction', async () => {
    const post = async (fields: Record<string, string>) =>
      reportIn((await client.post('requests.json', { api_key, ...WORDS, ...fields })).value)
    const byCode = await post({ address_string: 'Kerkstraat 1234, B-3000' })
    assert.deepEqual([byCode.street, byCode.postalCode, byCode.municipality], ['Kerkstraat 1234', '3000', '24062'])
    const byName = await post({ address_string: 'Bondgenotenlaan 3, Leuven' })
    assert.deepEqual([byName.municipality, byName.postalCode, byName.lat], ['24062', '', null])
    const byJurisdiction = await post({ address_string: 'Naast de kerk', jurisdiction_id: '24062' })
    assert.deepEqual([byJurisdiction.municipality, byJurisdiction.street], ['24062', 'Naast de kerk'])
  })

  test('a postal code of two municipalities is a question, unless the name says which', async () => {
    const post = async (address_string: string) =>
      (await client.post('requests.json', { api_key: await giveKey(square, { body: null }), ...WORDS, address_string }))
        .value
    assert.ok((((await post('Lenniksebaan 1, 1070')) as { token?: string }[])[0]?.token ?? '').length > 20)
    const named = await reportIn(await post('Lenniksebaan 1, 1070 Anderlecht'))
    assert.equal(named.municipality, '21001')
    const numbered = await reportIn(await post('Leuvensesteenweg 1234 Halle'))
    assert.deepEqual([numbered.municipality, numbered.postalCode], ['23027', ''])
    const contradiction = (await post('Markt 3, 1500 Leuven')) as { token?: string }[]
    assert.ok((contradiction[0]?.token ?? '').length > 20, 'somebody must say which is right')
  })

  test('an address that does not say where gives a token, and the report once somebody said where', async () => {
    const before = await count()
    const client_request_id = 'needs-a-place'
    const fields = { api_key, ...WORDS, address_string: 'Kerkstraat 1', client_request_id, email: 'an@example.be' }
    const { status, value } = await client.post('requests.json', fields)
    assert.equal(status, 201)
    const [made] = value as { token: string; service_notice: string }[]
    assert.equal(await count(), before)
    const waiting = await client.get(`tokens/${made?.token}.xml`)
    assert.deepEqual(waiting.value, [{ service_request_id: '', token: made?.token }])
    const again = await client.post('requests.json', fields)
    assert.deepEqual([again.status, (again.value as { token: string }[])[0]?.token], [200, made?.token])

    const link = new URL(/http\S+/.exec(made?.service_notice ?? '')?.[0] ?? '')
    const resident = square.visitor()
    await resident.get(link.pathname + link.search)
    const draft = link.searchParams.get('draft') ?? ''
    await resident.post(link.pathname, { draft, postalCode: '3000', street: 'Kerkstraat 1' })
    const form = `${link.pathname}/${draft}`
    await resident.get(`${form}/check`)
    assert.equal((await resident.post(`${form}/check`)).statusCode, 303)
    const found = await client.get(`tokens/${made?.token}.json`)
    const report = await reportIn(found.value)
    assert.deepEqual(
      [report.channel, report.street, report.reporterEmail],
      ['open311', 'Kerkstraat 1', 'an@example.be'],
    )
    const late = await client.post('requests.json', fields)
    assert.deepEqual([late.status, numberIn(late.value)], [200, report.number])
    square.services.wait({ hours: 25 })
    assert.equal((await client.get(`tokens/${made?.token}.json`)).status, 404)
  })

  test('the same client_request_id is one request, also when it is sent many times at once', async () => {
    const fields = { api_key, ...WORDS, ...PLACE, client_request_id: 'abc-1' }
    const before = await count()
    const answers = await Promise.all(Array.from({ length: 8 }, () => client.post('requests.json', fields)))
    assert.equal(new Set(answers.map(({ value }) => numberIn(value))).size, 1)
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 200, 200, 200, 200, 200, 200, 201])
    assert.equal(await count(), before + 1)
    const mine = await client.get('requests.json', { api_key, client_request_id: 'abc-1' })
    assert.deepEqual(
      (mine.value as Record<string, unknown>[]).map((one) => [one['service_request_id'], one['client_request_id']]),
      [[numberIn(answers[0]?.value), 'abc-1']],
    )
    const other = await giveKey(square)
    assert.deepEqual((await client.get('requests.json', { api_key: other, client_request_id: 'abc-1' })).value, [])
    const second = await client.post('requests.json', { ...fields, api_key: other })
    assert.notEqual(numberIn(second.value), numberIn(answers[0]?.value), 'names of one client mean nothing to another')
    const open = await client.get('requests.json')
    assert.ok(!JSON.stringify(open.value).includes('abc-1'))
  })

  test('answers to the questions of a service stand beneath the words, in the language of the reporter', async () => {
    const { value } = await client.post('requests.json', {
      api_key,
      ...PLACE,
      service_code: 'dumping',
      description: 'Sinds gisteren',
      locale: 'nl',
      'attribute[waste]': ['bags', 'tyres'],
      'attribute[pieces]': '12',
      'attribute[seen_at]': '2026-03-01T09:30:00+01:00',
    })
    const { note } = await reportIn(value)
    assert.match(note, /^Sinds gisteren\n\nWat ligt er\?: Zakken, Banden\n.*: 12\n.*1 maart 2026, 09:30$/s)
    const alone = await client.post('requests.xml', {
      api_key,
      ...PLACE,
      service_code: 'street-light',
      'attribute[post_number]': 'A 12',
      'attribute[fault][]': ['out', 'flickers'],
    })
    assert.match((await reportIn(alone.value)).note, /A 12\n.*, /s)
  })

  const OTHER = { ...WORDS, service_code: 'other' }
  test('a photo comes from a host that was agreed, without following redirects, or as a file', async () => {
    const post = (media_url: string) => client.post('requests.json', { api_key, ...OTHER, ...PLACE, media_url })
    assert.ok((await reportIn((await post(`http://${photoHost}/photo.png`)).value)).photo)
    for (const path of ['/away', '/nothing'])
      assert.equal((await post(`http://${photoHost}${path}`)).status >= 400, true)
    const form = new FormData()
    const png = await sharp({ create: { width: 20, height: 20, channels: 3, background: 'blue' } })
      .png()
      .toBuffer()
    for (const [name, value] of Object.entries({ api_key, ...OTHER, ...PLACE })) form.append(name, value)
    form.append('media', new File([new Uint8Array(png)], 'x.png'))
    const body = new Response(form)
    const answer = await square.server.inject({
      method: 'POST',
      url: '/open311/v2/requests.xml',
      headers: { 'content-type': body.headers.get('content-type') ?? '' },
      payload: Buffer.from(await body.arrayBuffer()),
    })
    assert.equal(answer.statusCode, 201)
    assert.ok((await reportIn(readXml(answer.body))).photo)
  })

  test('a body that cannot be read is an error in the format that was asked', async () => {
    for (const [type, payload, code] of [
      ['text/plain', 'x', 415],
      ['application/pdf', 'x', 415],
      ['application/json', '{', 415],
      ['application/json', '[1]', 415],
      ['application/x-www-form-urlencoded', `description=${'x'.repeat(300_000)}`, 413],
    ] as const) {
      const headers = { 'content-type': type }
      const answer = await square.server.inject({ method: 'POST', url: '/open311/v2/requests.xml', headers, payload })
      assert.equal(answer.statusCode, code, type)
      assert.equal((readXml(answer.body) as { code: string }[])[0]?.code, String(code))
    }
  })

  test('a session counts for nothing here, and another site may send with its key', async () => {
    const answer = await square.server.inject({
      method: 'POST',
      url: '/open311/v2/requests.json',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'cross-site',
        origin: 'https://app.example',
      },
      payload: new URLSearchParams({ api_key, ...OTHER, ...PLACE }).toString(),
    })
    assert.equal(answer.statusCode, 201)
  })

  test('a key that was withdrawn, is for something else or is used too often opens nothing', async () => {
    const { sql } = square.services
    const updates = await giveKey(square, { scopes: ['updates'] })
    assert.equal((await client.post('requests.json', { api_key: updates, ...OTHER, ...PLACE })).status, 403)
    const slow = await giveKey(square, { perMinute: 2 })
    const post = () => client.post('requests.json', { api_key: slow, ...OTHER, ...PLACE })
    assert.deepEqual([(await post()).status, (await post()).status], [201, 201])
    const refused = await post()
    assert.equal(refused.status, 429)
    assert.ok(Number(refused.headers['retry-after']) <= 60)
    square.services.wait({ minutes: 1 })
    assert.equal((await post()).status, 201)
    const [row] = await sql<{ id: string; usedOn: Temporal.PlainDate }>`
      select id, used_on as "usedOn" from reports.open311_key where per_minute = 2`
    assert.ok(row?.usedOn)
    await withdrawKey(sql, row.id, TEST_NOW)
    assert.equal((await post()).status, 403)
    const region = await giveKey(square, { body: null })
    const halle = { address_string: 'Stationsstraat 1, 1500 Halle' }
    assert.equal((await client.post('requests.json', { api_key: region, ...OTHER, ...halle })).status, 201)
  })

  test('letters to one address are counted, whoever has the key', async () => {
    const email = 'flood@example.be'
    const statuses: number[] = []
    for (let sent = 0; sent < 60; sent += 1)
      statuses.push((await client.post('requests.json', { api_key, ...OTHER, ...PLACE, email })).status)
    assert.equal(statuses[0], 201)
    assert.equal(statuses.at(-1), 429)
  })

  test('updates of the system of a body become events, each once, and the reporter hears of it', async () => {
    const { value } = await client.post('requests.json', { api_key, ...OTHER, ...PLACE, email: 'mia@example.be' })
    const number = String(numberIn(value))
    const keyOfLeuven = await giveKey(square, { scopes: ['updates'], perMinute: 6000 })
    const update = {
      service_request_id: number,
      update_id: 'u1',
      status: 'IN_PROGRESS',
      description: 'De ploeg komt',
      api_key: keyOfLeuven,
    }
    const first = await client.post('servicerequestupdates.json', update)
    const again = await client.post('servicerequestupdates.xml', update)
    assert.deepEqual([first.status, again.status], [201, 200])
    assert.deepEqual(first.value, again.value)
    await client.post('servicerequestupdates.json', {
      ...update,
      update_id: 'u2',
      status: 'fixed',
      description: 'De put is gevuld',
    })
    const report = await reportIn(value)
    assert.deepEqual([report.status, report.closing], ['solved', 'elsewhere'])
    const told = await client.get('servicerequestupdates.json', { service_request_id: number })
    assert.deepEqual(
      (told.value as Record<string, string>[]).map((one) => [one['status'], one['description']]),
      [
        ['in_progress', 'De ploeg komt'],
        ['fixed', 'De put is gevuld'],
      ],
    )
    await square.jobs.drain()
    const letters = await square.services.sql<{
      subject: string
    }>`select subject from core.letter where recipient = 'mia@example.be'`
    assert.equal(letters.length, 3)
    const status = async (fields: Record<string, string>) =>
      (await client.post('servicerequestupdates.json', { ...update, ...fields })).status
    const halle = await giveKey(square, { body: 'halle', scopes: ['updates'] })
    assert.equal(await status({ api_key: halle, update_id: 'u3' }), 403)
    assert.equal(await status({ api_key }), 403)
    assert.equal(await status({ update_id: '' }), 400)
    assert.equal(await status({ service_request_id: '' }), 400)
    assert.equal(await status({ service_request_id: '999999' }), 404)
    assert.equal(await status({ update_id: 'u4', status: 'magic' }), 400)
    assert.equal(await status({ update_id: 'u4', updated_datetime: 'now' }), 400)
    assert.equal(await status({ update_id: 'u5', status: 'closed', description: '' }), 400)
  })
})
