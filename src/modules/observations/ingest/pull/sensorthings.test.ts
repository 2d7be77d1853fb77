import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { after, afterEach, before, beforeEach, describe, test } from 'node:test'
import { region } from '#modules/region/module.ts'
import { openTestSquare, type TestSquare } from '#web/testing.ts'
import { giveDeviceKey } from '../../keys/testing.ts'
import { observations } from '../../module.ts'
import { roughly } from '../../place.ts'
import { listRefused, readRefusedAgain } from '../../public.ts'
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

const BASE = { config: { baseUrl: 'http://127.0.0.1:8080' } }
const OM = 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement'

describe('measurements of another square, over SensorThings', () => {
  let here: TestSquare
  let there: TestSquare
  let address: string
  let datastream: number
  before(async () => {
    here = await openTestSquare([region, observations], BASE)
    there = await openTestSquare([region, observations], BASE)
    await there.server.listen({ port: 0, host: '127.0.0.1' })
    address = `http://127.0.0.1:${(there.server.server.address() as AddressInfo).port}/sensorthings/v1.1`
    const made = await send('Things', {
      name: 'Post 1',
      Locations: [
        {
          name: 'Bondgenotenlaan',
          encodingType: 'application/geo+json',
          location: { type: 'Point', coordinates: [4.705, 50.88] },
        },
      ],
      Datastreams: [
        {
          name: 'Fine dust of post 1',
          description: '',
          observationType: OM,
          unitOfMeasurement: {
            name: 'microgram per cubic metre',
            symbol: 'µg/m³',
            definition: 'https://example.org/unit',
          },
          Sensor: { name: 'SPS30', encodingType: 'text/plain', metadata: 'SPS30' },
          ObservedProperty: { name: 'PM2.5', definition: 'http://dd.eionet.europa.eu/vocabulary/aq/pollutant/6001' },
        },
      ],
    })
    assert.equal(made.statusCode, 201, made.body)
    const [row] = await there.services.sql<{ id: number }>`select id from observations.datastream`
    datastream = row?.id ?? 0
  })
  after(async () => {
    await here.close()
    await there.close()
  })

  async function send(path: string, body: unknown) {
    const key = await giveDeviceKey(there.services, { scopes: ['observations', 'entities'] })
    return there.server.inject({
      method: 'POST',
      url: `/sensorthings/v1.1/${path}`,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      payload: JSON.stringify(body),
    })
  }
  const measure = (rows: unknown[]) =>
    send('CreateObservations', [
      {
        Datastream: { '@iot.id': datastream },
        components: ['phenomenonTime', 'result', 'resultTime'],
        dataArray: rows,
      },
    ])

  test('thousands of values come over once, with unit, property and place, and later only what is new or late', async () => {
    const minutes = Array.from({ length: 2500 }, (_, minute) =>
      Temporal.Instant.from('2026-02-28T12:00:00Z').add({ minutes: minute }).toString(),
    )
    assert.equal((await measure(minutes.map((time, index) => [time, index / 10, null]))).statusCode, 201)
    const id = await connect(here, 'sensorthings', { address })
    await pullNow(here)
    const state = await stateOf(here, id)
    assert.deepEqual([state.problem, state.stored, state.known, state.refused, state.asked], ['', 2500, 0, 0, 4])
    const stored = await storedIn(here, 'sensorthings/%')
    assert.deepEqual(
      [stored.length, stored[7]?.number, stored[7]?.property, stored[7]?.ucum],
      [2500, 0.7, 'pm2-5', 'ug/m3'],
    )
    const [thing] = await here.services.sql<{ municipality: string; owner: string; name: string }>`
      select municipality, owner, name from observations.thing`
    assert.deepEqual(thing, { municipality: '24062', owner: 'leuven', name: 'Post 1' })

    here.services.wait({ minutes: 10 })
    await pullNow(here)
    assert.equal((await stateOf(here, id)).asked, 5, 'where nothing changed only the list is asked')

    const late = '2026-02-20T00:00:00Z'
    await measure([
      ['2026-03-02T06:00:00Z', 1, '2026-03-02T06:00:00Z'],
      [late, 2, '2026-03-02T06:30:00Z'],
    ])
    here.services.wait({ minutes: 10 })
    await pullNow(here)
    const after = await storedIn(here, 'sensorthings/%')
    assert.deepEqual([after.length, after[0]?.at.toString(), after.at(-1)?.number], [2502, late, 1])
    const { stored: added, known, cameIn } = await stateOf(here, id)
    assert.deepEqual([added, known <= 61, cameIn], [2502, true, 2502 + known])
  })

  test('a square does not ask itself, and two that ask each other hand nothing round', async () => {
    const loop = await connect(there, 'sensorthings', { address, owner: 'halle' })
    await pullNow(there)
    assert.equal((await stateOf(there, loop)).problem, 'loop')
    await here.server.listen({ port: 0, host: '127.0.0.1' })
    const port = (here.server.server.address() as AddressInfo).port
    const back = await connect(there, 'sensorthings', { address: `http://127.0.0.1:${port}/sensorthings/v1.1` })
    await pullNow(there)
    assert.equal((await stateOf(there, back)).problem, 'nothing-there')
    const [count] = await there.services.sql<{ count: number }>`select count(*) from observations.datastream`
    assert.equal(count?.count, 1)
  })
})

