import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { planeAround } from '#core/geo/point.ts'
import { region } from '#modules/region/module.ts'
import { REGION_OFFICE } from '#modules/region/public.ts'
import { openTestSquare, type TestSquare, type TestVisitor } from '#web/testing.ts'
import { reports } from '../module.ts'
import { giveKey, openClient } from '../open311/testing.ts'
import { ANY_ASSET, OWNER_OF_ASSET } from '../routing/rule.ts'
import { addDemoTable } from '../routing/store.ts'
import { findReport } from '../store/find.ts'
import { away, feature, geoJson, HERE, take } from './testing.ts'

describe('which lamp it is', () => {
  let square: TestSquare
  before(async () => {
    square = await openTestSquare([region, reports])
    await take(
      square,
      geoJson([feature('L1', away(5)), feature('L2', away(12)), feature('3003', away(300)), feature('L4', away(30))]),
    )
  })
  after(() => square.close())

  /** The form up to where it is asked which lamp it is; gives its address and where it went. */
  async function begin(visitor: TestVisitor, where: Record<string, string>, category = 'street-light') {
    await visitor.get('/nl/reports/new')
    const answer = await visitor.post('/nl/reports/new', { street: '', postalCode: '', ...where })
    assert.equal(answer.statusCode, 303, answer.body)
    const form = String(answer.headers.location).replace(/\/what$/, '')
    await visitor.get(`${form}/what`)
    const next = await visitor.post(`${form}/what`, { note: 'De lamp flikkert al dagen.', category })
    if (next.headers.location !== `${form}/known`) return { form, next: String(next.headers.location) }
    await visitor.get(`${form}/known`)
    const other = await visitor.post(`${form}/known`, { known: 'other' })
    return { form, next: String(other.headers.location) }
  }

  async function send(visitor: TestVisitor, form: string) {
    await visitor.get(`${form}/contact`)
    await visitor.post(`${form}/contact`, {})
    const checked = await visitor.get(`${form}/check`)
    const sent = await visitor.post(`${form}/check`)
    assert.equal(sent.headers.location, `${form}/done`)
    const [, number] = /Je nummer is (\d+)/.exec((await visitor.get(`${form}/done`)).body) ?? []
    const report = await findReport(square.services.sql, { number: Number(number) })
    assert.ok(report)
    return { report, checked: checked.body }
  }

  test('the nearest are offered on the form; the report keeps the one that is chosen and shows it everywhere', async () => {
    const visitor = square.visitor()
    const { form, next } = await begin(visitor, {
      pin: `${HERE.lon},${HERE.lat}`,
      street: 'Bondgenotenlaan 3',
      postalCode: '3000',
    })
    assert.equal(next, `${form}/asset`)
    const asked = (await visitor.get(`${form}/asset`)).body
    assert.match(asked, /Welke lamp is het\?/)
    const offered = [...asked.matchAll(/Lamp (\w+)\s*<[^]*?(\d+) meter/g)].map(
      ([, number, metres]) => `${number} ${metres}`,
    )
    assert.deepEqual(offered, ['L1 5', 'L2 12', 'L4 30'])

    assert.equal((await visitor.post(`${form}/asset`, {})).statusCode, 422)
    assert.equal((await visitor.post(`${form}/asset`, { asset: crypto.randomUUID() })).statusCode, 422)
    const [, l2] = /value="([0-9a-f-]{36})"[^>]*>(?:(?!value=)[^])*?Lamp L2/.exec(asked) ?? []
    const chosen = await visitor.post(`${form}/asset`, { asset: String(l2) })
    assert.equal(chosen.headers.location, `${form}/contact`)
    assert.match(
      (await visitor.get(`${form}/asset`)).body,
      new RegExp(`value="${l2}"[^>]*checked|checked[^>]*value="${l2}"`),
    )
    const { report, checked } = await send(visitor, form)
    assert.match(checked, /L2[^]*\/asset"/)
    assert.deepEqual([report.assetLayer, report.assetNumber, report.assetOwner], ['lamp', 'L2', 'fluvius'])

    const page = await visitor.get(`/nl/reports/${report.number}`)
    assert.match(page.body, /Lamp\s*<\/dt>\s*<dd[^>]*>\s*L2/)
    const data = await visitor.get(`/api/reports`)
    assert.equal(data.json().reports[0].assetNumber, 'L2')
    assert.match((await visitor.get('/api/reports.csv')).body, /assetLayer,assetNumber[^]*,lamp,L2/)
    const open311 = (await visitor.get(`/open311/v2/requests/${report.number}.json?extensions=true`)).json()
    assert.equal(open311[0].extended_attributes.asset_number, 'L2')
  })

  test('a number that is typed is found in the municipality, and gives a place to a report without one', async () => {
    const visitor = square.visitor()
    const { form, next } = await begin(visitor, { street: 'Bondgenotenlaan 3', postalCode: '3000' })
    assert.equal(next, `${form}/asset`)
    const wrong = await visitor.post(`${form}/asset`, { asset: 'other', number: '<b>9' })
    assert.equal(wrong.statusCode, 422)
    assert.match(wrong.body, /We kennen &lt;b(?:>|&gt;)9 niet/)
    assert.equal((await visitor.post(`${form}/asset`, { asset: 'other', number: ' ' })).statusCode, 422)
    assert.equal((await visitor.post(`${form}/asset`, { number: '30-03' })).headers.location, `${form}/contact`)
    const { report } = await send(visitor, form)
    assert.equal(report.assetNumber, '3003')
    const [x, y] = planeAround(HERE).flatten({ lon: report.lon ?? 0, lat: report.lat ?? 0 })
    assert.ok(Math.abs(x - 0.3) < 0.001 && Math.abs(y) < 0.001)
  })

  test('a number of far away is doubted, one of two owners is asked about, and who does not know goes on', async () => {
    const visitor = square.visitor()
    await take(square, geoJson([feature('L4', away(700)), feature('F1', away(900))]), { owner: 'sibelga' })
    const { form } = await begin(visitor, { pin: `${HERE.lon},${HERE.lat}` })
    const far = await visitor.post(`${form}/asset`, { asset: 'other', number: 'F1' })
    assert.match(far.body, /Nummer F1 staat 900 meter van de plek/)
    const two = await visitor.post(`${form}/asset`, { asset: 'other', number: 'L4' })
    assert.equal(two.statusCode, 422)
    assert.match(two.body, /Er zijn er meer met nummer L4/)
    assert.match(two.body, /Van Fluvius[^]*Van Sibelga/)
    assert.equal((await visitor.post(`${form}/asset`, { asset: 'unknown' })).headers.location, `${form}/contact`)
    const { report, checked } = await send(visitor, form)
    assert.match(checked, /Dat weet ik niet/)
    assert.equal(report.assetNumber, null)
  })

  test('a number that nobody knows is kept with the words, when its reader says so', async () => {
    const visitor = square.visitor()
    const { form } = await begin(visitor, { street: 'Bondgenotenlaan 9', postalCode: '3000' })
    const wrong = await visitor.post(`${form}/asset`, { asset: 'other', number: '99999' })
    assert.match(wrong.body, /Ga verder met nummer 99999/)
    assert.equal((await visitor.post(`${form}/asset`, { asset: 'as-read', number: ' ' })).statusCode, 422)
    const kept = await visitor.post(`${form}/asset`, { asset: 'as-read', number: '99999' })
    assert.equal(kept.headers.location, `${form}/contact`)
    assert.match((await visitor.get(`${form}/asset`)).body, /value="as-read"[^>]*checked|checked[^>]*value="as-read"/)
    const { report, checked } = await send(visitor, form)
    assert.match(checked, /99999[^]*\/asset"/)
    assert.match(report.note, /\n\nLamp: 99999$/)
    assert.equal(report.assetNumber, null)
  })

  test('nothing is asked about another subject, or where no such thing is known', async () => {
    const visitor = square.visitor()
    const tree = await begin(visitor, { pin: `${HERE.lon},${HERE.lat}` }, 'tree')
    assert.equal(tree.next, `${tree.form}/contact`)
    assert.equal((await visitor.get(`${tree.form}/asset`)).headers.location, `${tree.form}/contact`)
    const there = away(200)
    const dark = await begin(visitor, { pin: `${there.lon},${there.lat}` })
    assert.equal(dark.next, `${dark.form}/contact`)
    const elsewhere = await begin(visitor, { street: 'Grote Markt 1', postalCode: '1500' })
    assert.equal(elsewhere.next, `${elsewhere.form}/contact`)
  })

  test('the owner answers where a rule says so; without a known lamp the municipality does', async () => {
    const rule = {
      id: 'o',
      category: 'street-light',
      road: null,
      municipalities: null,
      postalCodes: null,
      streets: null,
    } as const
    const always = { asset: ANY_ASSET, from: null, until: null, to: OWNER_OF_ASSET }
    await addDemoTable(square.services.sql, REGION_OFFICE, [{ ...rule, ...always }], square.services.clock())
    const visitor = square.visitor()
    const known = await begin(visitor, { street: 'Bondgenotenlaan 3', postalCode: '3000' })
    await visitor.post(`${known.form}/asset`, { number: 'F1' })
    assert.equal((await send(visitor, known.form)).report.body, 'sibelga')
    const unknown = await begin(visitor, { street: 'Bondgenotenlaan 3', postalCode: '3000' })
    await visitor.post(`${unknown.form}/asset`, { asset: 'unknown' })
    assert.equal((await send(visitor, unknown.form)).report.body, 'leuven')
  })

  test('Open311 asks the number and finds the lamp; a number that is not known stays in the words', async () => {
    const client = openClient(square)
    const definition = (await client.get('services/stop.json', { locale: 'nl' })).value as { attributes: object[] }
    assert.match(JSON.stringify(definition.attributes), /"stop_number".*Nummer van de halte/)
    const fields = { api_key: await giveKey(square), service_code: 'street-light', description: 'Lamp stuk' }
    const post = async (number: string) => {
      const sent = { ...fields, address_string: 'Bondgenotenlaan 1, 3000 Leuven', 'attribute[post_number]': number }
      const { value, status } = await client.post('requests.json', sent)
      assert.equal(status, 201, JSON.stringify(value))
      const [{ service_request_id: id } = { service_request_id: 0 }] = value as { service_request_id: number }[]
      return findReport(square.services.sql, { number: id })
    }
    const known = await post('l-1')
    assert.deepEqual([known?.assetNumber, known?.body], ['L1', 'fluvius'])
    assert.ok(known?.lon)
    const unknown = await post('Q77')
    assert.deepEqual([unknown?.assetNumber, unknown?.body], [null, 'leuven'])
    assert.match(unknown?.note ?? '', /Q77/)
  })
})

test('the demonstration furnishes its surroundings, once, and clears them again', async () => {
  const square = await openTestSquare([region, reports], { demo: true })
  try {
    const { services } = square
    const count = async () =>
      (
        await services.sql<{ assets: number; named: number }>`
        select (select count(*) from reports.asset) as assets,
          (select count(*) from reports.report where asset_number like 'Demo %') as named`
      )[0]
    const filled = await count()
    assert.ok((filled?.assets ?? 0) > 200 && (filled?.named ?? 0) > 40, JSON.stringify(filled))
    await reports.demo?.fill(services)
    assert.deepEqual(await count(), filled)
    await reports.demo?.clear(services)
    assert.deepEqual(await count(), { assets: 0, named: 0 })
  } finally {
    await square.close()
  }
})
