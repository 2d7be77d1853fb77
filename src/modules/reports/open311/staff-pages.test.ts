import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { region } from '#modules/region/module.ts'
import { addStaff, createSignInLink } from '#modules/region/public.ts'
import { openTestSquare, type TestSquare, type TestVisitor } from '#web/testing.ts'
import { reports } from '../module.ts'
import { findEndpoint } from './client/endpoint-store.ts'
import { keyPurpose } from './client/endpoint.ts'
import { chooseTrack, openRemote, report, type Remote } from './client/testing.ts'
import { openClient } from './testing.ts'

describe('the staff pages for other systems', () => {
  let square: TestSquare
  let remote: Remote
  let mia: TestVisitor
  before(async () => {
    square = await openTestSquare([region, reports], { config: { baseUrl: 'http://127.0.0.1:8080' } })
    remote = await openRemote({ knows: ['client_request_id'] })
    mia = await enter('administrator', 'leuven')
  })
  after(async () => {
    await remote.close()
    await square.close()
  })

  async function enter(role: 'administrator' | 'operator', body: string): Promise<TestVisitor> {
    const person = await addStaff(square.services, { name: role, email: null, body, role })
    const visitor = square.visitor()
    await visitor.signIn(await createSignInLink(square.services, person))
    return visitor
  }

  const LIST = '/nl/staff/open311-keys'
  const OWN = '/nl/staff/open311/leuven'
  const KEY = { name: 'App van de buurt', body: 'leuven', scopes: 'reports', perMinute: '30' }

  test('a key is shown once, works, and is withdrawn', async () => {
    await mia.get(`${LIST}/new`)
    const made = await mia.post(`${LIST}/new`, KEY)
    assert.equal(made.statusCode, 200)
    assert.equal(made.headers['cache-control'], 'no-store')
    const api_key = /sp311_[\w-]{32}/.exec(made.body)?.[0] ?? ''
    const { sql } = square.services
    const rows = await sql<{ row: string }>`select row_to_json(open311_key)::text as row from reports.open311_key`
    assert.equal(rows.length, 1)
    assert.ok(!rows[0]?.row.includes(api_key))
    const send = async () => {
      const fields = { api_key, service_code: 'road', description: 'Een put', lat: '50.8798', long: '4.7009' }
      return (await openClient(square).post('requests.json', fields)).status
    }
    assert.equal(await send(), 201)
    const list = await mia.get(LIST)
    assert.match(list.body, /App van de buurt/)
    assert.match(list.body, /Leuven/)
    assert.ok(!list.body.includes(api_key))
    const [, id = ''] = /open311-keys\/([0-9a-f-]{36})/.exec(list.body) ?? []
    assert.match((await mia.get(`${LIST}/${id}`)).body, /Sleutel van App van de buurt intrekken/)
    assert.equal((await mia.post(`${LIST}/${id}`)).statusCode, 422)
    assert.equal(await send(), 201)
    // Before Leuven chooses its own system, further on.
    await square.jobs.drain()
    assert.equal((await mia.post(`${LIST}/${id}`, { sure: 'yes' })).statusCode, 303)
    assert.equal(await send(), 403)
    assert.equal((await mia.get(`${LIST}/${id}`)).statusCode, 404)
    const deeds = await sql<{ action: string }>`
      select action from core.audit where subject = ${`open311-key:${id}`} order by core.audit.id`
    assert.deepEqual(
      deeds.map(({ action }) => action),
      ['reports.make-key', 'reports.withdraw-key'],
    )
  })

  test('what is not right about a key is said at its field, and what was typed stays', async () => {
    await mia.get(`${LIST}/new`)
    for (const [changes, words] of [
      [{ name: ' ' }, /van wie de sleutel is/],
      [{ body: 'halle' }, /voor welk bestuur/],
      [{ body: '*' }, /voor welk bestuur/],
      [{ scopes: 'everything' }, /wat je met de sleutel mag/],
      [{ perMinute: '0' }, /van 1 tot 6000/],
      [{ perMinute: 'veel' }, /van 1 tot 6000/],
      [{ mediaHosts: 'https://fotos.example/x' }, /namen van servers/],
      [{ mediaHosts: '169.254.169.254/' }, /namen van servers/],
    ] as const) {
      const answer = await mia.post(`${LIST}/new`, { ...KEY, ...changes })
      assert.equal(answer.statusCode, 422, JSON.stringify(changes))
      assert.match(answer.body, words)
    }
    const { length } = await square.services.sql`select 1 from reports.open311_key where withdrawn_at is null`
    assert.equal(length, 0)
  })

  test('an operator makes a key for the whole region; an administrator does not see it', async () => {
    const operator = await enter('operator', 'region-office')
    await operator.get(`${LIST}/new`)
    assert.equal((await operator.post(`${LIST}/new`, { ...KEY, name: 'Provincie', body: '*' })).statusCode, 200)
    const list = await operator.get(LIST)
    assert.match(list.body, /De hele regio/)
    assert.ok(!(await mia.get(LIST)).body.includes('Provincie'))
    const [, id = ''] = /open311-keys\/([0-9a-f-]{36})/.exec(list.body) ?? []
    assert.equal((await mia.get(`${LIST}/${id}`)).statusCode, 404)
    assert.equal((await mia.post(`${LIST}/${id}`, { sure: 'yes' })).statusCode, 404)
  })

  const choices = () => ({
    baseUrl: `${remote.address}/discovery.json`,
    jurisdiction: '',
    apiKey: 'geheim-van-leuven',
    'service-road': '24',
    enabled: 'yes',
  })

  test('an administrator chooses the own system, tries it and sees its services', async () => {
    assert.match((await mia.get(OWN)).body, /Je gemeente gebruikt nu het plein/)
    await chooseTrack(square, 'own')
    assert.ok(!(await mia.get(OWN)).body.includes('Je gemeente gebruikt nu het plein'))
    assert.equal((await mia.post(OWN, choices())).statusCode, 303)
    const endpoint = await findEndpoint(square.services.sql, { body: 'leuven' })
    assert.ok(endpoint)
    assert.equal(endpoint.baseUrl, remote.address)
    assert.ok(!endpoint.apiKey.includes('geheim'))
    assert.equal(square.services.unseal(keyPurpose(endpoint), endpoint.apiKey), 'geheim-van-leuven')
    const shown = await mia.get(OWN)
    assert.ok(!shown.body.includes('geheim'))
    assert.match(shown.body, /Laat leeg om hem te houden/)
    const tested = await mia.post(`${OWN}/test`)
    assert.match(tested.body, /De verbinding werkt/)
    assert.match(tested.body, /herkent meldingen die we nog eens sturen/)
    assert.match(tested.body, /<code>24<\/code>/)
    assert.equal((await findEndpoint(square.services.sql, { body: 'leuven' }))?.knowsClientId, true)
  })

  test('the key stays when nothing is typed, and is never shown to another address', async () => {
    const kept = await findEndpoint(square.services.sql, { body: 'leuven' })
    assert.equal((await mia.post(OWN, { ...choices(), apiKey: '' })).statusCode, 303)
    assert.equal((await findEndpoint(square.services.sql, { body: 'leuven' }))?.apiKey, kept?.apiKey)
    const moved = await mia.post(OWN, { ...choices(), baseUrl: 'https://elders.example/open311', apiKey: '' })
    assert.equal(moved.statusCode, 422)
    assert.match(moved.body, /schrijf de sleutel opnieuw/)
    for (const baseUrl of [
      'ftp://x.example',
      'http://meldingen.example',
      'https://10.0.0.1/open311',
      'nonsense',
      'https://x.example/?a=b',
      '',
    ]) {
      const refused = await mia.post(OWN, { ...choices(), baseUrl })
      assert.equal(refused.statusCode, 422, baseUrl)
      assert.match(refused.body, /begint met https|met https begint/)
    }
  })

  test('a report that was not sent is shown with its reason, sent again, or left', async () => {
    remote.next.push('refuses', 'well', 'refuses')
    const first = await report(square)
    await square.jobs.drain()
    const shown = await mia.get(OWN)
    assert.match(shown.body, /lives too far away/)
    assert.ok(!shown.body.includes('jos@example.be'))
    assert.equal((await mia.post(`${OWN}/deliveries/${first.number}/again`)).statusCode, 303)
    await square.jobs.drain()
    assert.equal(remote.taken.length, 1)
    const second = await report(square)
    await square.jobs.drain()
    await mia.get(OWN)
    assert.equal((await mia.post(`${OWN}/deliveries/${second.number}/drop`)).statusCode, 303)
    assert.equal((await mia.post(`${OWN}/deliveries/${second.number}/again`)).statusCode, 404)
    assert.ok(!(await mia.get(OWN)).body.includes('lives too far away'))
    assert.equal(remote.taken.length, 1)
  })

  test('an administrator of another body sees and does nothing of it', async () => {
    const halle = await enter('administrator', 'halle')
    assert.equal((await halle.get(OWN)).statusCode, 404)
    await halle.get('/nl/staff/open311/halle')
    for (const path of [OWN, `${OWN}/test`, `${OWN}/deliveries/1001/again`, `${OWN}/deliveries/1001/drop`])
      assert.equal((await halle.post(path, choices())).statusCode, 404, path)
  })

  test('a system that is away is told so', async () => {
    await remote.close()
    const tested = await mia.post(`${OWN}/test`)
    assert.match(tested.body, /De verbinding werkt niet/)
    assert.match(tested.body, /ECONNREFUSED/)
  })
})
