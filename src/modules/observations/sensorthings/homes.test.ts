import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { region } from '#modules/region/module.ts'
import { openTestSquare, type TestSquare } from '#web/testing.ts'
import { observations } from '../module.ts'
import { takeMessage } from '../ingest/mqtt/take-message.ts'
import { roughly, ROUGH } from '../place.ts'
import { openClient, thingBody, type TestClient } from './testing.ts'

const HOME = [4.700_93, 50.879_81] as const
const MIDDLE = Object.values(roughly({ lon: HOME[0], lat: HOME[1] }))
const point = (coordinates: readonly number[] = HOME) => ({ type: 'Point', coordinates })
const location = (changes: object = {}) => ({
  name: 'Here',
  encodingType: 'application/geo+json',
  location: point(),
  ...changes,
})
const atHome = { properties: { precision: ROUGH } }

describe('what hangs at a home, over SensorThings', () => {
  let square: TestSquare
  let leuven: TestClient
  before(async () => {
    square = await openTestSquare([region, observations], { config: { baseUrl: 'http://127.0.0.1:8080' } })
    leuven = await openClient(square)
  })
  after(() => square.close())

  const makeHome = (changes: object = {}) =>
    leuven.make('Things', thingBody('Kit', { thing: { Locations: [location()], ...atHome, ...changes } }))
  const idIn = (path: string) => Number(/\((\d+)\)/.exec(path)?.[1])
  /** Every place that anybody can read of a thing. */
  async function placesOf(thing: string): Promise<unknown[]> {
    const past = 'HistoricalLocations($expand=Locations)'
    const { text } = await leuven.get(
      `${thing}?$expand=Locations,${past},Datastreams($expand=Observations($expand=FeatureOfInterest))`,
    )
    return [...text.matchAll(/"coordinates":(\[[^\]]*\])/g)].map(([, found]) => JSON.parse(found ?? '') as unknown)
  }
  const measure = async (thing: string, more: object = {}) => {
    const datastream = (await leuven.get(`${thing}/Datastreams`)).at('value', 0, '@iot.id') as number
    return leuven.make(`Datastreams(${datastream})/Observations`, {
      phenomenonTime: '2026-03-01T10:00:00Z',
      result: 5,
      ...more,
    })
  }

  test('made, moved and observed it is told in the middle of its cell', async () => {
    const thing = await makeHome()
    await measure(thing)
    await measure(thing, {
      phenomenonTime: '2026-03-01T11:00:00Z',
      FeatureOfInterest: { name: 'My balcony', encodingType: 'application/geo+json', feature: point() },
    })
    assert.deepEqual(await placesOf(thing), Array(4).fill(MIDDLE))
    await leuven.make(`${thing}/Locations`, location({ location: point([4.7051, 50.8811]) }))
    const there = Object.values(roughly({ lon: 4.7051, lat: 50.8811 }))
    const told = await placesOf(thing)
    assert.equal(told.length, 5)
    for (const place of told)
      assert.ok(
        [MIDDLE, there].some((rough) => String(rough) === String(place)),
        String(place),
      )
  })

  test('a feature that is there is not named, in whatever way, unless it is as rough', async () => {
    const exact = idIn(
      await leuven.make('FeaturesOfInterest', { name: 'Pond', encodingType: 'application/geo+json', feature: point() }),
    )
    const line = { type: 'LineString', coordinates: [HOME, HOME] }
    const drawn = idIn(
      await leuven.make('FeaturesOfInterest', { name: 'Path', encodingType: 'application/geo+json', feature: line }),
    )
    const rough = idIn(
      await leuven.make('FeaturesOfInterest', {
        name: 'Cell',
        encodingType: 'application/geo+json',
        feature: point(MIDDLE),
      }),
    )
    const thing = await makeHome()
    const first = await measure(thing)
    const stream = (await leuven.get(`${thing}/Datastreams`)).at('value', 0, '@iot.id') as number
    for (const feature of [exact, drawn]) {
      const named = { result: 6, phenomenonTime: '2026-03-01T12:00:00Z', FeatureOfInterest: { '@iot.id': feature } }
      const url = `Datastreams(${stream})/Observations`
      const answer = await leuven.post(url, named)
      assert.equal(answer.status, 400, answer.text)
      assert.match(answer.text, /FeatureOfInterest/)
      assert.match(
        (await leuven.post('$batch', { requests: [{ id: '1', method: 'post', url, body: named }] })).text,
        /"status":400/,
      )
      const array = { components: ['result', 'FeatureOfInterest/id'], dataArray: [[6, feature]] }
      const told = await leuven.post('CreateObservations', [{ Datastream: { '@iot.id': stream }, ...array }])
      assert.deepEqual(told.at(0), 'error')
      const within = { name: 'More', Observations: [named] }
      const body = thingBody('Kit', { thing: { Locations: [location()], ...atHome }, datastream: within })
      assert.equal((await leuven.post('Things', body)).status, 400)
      const text = JSON.stringify(named)
      const sent = await takeMessage(square.services, { body: 'leuven' }, { datastream: stream, text })
      assert.equal(sent?.code, 'place-at-home')
    }
    await measure(thing, { phenomenonTime: '2026-03-01T12:00:00Z', FeatureOfInterest: { '@iot.id': rough } })
    assert.equal((await leuven.send('PATCH', first, { result: 7 })).status, 200, 'its own place stays')
    assert.equal((await leuven.send('PATCH', `FeaturesOfInterest(${rough})`, { feature: point() })).status, 400)
    assert.deepEqual(await placesOf(thing), Array(4).fill(MIDDLE))
  })

  test('an area, a location that is changed and one that was made before are rough too', async () => {
    const around = {
      type: 'Polygon',
      coordinates: [
        [
          [4.7, 50.87],
          [4.7004, 50.87],
          [4.7004, 50.8704],
          [4.7, 50.87],
        ],
      ],
    }
    const polygon = await makeHome({ Locations: [location({ location: around })] })
    const [{ type } = {}] = await square.services.sql<{ type: string }>`
      select l.location ->> 'type' as type from observations.location l join observations.thing_location t on t.location = l.id
      where t.thing = ${idIn(polygon)}`
    assert.equal(type, 'Point')
    const before = await leuven.make('Locations', location())
    const thing = await makeHome({ Locations: [{ '@iot.id': idIn(before) }] })
    assert.deepEqual(await placesOf(thing), [MIDDLE, MIDDLE])
    assert.equal((await leuven.send('PATCH', before, { location: point([4.7051, 50.8811]) })).status, 200)
    const there = Object.values(roughly({ lon: 4.7051, lat: 50.8811 }))
    assert.deepEqual(await placesOf(thing), [there, there])
    const streams = await leuven.get(`${thing}/Datastreams`)
    const id = streams.at('value', 0, '@iot.id') as number
    assert.equal((await leuven.send('PATCH', `Datastreams(${id})`, { observedArea: point() })).status, 200)
    assert.equal((await leuven.get(`Datastreams(${id})`)).at('observedArea', 'coordinates', 0) === HOME[0], false)
  })

  test('precision that is set later makes rough what was told exactly before', async () => {
    const thing = await makeHome({ properties: {} })
    await measure(thing)
    await measure(thing, {
      phenomenonTime: '2026-03-01T11:00:00Z',
      FeatureOfInterest: { name: 'My balcony', encodingType: 'application/geo+json', feature: point() },
    })
    assert.deepEqual(
      await placesOf(thing),
      [HOME, HOME, HOME, HOME].map((place) => [...place]),
    )
    assert.equal((await leuven.send('PATCH', thing, atHome)).status, 200)
    assert.deepEqual(await placesOf(thing), Array(4).fill(MIDDLE))
    const feature = await square.services.sql<{ id: number }>`
      select feature as id from observations.datastream where thing = ${idIn(thing)}`
    await leuven.send('PATCH', `FeaturesOfInterest(${feature[0]?.id})`, { feature: point() })
    assert.deepEqual(await placesOf(thing), Array(4).fill(MIDDLE))
  })

  test('a place that nobody can make rough is refused, and that of somebody else is not made rough', async () => {
    const words = { encodingType: 'text/plain', location: { address: 'Kerkstraat 12' } }
    const refused = await leuven.post(
      'Things',
      thingBody('Kit', { thing: { Locations: [location(words)], ...atHome } }),
    )
    assert.equal(refused.status, 400)
    assert.match(refused.text, /GeoJSON/)
    const theirs = await (await openClient(square, { body: 'halle' })).make('Locations', location())
    const at = { Locations: [{ '@iot.id': idIn(theirs) }] }
    assert.equal((await leuven.post('Things', thingBody('Kit', { thing: { ...at, ...atHome } }))).status, 403)
    const thing = await makeHome({ ...at, properties: {} })
    assert.equal((await leuven.send('PATCH', thing, atHome)).status, 403)
    const halle = await openClient(square, { body: 'halle' })
    assert.equal(
      (await halle.send('DELETE', theirs)).status,
      409,
      'nor is the place taken from under a thing of others',
    )
    assert.deepEqual((await leuven.get(theirs)).at('location', 'coordinates'), [...HOME])
  })

  test('the database makes rough as the application does', async () => {
    for (const [lon, lat] of [HOME, [-4.7, -50.9], [0.000_01, -0.000_01], [179.9999, 89.9999]] as const) {
      const [found] = await square.services.sql<{ lon: number; lat: number }>`
        select observations.middle_of(${lon}::float8, 0.00356) as lon, observations.middle_of(${lat}::float8, 0.00225) as lat`
      assert.deepEqual(found, roughly({ lon, lat }))
    }
  })
})
