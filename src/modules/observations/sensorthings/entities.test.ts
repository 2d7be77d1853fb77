import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { region } from '#modules/region/module.ts'
import { openTestSquare, type TestSquare } from '#web/testing.ts'
import { observations } from '../module.ts'
import { openClient, thingBody, type TestClient } from './testing.ts'

describe('SensorThings: making, changing and removing', () => {
  let square: TestSquare
  let client: TestClient
  let anyone: TestClient
  before(async () => {
    square = await openTestSquare([region, observations])
    client = await openClient(square)
    anyone = await openClient(square, { isAnonymous: true })
  })
  after(() => square.close())

  const linked = async (path: string): Promise<string> => {
    const { at } = await client.get(`${path}/$ref`)
    const [first] = at('value') as { '@iot.selfLink': string }[]
    return first?.['@iot.selfLink'] ?? ''
  }

  test('the root names the sets and what is met', async () => {
    const { status, at } = await anyone.get('')
    assert.equal(status, 200)
    const value = at('value') as { name: string; url: string }[]
    assert.deepEqual(
      value.map(({ name }) => name),
      [
        'Things',
        'Locations',
        'HistoricalLocations',
        'Datastreams',
        'Sensors',
        'ObservedProperties',
        'Observations',
        'FeaturesOfInterest',
      ],
    )
    for (const { url } of value) assert.equal((await anyone.get(url)).status, 200)
    assert.ok((at('serverSettings', 'conformance') as string[]).length > 10)
  })

  test('a thing is made with everything within it, and every link leads on', async () => {
    const thing = await client.make(
      'Things',
      thingBody('Deep', { datastream: { Observations: [{ phenomenonTime: '2026-01-01T00:00:00Z', result: 5 }] } }),
    )
    const { at } = await anyone.get(thing)
    assert.deepEqual(Object.keys(at() as object).toSorted(), [
      '@iot.id',
      '@iot.selfLink',
      'Datastreams@iot.navigationLink',
      'HistoricalLocations@iot.navigationLink',
      'Locations@iot.navigationLink',
      'description',
      'name',
      'properties',
    ])
    assert.deepEqual(at('properties'), {
      floor: 2,
      tags: { colour: 'red' },
      since: '2025-01-01T00:00:00Z',
      isNew: true,
    })
    const location = await anyone.get(`${thing}/Locations`)
    assert.deepEqual(location.at('value', 0, 'location'), { type: 'Point', coordinates: [4.7009, 50.8798] })
    const [row] = await square.services.sql<{
      municipality: string
      owner: string
    }>`select municipality, owner from observations.thing where name = 'Deep'`
    assert.deepEqual(row, { municipality: '24062', owner: 'leuven' })
    const datastream = await linked(`${thing}/Datastreams`)
    const { at: stream } = await anyone.get(datastream)
    assert.equal(stream('phenomenonTime'), '2026-01-01T00:00:00Z/2026-01-01T00:00:00Z')
    assert.deepEqual(stream('unitOfMeasurement'), {
      name: 'microgram per cubic metre',
      symbol: 'µg/m³',
      definition: 'https://ucum.org/#ug/m3',
    })
    for (const name of ['Thing', 'Sensor', 'ObservedProperty', 'Observations'])
      assert.equal((await anyone.get(stream(`${name}@iot.navigationLink`) as string)).status, 200, name)
    const property = await anyone.get(`${datastream}/ObservedProperty`)
    assert.equal(property.at('properties', 'label', 'nl'), 'fijn stof PM2,5', 'the word of our own vocabulary is taken')
    const observation = await anyone.get(`${datastream}/Observations`)
    assert.equal(observation.at('value', 0, 'result'), 5)
    const feature = await anyone.get(`${String(observation.at('value', 0, '@iot.selfLink'))}/FeatureOfInterest`)
    assert.deepEqual(feature.at('feature'), { type: 'Point', coordinates: [4.7009, 50.8798] })
    assert.equal((await anyone.get(`${thing}/HistoricalLocations`)).at('value', 'length'), 1)
  })

  test('nothing is left of what fails halfway', async () => {
    const before = (await anyone.get('Things?$count=true&$top=0')).at('@iot.count')
    const bad = thingBody('Halfway', { datastream: { Observations: [{ result: 'much' }] } })
    const { status, at } = await client.post('Things', bad)
    assert.equal(status, 400)
    assert.match(String(at('message')), /result is not of the kind/)
    assert.equal((await anyone.get('Things?$count=true&$top=0')).at('@iot.count'), before)
  })

  test('what is sent wrong is told with the member that is wrong', async () => {
    const wrong: readonly (readonly [string, unknown, RegExp])[] = [
      ['Things', { description: 'x' }, /name/],
      ['Things', { name: 'x', colour: 'red' }, /colour/],
      ['Things', { name: 'x'.repeat(501) }, /name/],
      ['Things', [], /body/],
      [
        'Locations',
        {
          name: 'x',
          description: '',
          encodingType: 'application/geo+json',
          location: { type: 'Point', coordinates: ['a', 1] },
        },
        /GeoJSON/,
      ],
      [
        'Locations',
        {
          name: 'x',
          description: '',
          encodingType: 'application/geo+json',
          location: {
            type: 'Polygon',
            coordinates: [
              [
                [0, 0],
                [1, 1],
              ],
            ],
          },
        },
        /GeoJSON/,
      ],
      ['Datastreams', thingBody('x').Datastreams[0], /Thing/],
      ['Datastreams', { ...thingBody('x').Datastreams[0], Thing: { '@iot.id': 999_999 } }, /Thing 999999/],
      ['Observations', { result: 1 }, /Datastream/],
      [
        'Observations',
        { Datastream: { '@iot.id': 1 }, result: 1, phenomenonTime: '2026-01-01T00:00:00' },
        /phenomenonTime/,
      ],
      [
        'Observations',
        { Datastream: { '@iot.id': 1 }, result: 1, phenomenonTime: '2026-01-02T00:00:00Z/2026-01-01T00:00:00Z' },
        /phenomenonTime/,
      ],
      ['Observations', { Datastream: { '@iot.id': 1 }, result: null }, /result/],
      ['Observations', { Datastream: { '@iot.id': 1 }, result: 1, resultTime: 'now' }, /resultTime/],
      ['Observations', { Datastream: { '@iot.id': 1 }, result: 1, parameters: [1] }, /parameters/],
      ['HistoricalLocations', { time: '2026-01-01T00:00:00Z', Locations: [{ '@iot.id': 1 }] }, /Thing/],
    ]
    for (const [path, body, message] of wrong) {
      const { status, at } = await client.post(path, body)
      assert.ok(status === 400 || status === 404, `${path} ${JSON.stringify(body)}: ${status}`)
      assert.match(at('message') as string, message, JSON.stringify(body))
    }
    assert.equal((await client.post('Things', '{')).status, 400)
    assert.equal((await client.post('Ghosts', {})).status, 404)
  })

  test('an observation that is posted to one datastream and names another is refused', async () => {
    const { status, text } = await client.post('Datastreams(1)/Observations', {
      result: 1,
      Datastream: { '@iot.id': 2 },
    })
    assert.equal(status, 400)
    assert.match(text, /names another/)
  })

  test('who has no key, another one, or one of another body writes nothing', async () => {
    const thing = await client.make('Things', thingBody('Guarded'))
    const datastream = await linked(`${thing}/Datastreams`)
    const other = await openClient(square, { body: 'halle' })
    const device = await openClient(square, { scopes: ['observations'] })
    const regional = await openClient(square, { body: null })
    assert.equal((await anyone.post('Things', thingBody('x'))).status, 401)
    assert.ok((await anyone.post('Things', thingBody('x'))).headers['www-authenticate'])
    assert.equal((await device.post('Things', thingBody('x'))).status, 403)
    assert.equal((await device.post(`${datastream}/Observations`, { result: 1 })).status, 201)
    for (const [method, path, body] of [
      ['POST', `${datastream}/Observations`, { result: 1 }],
      ['PATCH', thing, { name: 'taken' }],
      ['DELETE', thing, undefined],
      ['POST', `${thing}/Datastreams`, thingBody('x').Datastreams[0]],
      ['POST', `${thing}/Locations`, thingBody('x').Locations[0]],
      ['PATCH', datastream, { name: 'taken' }],
    ] as const)
      assert.equal((await other.send(method, path, body)).status, 403, `${method} ${path}`)
    assert.equal((await regional.send('PATCH', thing, { description: 'by the region' })).status, 200)
    const tired = await openClient(square, { perMinute: 2 })
    const statuses = [
      await tired.post('Things', {}),
      await tired.post('Things', {}),
      await tired.post('Things', {}),
    ].map(({ status }) => status)
    assert.deepEqual(statuses, [400, 400, 429])
  })

  test('PATCH changes what is named, PUT all of it, DELETE takes along what leans on it', async () => {
    const thing = await client.make('Things', thingBody('Changing'))
    assert.equal((await client.send('PATCH', thing, { properties: { floor: 3 } })).status, 200)
    let { at } = await anyone.get(thing)
    assert.deepEqual(
      [at('name'), at('description'), at('properties')],
      ['Changing', 'What Changing does', { floor: 3 }],
    )
    assert.equal((await client.send('PUT', thing, { name: 'Changed' })).status, 200)
    ;({ at } = await anyone.get(thing))
    assert.deepEqual([at('name'), at('description'), at('properties')], ['Changed', '', undefined])
    assert.equal((await client.send('PUT', thing, { description: 'no name' })).status, 400)
    assert.equal((await client.send('PATCH', thing, { id: 5 })).status, 400)
    const datastream = await linked(`${thing}/Datastreams`)
    await client.make(`${datastream}/Observations`, { phenomenonTime: '2026-01-01T00:00:00Z', result: 1 })
    assert.equal((await client.send('DELETE', thing)).status, 200)
    for (const path of [thing, datastream]) assert.equal((await anyone.get(path)).status, 404)
    assert.equal((await client.send('DELETE', thing)).status, 404)
  })

  test('a thing that moves is somewhere else, and was where it was', async () => {
    const thing = await client.make('Things', thingBody('Moving'))
    const datastream = await linked(`${thing}/Datastreams`)
    const first = await client.make(`${datastream}/Observations`, { phenomenonTime: '2026-01-01T00:00:00Z', result: 1 })
    await client.make(`${thing}/Locations`, {
      name: 'There',
      description: '',
      encodingType: 'application/geo+json',
      location: { type: 'Point', coordinates: [4.24, 50.73] },
    })
    const second = await client.make(`${datastream}/Observations`, {
      phenomenonTime: '2026-01-01T00:01:00Z',
      result: 2,
    })
    const at = async (path: string) => (await anyone.get(`${path}/FeatureOfInterest`)).at('feature', 'coordinates')
    assert.deepEqual(
      [await at(first), await at(second)],
      [
        [4.7009, 50.8798],
        [4.24, 50.73],
      ],
    )
    assert.deepEqual(
      (({ at }) => [at('value', 'length'), at('value', 0, 'name')])(await anyone.get(`${thing}/Locations`)),
      [1, 'There'],
    )
    assert.equal((await anyone.get(`${thing}/HistoricalLocations?$expand=Locations`)).at('value', 'length'), 2)
  })

  test('an observation that is changed is a correction; what it was can be asked; one that is removed is not shown', async () => {
    const thing = await client.make('Things', thingBody('Correcting'))
    const datastream = await linked(`${thing}/Datastreams`)
    const made = await client.make(`${datastream}/Observations`, { phenomenonTime: '2026-01-01T00:00:00Z', result: 1 })
    const before = square.services.clock().toString()
    square.services.wait({ hours: 1 })
    assert.equal((await client.send('PATCH', made, { result: 2 })).status, 200)
    assert.equal((await anyone.get(made)).at('result'), 2)
    square.services.wait({ hours: 1 })
    assert.equal((await client.send('PATCH', made, { result: 1 })).status, 200)
    assert.equal((await anyone.get(made)).at('result'), 1, 'back to what it was')
    square.services.wait({ hours: 1 })
    assert.equal((await client.send('PATCH', made, { resultQuality: { code: 3 } })).status, 200)
    assert.deepEqual((await anyone.get(made)).at('resultQuality'), { code: 3 })
    const then = await anyone.get(`${datastream}/Observations?asKnownOn=${before}&$count=true`)
    assert.deepEqual([then.at('@iot.count'), then.at('value', 0, 'result')], [1, 1])
    assert.equal((await client.send('PATCH', made, { phenomenonTime: '2026-01-02T00:00:00Z' })).status, 409)
    assert.equal((await client.send('PATCH', made, { result: 'x' })).status, 400)
    assert.equal((await client.send('DELETE', made)).status, 200)
    assert.equal((await anyone.get(made)).status, 404)
    assert.equal((await anyone.get(`${datastream}/Observations?$count=true`)).at('@iot.count'), 0)
    const still = await anyone.get(`${datastream}/Observations?asKnownOn=${before}`)
    assert.equal(still.at('value', 'length'), 1)
  })

  test('CreateObservations stores what it can, says error for the rest and keeps it', async () => {
    const thing = await client.make('Things', thingBody('Arrays'))
    const id = Number(/\((\d+)\)/.exec(await linked(`${thing}/Datastreams`))?.[1])
    const { status, at } = await client.post('CreateObservations', [
      {
        Datastream: { '@iot.id': id },
        components: ['phenomenonTime', 'result', 'parameters'],
        'dataArray@iot.count': 4,
        dataArray: [
          ['2026-01-01T00:00:00Z', 1, { height: 2 }],
          ['2026-01-01T00:01:00Z', 'much', null],
          ['yesterday', 2, null],
          ['2026-01-01T00:02:00Z'],
          ['2026-01-01T00:03:00+01:00', 4, null],
        ],
      },
      {
        Datastream: { '@iot.id': 2_000_000 },
        components: ['phenomenonTime', 'result'],
        dataArray: [['2026-01-01T00:00:00Z', 1]],
      },
      {
        Datastream: { '@iot.id': id },
        components: ['phenomenonTime', 'result', 'FeatureOfInterest/id'],
        dataArray: [['2026-01-01T00:09:00Z', 1, 999_999]],
      },
    ])
    assert.equal(status, 201)
    const told = at() as string[]
    assert.deepEqual(
      told.map((one) => (one === 'error' ? one : 'stored')),
      ['stored', 'error', 'error', 'error', 'stored', 'error', 'error'],
    )
    assert.deepEqual((await anyone.get(told[0] ?? '')).at('parameters'), { height: 2 })
    assert.equal((await anyone.get(told[4] ?? '')).at('phenomenonTime'), '2025-12-31T23:03:00Z')
    const waiting = await square.services.sql<{
      reason: string
    }>`select reason from observations.quarantine where format = 'data-array' order by id`
    assert.deepEqual(
      waiting.map(({ reason }) => reason),
      ['time-unknown', 'cells-missing', 'feature-unknown', 'result-of-another-kind', 'datastream-gone'],
    )
    assert.equal((await client.post('CreateObservations', [])).status, 400)
    assert.equal(
      (
        await client.post('CreateObservations', [
          { Datastream: { '@iot.id': id }, components: ['colour'], dataArray: [] },
        ])
      ).status,
      400,
    )
  })

  test('a batch answers each request, uses what earlier ones made, and does a group all or not at all', async () => {
    const { status, at } = await client.post('$batch', {
      requests: [
        { id: '1', method: 'post', url: 'Things', body: { name: 'Batched' } },
        { id: '2', method: 'post', url: '$1/Datastreams', body: thingBody('Batched').Datastreams[0] },
        { id: '3', method: 'post', url: 'Observations', body: { result: 7, Datastream: { '@iot.id': '$2' } } },
        { id: '4', method: 'get', url: "Things?$filter=name eq 'Batched'&$expand=Datastreams/Observations" },
        { id: '5', method: 'get', url: 'Ghosts' },
      ],
    })
    assert.equal(status, 200)
    const responses = at('responses') as { id: string; status: number; location: string; body: never }[]
    assert.deepEqual(
      responses.map((one) => one.status),
      [201, 201, 201, 200, 404],
    )
    assert.equal(at('responses', 3, 'body', 'value', 0, 'Datastreams', 0, 'Observations', 0, 'result'), 7)
    const failed = await client.post('$batch', {
      requests: [
        { id: 'a', atomicityGroup: 'g', method: 'post', url: 'Things', body: { name: 'Undone' } },
        { id: 'b', atomicityGroup: 'g', method: 'post', url: '$a/Datastreams', body: { name: 'no unit' } },
        { id: 'c', method: 'get', url: "Things?$filter=name eq 'Undone'&$count=true" },
      ],
    })
    const told = failed.at('responses') as { id: string; status: number; body: never }[]
    assert.deepEqual(
      told.map((one) => [one.id, one.status]),
      [
        ['a', 424],
        ['b', 400],
        ['c', 200],
      ],
    )
    assert.equal(failed.at('responses', 2, 'body', '@iot.count'), 0)
    const whole = await client.post('$batch', {
      requests: [
        { id: 'a', atomicityGroup: 'g', method: 'post', url: 'Things', body: thingBody('Whole') },
        { id: 'b', atomicityGroup: 'g', method: 'patch', url: '$a', body: { name: 'Whole indeed' } },
      ],
    })
    assert.deepEqual(
      (whole.at('responses') as { status: number }[]).map((one) => one.status),
      [201, 200],
    )
    assert.equal((await client.post('$batch', { requests: [] })).status, 400)
  })

  test('values that many devices send at once are each stored once', async () => {
    const thing = await client.make('Things', thingBody('Crowd'))
    const datastream = await linked(`${thing}/Datastreams`)
    const all = await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        client.post(`${datastream}/Observations`, {
          phenomenonTime: `2026-01-01T00:${String(index % 60).padStart(2, '0')}:00Z`,
          result: index % 60,
        }),
      ),
    )
    assert.ok(all.every(({ status }) => status === 201))
    assert.equal((await anyone.get(`${datastream}/Observations?$count=true`)).at('@iot.count'), 60)
  })
})
