import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { region } from '#modules/region/module.ts'
import { openTestSquare, TEST_NOW, type TestSquare } from '#web/testing.ts'
import { followUrl } from './follow-link.ts'
import { reports } from './module.ts'
import { addEvent, addReports, type IncomingReport } from './store/change.ts'
import { findReport, listEvents } from './store/find.ts'

const LEUVEN: IncomingReport = {
  municipality: '24062',
  body: 'leuven',
  category: 'street-light',
  note: 'Lamp stuk bij mevrouw Peeters.',
  street: 'Kerkstraat 12',
  postalCode: '3000',
  lon: 4.70091,
  lat: 50.87981,
  channel: 'web',
  language: 'nl',
  receivedAt: TEST_NOW,
  reporterName: 'An Peeters',
  reporterEmail: 'an.peeters@example.be',
  reporterPhone: '016 12 34 56',
}

describe('reports', () => {
  let square: TestSquare
  before(async () => {
    square = await openTestSquare([region, reports])
  })
  after(() => square.close())

  async function newReport(changes: Partial<IncomingReport> = {}): Promise<{ id: string; number: number }> {
    const [added] = await square.services.sql.transaction((sql) => addReports(sql, [{ ...LEUVEN, ...changes }]))
    assert.ok(added)
    return added
  }

  async function close(id: string, at = TEST_NOW): Promise<void> {
    await square.services.sql.transaction((sql) =>
      addEvent(sql, {
        report: id,
        at,
        kind: 'status',
        status: 'solved',
        message: 'Klaar.',
        language: 'nl',
        author: 'staff',
      }),
    )
  }

  test('no public page, list or file shows who reported', async () => {
    const { number } = await newReport()
    const paths = [
      `/nl/reports/${number}`,
      '/nl/reports',
      '/fr/reports?municipality=24062',
      '/api/reports',
      '/api/reports.csv',
      '/api/reports.geojson',
      '/sitemap.xml',
    ]
    for (const path of paths) {
      const { body, statusCode } = await square.visitor().get(path)
      assert.equal(statusCode, 200, path)
      for (const secret of ['Peeters', 'an.peeters', '12 34 56', 'Kerkstraat 12', '4.70091', '50.87981'])
        assert.ok(!body.includes(secret), `${path} shows ${secret}`)
    }
  })

  test('the list is narrowed to a municipality, and old codes still find its reports', async () => {
    const { number } = await newReport({ municipality: '23106', body: 'pajottegem', street: 'Dorp' })
    const visitor = square.visitor()
    assert.match((await visitor.get('/nl/reports?municipality=23106')).body, new RegExp(`/reports/${number}"`))
    assert.doesNotMatch((await visitor.get('/nl/reports?municipality=23027')).body, new RegExp(`/reports/${number}"`))
    const old = JSON.parse((await visitor.get('/api/reports?municipality=23024')).body) as {
      reports: { number: number }[]
    }
    assert.ok(old.reports.some((report) => report.number === number))
  })

  test('the secret link shows the report, takes an addition, and is not guessed from another', async () => {
    const [first, second] = [await newReport(), await newReport()]
    const path = new URL(followUrl({ ...first, followVersion: 0 }, 'nl', square.services)).pathname
    const visitor = square.visitor()
    assert.match((await visitor.get(path)).body, /Lamp stuk bij mevrouw Peeters/)
    await visitor.post(path, { addition: 'Ook de lamp ernaast.' })
    assert.match((await visitor.get(path)).body, /Ook de lamp ernaast/)
    assert.doesNotMatch((await visitor.get(`/nl/reports/${first.number}`)).body, /Ook de lamp ernaast/)
    const forged = path.replace(String(first.number), String(second.number))
    assert.equal((await visitor.get(forged)).statusCode, 404)
  })

  test('a year after closing the reporter is forgotten and the link has expired', async () => {
    const { id, number } = await newReport({ note: 'Over mij.' })
    await square.services.sql.transaction((sql) =>
      addEvent(sql, {
        report: id,
        at: TEST_NOW,
        kind: 'addition',
        message: 'Bel mij op 016.',
        language: 'nl',
        author: 'reporter',
      }),
    )
    await close(id)
    square.services.wait({ hours: 24 * 364 })
    await square.jobs.runNow('core.enforce-retention')
    assert.equal((await findReport(square.services.sql, { id }))?.reporterName, 'An Peeters')
    square.services.wait({ hours: 24 * 2 })
    await square.jobs.runNow('core.enforce-retention')

    const report = await findReport(square.services.sql, { id })
    const { reporterName, reporterEmail, reporterPhone, note, street } = report ?? {}
    assert.deepEqual([reporterName, reporterEmail, reporterPhone, note, street], [null, null, null, '', 'Kerkstraat'])
    assert.ok((await listEvents(square.services.sql, id)).every(({ message }) => !message.includes('016')))
    const link = new URL(followUrl({ id, number, followVersion: 0 }, 'nl', square.services)).pathname
    assert.equal((await square.visitor().get(link)).statusCode, 410)
    assert.equal((await square.visitor().get(`/nl/reports/${number}`)).statusCode, 200)
    square.services.wait({ hours: -24 * 366 })
  })

  test('a closed report that is opened again is not closed any more', async () => {
    const { id } = await newReport()
    await close(id)
    await square.services.sql.transaction((sql) =>
      addEvent(sql, {
        report: id,
        at: TEST_NOW,
        kind: 'status',
        status: 'in-progress',
        message: 'Toch niet.',
        language: 'nl',
        author: 'staff',
      }),
    )
    const [row] = await square.services.sql<{ closed: unknown }>`
      select closed_at as closed from reports.report where id = ${id}`
    assert.equal(row?.closed, null)
  })

  test('a number that does not exist, or is no number, is a page that says so', async () => {
    assert.equal((await square.visitor().get('/nl/reports/999999999')).statusCode, 404)
    assert.equal((await square.visitor().get('/nl/reports/x')).statusCode, 404)
    assert.equal((await square.visitor().get('/nl/reports/99999999999999999999')).statusCode, 404)
  })

  test('a page of the list that is nonsense shows the first', async () => {
    assert.equal(
      (await square.visitor().get('/nl/reports?page=-3&status=x&category=y&municipality=z&map=q')).statusCode,
      200,
    )
  })
})
