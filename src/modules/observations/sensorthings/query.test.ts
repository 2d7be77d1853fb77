import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { region } from '#modules/region/module.ts'
import { openTestSquare, type TestSquare } from '#web/testing.ts'
import { observations } from '../module.ts'
import { openClient, thingBody, type TestClient } from './testing.ts'
import { TRUTHS } from './truth-table.ts'

describe('SensorThings: asking', () => {
  let square: TestSquare
  let anyone: TestClient
  let client: TestClient
  before(async () => {
    square = await openTestSquare([region, observations])
    client = await openClient(square)
    anyone = await openClient(square, { isAnonymous: true })
    await client.make(
      'Things',
      thingBody('Table', {
        datastream: {
          Observations: [
            {
              phenomenonTime: '2026-02-03T04:05:06.75Z/2026-02-03T05:00:00Z',
              result: 23.5,
              resultTime: '2026-02-04T00:00:00Z',
              resultQuality: { code: 3, flag: 4 },
              parameters: { height: 2.5, side: 'north' },
            },
          ],
        },
      }),
    )
  })
  after(() => square.close())

  const ask = (path: string, options: Readonly<Record<string, string | number | boolean>>) =>
    anyone.get(
      `${path}?${Object.entries(options)
        .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
        .join('&')}`,
    )

  test('what many lead to is written for each of them: an answer that grows so is refused, not written', async () => {
    const note = 'n'.repeat(40_000)
    const moments = Array.from({ length: 600 }, (_, minute) =>
      Temporal.Instant.from('2026-02-10T00:00:00Z').add({ minutes: minute }).toString(),
    )
    const thing = await client.make(
      'Things',
      thingBody('Wide', {
        thing: { properties: { note } },
        datastream: { Observations: moments.map((phenomenonTime, result) => ({ phenomenonTime, result })) },
      }),
    )
    const stream = (await client.get(`${thing}/Datastreams`)).at('value', 0, '@iot.id')
    const path = `Datastreams(${String(stream)})/Observations`
    const few = await ask(path, { $top: 100, $expand: 'Datastream($expand=Thing)' })
    assert.deepEqual([few.status, few.text.length > 4_000_000], [200, true])
    for (const $expand of [
      'Datastream($expand=Thing)',
      'Datastream($expand=Observations)',
      'Datastream($expand=Thing($expand=Datastreams($expand=Observations)))',
    ]) {
      const many = await ask(path, { $top: 600, $expand })
      assert.equal(many.status, 400, `${$expand}: ${many.text.length}`)
      assert.match(many.text, /6000000 signs at most/)
    }
    const url = `${path}?$top=100&$expand=Datastream($expand=Thing)`
    const requests = Array.from({ length: 7 }, (_, id) => ({ id: String(id), method: 'get', url }))
    const batch = await client.post('$batch', { requests })
    const answered = batch.at('responses') as { status: number }[]
    assert.deepEqual(
      answered.map(({ status }) => status),
      [200, 200, 200, 200, 200, 503, 503],
      'nor do many questions together',
    )
  })

  test('every comparison and function of the specification holds when it should', async () => {
    const wrong: string[] = []
    for (const [set, filter, holds] of TRUTHS) {
      const own =
        set === 'Locations'
          ? "Things/name eq 'Table'"
          : set === 'Things'
            ? "name eq 'Table'"
            : set === 'Datastreams'
              ? "Thing/name eq 'Table'"
              : "Datastream/Thing/name eq 'Table'"
      const { status, at, text } = await ask(set, { $filter: `(${filter}) and ${own}`, $count: true })
      if (status !== 200 || at('@iot.count') !== (holds ? 1 : 0) || at('value', 'length') !== (holds ? 1 : 0))
        wrong.push(`${set}: ${filter}: ${status} ${text.slice(0, 200)}`)
    }
    assert.deepEqual(wrong, [])
  })

  test('what is not understood is told, with the place', async () => {
    const wrong: readonly (readonly [string, Readonly<Record<string, string>>, RegExp])[] = [
      ['Things', { $filter: 'name eq' }, /too early/],
      ['Things', { $filter: "name eq 'x" }, /sign 9/],
      ['Things', { $filter: 'name like 5' }, /like/],
      ['Things', { $filter: 'colour eq 5' }, /Thing has no colour/],
      ['Things', { $filter: 'name' }, /true or false/],
      // `not` binds tighter than `eq` (OData 4.01, part 2, §5.1.1.14).
      ['Things', { $filter: "not name eq 'x'" }, /true or false/],
      ['Things', { $filter: 'name add 1 eq 2' }, /a number is asked for/],
      ['Things', { $filter: 'Datastreams eq 1' }, /is an entity/],
      ['Things', { $filter: 'name/first eq 1' }, /nothing within/],
      ['Things', { $filter: 'explode(name)' }, /function explode/],
      ['Things', { $filter: 'constructor(name)' }, /function constructor/],
      ['Things', { $filter: 'constructor eq 1' }, /has no constructor/],
      ['Things', { $filter: 'length(name, name) eq 1' }, /takes 1/],
      ['Things', { $filter: `${'('.repeat(80)}true${')'.repeat(80)}` }, /brackets/],
      ['Things', { $filter: "name eq 'x' ".repeat(2000) }, /10000 signs/],
      ['Things', { $filter: "st_within(name, geography'POINT (1 1)')" }, /geometries/],
      ['Locations', { $filter: "st_within(location, geography'POINT (1')" }, /well-known/],
      ['Locations', { $filter: "st_relate(location, geography'POINT (1 1)', 'x')" }, /pattern/],
      ['Observations', { $filter: 'phenomenonTime eq 2026-02-30T00:00:00Z' }, /no time/],
      ['Observations', { $filter: '1e300 mul 1e300 eq 1' }, /computed/],
      ['Things', { $orderby: 'Locations/location' }, /sort/],
      ['Things', { $top: '-1' }, /\$top/],
      ['Things', { $skip: 'x' }, /\$skip/],
      ['Things', { $count: '1' }, /\$count/],
      ['Things', { $select: 'colour' }, /colour/],
      ['Things', { $expand: 'Colours' }, /Colours/],
      ['Things', { $expand: 'Datastreams($colour=1)' }, /\$colour/],
      ['Things', { $colour: '1' }, /\$colour/],
      ['Things', { $skiptoken: 'abc' }, /\$skiptoken/],
      ['Things', { resultFormat: 'dataArray' }, /Observations/],
      ['Things', { $filter: 'true', asKnownOn: 'yesterday' }, /zone/],
    ]
    for (const [set, options, message] of wrong) {
      const { status, at, text } = await ask(set, options)
      assert.equal(status, 400, `${JSON.stringify(options).slice(0, 100)}: ${text.slice(0, 200)}`)
      assert.match(String(at('message')), message)
    }
    for (const path of [
      'Ghosts',
      'Things(0)',
      'Things(x)',
      "Things('1')/Ghosts",
      'Things(99999999999)',
      "Observations('1.2')",
      "Observations('1.x')",
    ])
      assert.equal((await anyone.get(path)).status, 404, path)
    assert.equal((await anyone.get('Things?$filter=%')).status, 400)
  })

  test('lists are sorted, cut, counted and told in pages that stay right while more comes in', async () => {
    const thing = await client.make('Things', { name: 'Many', Datastreams: thingBody('Many').Datastreams })
    const stream = `Datastreams(${String((await anyone.get(`${thing}/Datastreams`)).at('value', 0, '@iot.id'))})`
    const send = async (from: number, until: number) => {
      const dataArray = Array.from({ length: until - from }, (_, index) => [
        `2026-01-01T${String(Math.floor((from + index) / 60)).padStart(2, '0')}:${String((from + index) % 60).padStart(2, '0')}:00Z`,
        (from + index) % 7,
      ])
      const id = Number(/\d+/.exec(stream)?.[0])
      assert.equal(
        (
          await client.post('CreateObservations', [
            { Datastream: { '@iot.id': id }, components: ['phenomenonTime', 'result'], dataArray },
          ])
        ).status,
        201,
      )
    }
    await send(0, 250)
    const first = await ask(`${stream}/Observations`, { $orderby: 'result desc,phenomenonTime', $count: true })
    assert.deepEqual(
      [first.at('value', 'length'), first.at('@iot.count'), first.at('value', 0, 'result')],
      [100, 250, 6],
    )
    // What comes in meanwhile sorts before, and moves nothing.
    await send(600, 650)
    const seen = new Set<unknown>()
    let page = first
    for (let turn = 0; turn < 10; turn++) {
      for (const one of page.at('value') as { '@iot.id': string; phenomenonTime: string }[]) {
        assert.ok(!seen.has(one['@iot.id']), 'one came twice')
        seen.add(one['@iot.id'])
      }
      const next = page.at('@iot.nextLink')
      if (typeof next !== 'string') break
      page = await anyone.get(next)
      assert.equal(page.status, 200)
    }
    const old = await ask(`${stream}/Observations`, {
      $filter: 'phenomenonTime lt 2026-01-01T05:00:00Z',
      resultFormat: 'dataArray',
    })
    const ids = (old.at('value', 0, 'dataArray') as unknown[][]).map(([id]) => id)
    assert.equal(ids.length, 250)
    assert.ok(
      ids.every((id) => seen.has(id)),
      'one was left out',
    )
    const newest = await ask(`${stream}/Observations`, {
      $orderby: 'phenomenonTime desc',
      $top: 2,
      $skip: 1,
      $select: 'phenomenonTime,result',
    })
    assert.deepEqual(newest.at('value'), [
      { phenomenonTime: '2026-01-01T10:48:00Z', result: 648 % 7 },
      { phenomenonTime: '2026-01-01T10:47:00Z', result: 647 % 7 },
    ])
    assert.equal(newest.at('@iot.nextLink'), undefined)
    assert.equal((await anyone.get(`${stream}/Observations/$count`)).text, '300')
  })

  test('null sorts as the largest, in pages too', async () => {
    for (const floor of [null, 3, 1, null, 2])
      await client.make('Things', { name: `Sorted`, properties: floor === null ? {} : { storey: floor } })
    const ways = ['asc', 'desc'] as const
    for (const way of ways) {
      const found: unknown[] = []
      const all = await ask('Things', { $filter: "name eq 'Sorted'", $orderby: `properties/storey ${way}` })
      for (const one of all.at('value') as { properties: { storey?: number } }[])
        found.push(one.properties.storey ?? null)
      assert.deepEqual(found, way === 'asc' ? [1, 2, 3, null, null] : [null, null, 3, 2, 1])
    }
  })

  test('what is linked comes along as asked, some levels deep', async () => {
    const { at, status, text } = await ask('Things', {
      $filter: "name eq 'Table'",
      $select: 'name,Datastreams',
      $expand:
        'Datastreams($select=name;$expand=Observations($filter=result gt 20;$orderby=phenomenonTime desc;$top=1;$count=true;$select=result),Sensor($select=name),Thing),Locations($select=location)',
    })
    assert.equal(status, 200, text)
    const [thing] = at('value') as Record<string, unknown>[]
    assert.deepEqual(Object.keys(thing ?? {}), ['name', 'Datastreams', 'Locations'])
    assert.equal(at('value', 0, 'Datastreams', 0, 'name'), 'Table: dust')
    assert.deepEqual(at('value', 0, 'Datastreams', 0, 'Observations'), [{ result: 23.5 }])
    assert.equal(at('value', 0, 'Datastreams', 0, 'Observations@iot.count'), 1)
    assert.deepEqual(at('value', 0, 'Datastreams', 0, 'Sensor'), { name: 'SPS30' })
    assert.equal(at('value', 0, 'Datastreams', 0, 'Thing', 'name'), 'Table')
    const newest = await ask('Datastreams', {
      $filter: "Thing/name eq 'Many'",
      $expand: 'Observations($orderby=phenomenonTime desc;$top=1)',
    })
    assert.equal(newest.at('value', 0, 'Observations', 0, 'phenomenonTime'), '2026-01-01T10:49:00Z')
    const cut = await ask('Datastreams', {
      $filter: "Thing/name eq 'Many'",
      $expand: 'Observations($filter=result eq 3;$top=5)',
    })
    const next = await anyone.get(String(cut.at('value', 0, 'Observations@iot.nextLink')))
    assert.equal(next.status, 200, next.text)
    assert.ok((next.at('value') as { result: number }[]).every(({ result }) => result === 3))
    const both = await ask('Things', {
      $filter: "name eq 'Table'",
      $expand: 'Datastreams/Sensor,Datastreams/ObservedProperty',
    })
    assert.deepEqual(
      [
        both.at('value', 0, 'Datastreams', 0, 'Sensor', 'name'),
        both.at('value', 0, 'Datastreams', 0, 'ObservedProperty', 'name'),
      ],
      ['SPS30', 'fine dust PM2.5'],
    )
  })

  test('properties and plain values have addresses of their own', async () => {
    const self = String((await ask('Things', { $filter: "name eq 'Table'" })).at('value', 0, '@iot.selfLink'))
    assert.deepEqual((await anyone.get(`${self}/name`)).at(), { name: 'Table' })
    assert.equal((await anyone.get(`${self}/name/$value`)).text, 'Table')
    assert.equal((await anyone.get(`${self}/properties/tags/colour/$value`)).text, 'red')
    assert.equal((await anyone.get(`${self}/properties/none`)).status, 404)
    assert.equal((await anyone.get(`${self}/$ref`)).at('@iot.selfLink'), self)
    assert.match(
      String((await anyone.get(`${self}/Datastreams/$ref`)).at('value', 0, '@iot.selfLink')),
      /Datastreams\(\d+\)$/,
    )
  })

  test('observations come as arrays', async () => {
    const { at } = await ask('Observations', {
      $filter: "Datastream/Thing/name eq 'Table'",
      resultFormat: 'dataArray',
      $select: 'phenomenonTime,result,parameters',
      $count: true,
    })
    assert.equal(at('@iot.count'), 1)
    assert.deepEqual(at('value', 0, 'components'), ['phenomenonTime', 'result', 'parameters'])
    assert.deepEqual(at('value', 0, 'dataArray'), [
      ['2026-02-03T04:05:06.75Z/2026-02-03T05:00:00Z', 23.5, { height: 2.5, side: 'north' }],
    ])
  })
})
