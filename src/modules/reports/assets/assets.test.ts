import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { toLambert72 } from '#core/geo/coordinates.ts'
import { planeAround, type Point } from '#core/geo/point.ts'
import { region } from '#modules/region/module.ts'
import { REGION_OFFICE } from '#modules/region/public.ts'
import type { ImportResult } from '#web/module.ts'
import { openTestSquare, type TestSquare, type TestVisitor } from '#web/testing.ts'
import { reports } from '../module.ts'
import { ANY_ASSET, OWNER_OF_ASSET } from '../routing/rule.ts'
import { addDemoTable } from '../routing/store.ts'
import { findReport } from '../store/find.ts'
import { NEAR_METRES, nearestOf, numberKey } from './asset.ts'
import { assetsImporter } from './import-assets.ts'
import { LAYERS, layerOf } from './layers.ts'
import { listAround } from './store.ts'
import { randomFrom } from '../demo/random.ts'
import { CATEGORIES } from '../category.ts'

/** In the middle of Leuven. */
const HERE = { lon: 4.7009, lat: 50.8798 }

function away(metres: number): Point {
  return planeAround(HERE).unflatten(metres / 1000, 0)
}

function feature(number: unknown, { lon, lat }: Point, properties: Record<string, unknown> = {}) {
  return {
    type: 'Feature',
    properties: { number, ...properties },
    geometry: { type: 'Point', coordinates: [lon, lat] },
  }
}

function fileOf(name: string, content: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'assets-')), name)
  writeFileSync(path, content)
  return path
}

function geoJson(features: readonly unknown[]): string {
  return fileOf(
    'lamps.geojson',
    JSON.stringify({ type: 'FeatureCollection', crs: { properties: { name: 'features' } }, bbox: [1, 2], features }),
  )
}

test('each subject has one layer at most, and numbers are one however they are written', () => {
  for (const category of CATEGORIES)
    assert.ok(Object.values(LAYERS).filter(({ categories }) => categories.includes(category)).length <= 1, category)
  assert.equal(layerOf('street-light'), 'lamp')
  assert.equal(layerOf('tree'), undefined)
  assert.equal(numberKey(' 12.034/a '), numberKey('12034A'))
  assert.equal(numberKey('-/.'), '')
})

