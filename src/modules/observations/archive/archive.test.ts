import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { gunzipSync, gzipSync } from 'node:zlib'
import { region } from '#modules/region/module.ts'
import { openTestSquare, type TestSquare } from '#web/testing.ts'
import { observations } from '../module.ts'
import { rollUpStale } from '../roll-up/roll-up.ts'
import { openClient, thingBody, type TestClient } from '../sensorthings/testing.ts'
import { archivePath } from './archive-file.ts'
import { archiveMonth, releaseMonth, releaseOldMonths, restoreMonth } from './archive-month.ts'

describe('the archive of observations', () => {
  let square: TestSquare
  let http: TestClient
  let stream: number
  let words: number
  before(async () => {
    square = await openTestSquare([region, observations])
    http = await openClient(square)
    stream = await newStream('Numbers')
    words = await newStream('Words', 'OM_TextObservation')
    for (const [at, result] of [
      ['2020-01-05T10:00:00Z', 1],
      ['2020-01-05T10:10:00.123456Z', 0.1 + 0.2],
      ['2020-01-31T23:30:00Z', 1e-300],
      ['2020-02-10T10:00:00Z', 4],
      ['2020-04-10T10:00:00Z', 5],
    ] as const)
      await http.make(`Datastreams(${stream})/Observations`, {
        phenomenonTime: at,
        result,
        resultQuality: { flag: 4, why: 'a "test", two\nlines' },
      })
    // A correction: both are kept.
    await http.make(`Datastreams(${stream})/Observations`, { phenomenonTime: '2020-01-05T10:00:00Z', result: 2 })
    for (const [minute, result] of ['', ' x, "y"\r\nz', 'gaufres — één'].entries())
      await http.make(`Datastreams(${words})/Observations`, {
        phenomenonTime: `2020-01-06T10:0${minute}:00Z/2020-01-06T11:00:00Z`,
        result,
        parameters: { minute },
      })
  })
  after(() => square.close())

  async function newStream(name: string, type = 'OM_Measurement'): Promise<number> {
    const observationType = `http://www.opengis.net/def/observationType/OGC-OM/2.0/${type}`
    const thing = await http.make('Things', thingBody(name, { datastream: { observationType } }))
    return Number((await http.get(`${thing}/Datastreams`)).at('value', 0, '@iot.id'))
  }
  const everything = () => square.services.sql`
    select o.*, o.tableoid is null as none from observations.observation o order by datastream, at, turn`
  const rollUps = () => square.services.sql`select * from observations.roll_up order by datastream, span, start`
  const count = async (id: number) => Number((await http.get(`Datastreams(${id})/Observations/$count`)).text)
  const file = (month: string) => archivePath(square.services.config, month)

  test('a month goes only when its file is whole, nothing changed since, and all of it is rolled up', async () => {
    const { services } = square
    const month = '2020-01-01'
    await assert.rejects(releaseMonth(services, month), /no file/)
    const facts = await archiveMonth(services, month)
    assert.equal(facts.rows, 7)
    await assert.rejects(releaseMonth(services, month), /rolled up/)
    await rollUpStale(services)
    const good = readFileSync(file(month))
    writeFileSync(file(month), gzipSync(gunzipSync(good).subarray(0, -10)))
    await assert.rejects(releaseMonth(services, month), /not the one that was made/)
    writeFileSync(file(month), good.subarray(0, 60))
    await assert.rejects(releaseMonth(services, month), /cannot be read/)
    writeFileSync(file(month), good)
    await http.make(`Datastreams(${stream})/Observations`, { phenomenonTime: '2020-01-07T10:00:00Z', result: 9 })
    await rollUpStale(services)
    await assert.rejects(releaseMonth(services, month), /changed since/)
    assert.equal(await count(stream), 6)
    await archiveMonth(services, month)
    await archiveMonth(services, '2020-02-01')
    await assert.rejects(releaseMonth(services, '2020-02-01'), /2020-01, which is older, goes first/)
  })

  test('what went is in its file and in the roll-ups, takes nothing in any more, and comes back as it was', async () => {
    const { services } = square
    const [before, rolled] = [await everything(), await rollUps()]
    await releaseMonth(services, '2020-01-01')
    assert.equal(await count(stream), 2)
    assert.equal(await count(words), 0)
    assert.deepEqual(await rollUps(), rolled)
    await assert.rejects(archiveMonth(services, '2020-01-01'), /in the archive only/)

    const late = await http.post(`Datastreams(${stream})/Observations`, {
      phenomenonTime: '2020-01-07T11:00:00Z',
      result: 10,
    })
    assert.equal(late.status, 400)
    const arrays = await http.post('CreateObservations', [
      {
        Datastream: { '@iot.id': stream },
        components: ['phenomenonTime', 'result'],
        dataArray: [
          ['2020-01-07T11:00:00Z', 10],
          // The month after it is closed too: its first day begins in it, as clocks have it.
          ['2020-02-20T11:00:00Z', 10],
          ['2020-04-20T11:00:00Z', 10],
        ],
      },
    ])
    assert.deepEqual(arrays.at(0), 'error')
    assert.deepEqual(arrays.at(1), 'error')
    assert.match(String(arrays.at(2)), /Observations/)
    const [waiting] = await services.sql`
      select count(*) as count from observations.quarantine where reason = 'month-closed'`
    assert.deepEqual(waiting, { count: 2 })
    await rollUpStale(services)

    const list = await square.server.inject({ url: '/api/observations/archive' })
    const { value } = list.json<{ value: { month: string; isAtHand: boolean; sha256: string }[] }>()
    assert.deepEqual(
      value.map(({ month, isAtHand }) => [month, isAtHand]),
      [
        ['2020-01', false],
        ['2020-02', true],
      ],
    )
    const fetched = await square.server.inject({ url: '/api/observations/archive/2020-01' })
    assert.equal(fetched.statusCode, 200)
    assert.deepEqual(fetched.rawPayload, readFileSync(file('2020-01-01')))
    await square.services.sql`
      insert into observations.hidden (datastream, thing) select id, thing from observations.datastream where id = ${stream}`
    const shown = await square.server.inject({ url: '/api/observations/archive/2020-01' })
    const [names, ...lines] = gunzipSync(shown.rawPayload).toString().trim().split('\n')
    assert.match(names ?? '', /^datastream,/)
    assert.ok(
      lines.every((line) => !line.startsWith(`${stream},`)),
      'nothing of what is hidden',
    )
    await square.services.sql`delete from observations.hidden where datastream = ${stream}`
    for (const wrong of ['2020-02-01', '2019-12', '..%2F..%2Fsecret.key', '%00'])
      assert.equal((await square.server.inject({ url: `/api/observations/archive/${wrong}` })).statusCode, 404, wrong)

    const range = (from: string, until: string) => `from=${from}T00:00:00Z&until=${until}T00:00:00Z`
    const csv = (asked: string) => square.server.inject({ url: `/api/datastreams/${stream}/observations.csv?${asked}` })
    const partly = await csv(range('2020-01-20', '2020-03-01'))
    assert.equal(partly.statusCode, 409)
    assert.match(partly.body, /2020-01/)
    assert.equal((await csv(range('2020-02-01', '2020-03-01'))).statusCode, 200)
    const day = await square.server.inject({ url: `/nl/sensors/datastreams/${stream}?period=day&on=2020-01-05` })
    assert.match(day.body, /href="\/api\/observations\/archive\/2020-01"/)

    assert.equal(await restoreMonth(services, '2020-01-01'), 8)
    const back = await everything()
    assert.deepEqual(
      back.filter((row) => String(row['at']) < '2020-04-15'),
      before,
    )
    assert.equal(await count(stream), 7)
    await assert.rejects(restoreMonth(services, '2020-01-01'), /in the database/)
  })

  test('at night old months go, the oldest first', async () => {
    const { services } = square
    await rollUpStale(services)
    const clock = () => Temporal.Instant.from('2031-04-15T00:00:00Z')
    const gone = await releaseOldMonths({ ...services, clock }, 13)
    assert.deepEqual(gone.slice(0, 3), ['2020-01-01', '2020-02-01', '2020-04-01'])
    assert.equal(await count(stream), 0)
    assert.equal(await count(words), 0)
    assert.deepEqual(await releaseOldMonths({ ...services, clock }, 13), [])
  })
})
