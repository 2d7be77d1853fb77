import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { judgeValues } from './judge-values.ts'
import { BEGIN, openJudgingBench, type JudgingBench, type TestValue } from './testing.ts'

/** Every five minutes, a mild day. */
const mild = (from: number, count: number): TestValue[] =>
  Array.from({ length: count }, (_, k) => [from + 5 * k, 10 + Math.round(10 * Math.sin((from / 5 + k) / 10)) / 10])

describe('judging what comes in', () => {
  let bench: JudgingBench
  before(async () => (bench = await openJudgingBench()))
  after(() => bench.close())

  test('good values cost no row; what fails has one with the tests and the version', async () => {
    const [id = 0] = await bench.thing([['air-temperature', 'Cel']])
    const values = mild(0, 12).with(5, [25, 70])
    await bench.add(id, values)
    assert.equal(await bench.flags(id), '------------')
    assert.equal(await bench.judge(), 12)
    assert.equal(await bench.flags(id), '111114111111')
    const told = await bench.told(id)
    assert.deepEqual(told[5], {
      minute: 25,
      flag: 4,
      rules: 0,
      suspect: [],
      failed: ['gross-range', 'spike', 'rate-of-change'],
    })
    assert.deepEqual(told[4], { minute: 20, flag: 1, rules: 0, suspect: [], failed: [] })
    const [rows] = await bench.square.services.sql<{ count: number }>`
      select count(*) as count from observations.verdict where datastream = ${id}`
    assert.equal(rows?.count, 1)
  })

  test('limits are in their own unit, values in that of the sensor', async () => {
    const [kelvin = 0, unknown = 0] = await bench.thing([
      ['air-temperature', 'K'],
      ['air-temperature', 'm'],
    ])
    await bench.add(kelvin, [
      [0, 283.15],
      [5, 283.25],
      [10, 320],
      [15, 283.25],
      [20, 283.15],
    ])
    await bench.add(unknown, [[0, 10]])
    await bench.judge()
    assert.equal(await bench.flags(kelvin), '11411')
    assert.equal(await bench.flags(unknown), '-')
  })

  test('a later value ends what a spike waited for; a value that is late changes what came after it', async () => {
    const [id = 0] = await bench.thing([['air-temperature', 'Cel']])
    await bench.add(id, mild(0, 12))
    await bench.judge()
    // The first value of the next hour stands off, and nobody knows yet whether it stays there.
    await bench.add(id, [[60, 19]])
    await bench.judge()
    const before = await bench.flags(id)
    await bench.add(id, [
      [65, 10.9],
      [70, 10.9],
    ])
    await bench.judge()
    assert.equal(await bench.flags(id), '111111111111411'.replace('4', '3'))
    assert.notEqual(before.at(-1), '4')

    // Stuck for six hours, without a value in between that came late.
    const [stuck = 0] = await bench.thing([['air-temperature', 'Cel']])
    const line = Array.from({ length: 85 }, (_, k): TestValue => [5 * k, k < 6 ? 10 + k / 10 : 11])
    await bench.add(stuck, line)
    await bench.judge()
    assert.equal((await bench.flags(stuck)).slice(-8), '13333333')
    await bench.add(stuck, [[202.5, 11.3]])
    await bench.judge()
    assert.equal((await bench.flags(stuck)).slice(-8), '11111111')
  })

  test('a correction is judged in the place of what it corrects; a value that is told again changes nothing', async () => {
    const [id = 0] = await bench.thing([['pm2-5', 'ug/m3']])
    const values = mild(0, 12).with(6, [30, 1200])
    await bench.add(id, values)
    await bench.judge()
    assert.equal(await bench.flags(id), '111111411111')
    await bench.add(id, values)
    assert.equal(await bench.judge(), 0)
    await bench.add(id, [[30, 10.2]])
    // Nothing is told of the correction by what was thought of the value before it.
    assert.equal((await bench.flags(id))[6], '1')
    await bench.judge()
    assert.equal(await bench.flags(id), '111111111111')
    const { sql } = bench.square.services
    const rows = await sql`select 1 as one from observations.verdict where datastream = ${id}`
    assert.equal(rows.length, 0)
  })

  test('PM2.5 that is more than PM10 is judged again when PM10 comes; both directions must make the sum', async () => {
    const [small = 0, large = 0] = await bench.thing([
      ['pm2-5', 'ug/m3'],
      ['pm10', 'ug/m3'],
    ])
    await bench.add(small, mild(0, 12).with(3, [15, 55]))
    await bench.judge()
    assert.equal(await bench.flags(small), '111111111111')
    await bench.add(large, mild(0, 12))
    await bench.judge()
    const told = await bench.told(small)
    assert.deepEqual(told[3]?.failed, ['consistency'])

    const [cars = 0, left = 0, right = 0] = await bench.thing([
      ['cars', '{count}', 'cars'],
      ['cars', '{count}', 'cars, to the left'],
      ['cars', '{count}', 'cars, to the right'],
    ])
    const counted = (numbers: readonly number[]) => numbers.map((number, k): TestValue => [60 * k, number, 60])
    await bench.add(left, counted([40, 50, 60]))
    await bench.add(right, counted([10, 20, 30]))
    await bench.add(cars, [...counted([50, 170, 90]), [0, 5000, 1440]])
    await bench.judge()
    assert.deepEqual(
      (await bench.told(cars)).map(({ flag, failed }) => [flag, failed]),
      [
        [1, []],
        [1, []],
        [4, ['consistency']],
        [1, []],
      ],
    )
    assert.equal(await bench.flags(left), '111')
  })

  test('a clock that runs ahead, by when its value came in', async () => {
    const [id = 0] = await bench.thing([['air-pressure', 'hPa']])
    const came = BEGIN.add({ hours: 1 })
    await bench.add(id, [[50, 1010], [59, 1010.1], [62, 1010.2], [90, 1010.3]], came) // prettier-ignore
    await bench.judge()
    assert.deepEqual(
      (await bench.told(id)).map(({ flag, suspect, failed }) => [flag, suspect, failed]),
      [
        [1, [], []],
        [1, [], []],
        [3, ['impossible-date'], []],
        [4, [], ['impossible-date']],
      ],
    )
  })

  test('another unit or another property is judged again, by its own limits', async () => {
    const { sql } = bench.square.services
    const [id = 0] = await bench.thing([['air-temperature', 'Cel']])
    await bench.add(
      id,
      mild(0, 12).map(([minute, value]): TestValue => [minute, 283.15 + value - 10]),
    )
    await bench.judge()
    assert.match(await bench.flags(id), /^4+$/)
    await sql`update observations.datastream set ucum = 'K' where id = ${id}`
    assert.match(await bench.flags(id), /^-+$/)
    await bench.judge()
    assert.match(await bench.flags(id), /^1+$/)
  })

  test('in pieces as at once: every value by itself, late ones and all, gives what the whole series gives', async () => {
    let state = 7
    const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
    const series = Array.from({ length: 300 }, (_, k): TestValue => {
      const stuck = k > 120 && k < 215
      const spiked = random() < 0.03
      return [
        5 * k + (k > 240 ? 400 : 0),
        stuck ? 12 : Math.round((10 + 3 * Math.sin(k / 20) + random() + (spiked ? 15 : 0)) * 100) / 100,
      ]
    })
    const [whole = 0, pieces = 0] = await bench.thing([
      ['air-temperature', 'Cel'],
      ['air-temperature', 'Cel'],
    ])
    await bench.add(whole, series)
    await bench.judge()
    const shuffled = series
      .map((one, k) => ({ one, turn: k + (random() < 0.1 ? 40 : 0) }))
      .toSorted((a, b) => a.turn - b.turn)
    for (let k = 0; k < shuffled.length; k += 7) {
      await bench.add(pieces, shuffled.slice(k, k + 7).map(({ one }) => one)) // prettier-ignore
      await bench.judge()
    }
    const told = await bench.told(whole)
    assert.deepEqual(await bench.told(pieces), told)
    const counts = Map.groupBy(told, ({ flag }) => flag)
    assert.ok((counts.get(3)?.length ?? 0) > 5 && (counts.get(4)?.length ?? 0) > 2, JSON.stringify([...counts.keys()]))
  })

  test('a long history is judged in pieces, with the same flags everywhere', async () => {
    const { sql } = bench.square.services
    const [id = 0] = await bench.thing([['air-temperature', 'Cel']])
    const odd = new Set([10, 49_919, 49_999, 50_005, 50_400])
    const values = Array.from({ length: 51_000 }, (_, k): TestValue => [k / 2, odd.has(k) ? 30 : 10 + (k % 2) / 10])
    await bench.add(id, values)
    await sql`delete from observations.stale`
    await sql`
      insert into observations.to_judge (datastream, from_at, until_at)
      select ${id}, ${BEGIN}::timestamptz, ${BEGIN.add({ hours: 500 })}::timestamptz`
    assert.ok((await judgeValues(bench.square.services)) >= 51_000)
    const told = await bench.told(id)
    const flagged = told.flatMap(({ flag }, k) => (flag === 1 ? [] : [k]))
    assert.deepEqual(flagged, [...odd])
  })

  test('few values over weeks are judged in parts that reach into each other, each value once', async () => {
    const [id = 0] = await bench.thing([['bicycles', '{count}']])
    const hourly = [0, 24, 24 * 24 + 1].map((hour): TestValue => [hour * 60, 12 - hour / 100, 60])
    await bench.add(id, hourly, BEGIN.add({ hours: 24 * 30 }))
    await bench.judge()
    assert.equal((await bench.flags(id)).length, 3)
    assert.doesNotMatch(await bench.flags(id), /-/)
    const [far = 0] = await bench.thing([['air-temperature', 'Cel']])
    await bench.add(far, [
      [0, 10],
      [17 * 60, 10.5],
      [23 * 60, 70],
    ])
    await bench.judge()
    assert.match(await bench.flags(far), /4$/)
  })

  test('two that judge at once do each mark once, and one that ends halfway loses nothing', async () => {
    const { services } = bench.square
    const [id = 0] = await bench.thing([['air-temperature', 'Cel']])
    await bench.add(id, mild(0, 600).with(40, [200, 99]))
    await bench.judge()
    await services.sql`
      insert into observations.to_judge (datastream, from_at, until_at) select ${id}, ${BEGIN}::timestamptz, ${BEGIN.add({ hours: 50 })}::timestamptz`
    await services.sql`delete from observations.verdict where datastream = ${id}`
    await assert.rejects(
      services.sql.transaction(async (sql) => {
        await judgeValues({ sql })
        throw new Error('the power went')
      }),
      /the power went/,
    )
    const [one, other] = await Promise.all([judgeValues(services), judgeValues(services)])
    assert.equal(Math.max(one, other), 600)
    assert.ok(Math.min(one, other) === 0)
    assert.equal((await bench.flags(id))[40], '4')
  })
})

