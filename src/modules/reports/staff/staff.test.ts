import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import sharp from 'sharp'
import { listDeeds, verifyAudit } from '#core/audit/audit.ts'
import { listLetters } from '#core/mail/outbox-mail.ts'
import { region } from '#modules/region/module.ts'
import { addStaff, createSignInLink } from '#modules/region/public.ts'
import { openTestSquare, TEST_NOW, type TestSquare, type TestVisitor } from '#web/testing.ts'
import { reports } from '../module.ts'
import { statusAfter } from '../report.ts'
import { addReports, type IncomingReport } from '../store/change.ts'
import { findReport, listEvents } from '../store/find.ts'

describe('staff of a body', () => {
  let square: TestSquare
  before(async () => {
    square = await openTestSquare([region, reports])
  })
  after(() => square.close())

  async function staff(body: string, role: 'reader' | 'handler' = 'handler'): Promise<TestVisitor> {
    const { services } = square
    const id = await addStaff(services, { name: 'Sam', email: `sam@${body}.example`, body, role })
    const visitor = square.visitor()
    const path = new URL(await createSignInLink(services, id)).pathname
    await visitor.get(path)
    await visitor.post(path)
    return visitor
  }

  async function newReport(changes: Partial<IncomingReport> = {}): Promise<{ id: string; number: number }> {
    const report: IncomingReport = {
      municipality: '24062',
      body: 'leuven',
      category: 'road',
      note: 'Put in de weg.',
      street: 'Kerkstraat 1',
      postalCode: '3000',
      channel: 'web',
      language: 'nl',
      receivedAt: TEST_NOW,
      reporterEmail: 'an@example.be',
      ...changes,
    }
    const [added] = await square.services.sql.transaction((sql) => addReports(sql, [report]))
    assert.ok(added)
    return added
  }

  test('nobody reads the staff list without signing in', async () => {
    const answer = await square.visitor().get('/nl/staff/reports')
    assert.equal(answer.statusCode, 401)
  })

  test('every way to see who reported leaves a line, also a form that comes back', async () => {
    const { id, number } = await newReport()
    const sam = await staff('leuven')
    const page = `/nl/staff/reports/${number}`
    await sam.get(page)
    await sam.post(page, { status: 'nonsense' })
    await sam.post(page, { _language: 'fr' })
    const looks = (await listDeeds(square.services.sql, `report:${id}`)).filter(
      ({ action }) => action === 'reports.read-contact',
    )
    assert.equal(looks.length, 3)
  })

  test('an answer changes the status, is told in the events and mailed to the reporter', async () => {
    const { id, number } = await newReport()
    const sam = await staff('leuven')
    await sam.get(`/nl/staff/reports/${number}`)
    const answer = await sam.post(`/nl/staff/reports/${number}`, {
      status: 'close.repaired',
      message: 'Hersteld. Bedankt!',
    })
    assert.equal(answer.statusCode, 303)
    await square.jobs.drain()

    const report = await findReport(square.services.sql, { id })
    const events = await listEvents(square.services.sql, id)
    assert.equal(report?.status, 'solved')
    assert.equal(statusAfter(events), 'solved')
    const letters = await listLetters(square.services.sql)
    assert.ok(
      letters.some(({ subject, text }) => subject.includes(String(number)) && text.includes('Hersteld. Bedankt!')),
    )
    assert.match((await square.visitor().get(`/nl/reports/${number}`)).body, /Hersteld\. Bedankt!/)
  })

  test('a status without a message is refused, and what was chosen stays', async () => {
    const { number } = await newReport()
    const sam = await staff('leuven')
    await sam.get(`/nl/staff/reports/${number}`)
    const answer = await sam.post(`/nl/staff/reports/${number}`, { status: 'close.not-found' })
    assert.equal(answer.statusCode, 422)
    assert.match(answer.body, /Schrijf een bericht\. De melder moet weten waarom/)
    assert.match(answer.body, /<option value="close.not-found" selected/)
  })

  test('a note for colleagues is mailed to nobody and shown to nobody else', async () => {
    const { number } = await newReport()
    const sam = await staff('leuven')
    const lettersBefore = (await listLetters(square.services.sql)).length
    await sam.get(`/nl/staff/reports/${number}`)
    await sam.post(`/nl/staff/reports/${number}`, { message: 'Eigenaar is gekend.', audience: 'own' })
    await square.jobs.drain()
    assert.equal((await listLetters(square.services.sql)).length, lettersBefore)
    assert.doesNotMatch((await square.visitor().get(`/nl/reports/${number}`)).body, /Eigenaar is gekend/)
    assert.match((await sam.get(`/nl/staff/reports/${number}`)).body, /Eigenaar is gekend/)
  })

  test('the report of another body cannot be read, handled or found', async () => {
    const { id, number } = await newReport({ note: 'Geheim van Leuven' })
    const tom = await staff('halle')
    assert.equal((await tom.get(`/nl/staff/reports/${number}`)).statusCode, 404)
    await tom.get('/nl/staff/reports')
    assert.equal(
      (await tom.post(`/nl/staff/reports/${number}`, { status: 'close.repaired', message: 'Is weg.' })).statusCode,
      404,
    )
    assert.equal((await tom.post(`/nl/staff/reports/${number}/publication`, { show: 'yes' })).statusCode, 404)
    assert.match((await tom.get('/nl/staff/reports?words=Geheim&status=')).body, /Geen meldingen/)
    assert.equal((await findReport(square.services.sql, { id }))?.status, 'received')
  })

  test('who read the address of a resident and who changed what is in the audit log, without names', async () => {
    const { id, number } = await newReport()
    const sam = await staff('leuven')
    await sam.get(`/nl/staff/reports/${number}`)
    await sam.post(`/nl/staff/reports/${number}`, { status: 'waiting', message: 'We wachten op een onderdeel.' })
    const deeds = await listDeeds(square.services.sql, `report:${id}`)
    assert.deepEqual(
      deeds.map(({ action, municipality }) => [action, municipality]),
      [
        ['reports.change-status', '24062'],
        ['reports.read-contact', '24062'],
      ],
    )
    assert.doesNotMatch(JSON.stringify(deeds), /Sam|an@example/)
    assert.equal((await verifyAudit(square.services.sql)).broken, undefined)
  })

  test('a reader reads and does not handle', async () => {
    const { number } = await newReport()
    const eva = await staff('leuven', 'reader')
    const shown = await eva.get(`/nl/staff/reports/${number}`)
    assert.equal(shown.statusCode, 200)
    assert.match(shown.body, /Je mag deze melding lezen, niet behandelen/)
    assert.equal(
      (await eva.post(`/nl/staff/reports/${number}`, { status: 'close.repaired', message: 'Is klaar.' })).statusCode,
      403,
    )
  })

  test('own words are public only after staff said so, and can be hidden again', async () => {
    const { number } = await newReport({ note: 'Put bij de kerk. Bel An Peeters op 016 12 34 56.' })
    const sam = await staff('leuven')
    const everybody = square.visitor()
    assert.doesNotMatch((await everybody.get(`/nl/reports/${number}`)).body, /Put bij de kerk/)
    await sam.get(`/nl/staff/reports/${number}`)
    const path = `/nl/staff/reports/${number}/publication`
    assert.match(
      (await sam.get(`/nl/staff/reports/${number}`)).body,
      /Bel \[weggelaten\] op \[weggelaten\]\.<\/textarea>/,
    )
    const careless = await sam.post(path, { show: 'yes', shown: 'Put bij de kerk. Bel 016 12 34 56.' })
    assert.equal(careless.statusCode, 422)
    assert.match(careless.body, /Er lijkt nog een naam, nummer of adres in te staan/)
    assert.equal((await sam.post(path, { show: 'yes' })).statusCode, 422)
    await sam.post(path, { show: 'yes', shown: 'Put bij de kerk.' })
    assert.match((await everybody.get(`/nl/reports/${number}`)).body, /Put bij de kerk/)
    await sam.post(`/nl/staff/reports/${number}/publication`, { show: 'no' })
    assert.doesNotMatch((await everybody.get(`/nl/reports/${number}`)).body, /Put bij de kerk/)
  })

  test('words that were hidden again are proposed as they were last shown, not as the machine leaves them', async () => {
    const { number } = await newReport({ note: 'Put bij de kerk. Bel An Peeters op 016 12 34 56.' })
    const sam = await staff('leuven')
    const page = `/nl/staff/reports/${number}`
    await sam.get(page)
    await sam.post(`${page}/publication`, { show: 'yes', shown: 'Een put bij de kerk.' })
    await sam.post(`${page}/publication`, { show: 'no' })
    const { body } = await sam.get(page)
    assert.match(body, />Een put bij de kerk\.<\/textarea>/)
    assert.match(body, /zoals ze het laatst te lezen waren/)
    assert.doesNotMatch((await square.visitor().get(`/nl/reports/${number}`)).body, /Een put bij de kerk/)
  })

  test('a photo is shown to everybody without words, also of a report without words or address', async () => {
    const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: 'red' } })
      .png()
      .toBuffer()
    const path = join(mkdtempSync(join(tmpdir(), 'photo-')), 'x.png')
    writeFileSync(path, picture)
    const photo = (await square.services.files.addImage(path)).hash
    const sam = await staff('leuven')
    const everybody = square.visitor()
    for (const note of ['', 'Vraag An Peeters.'])
      for (const street of ['', 'Kerkstraat 1']) {
        const { number } = await newReport({ note, photo, street, postalCode: street === '' ? '' : '3000' })
        const page = `/nl/staff/reports/${number}`
        const picturePath = `/reports/${number}/photo`
        await sam.get(page)
        assert.equal((await sam.post(`${page}/publication`, { show: 'yes', shown: '' })).statusCode, 422)
        assert.equal((await everybody.get(picturePath)).statusCode, 404)
        assert.equal((await sam.post(`${page}/publication`, { show: 'yes', shown: '', photo: 'yes' })).statusCode, 303)
        assert.equal((await everybody.get(picturePath)).statusCode, 200)
        const shown = await everybody.get(`/nl/reports/${number}`)
        assert.match(shown.body, new RegExp(`src="${picturePath}`))
        assert.doesNotMatch(shown.body, /Peeters/)
        assert.match((await sam.get(page)).body, /Iedereen ziet de foto/)
        await sam.post(`${page}/publication`, { show: 'no' })
        assert.equal((await everybody.get(picturePath)).statusCode, 404)
      }
    const { number } = await newReport({ note: 'Zonder foto.' })
    await sam.get(`/nl/staff/reports/${number}`)
    const nothing = await sam.post(`/nl/staff/reports/${number}/publication`, { show: 'yes', shown: '', photo: 'yes' })
    assert.equal(nothing.statusCode, 422)
  })

  test('two clerks who close the same report: the second is told', async () => {
    const { number } = await newReport()
    const [sam, lea] = [await staff('leuven'), await staff('leuven')]
    await sam.get(`/nl/staff/reports/${number}`)
    await lea.get(`/nl/staff/reports/${number}`)
    await sam.post(`/nl/staff/reports/${number}`, { status: 'close.repaired', message: 'Is klaar.' })
    const late = await lea.post(`/nl/staff/reports/${number}`, { status: 'close.not-found', message: 'Niet gevonden.' })
    assert.equal(late.statusCode, 409)
    assert.match(late.body, /Een collega was misschien sneller/)
    assert.match(late.body, /Niet gevonden\./)
  })

  test('the list is narrowed by status, subject and words', async () => {
    const { number } = await newReport({ category: 'tree', note: 'De eik bij de vijver helt over.' })
    const sam = await staff('leuven')
    const found = await sam.get('/nl/staff/reports?category=tree&words=vijver')
    assert.match(found.body, new RegExp(`>${number}<`))
    const none = await sam.get('/nl/staff/reports?category=water&words=vijver')
    assert.match(none.body, /Geen meldingen/)
  })
})