describe('assets', () => {
  let square: TestSquare
  before(async () => {
    square = await openTestSquare([region, reports])
  })
  after(() => square.close())

  function take(file: string, options: Record<string, string> = {}): Promise<ImportResult> {
    const all = { layer: 'lamp', owner: 'fluvius', ...options }
    return assetsImporter.run({ file, options: all, progress: () => {} }, square.services)
  }

  async function kept(): Promise<string[]> {
    const rows = await square.services.sql<{ number: string; until: Temporal.PlainDate | null }>`
      select number, valid_until as until from reports.asset where layer = 'lamp' and owner = 'fluvius' order by number`
    return rows.map(({ number, until }) => (until === null ? number : `${number} ended`))
  }

  test('come from GeoJSON: wrong lines are listed, a second time brings up to date, what is missing ends', async () => {
    const first = await take(
      geoJson([
        feature('L1', away(5)),
        feature('L2', away(12)),
        feature(3003, away(300)),
        feature('', away(1)),
        feature('X'.repeat(50), away(1)),
        feature('L5', { lon: 2.35, lat: 48.85 }),
        feature('l-1', away(6)),
        { type: 'Feature', properties: { number: 'L8' }, geometry: { type: 'LineString', coordinates: [] } },
        'nonsense',
        { type: 'Thing' },
      ]),
    )
    assert.equal(first.added, 3)
    assert.deepEqual(
      first.rejected.map(({ line, reason }) => `${line} ${reason}`),
      [
        '4 There is no number in "number".',
        `5 A number has letters or figures, at most 40; not "${'X'.repeat(50)}".`,
        '6 The place is outside the region.',
        '7 The number l-1 stands in line 1 already, in the same municipality.',
        '8 This is not a point.',
        '9 This is not a feature of GeoJSON.',
      ],
    )
    assert.deepEqual(await kept(), ['3003', 'L1', 'L2'])

    // L1 moved, L2 cannot be read this time and stays, 3003 is gone, L4 is new.
    const wrong = { ...feature('L2', away(12)), geometry: null }
    const again = await take(geoJson([feature('l 1', away(8)), wrong, feature('L4', away(30))]))
    assert.deepEqual([again.added, again.known, again.rejected.length], [1, 1, 1])
    assert.deepEqual(await kept(), ['3003 ended', 'L2', 'L4', 'l 1'])
    assert.match(again.remarks.join(), /^1 that are not in the file/)

    const back = await take(
      geoJson([feature('L1', away(5)), feature('L2', away(12)), feature('3003', away(300)), feature('L4', away(30))]),
    )
    assert.deepEqual([back.added, back.known], [0, 4])
    assert.deepEqual(await kept(), ['3003', 'L1', 'L2', 'L4'])
  })

  test('end nothing when a file stops halfway, has nothing in it, or is about another municipality', async () => {
    const whole = JSON.stringify({
      type: 'FeatureCollection',
      features: [feature('L1', away(5)), feature('L9', away(5))],
    })
    const half = await take(fileOf('half.geojson', whole.slice(0, -40)))
    assert.equal(half.isWhole, false)
    assert.match(half.remarks.join(), /not read to its end/)
    assert.match((await take(geoJson([]))).remarks.join(), /Nothing was taken in/)
    assert.match((await take(fileOf('text.geojson', 'not json'))).remarks.join(), /Nothing was taken in/)
    const elsewhere = await take(geoJson([feature('L1', away(5))]), { municipality: '23027' })
    assert.match(elsewhere.rejected[0]?.reason ?? '', /another municipality/)
    assert.deepEqual(await kept(), ['3003', 'L1', 'L2', 'L4'])
  })

  test('come from CSV too, in Lambert 72, with days and other names of columns', async () => {
    const [x, y] = toLambert72(away(2))
    const rows = [
      'Nr;X;Y;"In ""use"" from";Gone',
      `"H;1";${String(x).replace('.', ',')};${y};2020-05-01;`,
      `H2;${x};${y};2020-05-01;2021-01-01`,
      `H3;${x};${y};yesterday;`,
      `H4;${x}`,
      '',
      `H5;north;${y};;`,
    ]
    const columns = { number: 'Nr', x: 'X', y: 'Y', from: 'In "use" from', until: 'Gone' }
    const { added, rejected } = await take(fileOf('stops.csv', rows.join('\r\n')), {
      layer: 'stop',
      owner: 'de-lijn',
      ...columns,
    })
    assert.equal(added, 2)
    assert.deepEqual(rejected, [
      { line: 4, reason: 'A day is written as 2027-03-31.' },
      { line: 5, reason: 'This row has 2 values; the first row names 5.' },
      { line: 7, reason: 'The place cannot be read as two numbers on the map.' },
    ])
    const on = (day: string) => listAround(square.services.sql, 'stop', HERE, Temporal.PlainDate.from(day))
    assert.deepEqual((await on('2020-12-31')).map(({ number }) => number).toSorted(), ['H2', 'H;1'])
    assert.deepEqual(
      (await on('2021-01-01')).map(({ number }) => number),
      ['H;1'],
    )
    assert.deepEqual(await on('2020-04-30'), [])
  })

  test('a wrong order says what is wrong', async () => {
    const file = geoJson([])
    await assert.rejects(take(file, { layer: 'toString' }), /--layer must be one of: lamp/)
    await assert.rejects(take(file, { owner: 'nobody' }), /--owner must be the id of a body/)
    await assert.rejects(take(file, { municipality: '99999' }), /--municipality must be the NIS code/)
  })

  test('the nearest are those that a look at all of them finds, on every side', async () => {
    const random = randomFrom(5)
    const plane = planeAround(HERE)
    const all = Array.from({ length: 300 }, (_, index) =>
      feature(`B${index}`, plane.unflatten((random() - 0.5) / 8, (random() - 0.5) / 8)),
    )
    await take(geoJson(all), { layer: 'bin', owner: 'leuven' })
    const rows = await square.services.sql<Point & { number: string }>`
      select number, lon, lat from reports.asset where layer = 'bin'`
    for (let turn = 0; turn < 50; turn++) {
      const point = plane.unflatten((random() - 0.5) / 10, (random() - 0.5) / 10)
      const found = nearestOf(
        await listAround(square.services.sql, 'bin', point, Temporal.PlainDate.from('2099-01-01')),
        point,
      )
      const metres = (to: Point) => Math.hypot(...planeAround(point).flatten(to)) * 1000
      const expected = rows.map((row) => ({ ...row, metres: metres(row) })).filter((row) => row.metres <= NEAR_METRES)
      const five = expected.toSorted((a, b) => a.metres - b.metres).slice(0, 5)
      assert.deepEqual(
        found.map(({ number }) => number),
        five.map(({ number }) => number),
      )
    }
  })

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
    await take(geoJson([feature('L4', away(700)), feature('F1', away(900))]), { owner: 'sibelga' })
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
