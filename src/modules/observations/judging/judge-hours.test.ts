import assert from 'node:assert/strict'
import { json } from '#core/database/sql.ts'
import { after, before, describe, test } from 'node:test'
import { judgeHours } from './judge-hours.ts'
import { compareHere, compareStations } from './judge-stations.ts'
import { BEGIN, openJudgingBench, type JudgingBench, type TestValue } from './testing.ts'

describe('comparing the stations of an hour', () => {
  let bench: JudgingBench
  const streams: number[] = []
  const hour = (mean: number): TestValue[] => [0, 15, 30, 45].map((minute) => [minute, mean + minute / 100])
  before(async () => {
    bench = await openJudgingBench()
    // Twelve stations within some kilometres; the fifth is far off, the last stands alone in another country.
    for (let k = 0; k < 13; k += 1) {
      const place = k === 12 ? { lon: 7, lat: 49 } : { lon: 4.7 + (k % 4) / 100, lat: 50.88 + Math.floor(k / 4) / 100 }
      const [id = 0] = await bench.thing([['air-temperature', k === 2 ? 'K' : 'Cel']], place)
      streams.push(id)
      const mean = (k === 4 ? 25 : 12) + (k % 3) / 10 + (k === 2 ? 273.15 : 0)
      await bench.add(id, hour(mean))
    }
    await bench.judge()
  })
  after(() => bench.close())
  const sliced = async () => {
    const { sql } = bench.square.services
    const [row] = await sql<{ stations: number; untested: number }>`
      select stations, untested from observations.judged_slice where hour = ${BEGIN}`
    return row
  }

  const compared = async () => {
    const rows = await bench.square.services.sql<{ id: number }>`
      select datastream as id from observations.compared_day where hours & 1 = 1 order by datastream`
    return rows.map(({ id }) => id)
  }

  test('who does not go with its neighbours is flagged in that hour; who has none could not be tested', async () => {
    assert.equal(await judgeHours(bench.square.services), 1)
    assert.equal(await bench.flags(streams[4] ?? 0), '4444')
    assert.deepEqual((await bench.told(streams[4] ?? 0))[0]?.failed, ['robust-consistency'])
    for (const [k, id] of streams.entries()) if (k !== 4) assert.equal(await bench.flags(id), '1111', String(k))
    assert.deepEqual(await sliced(), { stations: 13, untested: 1 })
    assert.deepEqual(await compared(), streams.slice(0, 12))
    assert.equal(await judgeHours(bench.square.services), 0)
  })

  test('a correction that comes late has the hour compared again', async () => {
    const [, , , , id = 0] = streams
    await bench.add(id, hour(12.1))
    await bench.judge()
    assert.equal(await judgeHours(bench.square.services), 1)
    assert.equal(await bench.flags(id), '1111')
  })

  test('what is hidden is compared with nobody, and nobody with it', async () => {
    const { sql } = bench.square.services
    const [first = 0, , , , id = 0] = streams
    await bench.add(id, hour(31))
    await sql`insert into observations.hidden (datastream, thing) select id, thing from observations.datastream where id = ${id}`
    await bench.judge()
    assert.equal(await judgeHours(bench.square.services), 1)
    assert.deepEqual(await sliced(), { stations: 12, untested: 1 })
    const rows = await sql`select datastream from observations.hour_verdict`
    assert.deepEqual(rows, [])
    assert.deepEqual(
      await compared(),
      streams.slice(0, 12).filter((one) => one !== id),
    )
    assert.equal(await bench.flags(first), '1111')
  })

  test('an hour that is not over is not compared yet', async () => {
    const { services } = bench.square
    const now = services.clock()
    const begin = now.round({ smallestUnit: 'hour', roundingMode: 'floor' })
    const minutes = Math.round((begin.epochMilliseconds - BEGIN.epochMilliseconds) / 60_000)
    await bench.add(streams[0] ?? 0, [[minutes, 12]], now)
    await bench.judge()
    assert.equal(await judgeHours(services), 0)
    assert.equal(await judgeHours({ ...services, clock: () => begin.add({ minutes: 71 }) }), 1)
  })
})

test('in a thread of its own the flags are the same', async () => {
  let state = 5
  const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
  const column = (value: () => number) => Float64Array.from({ length: 300 }, value)
  const stations = { lon: column(() => 4 + random()), lat: column(() => 50.5 + random()), value: column(() => (random() < 0.05 ? 30 : 10 + random())) } // prettier-ignore
  const rules = [
    { test: 'buddy', parameters: { radiusMetres: 20_000, threshold: 3, leastDeviation: 1 } },
    { test: 'isolation', parameters: { radiusMetres: 2000, leastNeighbours: 1 } },
    { test: 'spike', parameters: { suspect: 3 } },
  ] as const
  const here = compareHere(stations, rules)
  assert.deepEqual(await compareStations(stations, rules, 100), here)
  assert.deepEqual(
    here.map(({ test: name }) => name),
    ['buddy', 'isolation'],
  )
  assert.ok(here.every(({ flags }) => new Set(flags).size > 1))
})

test('everybody reads how values are tested, in four languages and as data, by the rules in force', async (t) => {
  const bench = await openJudgingBench()
  t.after(() => bench.close())
  const { server, services } = bench.square
  const rules = [{ test: 'gross-range', parameters: { suspect: [-12.5, 39], fail: [-40, 50] } }]
  await services.sql`
    insert into observations.rule_set (property, version, unit, rules, reason, begun_at)
    values ('air-temperature', 3, 'Cel', ${json(rules)}, 'Milder', ${BEGIN})`
  for (const [language, words] of Object.entries({ nl: '-12,5', fr: '-12,5', en: '-12.5', de: '-12,5' })) {
    const { statusCode, body } = await server.inject({
      url: `/${language}/sensors/method`,
      headers: { accept: 'text/html' },
    })
    assert.equal(statusCode, 200, body)
    assert.ok(body.replaceAll('−', '-').includes(words), language)
    assert.equal(/undefined|NaN|\[object/.exec(body)?.[0], undefined)
  }
  const answer = await server.inject({ url: '/nl/sensors/method', headers: { accept: 'application/json' } })
  const { properties } = answer.json<{
    data: { properties: { property: string; version: number; tests: { test: string }[] }[] }
  }>().data
  const [mild, dust] = ['air-temperature', 'pm10'].map((word) => properties.find(({ property }) => property === word))
  assert.deepEqual([mild?.version, mild?.tests.length, dust?.version], [3, 1, 0])
  assert.deepEqual(
    dust?.tests.map(({ test: name }) => name),
    ['gross-range', 'spike', 'flat-line', 'robust-consistency', 'impossible-date'],
  )
})