describe('servers of SensorThings that are not well', () => {
  let square: TestSquare
  let other: OtherSystem
  let observed: (asked: Asked) => Reply
  let streams: Reply
  before(async () => {
    square = await openTestSquare([region, observations], BASE)
  })
  after(() => square.close())
  beforeEach(async () => {
    await square.services.sql`delete from observations.connector`
    await square.services.sql`delete from observations.thing`
    await square.services.sql`truncate observations.observation, observations.quarantine`
    streams = { json: { value: [stream("it's", { symbol: '°C' })] } }
    other = await openOtherSystem((asked) => (/Observations/.test(asked.url.pathname) ? observed(asked) : streams))
  })
  afterEach(() => other.close())

  const stream = (id: unknown, unitOfMeasurement: object) => ({
    '@iot.id': id,
    name: 'Air',
    observationType: OM,
    unitOfMeasurement,
    ObservedProperty: { name: 'Air temperature' },
    Sensor: null,
    Thing: { '@iot.id': id, name: 'Box', Locations: 'none' },
  })
  const open = () => connect(square, 'sensorthings', { address: `${other.address}/v1.0`, key: 'secret' })

  test('what is understood is stored, the rest waits with the reason', async () => {
    observed = () => ({
      json: {
        value: [
          { phenomenonTime: '2026-03-02T10:00:00+01:00', result: 8 },
          { phenomenonTime: '2026-03-02T09:00:00Z', result: 8 },
          { phenomenonTime: '2026-03-02T09:10:00Z/2026-03-02T09:20:00Z', result: 9, resultTime: null },
          { phenomenonTime: '2026-03-02T09:30:00Z', result: null },
          { phenomenonTime: '2026-03-02T09:31:00Z', result: -999 },
          { phenomenonTime: '2026-03-02T09:32:00Z', result: -127 },
          { phenomenonTime: '2026-03-02T09:40:00Z', result: 'mild', '@iot.selfLink': 'x' },
          { phenomenonTime: '2026-03-02 09:50', result: 7 },
          { result: 7 },
          17,
        ],
      },
    })
    const id = await open()
    await pullNow(square)
    assert.match(other.asked[1]?.url.pathname ?? '', /^\/v1\.0\/Datastreams\('it''s'\)\/Observations$|%27it%27%27s%27/)
    assert.equal(other.asked[0]?.headers.authorization, 'Bearer secret')
    assert.deepEqual(
      (await storedIn(square, '%')).map(({ at, number, property, ucum }) => [at.toString(), number, property, ucum]),
      [
        ['2026-03-02T09:00:00Z', 8, 'air-temperature', 'Cel'],
        ['2026-03-02T09:10:00Z', 9, 'air-temperature', 'Cel'],
      ],
    )
    const { cameIn, stored, known, refused } = await stateOf(square, id)
    assert.deepEqual({ cameIn, stored, known, refused }, { cameIn: 10, stored: 2, known: 1, refused: 7 })
    const waiting = await refusedOf(square, id)
    assert.deepEqual(waiting.map(({ reason }) => reason).toSorted(), [
      'result-of-another-kind',
      'time-unknown',
      'time-unknown',
      'time-unknown',
    ])
    square.services.wait({ hours: 1 })
    await pullNow(square)
    assert.equal((await refusedOf(square, id)).length, 4)
  })

  test('pages that go round, that are all the same, or that lead elsewhere end in an error and not in a flood', async () => {
    const value = [{ phenomenonTime: '2026-03-02T09:00:00Z', result: 8 }]
    let page = 0
    const endless: ((asked: Asked) => Reply)[] = [
      ({ url }) => ({ json: { value, '@iot.nextLink': `${other.address}${url.pathname}${url.search}` } }),
      () => ({ json: { value, '@iot.nextLink': `${other.address}/v1.0/Observations?$skip=${++page}` } }),
      () => ({ json: { value: [], '@iot.nextLink': `${other.address}/v1.0/Observations?a` } }),
      () => ({ json: { value, '@iot.nextLink': 'http://169.254.169.254/latest' } }),
      () => ({ json: { value, '@iot.nextLink': 'javascript:alert(1)' } }),
    ]
    const id = await open()
    for (const answer of endless) {
      observed = answer
      square.services.wait({ hours: 7 })
      const before = other.asked.length
      await pullNow(square)
      assert.equal((await stateOf(square, id)).problem, 'paging', String(answer))
      assert.ok(other.asked.length - before <= 4)
    }
  })

  test('a unit that changes is converted where that can be, and otherwise told', async () => {
    observed = () => ({ json: { value: [{ phenomenonTime: '2026-03-02T09:00:00Z', result: 8 }] } })
    const id = await open()
    await pullNow(square)
    streams = { json: { value: [stream("it's", { symbol: 'K' })] } }
    observed = () => ({ json: { value: [{ phenomenonTime: '2026-03-02T10:00:00Z', result: 283.15 }] } })
    square.services.wait({ hours: 1 })
    await pullNow(square)
    assert.ok(Math.abs(((await storedIn(square, '%')).at(-1)?.number ?? 0) - 10) < 1e-9)
    observed = () => ({ json: { value: [{ phenomenonTime: '2026-03-02 11:00', result: 284.15 }] } })
    square.services.wait({ hours: 1 })
    await pullNow(square)
    const [waiting] = await listRefused(square.services.sql, { limit: 1 })
    assert.ok(waiting)
    const mended = String(waiting.payload).replace('2026-03-02 11:00', '2026-03-02T11:00:00Z')
    assert.equal(await readRefusedAgain(square.services, waiting, mended), undefined)
    assert.ok(Math.abs(((await storedIn(square, '%')).at(-1)?.number ?? 0) - 11) < 1e-9, 'mended, it is converted too')
    streams = { json: { value: [stream("it's", { symbol: 'smiles' })] } }
    square.services.wait({ hours: 1 })
    await pullNow(square)
    assert.equal((await stateOf(square, id)).problem, 'unit-changed')
  })

  test('one of many pages is left for the next run, which goes on there, or begins anew where that page is gone', async () => {
    const pageOf = (url: URL) => Number(url.searchParams.get('page') ?? 0)
    let isGone = false
    observed = ({ url }) => {
      const page = pageOf(url)
      if (isGone && page > 0) return { status: 410, json: {} }
      const value = [{ phenomenonTime: `2026-03-02T09:${String(page).padStart(2, '0')}:00Z`, result: page }]
      return { json: { value, ...(page < 24 && { '@iot.nextLink': `Observations?page=${page + 1}` }) } }
    }
    const id = await open()
    await pullNow(square)
    assert.equal((await storedIn(square, '%')).length, 20)
    isGone = true
    square.services.wait({ hours: 1 })
    await pullNow(square)
    assert.equal((await stateOf(square, id)).problem, 'refused')
    isGone = false
    square.services.wait({ hours: 1 })
    await pullNow(square)
    square.services.wait({ hours: 1 })
    const before = other.asked.length
    await pullNow(square)
    assert.equal((await storedIn(square, '%')).length, 25)
    assert.deepEqual([(await stateOf(square, id)).problem, other.asked.length - before], ['', 6])
  })

  test('a datastream that fails holds up no other, and a value of the future carries nothing past what is to come', async () => {
    streams = { json: { value: [stream(1, { symbol: '°C' }), stream(2, { symbol: '°C' })] } }
    observed = ({ url }) =>
      url.pathname.includes('(1)')
        ? { status: 500, json: {} }
        : { json: { value: [{ phenomenonTime: '2031-01-01T00:00:00Z', result: 8 }] } }
    const id = await open()
    await pullNow(square)
    square.services.wait({ hours: 1 })
    await pullNow(square)
    const { problem, stored, refused } = await stateOf(square, id)
    assert.deepEqual([problem, stored, refused], ['broken', 0, 2])
    assert.deepEqual(
      (await refusedOf(square, id)).map(({ reason }) => reason),
      ['time-ahead'],
    )
    const last = other.asked.findLast(({ url }) => url.pathname.includes('(2)'))
    const from = square.services.clock().subtract({ hours: 2 }).toString()
    assert.equal(last?.url.searchParams.get('$filter'), `phenomenonTime ge ${from} or resultTime ge ${from}`)
  })

  test('what hangs at a home there does so here, also when that is told later; terms of use come along', async () => {
    const thing = (id: number, properties: object) => ({
      ...stream(id, { symbol: '°C' }),
      properties: { licence: 'CC0' },
      Thing: {
        '@iot.id': id,
        name: `Box ${id}`,
        properties: { ...properties, secret: 'stays there' },
        Locations: [{ location: { type: 'Point', coordinates: [4.705_11, 50.880_22] } }],
      },
    })
    observed = () => ({ json: { value: [{ phenomenonTime: '2026-03-02T09:00:00Z', result: 8 }] } })
    streams = { json: { value: [thing(1, { precision: 'area', license: 'CC BY' }), thing(2, {})] } }
    await open()
    await pullNow(square)
    const told = async () =>
      square.services.sql<{ name: string; properties: unknown; place: number[]; about: number[]; terms: string }>`
        select t.name, t.properties, array[l.lon, l.lat] as place, array[f.lon, f.lat] as about, d.properties ->> 'licence' as terms
        from observations.thing t join observations.thing_location tl on tl.thing = t.id join observations.location l on l.id = tl.location
        join observations.datastream d on d.thing = t.id join observations.feature f on f.id = d.feature
        where l.location -> 'coordinates' = jsonb_build_array(l.lon, l.lat) and f.feature -> 'coordinates' = jsonb_build_array(f.lon, f.lat)
        order by t.name`
    const exact = { lon: 4.705_11, lat: 50.880_22 }
    const rough = Object.values(roughly(exact))
    assert.notDeepEqual(rough, Object.values(exact))
    assert.deepEqual(await told(), [
      { name: 'Box 1', properties: { precision: 'area', license: 'CC BY' }, place: rough, about: rough, terms: 'CC0' },
      { name: 'Box 2', properties: {}, place: Object.values(exact), about: Object.values(exact), terms: 'CC0' },
    ])
    streams = { json: { value: [thing(1, {}), thing(2, { precision: 'area' })] } }
    square.services.wait({ hours: 1 })
    await pullNow(square)
    assert.deepEqual(
      (await told()).map(({ properties, place, about }) => ({ properties, place, about })),
      [
        { properties: { precision: 'area', license: 'CC BY' }, place: rough, about: rough },
        { properties: { precision: 'area' }, place: rough, about: rough },
      ],
    )
  })

  test('answers without a list are told', async () => {
    streams = { json: { message: 'hello' } }
    const id = await open()
    await pullNow(square)
    assert.equal((await stateOf(square, id)).problem, 'not-understood')
  })
})
