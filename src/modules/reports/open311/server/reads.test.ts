import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { region } from '#modules/region/module.ts'
import { openTestSquare, TEST_NOW, type TestSquare } from '#web/testing.ts'
import { reports } from '../../module.ts'
import { addEvent, addReports, setShown, type IncomingReport } from '../../store/change.ts'
import { asText, openClient } from '../testing.ts'
import { attributesOf } from './services.ts'
import { CATEGORIES } from '../../category.ts'

const LEUVEN = { municipality: '24062', body: 'leuven', postalCode: '3000' }
const HALLE = { municipality: '23027', body: 'halle', postalCode: '1500' }
const DAY = { hours: 24 }

function incoming(changes: Partial<IncomingReport>): IncomingReport {
  return {
    ...LEUVEN,
    category: 'road',
    note: 'Put in de weg <b>&</b> "gevaar"',
    street: 'Stationsstraat 12',
    lon: 4.70091,
    lat: 50.87983,
    channel: 'web',
    language: 'nl',
    receivedAt: TEST_NOW.subtract({ hours: 1 }),
    reporterName: 'Geheime Jos',
    reporterEmail: 'jos@example.be',
    reporterPhone: '016 20 30 40',
    ...changes,
  }
}

describe('Open311: what may be read', () => {
  let square: TestSquare
  let client: ReturnType<typeof openClient>
  /** By a name for these tests. */
  const numbers: Record<string, number> = {}
  before(async () => {
    square = await openTestSquare([region, reports])
    client = openClient(square)
    const { sql } = square.services
    const made = {
      road: incoming({}),
      light: incoming({ category: 'street-light', receivedAt: TEST_NOW.subtract({ hours: 24 * 10 }) }),
      halle: incoming({ ...HALLE, lon: 4.2345, lat: 50.7345, receivedAt: TEST_NOW.subtract({ hours: 48 }) }),
      old: incoming({ receivedAt: TEST_NOW.subtract({ hours: 24 * 200 }) }),
      shown: incoming({ receivedAt: TEST_NOW.subtract({ hours: 3 }), category: 'tree' }),
      nowhere: incoming({
        lon: undefined,
        lat: undefined,
        category: 'litter',
        receivedAt: TEST_NOW.subtract({ hours: 4 }),
      }),
    }
    for (const [name, report] of Object.entries(made)) {
      const [added] = await addReports(sql, [report])
      assert.ok(added)
      numbers[name] = added.number
      if (name === 'shown') await setShown(sql, added.id, { note: null, photo: true })
      const event = { report: added.id, at: TEST_NOW, language: 'nl', author: 'staff' } as const
      if (name === 'light') {
        await addEvent(sql, { ...event, kind: 'note', message: 'Alleen voor ons' })
        await addEvent(sql, { ...event, kind: 'answer', message: 'We kijken ernaar' })
        await addEvent(sql, {
          ...event,
          at: TEST_NOW.add({ seconds: 5 }),
          kind: 'status',
          status: 'solved',
          message: 'Hersteld & klaar',
        })
      }
      if (name === 'old') await addEvent(sql, { ...event, kind: 'answer', message: 'Nog even' })
    }
  })
  after(() => square.close())

  /** The names of the requests in an answer. */
  const namesIn = (value: unknown): string[] =>
    (value as { service_request_id: number | string }[]).map(
      ({ service_request_id: id }) => Object.entries(numbers).find(([, number]) => number === Number(id))?.[0] ?? '?',
    )

  test('discovery names the specification, the formats and where the server stands', async () => {
    const { value, status } = await client.get('discovery.json')
    const { endpoints } = value as { endpoints: { url: string; formats: string[]; specification: string }[] }
    assert.equal(status, 200)
    assert.equal(endpoints[0]?.specification, 'http://wiki.open311.org/GeoReport_v2')
    assert.equal(endpoints[0]?.url, 'https://streekplein.example/open311/v2')
    assert.deepEqual(endpoints[0]?.formats, ['text/xml', 'application/json'])
  })

  test('the service list has every category, with metadata where something is asked', async () => {
    const { value } = await client.get('services.json', { locale: 'en' })
    const services = value as { service_code: string; metadata: boolean; type: string; service_name: string }[]
    assert.deepEqual(
      services.map(({ service_code }) => service_code),
      [...CATEGORIES],
    )
    for (const { service_code, metadata, type } of services) {
      assert.equal(type, 'realtime')
      assert.equal(metadata, attributesOf(service_code as 'road').length > 0)
    }
    assert.equal(services.find(({ service_code }) => service_code === 'tree')?.service_name, 'Tree')
  })

  test('the definitions use every datatype, and lists have their values', async () => {
    const kinds = new Set<string>()
    for (const code of CATEGORIES) {
      const { value } = await client.get(`services/${code}.json`, { locale: 'fr' })
      const { attributes } = value as {
        attributes: { datatype: string; order: number; values?: { key: string; name: string }[]; description: string }[]
      }
      for (const [index, attribute] of attributes.entries()) {
        kinds.add(attribute.datatype)
        assert.equal(attribute.order, index + 1)
        assert.equal((attribute.values?.length ?? 0) > 1, attribute.datatype.endsWith('valuelist'))
        assert.notEqual(attribute.description, '')
      }
    }
    assert.deepEqual([...kinds].toSorted(), [
      'datetime',
      'multivaluelist',
      'number',
      'singlevaluelist',
      'string',
      'text',
    ])
  })

  for (const path of [
    'discovery',
    'services',
    'services/street-light',
    'services/dumping',
    'services/tree',
    'requests',
    'requests?extensions=true&status=open,closed',
    'requests?service_code=graffiti',
    'servicerequestupdates',
    'services/unicorn',
    'nothing/here',
  ])
    test(`JSON and XML say the same, with their types and charset: ${path}`, async () => {
      const [name = '', query = ''] = path.split('?')
      const fields = Object.fromEntries(new URLSearchParams(query))
      const asJson = await client.get(`${name}.json`, fields)
      const asXml = await client.get(`${name}.xml`, fields)
      assert.equal(asJson.type, 'application/json; charset=utf-8')
      assert.equal(asXml.type, 'text/xml; charset=utf-8')
      assert.equal(asJson.status, asXml.status)
      assert.equal(asJson.headers['access-control-allow-origin'], '*')
      assert.deepEqual(asXml.value, asText(asJson.value))
    })

  test('a request shows what everybody may see, and nothing of who reported', async () => {
    const { value } = await client.get(`requests/${numbers['road']}.json`, { extensions: 'true', locale: 'nl' })
    assert.deepEqual(value, [
      {
        service_request_id: numbers['road'],
        status: 'open',
        status_notes: null,
        service_name: 'Weg: put of slecht wegdek',
        service_code: 'road',
        description: null,
        agency_responsible: 'Leuven',
        service_notice: null,
        requested_datetime: '2026-03-02T11:00:00+01:00',
        updated_datetime: '2026-03-02T11:00:00+01:00',
        expected_datetime: '2026-03-11T23:59:59+01:00',
        address: 'Stationsstraat, 3000 Leuven',
        address_id: null,
        zipcode: '3000',
        lat: 50.88,
        long: 4.701,
        media_url: null,
        extended_attributes: {
          status: 'open',
          status_name: 'Ontvangen',
          municipality: '24062',
          municipality_name: 'Leuven',
          page: `https://streekplein.example/nl/reports/${numbers['road']}`,
        },
      },
    ])
  })

  test('own words are told once staff showed them; nowhere a name, a house number or an exact place', async () => {
    const { value } = await client.get('requests.json', { start_date: '2025-12-20', extensions: 'true' })
    const all = JSON.stringify(value)
    assert.match(all, /Put in de weg <b>&<\/b>/)
    assert.equal(all.match(/Put in de weg/g)?.length, 1)
    for (const secret of ['Jos', 'jos@', '016', 'Stationsstraat 12', '4.70091', '50.87983', 'Alleen voor ons'])
      assert.ok(!all.includes(secret), secret)
  })

  test('what staff said last to everybody is the status note', async () => {
    const { value } = await client.get(`requests/${numbers['light']}.xml`)
    const [request] = value as Record<string, string>[]
    assert.equal(request?.['status'], 'closed')
    assert.equal(request?.['status_notes'], 'Hersteld & klaar')
  })

  const LAST_90_DAYS = ['road', 'shown', 'nowhere', 'halle', 'light']
  const on = (hours: number) => TEST_NOW.add({ hours }).toString()
  const CASES: readonly [string, Readonly<Record<string, string>>, readonly string[]][] = [
    ['nothing: the last 90 days, newest first', {}, LAST_90_DAYS],
    ['one code', { service_code: 'tree' }, ['shown']],
    ['several codes', { service_code: 'tree, street-light' }, ['shown', 'light']],
    ['open', { status: 'open' }, ['road', 'shown', 'nowhere', 'halle']],
    ['closed', { status: 'closed' }, ['light']],
    ['open and closed', { status: 'open,closed' }, LAST_90_DAYS],
    ['a jurisdiction by NIS code', { jurisdiction_id: '23027' }, ['halle']],
    ['a jurisdiction by body', { jurisdiction_id: 'leuven' }, ['road', 'shown', 'nowhere', 'light']],
    ['a jurisdiction of before a merger', { jurisdiction_id: '23023' }, []],
    ['start_date alone: 90 days from there', { start_date: on(-24 * 210) }, ['old']],
    ['end_date alone: 90 days before', { end_date: on(-24 * 5) }, ['light']],
    ['both', { start_date: on(-50), end_date: on(-2) }, ['shown', 'nowhere', 'halle']],
    ['both ends are included', { start_date: on(-48), end_date: on(-48) }, ['halle']],
    ['whole days in Brussels', { start_date: '2026-02-28', end_date: '2026-02-28' }, ['halle']],
    ['a plus that became a space', { start_date: '2026-02-28T12:00:00 01:00', end_date: on(-40) }, ['halle']],
    ['page and page_size', { page_size: '2', page: '2' }, ['nowhere', 'halle']],
    ['beyond the last page', { page_size: '100', page: '9' }, []],
    ['updated_after reaches further than 90 days', { updated_after: on(0) }, ['light', 'old']],
    ['updated_before', { updated_before: on(-30) }, ['halle']],
    ['updated_after with start_date', { updated_after: on(0), start_date: on(-24 * 20) }, ['light']],
    ['near a place, the nearest first', { lat: '50.8801', long: '4.7011', radius: '200' }, ['road', 'shown', 'light']],
    ['near another place', { lat: '50.7345', long: '4.2345', radius: '100' }, ['halle']],
    ['near nothing', { lat: '51.2', long: '3.2' }, []],
  ]
  for (const format of ['json', 'xml'])
    for (const [what, fields, expected] of CASES)
      test(`requests.${format} narrowed by ${what}`, async () => {
        const { value, status } = await client.get(`requests.${format}`, fields)
        assert.equal(status, 200)
        assert.deepEqual(namesIn(value), expected)
      })

  test('numbers overrule every other argument', async () => {
    const service_request_id = `${numbers['old']},${numbers['halle']}, 999999`
    const fields = { service_request_id, status: 'closed', start_date: '2026-03-01', page_size: '1' }
    const { value } = await client.get('requests.json', fields)
    assert.deepEqual(namesIn(value), ['halle', 'old'])
  })

  test('asking from near by does not find out where a place exactly is', async () => {
    const near = async (lat: number, long: number, radius: number) =>
      namesIn(
        (await client.get('requests.json', { lat: String(lat), long: String(long), radius: String(radius) })).value,
      )
    assert.deepEqual(await near(50.88, 4.701, 1), ['road', 'shown', 'light'])
    assert.deepEqual(await near(50.87983, 4.70091, 1), [])
  })

  test('updates tell what staff said to everybody, oldest first, with the status after it', async () => {
    const { value } = await client.get('servicerequestupdates.json', {
      jurisdiction_id: '24062',
      start_date: on(-24 * 20),
    })
    const told = (value as Record<string, unknown>[]).map((one) => [
      one['service_request_id'],
      one['status'],
      one['description'],
    ])
    assert.deepEqual(
      told.filter(([id]) => id === numbers['light']),
      [
        [numbers['light'], 'open', 'We kijken ernaar'],
        [numbers['light'], 'fixed', 'Hersteld & klaar'],
      ],
    )
    assert.equal(told.length, 3)
    const pages = await Promise.all(
      [1, 2, 3, 4].map(
        async (page) => (await client.get('servicerequestupdates.xml', { page_size: '1', page: String(page) })).value,
      ),
    )
    assert.deepEqual(
      pages.map((one) => (one as unknown[]).length),
      [1, 1, 1, 0],
    )
    const one = await client.get('servicerequestupdates.json', { service_request_id: String(numbers['old']) })
    assert.equal((one.value as unknown[]).length, 1)
  })

  test('with a thousand and more requests the answer holds a thousand', async () => {
    const many = Array.from({ length: 1005 }, () =>
      incoming({ ...HALLE, category: 'animal', receivedAt: TEST_NOW.subtract(DAY) }),
    )
    await addReports(square.services.sql, many)
    const { value } = await client.get('requests.json', { service_code: 'animal' })
    assert.equal((value as unknown[]).length, 1000)
    const rest = await client.get('requests.json', { service_code: 'animal', page: '2' })
    assert.equal((rest.value as unknown[]).length, 5)
    await square.services.sql`delete from reports.report where category = 'animal'`
  })
})
