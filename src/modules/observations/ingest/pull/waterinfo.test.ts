import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, test } from 'node:test'
import { region } from '#modules/region/module.ts'
import { openTestSquare, type TestSquare } from '#web/testing.ts'
import { observations } from '../../module.ts'
import {
  connect,
  openOtherSystem,
  pullNow,
  refusedOf,
  stateOf,
  storedIn,
  type OtherSystem,
  type Reply,
} from './testing.ts'

const COLUMNS = [
  'ts_id',
  'ts_name',
  'ts_path',
  'ts_unitsymbol',
  'station_no',
  'station_name',
  'station_latitude',
  'station_longitude',
  'parametertype_name',
  'stationparameter_longname',
]
const LEVEL = ['111', 'P.15', '/L08/H/P.15', 'm', 'L08', 'Leuven/Dijle', '50.879', '4.70', 'H', 'Waterpeil']
const DAILY = ['112', 'DagGem', '/L08/H/DagGem', 'm', 'L08', 'Leuven/Dijle', '50.879', '4.70', 'H', 'Waterpeil']
const RAIN = ['221', 'P.15', '/P12/N/P.15', 'mm', 'P12', 'Heverlee', '50.86', '4.69', 'N', 'Neerslag']

/** The values of a series as KiWIS 1.7 tells them in JSON. */
function series(id: string, data: unknown[], columns = 'Timestamp,Value,Quality Code') {
  return { ts_id: id, rows: String(data.length), columns, data }
}

