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
  type Asked,
  type OtherSystem,
  type Reply,
} from './testing.ts'

/** An hour as Telraam v1 tells it (POST /v1/reports/traffic). */
function hour(date: string, counts: Readonly<Record<string, unknown>> = {}) {
  return {
    instance_id: -1,
    segment_id: 9_000_001_234,
    date,
    interval: 'hourly',
    uptime: 0.87,
    heavy: 1,
    car: 40,
    bike: 12,
    pedestrian: 3,
    car_lft: 25,
    car_rgt: 15,
    timezone: 'Europe/Brussels',
    v85: 31.5,
    ...counts,
  }
}

const SEGMENT = {
  status_code: 200,
  features: [
    {
      type: 'Feature',
      geometry: {
        type: 'MultiLineString',
        coordinates: [
          [
            [4.7, 50.88],
            [4.701, 50.8801],
            [4.702, 50.8802],
          ],
        ],
      },
    },
  ],
}

describe('counts of Telraam', () => {
  let square: TestSquare
  let other: OtherSystem
  let report: unknown
  let reply: ((asked: Asked) => Reply) | undefined
  before(async () => {
    square = await openTestSquare([region, observations], { config: { baseUrl: 'http://127.0.0.1:8080' } })
  })
  after(() => square.close())
  beforeEach(async () => {
    await square.services.sql`delete from observations.connector`
    await square.services.sql`delete from observations.thing`
    await square.services.sql`truncate observations.observation, observations.quarantine`
    report = []
    reply = undefined
    other = await openOtherSystem((asked) => {
      // So that nothing waits a second before the next question.
      square.services.wait({ milliseconds: 1100 })
      return reply?.(asked) ?? { json: asked.method === 'GET' ? SEGMENT : { status_code: 200, message: 'ok', report } }
    })
  })
  afterEach(() => other.close())

  const open = (ids: string[]) =>
    connect(square, 'telraam', { address: other.address, ids, key: 'telraam-key', days: 2 })
  const spans = () =>
    other.asked.filter(({ method }) => method === 'POST').map(({ body }) => JSON.parse(body) as Record<string, string>)

  test('hours are stored both ways, with the key, and an hour in which it did not look is no zero', async () => {
    report = [
      hour('2026-03-02T08:00:00.000Z'),
      hour('2026-03-02T10:00:00.000+01:00', { car: 41 }),
      hour('2026-03-02T10:00:00.000Z', { uptime: 0, car: 0, bike: 0 }),
      hour('2026-03-02T08:00:00.000Z'),
    ]
    const id = await open(['9000001234'])
    await pullNow(square)
    assert.deepEqual(
      other.asked.map(({ headers }) => headers['x-api-key']),
      ['telraam-key', 'telraam-key'],
    )
    assert.deepEqual(spans()[0], {
      level: 'segments',
      format: 'per-hour',
      id: '9000001234',
      time_start: '2026-02-28 11:00:00Z',
      time_end: '2026-03-02 11:00:00Z',
    })
    const cars = await storedIn(square, 'telraam/9000001234/car')
    assert.deepEqual(
      cars.map(({ at, number }) => [at.toString(), number]),
      [
        ['2026-03-02T08:00:00Z', 40],
        ['2026-03-02T09:00:00Z', 41],
      ],
    )
    assert.equal((await storedIn(square, 'telraam/9000001234/car_lft')).length, 2)
    const uptimes = await storedIn(square, 'telraam/9000001234/uptime')
    assert.deepEqual(uptimes.at(-1)?.number, 0)
    const [place] = await square.services.sql<{ lon: number; municipality: string }>`
      select lon, municipality from observations.location`
    assert.deepEqual(place, { lon: 4.701, municipality: '24062' })
    const { stored, known, refused, cameIn } = await stateOf(square, id)
    assert.deepEqual({ stored, known, refused, cameIn }, { stored: 3, known: 1, refused: 0, cameIn: 4 })
  })

  test('after an outage it goes on where it was, with an overlap; what differs is a correction', async () => {
    report = [hour('2026-03-02T08:00:00.000Z'), hour('2026-03-02T09:00:00.000Z', { uptime: 0 })]
    const id = await open(['9000001234'])
    await pullNow(square)
    square.services.wait({ hours: 24 * 100 })
    reply = () => ({ status: 500, text: '' })
    await pullNow(square)
    assert.equal((await stateOf(square, id)).problem, 'broken')
    square.services.wait({ hours: 1 })
    reply = undefined
    report = [hour('2026-03-02T08:00:00.000Z', { car: 44 }), hour('2026-06-01T08:00:00.000Z')]
    await pullNow(square)
    const asked = spans().slice(2)
    assert.equal(asked[0]?.['time_start'], '2026-03-01 08:00:00Z')
    assert.equal(asked[1]?.['time_start'], asked[0]?.['time_end'], 'no hour lies between two questions')
    assert.equal(asked.at(-1)?.['time_end'], '2026-06-10 12:00:00Z')
    const cars = await storedIn(square, 'telraam/9000001234/car')
    assert.deepEqual(
      cars.map(({ number }) => number),
      [44, 40],
    )
  })

  test('the counter that waited longest is asked first, and an error in an answer of 200 is one', async () => {
    reply = ({ body }) =>
      body.includes('"2"')
        ? { json: { status_code: 429, message: 'Too Many Requests' } }
        : { json: { status_code: 200, report } }
    const id = await open(['1', '2', '3'])
    await pullNow(square)
    assert.deepEqual(
      [spans().map((asked) => asked['id']), (await stateOf(square, id)).problem],
      [['1', '2'], 'too-busy'],
    )
    square.services.wait({ hours: 1 })
    reply = undefined
    await pullNow(square)
    assert.deepEqual(
      spans()
        .slice(2)
        .map((asked) => asked['id']),
      ['2', '3', '1'],
    )
  })

  test('a count that is no number waits, the others of the hour are stored; a report that is no list is told', async () => {
    report = [hour('2026-03-02T08:00:00.000Z', { car: 'many', bike: null }), 'x', hour('not yet')]
    const id = await open(['9000001234'])
    await pullNow(square)
    const reasons = (await refusedOf(square, id)).map(({ reason }) => reason)
    assert.deepEqual(reasons.toSorted(), ['number-unknown', 'time-unknown'])
    assert.equal((await storedIn(square, 'telraam/9000001234/heavy')).length, 1)
    assert.equal((await storedIn(square, 'telraam/9000001234/car')).length, 0)
    report = { hours: [] }
    square.services.wait({ hours: 1 })
    await pullNow(square)
    assert.equal((await stateOf(square, id)).problem, 'not-understood')
  })

  test('a counter that is not there any more holds up no other, and one of which the clock is ahead misses nothing', async () => {
    reply = ({ body, method }) =>
      body.includes('"1"') || method === 'GET'
        ? { status: 404, json: { message: 'no such segment' } }
        : { json: { status_code: 200, report: [hour('2031-01-01T00:00:00.000Z', { segment_id: 2 })] } }
    const id = await open(['1', '2'])
    for (let turn = 0; turn < 2; turn++) {
      await pullNow(square)
      assert.equal((await stateOf(square, id)).problem, 'refused')
      square.services.wait({ hours: 2 })
    }
    const [first, second] = spans().filter((span) => span['id'] === '2')
    // A day before what was asked, not before what the clock of the counter says.
    assert.equal(Date.parse(second?.['time_start'] ?? ''), Date.parse(first?.['time_end'] ?? '') - 24 * 3_600_000)
  })

  test('the key goes nowhere else than where it was typed for', async () => {
    const id = await open(['9000001234'])
    await square.services.sql`
      update observations.connector set settings = settings || ${{ address: `${other.address}/elsewhere` }}::jsonb where id = ${id}`
    await pullNow(square)
    assert.deepEqual([other.asked.length, (await stateOf(square, id)).problem], [0, 'key-lost'])
  })
})
