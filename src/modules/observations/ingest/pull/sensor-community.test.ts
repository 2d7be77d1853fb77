import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, test } from 'node:test'
import { region } from '#modules/region/module.ts'
import { openTestSquare, type TestSquare } from '#web/testing.ts'
import { observations } from '../../module.ts'
import { listRefused, readRefusedAgain } from '../../public.ts'
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

const AREA = { south: 50.85, west: 4.65, north: 50.92, east: 4.76 }

/** A measurement as data.sensor.community tells it (airrohr v1). */
function measured(
  sensor: number,
  values: Readonly<Record<string, unknown>>,
  timestamp: unknown = '2026-03-02 10:58:12',
) {
  return {
    id: 9_000_000 + sensor,
    sampling_rate: null,
    timestamp,
    location: {
      id: sensor,
      latitude: '50.880',
      longitude: '4.701',
      altitude: '28.0',
      country: 'BE',
      exact_location: 0,
      indoor: 0,
    },
    sensor: { id: sensor, pin: '1', sensor_type: { id: 14, name: 'SDS011', manufacturer: 'Nova Fitness' } },
    sensordatavalues: Object.entries(values).map(([value_type, value], place) => ({ id: place, value_type, value })),
  }
}

describe('measurements of sensor.community', () => {
  let square: TestSquare
  let other: OtherSystem
  let reply: Reply
  before(async () => {
    square = await openTestSquare([region, observations], { config: { baseUrl: 'http://127.0.0.1:8080' } })
  })
  after(() => square.close())
  beforeEach(async () => {
    await square.services.sql`delete from observations.connector`
    await square.services.sql`delete from observations.thing`
    await square.services.sql`truncate observations.observation, observations.quarantine`
    other = await openOtherSystem(() => reply)
  })
  afterEach(() => other.close())

  test('every value of the area is stored with its place, once, however often it is told', async () => {
    reply = {
      json: [
        measured(1, { P1: '12.50', P2: '7.1' }),
        measured(2, { temperature: '8.4', humidity: '71.2', pressure: '101325' }),
      ],
    }
    const id = await connect(square, 'sensor-community', { address: other.address, area: AREA })
    await pullNow(square)
    assert.equal(other.asked[0]?.url.pathname, '/airrohr/v1/filter/box=50.85,4.65,50.92,4.76')
    const stored = await storedIn(square, 'sensor-community/%')
    assert.deepEqual(
      stored.map(({ key, number, property, ucum }) => [key, number, property, ucum]),
      [
        ['sensor-community/1/P1', 12.5, 'pm10', 'ug/m3'],
        ['sensor-community/1/P2', 7.1, 'pm2-5', 'ug/m3'],
        ['sensor-community/2/humidity', 71.2, 'relative-humidity', '%'],
        ['sensor-community/2/pressure', 101_325, 'air-pressure', 'Pa'],
        ['sensor-community/2/temperature', 8.4, 'air-temperature', 'Cel'],
      ],
    )
    assert.equal(stored[0]?.at.toString(), '2026-03-02T10:58:12Z')
    const [thing] = await square.services.sql<{ municipality: string; owner: string }>`
      select municipality, owner from observations.thing where outside_key = 'sensor-community/1'`
    assert.deepEqual(thing, { municipality: '24062', owner: 'leuven' })

    square.services.wait({ minutes: 6 })
    reply = { json: [measured(1, { P1: '12.50', P2: '7.1' }), measured(1, { P1: '13' }, '2026-03-02 11:03:12')] }
    await pullNow(square)
    const { cameIn, stored: added, known, refused, problem } = await stateOf(square, id)
    assert.deepEqual(
      { cameIn, added, known, refused, problem },
      { cameIn: 8, added: 6, known: 2, refused: 0, problem: '' },
    )
  })

  test('what stands for nothing is no value, and what is not understood waits once until it is mended', async () => {
    reply = {
      json: [
        measured(1, { P1: '1999.9', P2: '999', temperature: '-999', humidity: null, samples: '12' }),
        measured(2, { P1: { value: 5 }, temperature: 'warm', strange: '4', P2: 3 }),
        measured(3, { P2: '4' }, 'yesterday'),
        { ...measured(4, { P1: '9' }), sensor: null },
        'nonsense',
        measured(5, { P2: '999.0', P1: '998.9' }),
      ],
    }
    const id = await connect(square, 'sensor-community', { address: other.address, area: AREA })
    await pullNow(square)
    assert.deepEqual(
      (await storedIn(square, '%')).map(({ key, number }) => [key, number]),
      [
        ['sensor-community/2/P2', 3],
        ['sensor-community/5/P1', 998.9],
      ],
    )
    const { cameIn, stored, known, refused } = await stateOf(square, id)
    assert.deepEqual({ cameIn, stored, known, refused }, { cameIn: 13, stored: 2, known: 0, refused: 11 })
    const waiting = await refusedOf(square, id)
    assert.deepEqual(waiting.map(({ reason }) => reason).toSorted(), [
      'key-missing',
      'key-missing',
      'number-unknown',
      'number-unknown',
      'property-unknown',
      'time-unknown',
    ])
    square.services.wait({ minutes: 6 })
    await pullNow(square)
    assert.equal((await refusedOf(square, id)).length, waiting.length, 'told again is waiting once')

    const late = waiting.find(({ reason }) => reason === 'time-unknown')
    const all = await listRefused(square.services.sql, { limit: 100 })
    const line = all.find((one) => one.id === late?.id)
    assert.ok(line)
    const cells = (line.payload as string[]).map((cell) => (cell === 'yesterday' ? '2026-03-01 10:00:00' : cell))
    assert.equal(await readRefusedAgain(square.services, line, JSON.stringify(cells)), undefined)
    assert.equal((await storedIn(square, 'sensor-community/3/P2'))[0]?.at.toString(), '2026-03-01T10:00:00Z')
  })

  test('what did not change since the last time is not sent again', async () => {
    reply = {
      json: [measured(1, { P1: '12.50' })],
      headers: { etag: '"a"', 'last-modified': 'Mon, 02 Mar 2026 10:59:00 GMT' },
    }
    const id = await connect(square, 'sensor-community', { address: other.address, area: AREA })
    await pullNow(square)
    square.services.wait({ minutes: 6 })
    reply = { status: 304 }
    await pullNow(square)
    assert.equal(other.asked[0]?.headers['if-none-match'], undefined)
    assert.equal(other.asked[1]?.headers['if-none-match'], '"a"')
    assert.equal(other.asked[1]?.headers['if-modified-since'], 'Mon, 02 Mar 2026 10:59:00 GMT')
    const { cameIn, problem, failures } = await stateOf(square, id)
    assert.deepEqual({ cameIn, problem, failures }, { cameIn: 1, problem: '', failures: 0 })
  })
})
