import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, afterEach, before, beforeEach, describe, test } from 'node:test'
import { modules } from '../src/app.ts'
import { verifyAudit } from '../src/core/audit/audit.ts'
import { openTestSquare, type TestSquare } from '../src/web/testing.ts'
import { declaredColumns } from './personal-data-register.ts'
import {
  beginReport,
  columnsWith,
  filesIn,
  handlerOfLeuven,
  MARKERS,
  plant,
  signInWannes,
  WANNES,
} from './planted-resident.ts'

describe('erased means gone', () => {
  let square: TestSquare
  beforeEach(async () => {
    square = await openTestSquare(modules)
  })
  afterEach(() => square.close())

  /** Where something of Wannes stands: columns of the database, and files. */
  async function traces(photo: string): Promise<string[]> {
    const { sql, config } = square.services
    const found: string[] = []
    for (const marker of [...MARKERS, WANNES.email, photo])
      found.push(...(await columnsWith(sql, marker)).map((column) => `${marker}: ${column}`))
    const folder = join(config.dataFolder, 'files')
    return [
      ...found,
      ...(await filesIn(folder, 'zonderspoor')),
      ...(await filesIn(folder)).filter((path) => path.includes(photo)),
    ]
  }

  test('from the database, the files and the work that waits, also where staff wrote the name', async () => {
    const { photo, id, number } = await plant(square, square.visitor())
    const wannes = await signInWannes(square)
    await plant(square, wannes)
    await wannes.get('/nl/my-file/correct/region/account')
    await wannes.post('/nl/my-file/correct/region/account', { name: WANNES.name })
    await beginReport(wannes)
    assert.ok((await traces(photo)).length > 10)

    const before = await wannes.get('/nl/my-file/erase')
    assert.match(before.body, /Bij 2 meldingen: je naam, e-mailadres en telefoon/)
    assert.match(before.body, /2 meldingen zijn nog niet klaar\. Daar blijft ook het huisnummer/)
    assert.match(before.body, /1 formulier dat je begon en niet verstuurde/)
    assert.match(before.body, /Het logboek van wie wat deed/)
    assert.ok((await traces(photo)).length > 10, 'looking erased something')

    const unsure = await wannes.post('/nl/my-file/erase')
    assert.equal(unsure.statusCode, 422)
    assert.match(unsure.body, /Vink aan dat je het zeker weet/)

    const erased = await wannes.post('/nl/my-file/erase', { sure: 'yes' })
    assert.equal(erased.statusCode, 303)
    assert.match(String(erased.headers['set-cookie']), /__Host-session=; Path=\/; Max-Age=0/)
    assert.equal((await square.visitor().get(String(erased.headers.location))).statusCode, 200)
    await square.jobs.drain()
    await square.jobs.runNow('core.enforce-retention')
    await square.jobs.runNow('core.clear-uploads')
    assert.deepEqual(await traces(photo), [])

    const { sql } = square.services
    assert.equal((await verifyAudit(sql)).broken, undefined)
    assert.match(
      (await square.visitor().get(`/nl/reports/${number}`)).body,
      /De melder heeft de tekst en de foto laten wissen/,
    )
    const [report] = await sql`select category, street, postal_code, status from reports.report where id = ${id}`
    assert.deepEqual(report, {
      category: 'street-light',
      street: 'Bondgenotenlaan 12',
      postal_code: '3000',
      status: 'received',
    })
    const clerk = await handlerOfLeuven(square)
    await clerk.get(`/nl/staff/reports/${number}`)
    await clerk.post(`/nl/staff/reports/${number}`, { status: 'close.repaired', message: 'Lamp hersteld.' })
    assert.deepEqual(await sql`select street from reports.report where id = ${id}`, [{ street: 'Bondgenotenlaan' }])
    await square.jobs.drain()
    assert.deepEqual(await sql`select id from core.letter`, [], 'a letter was written to somebody who was erased')
  })

  test('a report that is sent while its file is erased is erased with it, or is nobody’s and without the address', async () => {
    const wannes = await signInWannes(square)
    const form = await beginReport(wannes)
    await wannes.get(`${form}/check`)
    const eraser = await signInWannes(square)
    await eraser.get('/nl/my-file/erase')
    await Promise.all([wannes.post(`${form}/check`), eraser.post('/nl/my-file/erase', { sure: 'yes' })])
    const { sql } = square.services
    const left = await sql`select id from reports.report where resident is not null or reporter_email is not null`
    assert.deepEqual(left, [])
    assert.deepEqual(await columnsWith(sql, 'eekhoorntjesnest'), [])
  })

  test('the sessions on other devices end too', async () => {
    const [here, there] = [await signInWannes(square), await signInWannes(square)]
    assert.equal((await there.get('/nl/my-file')).statusCode, 200)
    await here.get('/nl/my-file/erase')
    await here.post('/nl/my-file/erase', { sure: 'yes' })
    assert.equal((await there.get('/nl/my-file')).statusCode, 401)
  })

  test('also the letters to another address that was given while signed in', async () => {
    const wannes = await signInWannes(square)
    const { id } = await plant(square, wannes)
    const { sql } = square.services
    await sql`update core.letter set recipient = 'elders@voorbeeld.example' where body like '%/reports/follow/%'`
    await sql`update reports.report set reporter_email = 'elders@voorbeeld.example' where id = ${id}`
    await wannes.get('/nl/my-file/erase')
    await wannes.post('/nl/my-file/erase', { sure: 'yes' })
    assert.deepEqual(await sql`select recipient from core.letter`, [])
  })

  test('what somebody else reported with the same photo stays whole', async () => {
    const { sql, files } = square.services
    const { photo, id } = await plant(square, square.visitor())
    const wannes = await signInWannes(square)
    await sql`update reports.report set reporter_email = 'bo@voorbeeld.example' where id = ${id}`
    await plant(square, wannes)
    await wannes.get('/nl/my-file/erase')
    await wannes.post('/nl/my-file/erase', { sure: 'yes' })
    assert.ok(await files.read(photo))
    const [other] = await sql`select note, photo from reports.report where id = ${id}`
    assert.deepEqual(other, { note: WANNES.note, photo })
  })
})

describe('the register of personal data', () => {
  let square: TestSquare
  before(async () => {
    square = await openTestSquare(modules)
  })
  after(() => square.close())

  test('declares every column in which something of a resident is found', async () => {
    const { photo } = await plant(square, square.visitor())
    const wannes = await signInWannes(square)
    await wannes.get('/nl/my-file/correct/region/account')
    await wannes.post('/nl/my-file/correct/region/account', { name: WANNES.name })
    await wannes.post('/nl/sign-in/link', { email: WANNES.email })
    // A form that is not sent yet.
    const other = square.visitor()
    await other.get('/nl/reports/new')
    const where = await other.post('/nl/reports/new', { postalCode: '3000', street: 'Bij Zonderspoor' })
    assert.equal(where.statusCode, 303)

    const found = new Set<string>()
    for (const marker of [...MARKERS, photo])
      for (const column of await columnsWith(square.services.sql, marker)) found.add(column)
    assert.ok(found.has('reports.event.message') && found.has('core.letter.body') && found.has('reports.draft.answers'))
    assert.ok(found.has('region.sign_in_link.email') && found.has('region.resident.name'))
    assert.deepEqual(
      [...found].filter((column) => !declaredColumns().has(column)),
      [],
      'declare these in personal-data.ts of their capability',
    )
  })
})
