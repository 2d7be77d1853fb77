import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setReference } from '../../calibrating/calibration-store.ts'
import { BEGIN, openJudgingBench, type JudgingBench, type TestValue } from '../../judging/testing.ts'
import { rollUpStale } from '../../roll-up/roll-up.ts'
import { scoreAll } from '../score-datastreams.ts'
import { saveStanding } from '../standing-store.ts'
import { CompareOutput } from './told.ts'

const HOURS = 30 * 24
const STANDING = { outdoors: true, heightMetres: 2, area: 'urban', influence: 'background' } as const

describe('datastreams put beside each other', () => {
  let bench: JudgingBench
  const ids: number[] = []
  const visit = (url: string, accept = 'text/html') =>
    bench.square.server.inject({ url, headers: { accept, host: 'streekplein.example' } })
  const read = async (path: string) => CompareOutput.parse((await visit(path, 'application/json')).json().data)
  const put = (numbers: readonly number[], more = '') =>
    `/nl/sensors/compare?${numbers.map((id) => `datastream=${id}`).join('&')}${more}`

  before(async () => {
    bench = await openJudgingBench()
    const { services } = bench.square
    for (let k = 0; k < 3; k += 1) {
      const [id = 0] = await bench.thing([['air-temperature', k === 1 ? 'K' : 'Cel']], {
        lon: 4.7 + k / 50,
        lat: 50.88,
      })
      ids.push(id)
      const values = Array.from({ length: HOURS }, (_, hour): TestValue => [hour * 60, (k === 1 ? 283.15 : 10) + k, 60])
      await bench.add(id, values, BEGIN.add({ hours: HOURS }))
      if (k === 2) continue
      const [row] = await services.sql<{ thing: number }>`select thing from observations.datastream where id = ${id}`
      await saveStanding(services.sql, row?.thing ?? 0, STANDING, services.clock())
    }
    await rollUpStale(services)
    services.wait({ hours: HOURS + 2 })
  })
  after(() => bench.close())

  test('what may not be compared is not drawn together, with each reason and where it is explained', async () => {
    const { body, statusCode } = await visit(put([ids[0] ?? 0, ids[2] ?? 0]))
    assert.equal(statusCode, 200)
    assert.match(body, /Nog niet: doe of weet eerst dit/)
    assert.match(body, /how-we-compare#height">Niemand zei hoe hoog hij hangt/)
    assert.match(body, /We tekenen ze niet in één grafiek/)
    assert.doesNotMatch(body, /id="together-title"/)
    const told = await read(put([ids[0] ?? 0, ids[2] ?? 0]))
    assert.deepEqual([told.verdict?.verdict, told.days], ['comparable-after', []])
    const csv = await visit(`/api/comparison/${ids[0]},${ids[2]}/days.csv`, '*/*')
    assert.equal(csv.statusCode, 409)
    assert.equal((await visit(`/api/comparison/${ids[0]},99999/days.csv`, '*/*')).statusCode, 404)
  })

  test('anyway they are drawn, with the warning in the sentence of the chart and the class of each line', async () => {
    const { body } = await visit(put([ids[0] ?? 0, ids[2] ?? 0], '&anyway=yes'))
    assert.match(body, /id="together-title"[\s\S]*?Let op: deze sensoren mag je niet zomaar vergelijken \(\d redenen\)/)
    assert.match(body, /judged-0, klasse niet bekend/)
    const csv = await visit(`/api/comparison/${ids[0]},${ids[2]}/days.csv?anyway=yes`, '*/*')
    const lines = csv.body.trim().split('\r\n')
    assert.equal(lines[0], `day,datastream ${ids[0]},datastream ${ids[2]}`)
    assert.deepEqual(lines.at(-1)?.split(',').slice(1), ['10', '12'])
  })

  test('references that stand alike may be compared, in one unit', async () => {
    const { sql, clock } = bench.square.services
    for (const id of ids.slice(0, 2)) await setReference(sql, id, { isReference: true, now: clock(), by: null })
    const before = await read(put(ids.slice(0, 2)))
    assert.deepEqual([before.verdict?.verdict, before.verdict?.reasons], ['comparable', []])
    assert.match((await visit(put(ids.slice(0, 2)))).body, /Ja, je mag ze naast elkaar zetten[\s\S]*klasse 1/)
    const told = before
    assert.equal(told.unit, 'Cel')
    const [first, second] = told.days.at(-1)?.values ?? []
    assert.ok(Math.abs((first ?? 0) - 10) < 1e-6 && Math.abs((second ?? 0) - 11) < 1e-6, `${first} ${second}`)
  })

  test('one alone is a choice of others; too many, nonsense and what is hidden are no answer', async () => {
    const { sql } = bench.square.services
    const one = await visit(put([ids[0] ?? 0]))
    assert.match(one.body, /value="\d+" checked/)
    assert.ok(one.body.includes(`value="${ids[1]}"`), 'others of the same property are offered')
    assert.equal((await read(put([ids[0] ?? 0]))).verdict, null)
    assert.match((await visit(put([1, 2, 3, 4, 5, 6]))).body, /hoogstens vijf/)
    assert.equal((await visit('/nl/sensors/compare?datastream=x&datastream=-1')).statusCode, 200)
    await sql`insert into observations.hidden (datastream, thing) select id, thing from observations.datastream where id = ${ids[1] ?? 0}`
    const hidden = await visit(put(ids.slice(0, 2), '&anyway=yes'))
    assert.ok(!hidden.body.includes(`value="${ids[1]}"`) && !hidden.body.includes('judged-1'))
    assert.equal((await read(put(ids.slice(0, 2)))).verdict, null)
    await sql`delete from observations.hidden`
  })

  test('a report of the network counts what may be used, why not, and where', async () => {
    const { sql, services } = { ...bench.square.services, services: bench.square.services }
    await scoreAll(services)
    await sql`update observations.datastream set municipality = '24001' where id = ${ids[2] ?? 0}`
    const path = '/nl/sensors/network-report?property=air-temperature&question=places'
    const { data } = (await visit(path, 'application/json')).json()
    assert.deepEqual([data.all, data.may], [3, 0])
    const reasons = Object.fromEntries(data.reasons.map((one: { objection: string; count: number }) => [one.objection, one.count])) // prettier-ignore
    assert.deepEqual([reasons['height-unknown'], reasons['score-unknown']], [1, 3])
    const { body } = await visit(path)
    assert.match(body, /0 van de 3 meetreeksen mag je gebruiken voor deze vraag/)
    const one = (await visit(`${path}&municipality=24001`, 'application/json')).json().data
    assert.deepEqual([one.all, one.datastreams[0].id], [1, ids[2]])
    await sql`update observations.score set objections = jsonb_set(objections, '{places}', '[]') where datastream = ${ids[0] ?? 0}`
    const better = (await visit(path, 'application/json')).json().data
    assert.deepEqual([better.may, better.datastreams[0].id], [1, ids[0]], 'those that may be used come first')
    const csv = await visit('/api/sensors/network-report.csv?property=air-temperature', '*/*')
    assert.equal(csv.body.trim().split('\r\n').length, 4)
    await sql`insert into observations.hidden (datastream, thing) select id, thing from observations.datastream where id = ${ids[0] ?? 0}`
    const without = (await visit(path, 'application/json')).json().data
    assert.deepEqual([without.all, without.may], [2, 0])
    assert.equal((await visit('/nl/sensors/network-report?property=air-pressure')).statusCode, 200)
    await sql`delete from observations.hidden`
  })

  test('in every language', async () => {
    for (const language of ['nl', 'fr', 'en', 'de'])
      for (const path of [put(ids, '&anyway=yes'), put([]), '/nl/sensors/network-report']) {
        const { statusCode, body } = await visit(path.replace('/nl/', `/${language}/`))
        assert.equal(statusCode, 200)
        assert.doesNotMatch(body, /\{\w+\}/, 'no argument is left open')
      }
  })
})
