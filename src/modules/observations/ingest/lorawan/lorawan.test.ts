import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { randomUUID } from 'node:crypto'
import { region } from '#modules/region/module.ts'
import { openTestSquare, type TestSquare } from '#web/testing.ts'
import { giveDeviceKey } from '../../keys/testing.ts'
import { observations } from '../../module.ts'
import { roughly } from '../../place.ts'
import { listRefused, readRefusedAgain } from '../../public.ts'
import { storedIn } from '../pull/testing.ts'
import { saveApplication } from './application-store.ts'
import { readFields, writeFields } from './mapping.ts'
import { PATH, uplink } from './testing.ts'

describe('LoRaWAN devices, by The Things Stack', () => {
  let square: TestSquare
  let key: string
  before(async () => {
    square = await openTestSquare([region, observations])
    key = await giveDeviceKey(square.services, { scopes: ['observations', 'entities'] })
  })
  after(() => square.close())
  beforeEach(async () => {
    await square.services.sql`delete from observations.thing`
    await square.services.sql`delete from observations.lorawan_application`
    await square.services.sql`truncate observations.observation, observations.quarantine`
  })

  const send = (body: unknown, headers: Record<string, string> = { authorization: `Bearer ${key}` }) =>
    square.server.inject({
      method: 'POST',
      url: PATH,
      headers: { 'content-type': 'application/json', 'x-downlink-apikey': 'NNSXS.SECRET', ...headers },
      payload: typeof body === 'string' ? body : JSON.stringify(body),
    })
  const told = async (body: unknown) => {
    const answer = await send(body)
    return [answer.statusCode, JSON.parse(answer.body) as unknown]
  }

  test('usual fields are stored with device, place and unit before it is answered, and once however often they are sent', async () => {
    const message = uplink({
      temperature: 8.4,
      Humidity: '71',
      pm2_5: 7,
      'PM1.0': 3,
      battery: 96,
      relative_humidity_3: 70,
    })
    assert.deepEqual(await told(message), [200, { stored: 6, known: 0, refused: [] }])
    const stored = await storedIn(square, 'lorawan/%')
    assert.deepEqual(
      stored.map(({ key: name, number, property, ucum }) => [
        name.slice('lorawan/town-air/box-7/'.length),
        number,
        property,
        ucum,
      ]),
      [
        ['battery/battery-level', 96, 'battery-level', '%'],
        ['Humidity/relative-humidity', 71, 'relative-humidity', '%'],
        ['PM1.0/pm1', 3, 'pm1', 'ug/m3'],
        ['pm2_5/pm2-5', 7, 'pm2-5', 'ug/m3'],
        ['relative_humidity_3/relative-humidity', 70, 'relative-humidity', '%'],
        ['temperature/air-temperature', 8.4, 'air-temperature', 'Cel'],
      ].toSorted(([one], [other]) => (String(one) < String(other) ? -1 : 1)),
    )
    assert.equal(stored[0]?.at.toString(), '2026-03-02T10:30:00.987654Z')
    const [thing] = await square.services.sql<{ owner: string; municipality: string; properties: object; lon: number }>`
      select t.owner, t.municipality, t.properties, l.lon from observations.thing t
      join observations.thing_location tl on tl.thing = t.id join observations.location l on l.id = tl.location`
    assert.deepEqual(thing, {
      owner: 'leuven',
      municipality: '24062',
      properties: { devEui: '70B3D57ED0000001' },
      lon: 4.701,
    })
    const [extra] = await square.services.sql<{
      parameters: object
    }>`select parameters from observations.observation limit 1`
    assert.deepEqual(extra?.parameters, { port: 2, frame: 41, rssi: -61, snr: 9.2 })
    assert.deepEqual(await told(message), [200, { stored: 0, known: 6, refused: [] }])
  })

  test('a device of which somebody said that it hangs at a home stands where its cell has its middle', async () => {
    await told(uplink({ temperature: 8.4 }, { locations: {} }))
    await square.services.sql`update observations.thing set properties = properties || '{"precision": "area"}'`
    await told(uplink({ temperature: 8.6 }, { received_at: '2026-03-02T10:40:00Z' }))
    const [place] = await square.services.sql<{ lon: number; lat: number; location: unknown; about: unknown }>`
      select l.lon, l.lat, l.location, f.feature as about from observations.thing_location t
      join observations.location l on l.id = t.location join observations.feature f on f.made_of = l.id`
    const rough = roughly({ lon: 4.701, lat: 50.88 })
    const point = { type: 'Point', coordinates: [rough.lon, rough.lat] }
    assert.deepEqual(place, { ...rough, location: point, about: point })
  })

  test('what was heard tomorrow or long ago makes no device, and waits with the reason', async () => {
    for (const [heard, why] of [
      ['2099-01-01T00:00:00Z', 'more than a day ahead'],
      ['2000-01-01T00:00:00Z', 'more than ten years ago'],
    ] as const) {
      const [status, answer] = await told(uplink({ temperature: 8.4 }, { received_at: heard }))
      assert.deepEqual([status, JSON.stringify(answer).includes(why)], [202, true])
    }
    const [made] = await square.services.sql`select id from observations.thing`
    assert.equal(made, undefined)
    const waiting = await listRefused(square.services.sql, { limit: 9 })
    assert.deepEqual(waiting.map(({ reason }) => reason).toSorted(), ['time-ahead', 'time-long-ago'])
  })

  test('a number that stands for nothing is no value; an uplink of nothing else waits with the reason', async () => {
    const [, some] = await told(uplink({ temperature: -999, temp: -127, pm10: 999.9, pressure: 999.9, humidity: 61 }))
    assert.deepEqual(some, { stored: 2, known: 0, refused: [] })
    assert.deepEqual(
      (await storedIn(square, 'lorawan/%'))
        .map(({ number }) => number)
        .toSorted((one, other) => (one ?? 0) - (other ?? 0)),
      [61, 999.9],
    )
    const [status, none] = await told(uplink({ temperature: -32_768 }))
    assert.deepEqual([status, JSON.stringify(none).includes('Nothing was measured')], [202, true])
  })

  test('what nobody explained waits until somebody does, and is stored then', async () => {
    const message = uplink({ temperature: 8.4, TempC_SHT: 8.6, gps: { lat: 50.8 }, temp: 'warm' })
    const [status, answer] = await told(message)
    assert.equal(status, 202)
    assert.deepEqual((answer as { stored: number }).stored, 1)
    await told(message)
    const waiting = await listRefused(square.services.sql, { limit: 10 })
    assert.deepEqual(
      waiting.map(({ reason, detail, owner }) => [reason, detail, owner]),
      [
        ['number-unknown', 'temp: warm', 'leuven'],
        ['property-unknown', 'TempC_SHT, gps.lat', 'leuven'],
      ],
    )
    const read = readFields('TempC_SHT = air-temperature Cel\ngps.lat = -\ntemp = -')
    assert.ok('fields' in read)
    const application = { id: randomUUID(), owner: 'leuven', application: 'town-air' }
    const { services } = square
    await saveApplication(
      services.sql,
      { ...application, mapping: { fields: read.fields, others: 'wait', atHome: false } },
      services.clock(),
    )
    for (const one of waiting) assert.equal(await readRefusedAgain(services, one), undefined)
    assert.equal((await storedIn(square, '%/TempC_SHT/%'))[0]?.number, 8.6)
    assert.deepEqual(await listRefused(services.sql, { limit: 10 }), [])
    await saveApplication(
      services.sql,
      { ...application, mapping: { fields: {}, others: 'ignore', atHome: false } },
      services.clock(),
    )
    const meant = readFields('temperature = water-temperature Cel')
    assert.ok('fields' in meant)
    await saveApplication(
      services.sql,
      { ...application, mapping: { fields: meant.fields, others: 'ignore', atHome: false } },
      services.clock(),
    )
    const now = uplink({ temperature: 7 }, { received_at: '2026-03-02T10:50:00Z' })
    assert.deepEqual(await told(now), [200, { stored: 1, known: 0, refused: [] }])
    assert.equal((await storedIn(square, '%/temperature/water-temperature'))[0]?.property, 'water-temperature')
    await saveApplication(
      services.sql,
      { ...application, mapping: { fields: {}, others: 'ignore', atHome: false } },
      services.clock(),
    )
    const later = uplink({ strange: 1, temperature: 9 }, { received_at: '2026-03-02T10:40:00Z' })
    assert.deepEqual(await told(later), [200, { stored: 1, known: 0, refused: [] }])
  })

  test('what the network did not decode, or has no time, waits with the reason', async () => {
    for (const message of [
      uplink(undefined),
      uplink(null),
      uplink({}),
      uplink({ temperature: 1 }, { received_at: 'noon' }),
      uplink({ temperature: 1 }, { received_at: '1826-03-02T10:30:00Z' }),
      uplink(Object.fromEntries(Array.from({ length: 300 }, (_, place) => [`f${place}`, place]))),
    ])
      assert.equal((await send(message)).statusCode, 202)
    const waiting = await listRefused(square.services.sql, { limit: 10 })
    assert.deepEqual(
      waiting.map(({ reason }) => reason),
      [
        'payload-not-decoded',
        'payload-not-decoded',
        'nothing-measured',
        'time-unknown',
        'time-out-of-range',
        'message-too-large',
      ],
    )
    assert.deepEqual(await storedIn(square, '%'), [])
  })

  test('who has no key, a wrong one, or one for other work is refused with a problem, and nothing is kept', async () => {
    const others = await giveDeviceKey(square.services, { scopes: ['observations'] })
    const message = uplink({ temperature: 8 })
    for (const [status, headers] of [
      [401, {}],
      [401, { authorization: 'Bearer spsta_wrong' }],
      [403, { authorization: `Bearer ${others}` }],
    ] as const) {
      const answer = await send(message, headers)
      assert.equal(answer.statusCode, status)
      assert.match(String(answer.headers['content-type']), /^application\/problem\+json/)
      const problem = JSON.parse(answer.body) as { type: string; status: number; title: string }
      assert.match(problem.type, /^urn:streekplein:problem:/)
      assert.equal(problem.status, status)
      assert.ok(problem.title.length > 10)
    }
    assert.deepEqual(await storedIn(square, '%'), [])
    assert.deepEqual(await listRefused(square.services.sql, { limit: 10 }), [])
  })

  test('what is no uplink is told so; other events of the webhook are well', async () => {
    for (const [status, body] of [
      [400, '{"end_device_ids":'],
      [422, '[]'],
      [422, '{}'],
      [422, { ...uplink({}), end_device_ids: { device_id: 'box' } }],
      [422, uplink('temperature')],
      [413, uplink({ note: 'x'.repeat(300_000) })],
    ] as const) {
      const answer = await send(body)
      assert.equal(answer.statusCode, status, JSON.stringify(body).slice(0, 60))
      assert.match(String(answer.headers['content-type']), /^application\/problem\+json/)
    }
    const join = { end_device_ids: uplink({}).end_device_ids, join_accept: { session_key_id: 'x' } }
    const simulated = { ...uplink({ temperature: 8 }), simulated: true }
    for (const event of [join, simulated])
      assert.deepEqual(await told(event), [200, { stored: 0, known: 0, refused: [] }])
    assert.deepEqual(await storedIn(square, '%'), [])
    const odd = uplink(
      { temperature: 8 },
      { rx_metadata: 'none', f_port: 1.5, locations: [], version_ids: { brand_id: '' } },
    )
    assert.deepEqual(await told(odd), [200, { stored: 1, known: 0, refused: [] }])
  })

  test('a key of Halle makes its own device, and never writes to that of Leuven', async () => {
    await send(uplink({ temperature: 8 }))
    const halle = await giveDeviceKey(square.services, { body: 'halle', scopes: ['observations', 'entities'] })
    assert.equal((await send(uplink({ temperature: 99 }), { authorization: `Bearer ${halle}` })).statusCode, 200)
    const rows = await square.services.sql<{ owner: string; number: number }>`
      select d.owner, o.number from observations.observation o join observations.datastream d on d.id = o.datastream
      where o.replaced_at is null order by d.owner`
    assert.deepEqual(rows, [
      { owner: 'halle', number: 99 },
      { owner: 'leuven', number: 8 },
    ])
  })

  test('two uplinks of a device that is new are both stored, at the same moment', async () => {
    const moments = Array.from({ length: 8 }, (_, second) => `2026-03-02T10:30:0${second}Z`)
    const answers = await Promise.all(
      moments.map((moment) => send(uplink({ temperature: 8, hum: 70 }, { received_at: moment }))),
    )
    assert.deepEqual(new Set(answers.map(({ statusCode }) => statusCode)), new Set([200]))
    assert.equal((await storedIn(square, '%/temperature/%')).length, 8)
    const [things] = await square.services.sql<{ count: number }>`select count(*) from observations.thing`
    assert.equal(things?.count, 1)
  })
})

test('what fields mean is written a line each, and a wrong line is told', () => {
  const read = readFields(' a.b = air-temperature K \r\n\nn=bicycles\nwhy = -')
  assert.deepEqual(read, {
    fields: { 'a.b': { property: 'air-temperature', unit: 'K' }, n: { property: 'bicycles', unit: null }, why: null },
  })
  assert.ok('fields' in read)
  assert.deepEqual(readFields(writeFields(read.fields)), read)
  for (const [text, why] of [
    ['temperature', 'form'],
    ['a = b c d', 'form'],
    [`${'x'.repeat(101)} = pm10 ug/m3`, 'form'],
    ['a = happiness 1', 'property'],
    ['a = pm10 smiles', 'unit'],
    ['a = pm10 Cel', 'unit-differs'],
    ['a = pm10\na = -', 'twice'],
    [Array.from({ length: 101 }, (_, place) => `f${place} = -`).join('\n'), 'too-many'],
  ] as const) {
    const wrong = readFields(text)
    assert.equal('wrong' in wrong ? wrong.wrong.why : '', why, text.slice(0, 40))
  }
})
