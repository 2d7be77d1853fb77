import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { walled } from '#core/database/walls.ts'
import { listLetters } from '#core/mail/outbox-mail.ts'
import { region } from '#modules/region/module.ts'
import { addStaff, createSignInLink } from '#modules/region/public.ts'
import { openTestSquare, TEST_NOW, type TestSquare, type TestVisitor } from '#web/testing.ts'
import { followSecret } from '../follow-link.ts'
import { reports } from '../module.ts'
import { addReports, type IncomingReport } from '../store/change.ts'
import { countReports } from '../store/figures.ts'
import { findReport, listEvents } from '../store/find.ts'
import { findMain, listMerged, mergeReport } from './merge.ts'

describe('merging reports of the same thing', () => {
  let square: TestSquare
  let sam: TestVisitor
  before(async () => {
    square = await openTestSquare([region, reports])
    sam = await staff('leuven')
  })
  after(() => square.close())

  async function staff(body: string): Promise<TestVisitor> {
    const { services } = square
    const id = await addStaff(services, { name: 'Sam', email: `sam@${body}.example`, body, role: 'handler' })
    const visitor = square.visitor()
    await visitor.signIn(await createSignInLink(services, id))
    return visitor
  }

  let minutes = 0
  async function newReport(changes: Partial<IncomingReport> = {}): Promise<{ id: string; number: number }> {
    minutes += 1
    const report: IncomingReport = {
      municipality: '24062',
      body: 'leuven',
      category: 'street-light',
      note: 'De straatlamp is stuk.',
      street: 'Kerkstraat 1',
      postalCode: '3000',
      lon: 4.7,
      lat: 50.88,
      channel: 'web',
      language: 'nl',
      receivedAt: TEST_NOW.add({ minutes }),
      ...changes,
    }
    const [added] = await square.services.sql.transaction((sql) => addReports(sql, [report]))
    assert.ok(added)
    return added
  }

  const sqlOf = () => square.services.sql
  const merge = (number: number, into: number) => sam.post(`/nl/staff/reports/${number}/merge`, { into: String(into) })
  const part = (number: number) => sam.post(`/nl/staff/reports/${number}/part`)
  const statusOf = async (id: string) => (await findReport(sqlOf(), { id }))?.status

  test('likely ones are shown with why, and merged by a button', async () => {
    const place = { lon: 4.71, lat: 50.87 }
    const first = await newReport(place)
    const second = await newReport({ ...place, lat: 50.8701, note: 'Lantaarn werkt niet, straatlamp stuk' })
    const far = await newReport({ lon: 4.73, lat: 50.87 })
    const page = await sam.get(`/nl/staff/reports/${second.number}`)
    assert.match(page.body, new RegExp(`Samenvoegen met melding ${first.number}`))
    assert.match(page.body, /11 m verder, zelfde straat|11 m verder, zelfde huisnummer/)
    assert.doesNotMatch(page.body, new RegExp(`Samenvoegen met melding ${far.number}`))
    assert.equal((await merge(second.number, first.number)).statusCode, 303)
    assert.equal((await findMain(sqlOf(), second.id))?.number, first.number)
    const child = await sam.get(`/nl/staff/reports/${second.number}`)
    assert.match(child.body, new RegExp(`samengevoegd met melding ${first.number}`))
    assert.doesNotMatch(child.body, /name="into"/)
    const main = await sam.get(`/nl/staff/reports/${first.number}`)
    assert.match(main.body, new RegExp(`Melding ${second.number} weer apart zetten`))
    const seen = await square.visitor().get(`/nl/reports/${second.number}`)
    assert.match(seen.body, new RegExp(`href="/nl/reports/${first.number}"`))
    const data = await square.visitor().get(`/nl/reports/${second.number}`, { accept: 'application/json' })
    assert.equal(data.json<{ data: { mergedInto: number } }>().data.mergedInto, first.number)
  })

  test('the oldest stays the main one, whichever page the button stood on', async () => {
    const old = await newReport()
    const young = await newReport()
    await merge(old.number, young.number)
    assert.equal((await findMain(sqlOf(), young.id))?.number, old.number)
  })

  test('there are no chains: children move along, and a merged report leads to its main', async () => {
    const oldest = await newReport()
    const middle = await newReport()
    const child = await newReport()
    const late = await newReport()
    await merge(child.number, middle.number)
    await merge(middle.number, oldest.number)
    await merge(late.number, child.number)
    const numbers = (await listMerged(sqlOf(), oldest.id)).map(({ number }) => number)
    assert.deepEqual(numbers, [middle.number, child.number, late.number])
    const chains = await sqlOf()`
      select from reports.report r join reports.report main on main.id = r.merged_into where main.merged_into is not null`
    assert.equal(chains.length, 0)
    await part(child.number)
    assert.equal(await findMain(sqlOf(), child.id), undefined)
  })

  test('two merges at the same time make no circle', async () => {
    const [a, b, c] = [await newReport(), await newReport(), await newReport()]
    await Promise.all([merge(a.number, b.number), merge(b.number, c.number), merge(c.number, a.number)])
    const main = await sqlOf()`
      select from reports.report where id = any(${[a.id, b.id, c.id]}::uuid[]) and merged_into is null`
    assert.equal(main.length, 1)
  })

  test('closing the main closes what was merged into it; parting gives it back as it was', async () => {
    const main = await newReport()
    const merged = await newReport({ reporterEmail: 'bo@example.be', language: 'fr' })
    await merge(merged.number, main.number)
    await square.jobs.drain()
    await sam.post(`/nl/staff/reports/${main.number}`, {
      status: 'close.repaired',
      message: 'Dag An, de lamp is hersteld.',
      checked: 'yes',
    })
    await square.jobs.drain()
    assert.equal(await statusOf(merged.id), 'solved')
    const events = await listEvents(sqlOf(), merged.id)
    assert.doesNotMatch(JSON.stringify(events), /Dag An/)
    await part(merged.number)
    await square.jobs.drain()
    assert.equal(await statusOf(merged.id), 'received')
    assert.equal(await statusOf(main.id), 'solved')
    const letters = (await listLetters(sqlOf())).filter(({ to }) => to === 'bo@example.be')
    assert.ok(letters.some(({ subject }) => subject.includes(`Votre signalement ${merged.number} fait partie`)))
    assert.ok(letters.some(({ subject }) => subject.includes('de nouveau séparé')))
  })

  test('merged reports go along: opened again with their main one or by their own reporter, and to another body', async () => {
    const [main, merged] = [await newReport({ lon: 4.9 }), await newReport({ lon: 4.9 })]
    const path = async (id: string) => {
      const report = await findReport(sqlOf(), { id })
      assert.ok(report)
      return `/nl/reports/follow/${followSecret(report, square.services)}`
    }
    const reopen = async (id: string, reopening: string) => {
      const reporter = square.visitor()
      await reporter.get(await path(id))
      assert.equal((await reporter.post(`${await path(id)}/reopen`, { reopening })).statusCode, 303)
      await square.jobs.drain()
    }
    const close = async () => {
      await sam.get(`/nl/staff/reports/${main.number}`)
      await sam.post(`/nl/staff/reports/${main.number}`, { status: 'close.repaired', message: 'Lamp vervangen.' })
      await square.jobs.drain()
      assert.deepEqual([await statusOf(main.id), await statusOf(merged.id)], ['solved', 'solved'])
    }
    assert.equal((await merge(merged.number, main.number)).statusCode, 303)
    await close()
    await reopen(main.id, 'Nog altijd donker.')
    assert.deepEqual([await statusOf(main.id), await statusOf(merged.id)], ['in-progress', 'in-progress'])
    await close()
    await reopen(merged.id, 'Hier ook nog.')
    assert.deepEqual([await statusOf(main.id), await statusOf(merged.id)], ['in-progress', 'in-progress'])
    await sam.post(`/nl/staff/reports/${main.number}/hand-over`, { to: 'fluvius', why: 'Lampen zijn van Fluvius.' })
    await square.jobs.drain()
    for (const { id } of [main, merged]) assert.equal((await findReport(sqlOf(), { id }))?.body, 'fluvius')
  })

  test('a number that is none is said at the field', async () => {
    const { number } = await newReport({ lon: 4.95 })
    for (const into of ['', 'abc', '99999999', '1e99']) {
      const answer = await sam.post(`/nl/staff/reports/${number}/merge`, { into })
      assert.equal(answer.statusCode, 422, into)
      assert.match(answer.body, /Geef het nummer van een open melding/)
    }
  })

  test('what happened once is counted once', async () => {
    const range = {
      from: TEST_NOW.subtract({ hours: 1 }),
      until: TEST_NOW.add({ hours: 24 }),
      municipalities: ['71016'],
    }
    const count = async () => {
      const { byMunicipality } = await sqlOf().transaction((sql) => countReports(sql, range))
      return byMunicipality.find(({ municipality }) => municipality === '71016')?.count
    }
    const [one, other] = [await newReport({ municipality: '71016' }), await newReport({ municipality: '71016' })]
    assert.equal(await count(), 2)
    await merge(other.number, one.number)
    assert.equal(await count(), 1)
    const list = await square.visitor().get('/api/reports?municipality=71016')
    assert.deepEqual(
      list.json<{ reports: { number: number }[] }>().reports.map(({ number }) => number),
      [one.number],
    )
    const link = new RegExp(`/nl/staff/reports/${other.number}"`)
    assert.doesNotMatch((await sam.get('/nl/staff/reports')).body, link)
    assert.match((await sam.get(`/nl/staff/reports?words=${other.number}`)).body, link)
    await part(other.number)
    assert.equal(await count(), 2)
  })

  test('the wall of the database holds where the check of the application is left out', async () => {
    const [own, other] = [await newReport(), await newReport({ municipality: '23027', body: 'halle' })]
    const scope = { permission: 'reports.handle', bodies: ['leuven'], visitor: crypto.randomUUID(), email: null }
    const behind = walled(sqlOf(), scope)
    for (const [report, into] of [
      [own.id, other.id],
      [other.id, own.id],
    ] as const) {
      const order = { report, into, at: TEST_NOW, person: undefined }
      await assert.rejects(
        behind.transaction((sql) => mergeReport(sql, order)),
        /report-not-found|bestaat niet|does not exist/,
      )
      await assert.rejects(
        behind`insert into reports.merge (id, report, main, status_before, merged_at)
          values (gen_random_uuid(), ${report}, ${into}, 'received', ${TEST_NOW})`,
        /row-level security/,
      )
    }
    // Who may only read merges nothing.
    const two = await newReport()
    const reader = walled(sqlOf(), { ...scope, permission: 'reports.read' })
    const order = { report: two.id, into: own.id, at: TEST_NOW, person: undefined }
    await assert.rejects(
      reader.transaction((sql) => mergeReport(sql, order)),
      /row-level security/,
    )
    const merges = await sqlOf()`select from reports.merge where main = ${own.id} or report = ${own.id}`
    assert.equal(merges.length, 0)
  })

  test('closed reports, a report with itself and reports of another body are not merged', async () => {
    const main = await newReport()
    const closed = await newReport()
    const elsewhere = await newReport({ municipality: '23027', body: 'halle' })
    await sam.post(`/nl/staff/reports/${closed.number}`, { status: 'close.repaired', message: 'Klaar, dank je wel.' })
    assert.equal((await merge(closed.number, main.number)).statusCode, 409)
    for (const [other, words] of [
      [closed.number, 'gesloten melding'],
      [main.number, 'al dezelfde melding'],
    ] as const) {
      const answer = await merge(main.number, other)
      assert.equal(answer.statusCode, 422)
      assert.match(answer.body, new RegExp(`id="into-error"[^]*${words}`))
    }
    assert.equal((await merge(elsewhere.number, main.number)).statusCode, 404)
    assert.equal((await merge(main.number, elsewhere.number)).statusCode, 422)
    assert.equal((await part(elsewhere.number)).statusCode, 404)
    assert.deepEqual(await listMerged(sqlOf(), main.id), [])
    const page = await sam.get(`/nl/staff/reports/${main.number}`)
    assert.doesNotMatch(page.body, new RegExp(`melding ${elsewhere.number}`))
  })
})
