import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openTestDesk, type TestDesk } from '../../handling/testing.ts'
import { giveKey, openClient, readXml } from '../testing.ts'

describe('Open311: updates in both directions', () => {
  let desk: TestDesk
  let client: ReturnType<typeof openClient>
  let api_key: string
  before(async () => {
    desk = await openTestDesk()
    client = openClient(desk.square)
    api_key = await giveKey(desk.square, { scopes: ['updates'], perMinute: 6000 })
  })
  after(() => desk.square.close())

  const told = async (fields: Record<string, string>, format = 'json') =>
    ((await client.get(`servicerequestupdates.${format}`, { locale: 'en', ...fields })).value as object[]).map((one) =>
      ['status', 'description'].map((name) => new Map(Object.entries(one)).get(name)),
    )
  let sent = 0
  const update = async (number: number, fields: Record<string, string>, format = 'json') => {
    sent += 1
    const { status, value } = await client.post(`servicerequestupdates.${format}`, {
      api_key,
      locale: 'en',
      service_request_id: String(number),
      update_id: `u${sent}`,
      ...fields,
    })
    const [error] = value as { description?: string }[]
    return { status, words: error?.description ?? '' }
  }

  for (const format of ['json', 'xml'])
    test(`a reopening, a planned day and a hand-over are told, without who did it and why, as ${format}`, async () => {
      const { id, number, page } = await desk.newReport({ reporterEmail: `an.${format}@example.be` })
      const leuven = await desk.staff('leuven')
      await leuven.get(page)
      await leuven.post(page, { status: 'close.cleaned', message: 'De bol is leeg.' })
      const reporter = desk.square.visitor()
      const follow = await desk.followPath(id)
      await reporter.get(follow)
      assert.equal((await reporter.post(`${follow}/reopen`, { reopening: 'Bel mij: hij is nog vol.' })).statusCode, 303)
      await leuven.get(page)
      assert.equal((await leuven.post(`${page}/plan`, { planned: '2026-03-20' })).statusCode, 303)
      await leuven.post(`${page}/hand-over`, { to: 'ecowerf', why: 'Geheime reden van Leuven' })
      const all = [
        ['fixed', 'De bol is leeg.'],
        ['in_progress', 'The reporter opened this again'],
        ['in_progress', 'Planned for 20 March 2026'],
        ['open', 'Handed over to EcoWerf'],
      ]
      assert.deepEqual((await told({ service_request_id: String(number) }, format)).slice(1), all.slice(1))
      // Who follows the body that had it hears that it went away; who follows the next one hears everything.
      const numbered = { service_request_id: String(number) }
      assert.deepEqual(await told({ ...numbered, jurisdiction_id: 'leuven' }, format), all.slice(3))
      assert.equal((await told({ ...numbered, jurisdiction_id: 'ecowerf' }, format)).length, 4)
      assert.deepEqual(await told({ ...numbered, jurisdiction_id: 'halle' }, format), [])
    })

  test('"not for us" does not close a report: it needs a next owner', async () => {
    const { id, number } = await desk.newReport()
    for (const status of ['not_councils_responsibility', 'Not responsible'])
      for (const format of ['json', 'xml']) {
        const answer = await update(number, { status, description: 'Dit is niet van ons.' }, format)
        assert.equal(answer.status, 400)
        assert.match(answer.words, /^status: .*Hand it over/)
      }
    assert.equal((await desk.stored(id)).status, 'received')
  })

  test('a closing needs a reason and a sentence, and says which reason it was', async () => {
    const { id, number } = await desk.newReport()
    for (const description of ['', '.', 'Klaar']) {
      const answer = await update(number, { status: 'fixed', description })
      assert.equal(answer.status, 400, description)
      assert.match(answer.words, /^description: .*sentence/)
    }
    assert.equal((await desk.stored(id)).status, 'received')
    assert.equal((await update(number, { status: 'not_found', description: 'Er stond geen bol.' })).status, 201)
    const { status, closing } = await desk.stored(id)
    assert.deepEqual([status, closing], ['refused', 'not-found'])
  })

  test('a status that a report cannot get is refused with those that it can, and nothing is written', async () => {
    const { number } = await desk.newReport()
    const unknown = await update(number, { status: 'magic', description: 'Zomaar iets gezegd.' })
    assert.equal(unknown.status, 400)
    assert.match(unknown.words, /^status: .*in_progress.*no_further_action.*not_found/)
    const closing = { update_id: `mine ${number}`, status: 'repaired', description: 'De bol is hersteld.' }
    assert.equal((await update(number, closing)).status, 201)
    for (const status of ['duplicate', 'no_further_action', 'action_scheduled']) {
      const impossible = await update(number, { status, description: 'Toch iets anders.' })
      assert.equal(impossible.status, 400, status)
      assert.match(impossible.words, /^status: .*Possible now: open, .*in_progress/)
    }
    assert.equal((await update(number, closing)).status, 200, 'the same one again is no other')
    // Who knows no more than "closed" says nothing against "solved".
    assert.equal((await update(number, { status: 'closed', description: 'Nog dit.' })).status, 201)
    assert.equal((await update(number, { status: 'open', description: 'Toch nog stuk.' })).status, 201)
    assert.deepEqual(
      (await told({ service_request_id: String(number) })).map(([status]) => status),
      ['fixed', 'fixed', 'in_progress'],
    )
  })

  test('what is no form, too large, or asked in a wrong way is an error of Open311', async () => {
    const { server } = desk.square
    for (const [type, payload, code] of [
      ['application/json', '{"service_code":"road"}', 415],
      ['application/json', '{', 415],
      ['text/plain', 'x', 415],
      ['application/x-www-form-urlencoded', `description=${'x'.repeat(300_000)}`, 413],
    ] as const) {
      const url = '/open311/v2/requests.xml'
      const answer = await server.inject({ method: 'POST', url, headers: { 'content-type': type }, payload })
      assert.equal(answer.statusCode, code, type)
      const [error] = readXml(answer.body) as { code: string; description: string }[]
      assert.equal(error?.code, String(code))
      if (code === 415)
        assert.match(error?.description ?? '', /application\/x-www-form-urlencoded, multipart\/form-data/)
    }
    const described = (await server.inject('/api/openapi.json')).json<{
      paths: Record<string, { post?: { requestBody: { content: object } } }>
    }>()
    assert.deepEqual(Object.keys(described.paths['/open311/v2/requests.xml']?.post?.requestBody.content ?? {}), [
      'application/x-www-form-urlencoded',
      'multipart/form-data',
    ])
    const key = await giveKey(desk.square, { perMinute: 6000 })
    const form = new FormData()
    for (const [name, value] of Object.entries({ api_key: key, service_code: 'road', lat: '50.8798', long: '4.7009' }))
      form.append(name, value)
    form.append('description', 'Een put in de weg')
    form.append('media', new File([new Uint8Array(13_000_000)], 'groot.jpg'))
    const body = new Response(form)
    const large = await server.inject({
      method: 'POST',
      url: '/open311/v2/requests.json',
      headers: { 'content-type': body.headers.get('content-type') ?? '' },
      payload: Buffer.from(await body.arrayBuffer()),
    })
    assert.deepEqual([large.statusCode, large.json<{ code: number }[]>()[0]?.code], [413, 413])
    for (const [method, path, code, allow] of [
      ['DELETE', 'requests.json', 405, 'GET, HEAD, POST'],
      ['PUT', 'servicerequestupdates.xml', 405, 'GET, HEAD, POST'],
      ['POST', 'services.json', 405, 'GET, HEAD'],
      ['DELETE', 'unicorns.xml', 404, undefined],
    ] as const) {
      const answer = await server.inject({ method, url: `/open311/v2/${path}` })
      assert.deepEqual([answer.statusCode, answer.headers.allow], [code, allow], `${method} ${path}`)
      const errors = path.endsWith('.xml') ? readXml(answer.body) : answer.json<unknown>()
      assert.equal(Number((errors as { code: unknown }[])[0]?.code), code)
    }
  })
})
