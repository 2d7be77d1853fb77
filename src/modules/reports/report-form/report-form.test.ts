import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import sharp from 'sharp'
import { listLetters } from '#core/mail/outbox-mail.ts'
import { region } from '#modules/region/module.ts'
import { openTestSquare, type TestSquare, type TestVisitor } from '#web/testing.ts'
import { reports } from '../module.ts'
import { findReport, listReports } from '../store/find.ts'

describe('the form of a report', () => {
  let square: TestSquare
  before(async () => {
    square = await openTestSquare([region, reports])
  })
  after(() => square.close())

  /** Fills in the first page; gives the address of the form without the last word. */
  async function sayWhere(
    visitor: TestVisitor,
    fields = { postalCode: '3000', street: 'Bondgenotenlaan 12' },
  ): Promise<string> {
    await visitor.get('/nl/reports/new')
    const answer = await visitor.post('/nl/reports/new', fields)
    assert.equal(answer.statusCode, 303, answer.body)
    return String(answer.headers.location).replace(/\/what$/, '')
  }

  /** Fills in everything but the last press. */
  async function fillIn(visitor: TestVisitor, note: string, fields: Record<string, string> = {}): Promise<string> {
    const form = await sayWhere(visitor)
    await visitor.get(`${form}/what`)
    await visitor.post(`${form}/what`, { note, category: 'street-light' })
    await visitor.get(`${form}/contact`)
    await visitor.post(`${form}/contact`, fields)
    await visitor.get(`${form}/check`)
    return form
  }

  async function photo(): Promise<File> {
    const bytes = await sharp({ create: { width: 60, height: 40, channels: 3, background: 'red' } })
      .jpeg()
      .toBuffer()
    return new File([new Uint8Array(bytes)], 'lamp.jpg', { type: 'image/jpeg' })
  }

  test('a resident reports in five pages and is mailed a link that works', async () => {
    const { services, jobs, visitor } = square
    const resident = visitor()
    const note = 'De lamp is stuk sinds maandag.'
    const form = await fillIn(resident, note, { email: 'an@example.be', name: 'An' })
    const sent = await resident.post(`${form}/check`)
    assert.equal(sent.headers.location, `${form}/done`)
    const done = await resident.get(`${form}/done`)
    const report = await findReport(services.sql, { words: note })
    assert.equal(report?.municipality, '24062')
    assert.equal(report?.body, 'leuven')
    assert.match(done.body, new RegExp(`Je nummer is ${report?.number}`))

    await jobs.drain()
    const [letter] = await listLetters(services.sql)
    assert.equal(letter?.to, 'an@example.be')
    const link = /https:\/\/streekplein\.example(\S+)/.exec(letter?.text ?? '')?.[1] ?? ''
    const followed = await visitor().get(link)
    assert.equal(followed.statusCode, 200)
    assert.match(followed.body, /De lamp is stuk sinds maandag/)
  })

  test('a form that is sent twice makes one report', async () => {
    const { services, visitor } = square
    const resident = visitor()
    const form = await fillIn(resident, 'Twee keer op de knop gedrukt.')
    const both = await Promise.all([resident.post(`${form}/check`), resident.post(`${form}/check`)])
    assert.deepEqual(
      both.map(({ statusCode }) => statusCode),
      [303, 303],
    )
    await resident.post(`${form}/check`)
    const { total } = await listReports(services.sql, { words: 'Twee keer op de knop' }, { limit: 1 })
    assert.equal(total, 1)
  })

  test('what was typed stays when something is missing', async () => {
    const { visitor } = square
    const resident = visitor()
    const form = await sayWhere(resident)
    await resident.get(`${form}/what`)
    const short = await resident.post(`${form}/what`, { note: 'Lamp <b>' })
    assert.equal(short.statusCode, 422)
    assert.match(short.body, /Lamp &lt;b/)
    assert.match(short.body, /href="#note"/)
    const kept = await resident.post(`${form}/what`, { note: 'De lamp bij nummer 12 is stuk.' })
    assert.equal(kept.headers.location, `${form}/category`)
    const answer = await resident.post(`${form}/category`)
    assert.equal(answer.statusCode, 422)
    assert.match(answer.body, /De lamp bij nummer 12 is stuk\./)
    assert.match(answer.body, /href="#category"/)
  })

  test('another language keeps the page and what was typed', async () => {
    const { visitor } = square
    const resident = visitor()
    await resident.get('/nl/reports/new')
    const answer = await resident.post('/fr/reports/new', {
      postalCode: '1500',
      street: 'Grote Markt',
      _language: 'fr',
    })
    assert.equal(answer.statusCode, 200)
    assert.match(answer.body, /Où est-ce\u00a0\?/)
    assert.match(answer.body, /value="Grote Markt"/)
  })

  test('own words keep their language on pages in another one, until other words are typed there', async () => {
    const resident = square.visitor()
    const form = await sayWhere(resident)
    const words = 'De lamp bij nummer 12 is stuk.\r\nAl een week.'
    await resident.get(`${form}/what`)
    await resident.post(`${form}/what`, { note: words })
    const french = form.replace('/nl/', '/fr/')
    const marked = (language: string) =>
      new RegExp(`<span class="sp-own-words" lang="${language}">De lamp bij nummer 12`)
    assert.match((await resident.get(`${french}/category`)).body, marked('nl'))
    await resident.post(`${french}/category`, { category: 'street-light' })
    await resident.post(`${french}/contact`, {})
    assert.match((await resident.get(`${french}/check`)).body, marked('nl'))
    assert.match((await resident.get(`${french}/what`)).body, /<textarea[^>]* lang="nl">De lamp/)
    // A browser gives back what it was given.
    await resident.post(`${french}/what`, { note: words, category: 'street-light' })
    assert.match((await resident.get(`${french}/check`)).body, marked('nl'))
    await resident.post(`${french}/what`, { note: 'La lampe est cassée depuis lundi.', category: 'street-light' })
    assert.match((await resident.get(`${form}/check`)).body, /<span class="sp-own-words" lang="fr">La lampe/)
  })

  test('a photo is kept when the rest is not right yet, and shown on the check page', async () => {
    const { visitor } = square
    const resident = visitor()
    const form = await sayWhere(resident)
    await resident.get(`${form}/what`)
    const wrong = await resident.postFiles(`${form}/what`, { note: 'kort', photo: await photo() })
    assert.equal(wrong.statusCode, 422)
    assert.match(wrong.body, /Je foto is bewaard/)
    await resident.post(`${form}/what`, { note: 'De lamp is stuk sinds maandag.', category: 'street-light' })
    const check = await resident.get(`${form}/check`)
    const source = /<img src="([^"]+)"/.exec(check.body)?.[1] ?? ''
    const shown = await resident.get(source)
    assert.equal(shown.headers['content-type'], 'image/jpeg')
  })

  test('a text file that is called .jpg is refused with a reason', async () => {
    const { visitor } = square
    const resident = visitor()
    const form = await sayWhere(resident)
    await resident.get(`${form}/what`)
    const answer = await resident.postFiles(`${form}/what`, {
      note: 'De lamp is stuk sinds maandag.',
      category: 'street-light',
      photo: new File(['this is no picture'], 'photo.jpg', { type: 'image/jpeg' }),
    })
    assert.equal(answer.statusCode, 422)
    assert.match(answer.body, /href="#photo"/)
    assert.match(answer.body, /De lamp is stuk sinds maandag\./)
  })

  test('a photo is never read from where a JSON body points', async () => {
    const { server, visitor } = square
    const form = await sayWhere(visitor())
    const secret = join(mkdtempSync(join(tmpdir(), 'secret-')), 'secret.jpg')
    writeFileSync(secret, Buffer.from(await (await photo()).arrayBuffer()))
    const payload = {
      note: 'De lamp is stuk sinds maandag.',
      category: 'street-light',
      photo: { filename: 'x', path: secret, bytes: 1 },
    }
    await server.inject({ method: 'POST', url: `${form}/what`, payload })
    const token = form.split('/').at(-1)
    assert.equal((await visitor().get(`/reports/drafts/${token}/photo`)).statusCode, 404)
  })

  test('a field that comes twice, or is nonsense, is answered and not a bug', async () => {
    const { server } = square
    for (const payload of [
      'draft=1&draft=2',
      `draft=${'x'.repeat(500)}`,
      'postalCode=1&postalCode=2',
      'map=x&pin=y&pin.x=z',
    ]) {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      const { statusCode } = await server.inject({ method: 'POST', url: '/nl/reports/new', payload, headers })
      assert.ok(statusCode < 500, payload)
    }
  })

  test('a form that was sent does not open again', async () => {
    const resident = square.visitor()
    const form = await fillIn(resident, 'Nog een keer teruggaan.')
    await resident.post(`${form}/check`)
    const token = form.split('/').at(-1)
    for (const path of [`/nl/reports/new?draft=${token}`, `${form}/what`, `${form}/contact`])
      assert.equal((await resident.get(path)).statusCode, 409, path)
  })

  test('a photo of more than 10 MB is refused with a reason, and the words are kept', async () => {
    const { visitor } = square
    const resident = visitor()
    const form = await sayWhere(resident)
    await resident.get(`${form}/what`)
    const answer = await resident.postFiles(`${form}/what`, {
      note: 'De lamp is stuk sinds maandag.',
      category: 'street-light',
      photo: new File([new Uint8Array(11 * 1024 * 1024)], 'photo.jpg', { type: 'image/jpeg' }),
    })
    assert.equal(answer.statusCode, 422)
    assert.match(answer.body, /groter dan 10 MB/)
    assert.match(answer.body, /De lamp is stuk sinds maandag\./)
  })

  test('HTML and SQL in every field are shown as the text that they are', async () => {
    const { services, visitor } = square
    const nasty = `<script>alert(1)</script>'; drop table reports.report; --`
    const resident = visitor()
    const form = await sayWhere(resident, { postalCode: '3000', street: nasty })
    await resident.get(`${form}/what`)
    await resident.post(`${form}/what`, { note: nasty, category: 'other' })
    await resident.get(`${form}/contact`)
    await resident.post(`${form}/contact`, { name: nasty })
    const check = await resident.get(`${form}/check`)
    assert.ok(!check.body.includes('<script>alert'))
    await resident.post(`${form}/check`)
    const report = await findReport(services.sql, { words: 'drop table' })
    assert.equal(report?.note, nasty)
    for (const path of [`/nl/reports/${report?.number}`, '/nl/reports', '/api/reports', '/api/reports.csv']) {
      const shown = await visitor().get(path)
      assert.equal(shown.statusCode, 200)
      if (path.startsWith('/nl')) assert.ok(!shown.body.includes('<script>alert'), path)
    }
  })

  test('a form that is older than a day has expired and says so', async () => {
    const { services, visitor } = square
    const resident = visitor()
    const form = await sayWhere(resident)
    services.wait({ hours: 25 })
    const answer = await resident.get(`${form}/what`)
    assert.equal(answer.statusCode, 410)
    assert.match(answer.body, /langer dan een dag open/)
  })

  test('nobody floods the mailbox of somebody else with reports; the form waits, and others go on', async () => {
    const { visitor } = square
    const report = async (from: string, email: string) => {
      const resident = visitor(from)
      const form = await sayWhere(resident)
      await resident.get(`${form}/what`)
      await resident.post(`${form}/what`, { note: 'Een put in de weg.', category: 'road' })
      await resident.get(`${form}/contact`)
      await resident.post(`${form}/contact`, { email })
      await resident.get(`${form}/check`)
      const answer = await resident.post(`${form}/check`)
      return { status: answer.statusCode, form, resident }
    }
    for (let turn = 0; turn < 10; turn += 1)
      assert.equal((await report('203.0.113.50', `doel+${turn}@example.be`)).status, 303)
    const { status, form, resident } = await report('203.0.113.50', 'doel@example.be')
    assert.equal(status, 429)
    assert.match((await resident.get(`${form}/check`)).body, /Een put in de weg/)
    assert.equal((await report('203.0.113.50', 'ander@example.be')).status, 303)
    assert.equal((await report('203.0.113.51', 'doel@example.be')).status, 303)
  })

  test('a form without our token is not taken, and nothing typed is lost', async () => {
    const { visitor } = square
    const answer = await visitor().post('/nl/reports/new', { postalCode: '3000', street: 'Grote Markt' })
    assert.equal(answer.statusCode, 422)
    assert.match(answer.body, /stond te lang open/)
    assert.match(answer.body, /value="Grote Markt"/)
  })
})