describe('series of waterinfo', () => {
  let square: TestSquare
  let other: OtherSystem
  let replies: Record<string, Reply>
  before(async () => {
    square = await openTestSquare([region, observations], { config: { baseUrl: 'http://127.0.0.1:8080' } })
  })
  after(() => square.close())
  beforeEach(async () => {
    await square.services.sql`delete from observations.connector`
    await square.services.sql`delete from observations.thing`
    await square.services.sql`truncate observations.observation, observations.quarantine`
    replies = {
      getStationList: { json: [['station_no'], ['L08'], ['P12']] },
      getTimeseriesList: { json: [COLUMNS, LEVEL, DAILY, RAIN], headers: { etag: '"list"' } },
    }
    other = await openOtherSystem(
      ({ url }) => replies[url.searchParams.get('request') ?? ''] ?? { status: 404, text: '' },
    )
  })
  afterEach(() => other.close())

  const ofKind = (request: string) =>
    other.asked.map(({ url }) => url.searchParams).filter((query) => query.get('request') === request)

  test('series as measured of the stations within the area, with the quality code, in two time zones', async () => {
    replies['getTimeseriesValues'] = {
      json: [
        series('111', [
          ['2026-03-02T11:00:00.000+01:00', 1.25, 110],
          ['2026-03-02T10:15:00.000Z', 1.26, 110],
          ['2026-03-02T11:30:00.000+01:00', null, 255],
          ['2026-03-02T11:45:00.000+01:00', -999, 130],
          ['2026-03-02T11:00:00.000+01:00', 1.25, 110],
        ]),
        series('221', [[0.4, '2026-03-02T11:00:00.000+01:00']], 'Value,Timestamp'),
      ],
    }
    const area = { south: 50.8, west: 4.6, north: 50.9, east: 4.8 }
    const id = await connect(square, 'waterinfo', { address: `${other.address}/KiWIS?datasource=4`, area, days: 2 })
    await pullNow(square)
    assert.equal(ofKind('getStationList')[0]?.get('bbox'), '4.6,50.8,4.8,50.9')
    assert.equal(ofKind('getTimeseriesList')[0]?.get('station_no'), 'L08,P12')
    const [values] = ofKind('getTimeseriesValues')
    assert.equal(values?.get('ts_id'), '111,221')
    assert.equal(values?.get('datasource'), '4')
    assert.equal(values?.get('from'), '2026-02-28T11:00:00Z')
    const stored = await storedIn(square, 'waterinfo/%')
    assert.deepEqual(
      stored.map(({ key, at, number, property, ucum }) => [key, at.toString(), number, property, ucum]),
      [
        ['waterinfo/L08/111', '2026-03-02T10:00:00Z', 1.25, 'water-level', 'm'],
        ['waterinfo/L08/111', '2026-03-02T10:15:00Z', 1.26, 'water-level', 'm'],
        ['waterinfo/P12/221', '2026-03-02T10:00:00Z', 0.4, 'rain', 'mm'],
      ],
    )
    const [quality] = await square.services.sql<{ quality: unknown }>`
      select quality from observations.observation where quality is not null order by at limit 1`
    assert.equal(quality?.quality, 110)
    const { stored: added, known, refused } = await stateOf(square, id)
    assert.deepEqual({ added, known, refused }, { added: 3, known: 1, refused: 2 })
    assert.deepEqual(await refusedOf(square, id), [], 'nothing measured is nothing to mend')
  })

  test('it goes on after the last value, with an overlap; the list is asked once a day, and only when it changed', async () => {
    replies['getTimeseriesValues'] = { json: [series('111', [['2026-03-02T10:00:00Z', 1.2, 110]])] }
    replies['getTimeseriesList'] = { json: [COLUMNS, LEVEL], headers: { etag: '"list"' } }
    await connect(square, 'waterinfo', { address: `${other.address}/KiWIS`, ids: ['111'] })
    await pullNow(square)
    assert.equal(ofKind('getTimeseriesList')[0]?.get('ts_id'), '111')
    square.services.wait({ minutes: 10 })
    await pullNow(square)
    assert.equal(ofKind('getTimeseriesValues').at(-1)?.get('from'), '2026-03-02T08:00:00Z')
    assert.equal(ofKind('getTimeseriesList').length, 1)
    square.services.wait({ hours: 24 * 10 })
    replies['getTimeseriesList'] = { status: 304 }
    await pullNow(square)
    assert.equal(ofKind('getTimeseriesList').length, 2)
    assert.equal(
      other.asked.find(({ headers }) => headers['if-none-match'] !== undefined)?.headers['if-none-match'],
      '"list"',
    )
    const asked = ofKind('getTimeseriesValues')
      .slice(2)
      .map((query) => [query.get('from'), query.get('to')])
    assert.deepEqual(asked, [
      ['2026-03-02T08:00:00Z', '2026-03-09T08:00:00Z'],
      ['2026-03-09T08:00:00Z', '2026-03-12T11:10:00Z'],
    ])
  })

  test('an error within an answer is told in words; a value that is no number waits', async () => {
    replies['getTimeseriesValues'] = {
      json: [
        series('111', [
          ['2026-03-02T10:00:00Z', 'ice', 110],
          ['today', 1, 110],
          'nothing',
          ['2026-03-02T10:15:00Z', '1.3', 110],
        ]),
      ],
    }
    const id = await connect(square, 'waterinfo', { address: `${other.address}/KiWIS`, ids: ['111'] })
    await pullNow(square)
    assert.deepEqual((await refusedOf(square, id)).map(({ reason }) => reason).toSorted(), [
      'number-unknown',
      'time-unknown',
    ])
    assert.deepEqual(
      (await storedIn(square, '%')).map(({ number }) => number),
      [1.3],
    )
    const errors = [
      ['TooManyRequests', 'too-busy'],
      ['InvalidParameterValue', 'refused'],
    ] as const
    for (const [code, problem] of errors) {
      square.services.wait({ hours: 1 })
      replies['getTimeseriesValues'] = { json: { type: 'error', code, message: 'see documentation' } }
      await pullNow(square)
      assert.equal((await stateOf(square, id)).problem, problem)
    }
    square.services.wait({ hours: 1 })
    replies['getTimeseriesValues'] = { json: { type: 'error', code: 'DatasourceError', message: 'No results.' } }
    await pullNow(square)
    assert.equal((await stateOf(square, id)).problem, '')
  })

  test('a series that is told in another unit than it has here stops nothing for good, and is told', async () => {
    replies['getTimeseriesList'] = { json: [COLUMNS, LEVEL] }
    replies['getTimeseriesValues'] = { json: [series('111', [['2026-03-02T10:00:00Z', 1.2, 110]])] }
    const id = await connect(square, 'waterinfo', { address: `${other.address}/KiWIS`, ids: ['111'] })
    await pullNow(square)
    await square.services.sql`update observations.datastream set ucum = 'mm' where outside_key = 'waterinfo/L08/111'`
    square.services.wait({ hours: 1 })
    replies['getTimeseriesValues'] = { json: [series('111', [['2026-03-02T10:15:00Z', 1.3, 110]])] }
    await pullNow(square)
    assert.equal((await storedIn(square, '%')).at(-1)?.number, 1300)
    await square.services.sql`update observations.datastream set ucum = 'Cel' where outside_key = 'waterinfo/L08/111'`
    square.services.wait({ hours: 1 })
    await pullNow(square)
    assert.equal((await stateOf(square, id)).problem, 'unit-changed')
  })
})
