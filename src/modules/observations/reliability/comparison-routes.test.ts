import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openJudgingBench, BEGIN, type JudgingBench } from '../judging/testing.ts'
import { rollUpStale } from '../roll-up/roll-up.ts'
import { describeDatastreams } from './describe-datastreams.ts'

describe('comparing what is stored', () => {
  let bench: JudgingBench
  before(async () => {
    bench = await openJudgingBench()
  })
  after(() => bench.close())

  test('coverage is of thirty days; what nobody knows is null', async () => {
    const [id = 0] = await bench.thing([['air-temperature', 'Cel']])
    await bench.add(
      id,
      Array.from({ length: 360 }, (_, hour) => [hour * 60, 10, 60] as const),
    )
    await rollUpStale(bench.square.services)
    const [told] = await describeDatastreams(bench.square.services.sql, [id], BEGIN.add({ hours: 720, minutes: 5 }))
    assert.deepEqual(
      [told?.coverage, told?.calibration, told?.heightMetres, told?.holder],
      [0.5, null, null, 'official'],
    )
  })

  test('another property is not comparable; one that is not there is not found', async () => {
    const ids = await bench.thing([['air-temperature', 'Cel'], ['relative-humidity', '%']]) // prettier-ignore
    const visitor = bench.square.visitor()
    const answer = await visitor.get(`/api/comparison?datastreams=${ids.join(',')}`)
    assert.equal(answer.json().verdict, 'not-comparable')
    assert.equal((await visitor.get(`/api/comparison?datastreams=${ids[0]},99999999`)).statusCode, 404)
    assert.equal((await visitor.get(`/api/comparison?datastreams=${ids[0]}`)).statusCode, 422)
  })

  test('what is hidden is not there', async () => {
    const ids = await bench.thing([['air-temperature', 'Cel'], ['air-temperature', 'Cel', 'another']]) // prettier-ignore
    const path = `/api/comparison?datastreams=${ids.join(',')}`
    const visitor = bench.square.visitor()
    assert.equal((await visitor.get(path)).json().verdict, 'not-comparable', 'nothing in thirty days is no coverage')
    await bench.square.services.sql`
      insert into observations.hidden (datastream, thing) select id, thing from observations.datastream where id = ${ids[0] ?? 0}`
    assert.equal((await visitor.get(path)).statusCode, 404)
  })
})
