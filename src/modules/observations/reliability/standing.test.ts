import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { addStaff, createSignInLink } from '#modules/region/public.ts'
import type { TestVisitor } from '#web/testing.ts'
import { openJudgingBench, type JudgingBench } from '../judging/testing.ts'
import { confirmSensor, registerSensor, thingsNamed } from '../register/testing.ts'
import { describeDatastreams, halfWidthIn } from './describe-datastreams.ts'
import { propertiesOfStanding, sitingOf, standingOf } from './standing.ts'

describe('how a station stands', () => {
  let bench: JudgingBench
  before(async () => {
    bench = await openJudgingBench()
  })
  after(() => bench.close())

  async function signIn(body: string): Promise<TestVisitor> {
    const { services } = bench.square
    const visitor = bench.square.visitor()
    await visitor.signIn(
      await createSignInLink(
        services,
        await addStaff(services, { name: 'An', email: null, body, role: 'administrator' }),
      ),
    )
    return visitor
  }

  const thingOf = async (datastream: number): Promise<number> => {
    const [row] = await bench.square.services.sql<{ thing: number }>`
      select thing from observations.datastream where id = ${datastream}`
    return row?.thing ?? 0
  }

  test('what is nonsense in the properties of a thing counts as not said', () => {
    assert.deepEqual(standingOf({ outdoors: 'yes', height: -1, area: 'city', influence: ['traffic'] }), {
      outdoors: null,
      heightMetres: null,
      area: null,
      influence: null,
    })
    assert.deepEqual(standingOf({ height: '3' }).heightMetres, null)
    assert.deepEqual(standingOf(null).outdoors, null)
    const said = { outdoors: false, heightMetres: 0, area: 'rural', influence: 'industrial' } as const
    assert.deepEqual(standingOf(propertiesOfStanding(said)), said)
  })

  test('of a siting both halves must be known', () => {
    assert.equal(sitingOf({ outdoors: true, heightMetres: 2, area: 'urban', influence: null }), null)
    const both = { area: 'urban', influence: 'traffic' } as const
    assert.deepEqual(sitingOf({ outdoors: true, heightMetres: 2, ...both }), both)
  })

  test('an interval in K is as wide in °C, and in °F 1.8 times as wide', () => {
    assert.equal(halfWidthIn({ halfWidth: 0.5, unit: 'K' }, 'Cel'), 0.5)
    assert.ok(Math.abs((halfWidthIn({ halfWidth: 0.5, unit: 'Cel' }, '[degF]') ?? 0) - 0.9) < 1e-9)
    assert.equal(halfWidthIn({ halfWidth: 0.5, unit: 'Cel' }, 'ug/m3'), null)
  })

  test('staff say it of the stations of their body, and comparisons know it at once', async () => {
    const [id = 0] = await bench.thing([['pm2-5', 'ug/m3']])
    const path = `/nl/staff/things/${await thingOf(id)}/standing`
    const staff = await signIn('leuven')
    const shown = await staff.get(path)
    assert.equal(shown.statusCode, 200, shown.body.slice(0, 500))
    const wrong = await staff.post(path, { outdoors: 'yes', height: 'hoog', area: 'urban', influence: 'traffic' })
    assert.equal(wrong.statusCode, 422)
    assert.match(wrong.body, /value="hoog"/)
    assert.match(wrong.body, /id="area"[^>]*checked|value="urban"[^>]*checked/, 'nothing that was chosen is lost')
    const sent = { outdoors: 'yes', height: '2,5', area: 'urban', influence: 'traffic' }
    assert.equal((await staff.post(path, sent)).statusCode, 303)
    const [told] = await describeDatastreams(bench.square.services.sql, [id], bench.square.services.clock())
    assert.deepEqual(
      [told?.isOutdoors, told?.heightMetres, told?.siting],
      [true, 2.5, { area: 'urban', influence: 'traffic' }],
    )
    const visitor = bench.square.visitor()
    const thing = await visitor.get(`/nl/sensors/things/${await thingOf(id)}`)
    assert.match(thing.body, /Buiten, 2,5 m boven de grond, stad, bij een drukke weg/)
    assert.doesNotMatch(thing.body, /\/standing"/, 'the form is for its staff')
  })

  test('staff of another municipality, and readers, do not', async () => {
    const [id = 0] = await bench.thing([['pm2-5', 'ug/m3']])
    const path = `/nl/staff/things/${await thingOf(id)}/standing`
    const other = await signIn('aarschot')
    await other.get('/nl/staff')
    assert.equal((await other.get(path)).statusCode, 404)
    assert.equal((await other.post(path, { outdoors: 'yes' })).statusCode, 404)
    const [told] = await describeDatastreams(bench.square.services.sql, [id], bench.square.services.clock())
    assert.equal(told?.isOutdoors, null)
  })

  test('a resident says it in the form, and changes it later on the page of their own', async () => {
    const visitor = bench.square.visitor()
    const path = await registerSensor(bench.square, visitor, { name: 'Nog hoger', email: 'hoog@example.be' })
    await confirmSensor(visitor, path)
    assert.match((await visitor.get(`${path}/stands`)).body, /Wat staat er rondom/)
    const wrong = await visitor.post(`${path}/stands`, { outdoors: 'no', side: 'road', height: '900' })
    assert.equal(wrong.statusCode, 422)
    const sent = { outdoors: 'yes', side: 'road', height: '6', area: 'suburban', influence: 'background' }
    assert.equal((await visitor.post(`${path}/stands`, sent)).statusCode, 303)
    const [thing] = await thingsNamed(bench.square, 'Nog hoger')
    assert.deepEqual(thing?.properties, {
      precision: 'area',
      outdoors: true,
      side: 'road',
      height: 6,
      area: 'suburban',
      influence: 'background',
      license: 'CC-BY-4.0',
    })
    assert.match((await visitor.get(path)).body, /6 m boven de grond/)
  })
})
