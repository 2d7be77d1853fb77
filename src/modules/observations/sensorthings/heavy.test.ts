import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { region } from '#modules/region/module.ts'
import { openTestSquare, type TestSquare } from '#web/testing.ts'
import { observations } from '../module.ts'
import { openClient, thingBody, type TestClient } from './testing.ts'

describe('SensorThings: questions that would hold up everybody', () => {
  let square: TestSquare
  let client: TestClient
  before(async () => {
    square = await openTestSquare([region, observations])
    client = await openClient(square)
  })
  after(() => square.close())

  /** A saw with so many teeth: whatever lies across it crosses each. */
  function saw(teeth: number): number[][] {
    const upper = Array.from({ length: teeth * 2 }, (_, place) => [4 + place / (teeth * 2), place % 2 === 0 ? 50 : 51])
    return [...upper, [5, 49], [4, 49], upper[0] ?? []]
  }
  const line = (corners: number) =>
    `LINESTRING(${Array.from({ length: corners }, (_, place) => `${4 + place / corners} ${place % 2 === 0 ? 50.2 : 50.8}`).join(',')})`

  test('geometries with many corners are refused before they take long', async () => {
    for (let turn = 0; turn < 3; turn++)
      await client.make('Locations', {
        name: 'saw',
        description: '',
        encodingType: 'application/geo+json',
        location: { type: 'Polygon', coordinates: [saw(1000)] },
      })
    for (const relation of ['st_intersects', 'st_crosses', 'st_within', 'geo.intersects']) {
      const answer = await client.get(`Locations?$filter=${relation}(location,geography'${line(400)}')`)
      assert.equal(answer.status, 400, relation)
      assert.match(JSON.stringify(answer.at()), /too large/, relation)
    }
    const far = await client.get("Locations?$filter=st_intersects(location,geography'POINT(4.5 52)')")
    assert.equal(far.status, 200)
    const near = await client.get("Locations?$filter=st_intersects(location,geography'POINT(4.5 49.5)')")
    assert.equal((near.at('value') as unknown[]).length, 3)
  })

  test('the questions of a batch together tell no more than one may', async () => {
    const thing = await client.make('Things', {
      ...(thingBody('Wordy') as object),
      properties: { words: 'x'.repeat(90_000) },
    })
    const requests = Array.from({ length: 100 }, (_, id) => ({
      id: String(id),
      method: 'get',
      url: `${thing}/Datastreams?$expand=Thing,Thing/Datastreams/Thing,Thing/Datastreams/Thing/Datastreams/Thing`,
    }))
    const answer = await client.post('$batch', { requests })
    const statuses = (answer.at('responses') as { status: number }[]).map(({ status }) => status)
    assert.equal(statuses[0], 200)
    assert.equal(statuses.at(-1), 503)
    assert.ok(answer.text.length < 25_000_000, `${answer.text.length} signs`)
  })

  test('what is nested very deep is refused', async () => {
    for (const depth of [100, 5000]) {
      const deep: unknown = JSON.parse(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`)
      for (const [path, body] of [
        ['Things', { ...(thingBody('Deep') as object), properties: deep }],
        ['$batch', { requests: [{ id: '1', method: 'post', url: 'Things', body: { name: 'x', properties: deep } }] }],
      ] as const)
        assert.equal((await client.post(path, body)).status, 400, `${path} ${depth}`)
    }
  })
})
