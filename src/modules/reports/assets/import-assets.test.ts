import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { toLambert72 } from '#core/geo/coordinates.ts'
import { planeAround, type Point } from '#core/geo/point.ts'
import { region } from '#modules/region/module.ts'
import { openTestSquare, type TestSquare } from '#web/testing.ts'
import { CATEGORIES } from '../category.ts'
import { randomFrom } from '../demo/random.ts'
import { reports } from '../module.ts'
import { NEAR_METRES, nearestOf, numberKey } from './asset.ts'
import { LAYERS, layerOf } from './layers.ts'
import { listAround } from './store.ts'
import { away, feature, fileOf, geoJson, HERE, take } from './testing.ts'

test('each subject has one layer at most, and numbers are one however they are written', () => {
  for (const category of CATEGORIES)
    assert.ok(Object.values(LAYERS).filter(({ categories }) => categories.includes(category)).length <= 1, category)
  assert.equal(layerOf('street-light'), 'lamp')
  assert.equal(layerOf('tree'), undefined)
  assert.equal(numberKey(' 12.034/a '), numberKey('12034A'))
  assert.equal(numberKey('-/.'), '')
})

describe('assets of a file', () => {
  let square: TestSquare
  before(async () => {
    square = await openTestSquare([region, reports])
  })
  after(() => square.close())

  async function kept(): Promise<string[]> {
    const rows = await square.services.sql<{ number: string; until: Temporal.PlainDate | null }>`
      select number, valid_until as until from reports.asset where layer = 'lamp' and owner = 'fluvius' order by number`
    return rows.map(({ number, until }) => (until === null ? number : `${number} ended`))
  }

  test('come from GeoJSON: wrong lines are listed, a second time brings up to date, what is missing ends', async () => {
    const first = await take(
      square,
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
    const again = await take(square, geoJson([feature('l 1', away(8)), wrong, feature('L4', away(30))]))
    assert.deepEqual([again.added, again.known, again.rejected.length], [1, 1, 1])
    assert.deepEqual(await kept(), ['3003 ended', 'L2', 'L4', 'l 1'])
    assert.match(again.remarks.join(), /^1 that are not in the file/)

    const back = await take(
      square,
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
    const half = await take(square, fileOf('half.geojson', whole.slice(0, -40)))
    assert.equal(half.isWhole, false)
    assert.match(half.remarks.join(), /not read to its end/)
    assert.match((await take(square, geoJson([]))).remarks.join(), /Nothing was taken in/)
    assert.match((await take(square, fileOf('text.geojson', 'not json'))).remarks.join(), /Nothing was taken in/)
    const elsewhere = await take(square, geoJson([feature('L1', away(5))]), { municipality: '23027' })
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
    const { added, rejected } = await take(square, fileOf('stops.csv', rows.join('\r\n')), {
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
    await assert.rejects(take(square, file, { layer: 'toString' }), /--layer must be one of: lamp/)
    await assert.rejects(take(square, file, { owner: 'nobody' }), /--owner must be the id of a body/)
    await assert.rejects(take(square, file, { municipality: '99999' }), /--municipality must be the NIS code/)
  })

  test('the nearest are those that a look at all of them finds, on every side', async () => {
    const random = randomFrom(5)
    const plane = planeAround(HERE)
    const all = Array.from({ length: 300 }, (_, index) =>
      feature(`B${index}`, plane.unflatten((random() - 0.5) / 8, (random() - 0.5) / 8)),
    )
    await take(square, geoJson(all), { layer: 'bin', owner: 'leuven' })
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
})
