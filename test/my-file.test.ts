import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { modules } from '../src/app.ts'
import { startSession } from '../src/modules/region/people/sessions.ts'
import { openTestSquare, type TestSquare, type TestVisitor } from '../src/web/testing.ts'
import { handlerOfLeuven, plant, signInWannes, WANNES, type Planted } from './planted-resident.ts'

describe('my file', () => {
  let square: TestSquare
  let planted: Planted
  let wannes: TestVisitor
  before(async () => {
    square = await openTestSquare(modules)
    planted = await plant(square, square.visitor())
    // Once: letters to one address are throttled.
    wannes = await signInWannes(square)
  })
  after(() => square.close())

  /** Somebody else, who never did anything here. */
  async function bo(): Promise<Readonly<Record<string, string>>> {
    const { services } = square
    const id = crypto.randomUUID()
    await services.sql`
      insert into region.resident (id, email, language, created_at, last_seen_at)
      values (${id}::uuid, ${`${id}@voorbeeld.example`}, 'nl', ${services.clock()}, ${services.clock()})`
    const signIn = { kind: 'resident', id, method: 'link', device: 'Firefox, Linux' } as const
    const token = await services.sql.transaction((sql) => startSession(sql, signIn, services.clock()))
    return { cookie: `__Host-session=${token}` }
  }

  test('shows everything, also when somebody reported before there was an account', async () => {
    const { body } = await wannes.get('/nl/my-file')
    for (const text of [WANNES.note, WANNES.addition, WANNES.name, WANNES.email, WANNES.phone, 'Bondgenotenlaan 12'])
      assert.ok(body.includes(text), `${text} is not shown`)
    assert.match(body, new RegExp(`/my-file/files/${planted.photo}`))
    assert.match(body, /Beste Wannes Zonderspoor, we bellen/)
    assert.match((await wannes.get('/fr/my-file')).body, new RegExp(`lang="nl">${WANNES.note}`))
    assert.doesNotMatch(body, /belde zelf/, 'what staff note for each other is shown')
  })

  test('tells that and when staff looked at name and number, and of which body, but never who', async () => {
    const { body } = await wannes.get('/nl/my-file')
    const looks = body.slice(body.indexOf('Wie keek naar je gegevens'))
    assert.match(looks, /2 maart 2026/)
    assert.match(looks, /Leuven/)
    assert.doesNotMatch(body, /\bSam\b/)
  })

  test('from a report one comes to the own page of it, where one can add something; a stranger does not', async () => {
    const path = `/nl/reports/own/${planted.number}`
    const own = await wannes.get(path)
    assert.match(own.headers.location ?? '', /\/nl\/reports\/follow\/\d+-/)
    assert.match((await wannes.get(own.headers.location ?? '')).body, new RegExp(WANNES.note))
    const headers = await bo()
    assert.equal((await square.server.inject({ url: path, headers })).statusCode, 404)
  })

  test('a correction that is wrong is explained, with everything that was typed', async () => {
    const page = `/nl/my-file/correct/reports/${planted.id}`
    assert.match((await wannes.get(page)).body, /value="0479 55 44 33"/)
    const refused = await wannes.post(page, { name: 'W. Zonderspoor', email: 'geen adres', phone: 'bel maar' })
    assert.equal(refused.statusCode, 422)
    assert.match(refused.body, /Schrijf een e-mailadres zoals/)
    assert.match(refused.body, /href="#phone"/)
    for (const typed of ['W. Zonderspoor', 'geen adres', 'bel maar'])
      assert.ok(refused.body.includes(`value="${typed}"`))
    const french = await wannes.post(page.replace('/nl/', '/fr/'), { name: 'Wannes Z.', _language: 'fr' })
    assert.match(french.body, /Corriger/)
    assert.match(french.body, /value="Wannes Z\."/)
  })

  test('whoever had the address before does not follow the report any more', async () => {
    const { id, number } = await plant(square, square.visitor())
    const follow = String((await wannes.get(`/nl/reports/own/${number}`)).headers.location)
    const page = `/nl/my-file/correct/reports/${id}`
    await wannes.get(page)
    await wannes.post(page, { name: 'W. Zonderspoor', email: WANNES.email, phone: '' })
    assert.equal((await square.visitor().get(follow)).statusCode, 200, 'another name changes no link')
    await wannes.post(page, { name: 'W. Zonderspoor', email: 'later@voorbeeld.example', phone: '' })
    assert.equal((await square.visitor().get(follow)).statusCode, 404)
    const now = String((await wannes.get(`/nl/reports/own/${number}`)).headers.location)
    assert.equal((await square.visitor().get(now)).statusCode, 200)
  })

  test('that staff looked at the photo is told too; with the page it is one look', async () => {
    const { number } = await plant(square, square.visitor())
    const looks = async () => {
      const { body } = await wannes.get('/nl/my-file')
      return (
        body.slice(body.indexOf('Wie keek naar je gegevens')).match(new RegExp(`Melding ${number}`, 'g'))?.length ?? 0
      )
    }
    const before = await looks()
    square.services.wait({ minutes: 2 })
    const clerk = await handlerOfLeuven(square)
    assert.equal((await clerk.get(`/reports/${number}/photo`)).statusCode, 200)
    assert.equal(await looks(), before + 1)
    await clerk.get(`/nl/staff/reports/${number}`)
    assert.equal(await looks(), before + 1)
    square.services.wait({ minutes: -2 })
  })

  test('a correction is seen by staff, and does not take the report out of the file', async () => {
    const { id, number } = await plant(square, square.visitor())
    const page = `/nl/my-file/correct/reports/${id}`
    await wannes.get(page)
    const kept = await wannes.post(page, { name: 'W. Zonderspoor', email: 'nieuw@voorbeeld.example', phone: '' })
    assert.equal(kept.statusCode, 303)
    assert.match((await wannes.get('/nl/my-file')).body, /nieuw@voorbeeld\.example/)
    const clerk = await handlerOfLeuven(square)
    assert.match((await clerk.get(`/nl/staff/reports/${number}`)).body, /nieuw@voorbeeld\.example/)
  })

  test('what was wrong goes from what staff wrote too: later nobody would know that it must', async () => {
    const { id } = await plant(square, square.visitor())
    const page = `/nl/my-file/correct/reports/${id}`
    await wannes.get(page)
    await wannes.post(page, { name: WANNES.name, email: 'anders@voorbeeld.example', phone: '016 20 30 40' })
    const answers = await square.services.sql<{ message: string }>`
      select message from reports.event where report = ${id} and author = 'staff' order by id`
    assert.deepEqual(
      answers.map(({ message }) => message),
      [`Beste ${WANNES.name}, we bellen […] of mailen […].`, 'Wannes belde zelf: […].'],
    )
  })

  test('is taken along as JSON with the photo in it', async () => {
    const answer = await wannes.get('/nl/my-file/export.json')
    assert.match(String(answer.headers['content-disposition']), /attachment; filename="streekplein-2026-03-02\.json"/)
    assert.equal(answer.headers['cache-control'], 'no-store')
    const file = answer.json<{
      records: { id: string; fields: { name: string; value: string }[]; photos: { base64: string }[] }[]
      looks: { body: string }[]
    }>()
    const report = file.records.find(({ id }) => id === planted.id)
    assert.equal(report?.fields.find(({ name }) => name === 'note')?.value, WANNES.note)
    const photo = await square.services.files.read(planted.photo)
    assert.ok(photo)
    assert.equal(report?.photos[0]?.base64, Buffer.from(photo).toString('base64'))
    assert.match(file.looks[0]?.body ?? '', /Leuven/)
    assert.doesNotMatch(answer.body, /\bSam\b/)
  })

  test('is taken along to read, as one page that needs nothing from outside', async () => {
    const { body, headers } = await wannes.get('/nl/my-file/export.html')
    assert.match(String(headers['content-disposition']), /attachment/)
    assert.ok(body.includes(WANNES.note) && body.includes('src="data:image/'))
    assert.doesNotMatch(body, /(src|href)="(?!data:)/)
  })

  test('of somebody who did nothing is nearly empty, and shows nothing of others', async () => {
    const headers = await bo()
    const visitor = square.visitor()
    const { statusCode, body } = await visitor.get('/nl/my-file', headers)
    assert.equal(statusCode, 200)
    assert.match(body, /Verder bewaren we niets over jou/)
    assert.doesNotMatch(body, /zonderspoor/i)
    assert.equal((await visitor.get(`/nl/my-file/correct/reports/${planted.id}`, headers)).statusCode, 404)
    assert.equal((await visitor.get(`/my-file/files/${planted.photo}`, headers)).statusCode, 404)
    assert.doesNotMatch((await visitor.get('/nl/my-file/export.json', headers)).body, /zonderspoor/i)
  })

  test('of somebody else cannot be corrected, whoever knows its number', async () => {
    const headers = await bo()
    const path = `/nl/my-file/correct/reports/${planted.id}`
    const { body } = await square.visitor().get('/nl/my-file', headers)
    const token = /name="_token" value="([^"]+)"/.exec(body)?.[1] ?? ''
    const payload = new URLSearchParams({ _token: token, name: 'Bo', email: '', phone: '' }).toString()
    const type = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
    const answer = await square.server.inject({ method: 'POST', url: path, headers: { ...headers, ...type }, payload })
    assert.equal(answer.statusCode, 404)
  })

  test('taken along and corrected: both are deeds of the resident in the audit log', async () => {
    await wannes.get('/nl/my-file/export.json')
    await wannes.get('/nl/my-file/correct/region/account')
    await wannes.post('/nl/my-file/correct/region/account', { name: 'Wannes' })
    const deeds = await square.services.sql`
      select distinct action, actor_kind as kind from core.audit where action like 'core.%' order by action`
    assert.deepEqual(deeds, [
      { action: 'core.correct-own-file', kind: 'resident' },
      { action: 'core.export-own-file', kind: 'resident' },
    ])
  })

  test('is for residents: nobody signs in first, staff have none', async () => {
    assert.equal((await square.visitor().get('/nl/my-file')).statusCode, 401)
    assert.equal((await (await handlerOfLeuven(square)).get('/nl/my-file')).statusCode, 403)
  })

  test('a name of everyday words does not wipe what staff wrote before it stood there', async () => {
    const { id, number } = await plant(square, square.visitor())
    const page = `/nl/my-file/correct/reports/${id}`
    const before = await square.services.sql`
      select message from reports.event where report = ${id}::uuid and author = 'staff' order by id`
    await wannes.get(page)
    const words = before
      .map(({ message }) => String(message))
      .join(' ')
      .slice(0, 90)
    await wannes.post(page, { name: 'W. Zonderspoor', email: '', phone: '' })
    const kept = await square.services.sql`
      select message from reports.event where report = ${id}::uuid and author = 'staff' order by id`
    square.services.wait({ minutes: 1 })
    for (const name of [words, 'Mallory']) await wannes.post(page, { name, email: '', phone: '26112026' })
    assert.deepEqual(
      await square.services.sql`
        select message from reports.event where report = ${id}::uuid and author = 'staff' order by id`,
      kept,
      `report ${number}`,
    )
  })

  test('a report of an account is not in the file of whoever proves the address that stands in it', async () => {
    const { sql } = square.services
    const { id } = await plant(square, square.visitor())
    assert.match((await wannes.get('/nl/my-file')).body, new RegExp(`correct/reports/${id}`))
    await sql`update reports.report set resident = ${crypto.randomUUID()}::uuid where id = ${id}::uuid`
    assert.doesNotMatch((await wannes.get('/nl/my-file')).body, new RegExp(`correct/reports/${id}`))
    assert.equal((await wannes.get(`/nl/my-file/correct/reports/${id}`)).statusCode, 404)
  })

  test('letters are shown and taken along without the links that sign in', async () => {
    for (const path of ['/nl/my-file', '/nl/my-file/export.json', '/nl/my-file/export.html'])
      assert.doesNotMatch((await wannes.get(path)).body, /sign-in\/[\w-]{20}/, path)
  })

  test('a report sent while signed in belongs to the file whatever address stands in it', async () => {
    await wannes.get('/nl/reports/new')
    const where = await wannes.post('/nl/reports/new', { postalCode: '3000', street: 'Naamsestraat 3' })
    const form = String(where.headers.location).replace(/\/what$/, '')
    await wannes.get(`${form}/what`)
    await wannes.postFiles(`${form}/what`, { note: 'Een losse tegel op het voetpad.', category: 'road' })
    const contact = await wannes.get(`${form}/contact`)
    assert.match(contact.body, /value="wannes\.zonderspoor@voorbeeld\.example"/)
    await wannes.post(`${form}/contact`, { name: '', email: '', phone: '' })
    await wannes.get(`${form}/check`)
    await wannes.post(`${form}/check`)
    assert.match((await wannes.get('/nl/my-file')).body, /Een losse tegel op het voetpad/)
  })
})