describe('what the world sees of a flag', () => {
  let bench: JudgingBench
  let id = 0
  before(async () => {
    bench = await openJudgingBench()
    ;[id = 0] = await bench.thing([['air-temperature', 'Cel']])
    await bench.add(id, mild(0, 12).with(5, [25, 70]))
    await bench.judge()
    await bench.square.services.sql`
      update observations.observation set quality = '{"flag": 2}' where datastream = ${id} and number in (70, 10)`
  })
  after(() => bench.close())
  const get = (url: string) => bench.square.server.inject({ url, headers: { accept: 'text/html' } })

  test('SensorThings: what the sender says stays, ours stands beside it and can be asked for', async () => {
    const observations = `/sensorthings/v1.1/Datastreams(${id})/Observations`
    const found = await get(`${observations}?$filter=${encodeURIComponent('resultQuality/judged/flag gt 2')}`)
    const { value } = found.json<{ value: { result: number; resultQuality: unknown }[] }>()
    assert.deepEqual(
      value.map(({ result, resultQuality }) => [result, resultQuality]),
      [
        [
          70,
          {
            flag: 2,
            judged: { flag: 4, rules: 0, suspect: [], failed: ['gross-range', 'spike', 'rate-of-change'] },
          },
        ],
      ],
    )
    const good = await get(
      `${observations}?$filter=${encodeURIComponent('resultQuality/judged/flag eq 1')}&$top=1&$count=true`,
    )
    const one = good.json<{ '@iot.count': number; value: { resultQuality: unknown }[] }>()
    assert.equal(one['@iot.count'], 11)
    const untold = await get(`${observations}?$top=1&$skip=6`)
    assert.deepEqual(untold.json<typeof one>().value[0]?.resultQuality, {
      judged: { flag: 1, rules: 0, suspect: [], failed: [] },
    })
  })

  test('CSV has the flag, the tests that spoke and the version', async () => {
    const range = `from=${BEGIN.toString()}&until=${BEGIN.add({ hours: 1 }).toString()}`
    const { body } = await get(`/api/datastreams/${id}/observations.csv?${range}`)
    const lines = body.trimEnd().split('\r\n')
    assert.equal(lines[1], '2026-03-02T00:00:00Z,,10,,1,,,0,')
    assert.equal(lines[6], '2026-03-02T00:25:00Z,,70,,4,,gross-range spike rate-of-change,0,')
  })

  test('the page draws it grey and says why, with the limit and the version, in every language', async () => {
    const said = {
      nl: /Waarom is deze waarde grijs\?/,
      fr: /Pourquoi cette valeur/,
      en: /Why is this/,
      de: /Warum ist/,
    }
    for (const [language, words] of Object.entries(said)) {
      const { statusCode, body } = await get(`/${language}/sensors/datastreams/${id}?period=day&on=2026-03-02`)
      assert.equal(statusCode, 200, body)
      assert.match(body, words)
    }
    const { body } = await get(`/nl/sensors/datastreams/${id}?period=day&on=2026-03-02`)
    assert.match(body, /sp-s5"><circle/)
    assert.equal(body.match(/<g class="sp-marks sp-s5">(<circle[^>]*><\/circle>|<circle[^>]*>)+<\/g>/g)?.length, 1)
    assert.match(body.replaceAll('\u00a0', ' '), /Kan dit\? buiten -80 °C tot 60 °C|Kan dit\? buiten −80 °C tot 60 °C/)
    assert.match(body, /Regels: versie 0\./)
  })

  test('of a sensor that staff hid nothing is told', async () => {
    const { sql } = bench.square.services
    await sql`insert into observations.hidden (datastream, thing) select id, thing from observations.datastream where id = ${id}`
    const range = `from=${BEGIN.toString()}&until=${BEGIN.add({ hours: 1 }).toString()}`
    assert.equal((await get(`/api/datastreams/${id}/observations.csv?${range}`)).statusCode, 404)
    assert.equal((await get(`/nl/sensors/datastreams/${id}`)).statusCode, 404)
    const found = await get(
      `/sensorthings/v1.1/Observations?$filter=${encodeURIComponent('resultQuality/judged/flag gt 2')}`,
    )
    assert.deepEqual(found.json<{ value: unknown[] }>().value, [])
  })
})
