import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { walled } from '#core/database/walls.ts'
import { REGION_OFFICE } from '#modules/region/public.ts'
import type { TestVisitor } from '#web/testing.ts'
import { judgeHours } from '../judge-hours.ts'
import { signedIn } from '../../network/testing.ts'
import { BEGIN, openJudgingBench, type JudgingBench, type TestValue } from '../testing.ts'
import { isWithin, softened } from './occasion.ts'
import { listOccasions, removeOccasion } from './occasion-store.ts'

const PATH = '/en/staff/occasions'
/** The day of `BEGIN`, where the clocks of Brussels are an hour ahead. */
const DAY = '2026-03-02'

describe('what happened', () => {
  let bench: JudgingBench
  let office: TestVisitor
  let leuven: TestVisitor
  let halle: TestVisitor
  const streams: number[] = []

  before(async () => {
    bench = await openJudgingBench()
    const { services } = bench.square
    const staff = (body: string) => signedIn(bench.square, body, 'administrator')
    // Eight sensors of dust in Leuven, each ten minutes for six hours; of the first one spike of 300, one value that cannot be, and an hour of 90.
    for (let k = 0; k < 8; k += 1) {
      const [id = 0] = await bench.thing([['pm10', 'ug/m3']], { lon: 4.7 + k / 1000 })
      streams.push(id)
      const values = Array.from({ length: 36 }, (_, i): TestValue => {
        const usual = 20 + ((i * 7 + k) % 5) / 2
        if (k > 0) return [i * 10, usual]
        return [i * 10, i === 9 ? 450 : i === 15 ? 1200 : i >= 24 && i < 30 ? 90 : usual]
      })
      await bench.add(id, values)
    }
    services.wait({ hours: 24 })
    ;[office, leuven, halle] = await Promise.all([staff(REGION_OFFICE), staff('leuven'), staff('halle')])
    await judge()
  })
  after(() => bench.close())

  async function judge() {
    await bench.judge()
    await judgeHours(bench.square.services)
  }
  const fireworks = {
    words: 'Fireworks on the square',
    fromDay: DAY,
    fromTime: '01:00',
    untilDay: DAY,
    untilTime: '07:00',
    properties: ['pm10'],
  }
  const all = () => listOccasions(bench.square.services.sql, { limit: 100 })
  const first = async () => (await bench.told(streams[0] ?? 0)).map(({ flag }) => flag).join('')

  test('a form with mistakes is shown again with what was typed', async () => {
    const wrong = await leuven.post(`${PATH}/new`, { ...fireworks, untilTime: '25:00', words: 'ab' })
    assert.equal(wrong.statusCode, 422)
    assert.match(wrong.body, /value="ab"[\s\S]*value="25:00"/)
    const cases = {
      'Choose an end after': { untilTime: '00:30' },
      'lasts too long': { untilDay: '2026-06-01' },
      'Choose at least one measurement': { properties: [] },
      'end within a year': { fromDay: '2028-03-02', untilDay: '2028-03-03' },
    }
    for (const [message, change] of Object.entries(cases)) {
      const { statusCode, body } = await leuven.post(`${PATH}/new`, { ...fireworks, ...change })
      assert.equal(statusCode, 422, message)
      assert.match(body, new RegExp(message))
      assert.match(body, /Fireworks on the square/)
    }
    assert.deepEqual(await all(), [])
  })

  test('a municipality speaks of its own territory only, and nobody changes what another one noted', async () => {
    assert.equal((await bench.square.visitor().get(PATH)).statusCode, 401)
    const elsewhere = await halle.post(`${PATH}/new`, { ...fireworks, municipalities: ['24062'] })
    assert.equal(elsewhere.statusCode, 422)
    assert.match(elsewhere.body, /municipalities of your own body only/)
    const asAnother = await halle.post(`${PATH}/new`, { ...fireworks, body: 'leuven' })
    assert.equal(asAnother.statusCode, 422)
    assert.equal((await halle.post(`${PATH}/new`, { ...fireworks, words: 'Only in Halle' })).statusCode, 303)
    const [one] = await all()
    assert.deepEqual([one?.body, one?.municipalities], ['halle', ['23027']])
    for (const path of [`${PATH}/${one?.id}`, `${PATH}/${one?.id}/remove`])
      assert.equal((await leuven.post(path, { ...fireworks, words: 'Changed by Leuven' })).statusCode, 404, path)
    assert.equal((await leuven.get(`${PATH}/${one?.id}`)).statusCode, 404)
    assert.doesNotMatch((await leuven.get(PATH)).body, /Only in Halle/)
    assert.match((await halle.get(PATH)).body, /Only in Halle/)
  })

  test('the database holds the wall too', async () => {
    const { sql } = bench.square.services
    const scope = { permission: 'sensors.administer', bodies: ['leuven'], visitor: '', email: null }
    const [one] = await all()
    const before = await all()
    await walled(sql, scope).transaction(async (within) => {
      await removeOccasion(within, one?.id ?? 0)
      await within`update observations.occasion set words = 'Changed by Leuven'`
    })
    assert.deepEqual(await all(), before)
    const note = (body: string, municipalities: string[]) =>
      walled(sql, scope).transaction(
        (within) => within`
          insert into observations.occasion (body, municipalities, properties, from_at, until_at, words, language, changed_at)
          values (${body}, ${municipalities}::text[], array['pm10'], ${BEGIN}, ${BEGIN.add({ hours: 1 })}, 'Smoke', 'en', ${BEGIN})`,
      )
    await assert.rejects(note('halle', ['23027']), /row-level security/)
    await assert.rejects(note('leuven', []), /check constraint/)
  })

  test('what happened elsewhere changes nothing here', async () => {
    await judge()
    const flags = await first()
    assert.equal(flags[9], '4')
    assert.equal(flags[15], '4')
    assert.equal(flags.slice(24, 30), '444444', 'not what the neighbours say')
  })

  test('within it extremes are suspect at most, what cannot be fails all the same, and everybody sees why', async () => {
    assert.equal((await leuven.post(`${PATH}/new`, fireworks)).statusCode, 303)
    await judge()
    const told = await bench.told(streams[0] ?? 0)
    const flags = await first()
    assert.equal(flags[9], '3')
    assert.ok(told[9]?.suspect?.includes('spike'))
    assert.equal(flags[15], '4')
    assert.deepEqual(told[15]?.failed, ['gross-range'])
    assert.equal(flags.slice(24, 30), '333333')
    assert.deepEqual(told[25]?.failed, [])
    const page = (await bench.square.visitor().get(`/en/sensors/datastreams/${streams[0]}?period=day&on=${DAY}`)).body
    assert.match(page, /At that time there was: <span lang="en">Fireworks on the square<\/span>/)
    const csv = (await bench.square.visitor().get(`/api/datastreams/${streams[0]}/observations.csv?from=2026-03-01T00:00:00Z&until=2026-03-04T00:00:00Z`)).body // prettier-ignore
    assert.match(csv, /T01:30:00Z,,450,[^\n]*,Fireworks on the square/)
    const method = await bench.square.visitor().get('/en/sensors/method')
    assert.match(method.body, /<span lang="en">Fireworks on the square<\/span>/)
    const [noted] = await all()
    const [deed] = await bench.square.services.sql<{ municipality: string }>`
      select municipality from core.audit where action = 'observations.note-occasion' and subject = ${`occasion:${noted?.id}`}`
    assert.deepEqual(deed, { municipality: '24062' })
  })

  test('when it is changed or removed, that stretch is judged again; other words change no flag', async () => {
    const { sql } = bench.square.services
    const [one] = await all()
    const path = `${PATH}/${one?.id}`
    assert.match((await leuven.get(path)).body, /value="01:00"[\s\S]*value="07:00"/)
    await leuven.post(path, { ...fireworks, words: 'Fireworks, as each year' })
    const waiting = await sql`select id from observations.to_judge`
    assert.deepEqual(waiting, [])
    await leuven.post(path, { ...fireworks, fromTime: '02:00', untilTime: '03:00' })
    await judge()
    const flags = await first()
    assert.deepEqual([flags[9], flags.slice(24, 30)], ['3', '444444'])
    assert.equal((await leuven.post(`${path}/remove`)).statusCode, 303)
    await judge()
    assert.equal((await first())[9], '4')
    assert.ok((await all()).every(({ body }) => body === 'halle'))
  })

  test('the office of the region speaks of the whole region, or of some municipalities', async () => {
    await office.post(`${PATH}/new`, { ...fireworks, words: 'New Year everywhere' })
    await judge()
    assert.equal((await first())[9], '3')
    const [one] = await all()
    assert.deepEqual([one?.body, one?.municipalities], [REGION_OFFICE, []])
    await office.post(`${PATH}/${one?.id}`, { ...fireworks, municipalities: ['23027'] })
    await judge()
    assert.equal((await first())[9], '4')
  })

  test('it is there in every language', async () => {
    const [one] = await all()
    for (const language of ['nl', 'fr', 'de'])
      for (const path of ['', '/new', `/${one?.id}`]) {
        const { statusCode, body } = await office.get(`/${language}/staff/occasions${path}`)
        assert.equal(statusCode, 200, path)
        assert.equal(/undefined|NaN|\[object/.exec(body)?.[0], undefined, path)
      }
  })
})

test('tests of extremes are softened, others are not', () => {
  const said = { suspect: ['flat-line'], failed: ['gross-range', 'spike', 'robust-consistency', 'consistency'] }
  assert.deepEqual(softened(said), {
    suspect: ['flat-line', 'spike', 'robust-consistency'],
    failed: ['gross-range', 'consistency'],
  })
})

test('a value that lasts counts as far as it lasts; the end of an occasion is not in it', () => {
  const spans = [{ from: 10e6, until: 20e6 }]
  assert.deepEqual(
    [[9e6, 0], [10e6, 0], [19e6, 0], [20e6, 0], [5e6, 5], [5e6, 6]].map(([at = 0, seconds = 0]) => isWithin(spans, at, seconds)), // prettier-ignore
    [false, true, true, false, false, true],
  )
})
