import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { REGION_OFFICE } from '#modules/region/public.ts'
import type { TestVisitor } from '#web/testing.ts'
import { verifyAudit } from '#core/audit/audit.ts'
import { judgeHours } from '../judge-hours.ts'
import { rulesInForce, versionsOf } from '../rule-store.ts'
import type { Rule } from '../rules.ts'
import { signedIn } from '../../network/testing.ts'
import { openJudgingBench, type JudgingBench, type TestValue } from '../testing.ts'
import { findDraft } from './draft-store.ts'
import { previewDraft } from './preview.ts'
import { typedOf } from './typed-rules.ts'

describe('changing rules', () => {
  let bench: JudgingBench
  let office: TestVisitor
  let leuven: TestVisitor
  const streams: number[] = []
  const PATH = '/en/staff/rules'
  const TEMPERATURE = `${PATH}/air-temperature`

  before(async () => {
    bench = await openJudgingBench()
    const { services } = bench.square
    const staff = (body: string) => signedIn(bench.square, body, 'administrator')
    // Eight sensors beside each other, a day of values each ten minutes; every third value of one is 45 degrees.
    for (let k = 0; k < 8; k += 1) {
      const [id = 0] = await bench.thing([['air-temperature', k === 1 ? 'K' : 'Cel']], { lon: 4.7 + k / 1000 })
      streams.push(id)
      const values = Array.from({ length: 144 }, (_, i): TestValue => {
        const number = k === 0 && i % 72 === 30 ? 45 : 10 + Math.sin(i / 20) + (i % 7) / 100
        return [i * 10, k === 1 ? number + 273.15 : number]
      })
      await bench.add(id, values)
    }
    services.wait({ hours: 48 })
    office = await staff(REGION_OFFICE)
    leuven = await staff('leuven')
    await bench.judge()
    await judgeHours(services)
  })
  after(() => bench.close())

  const form = async (changes: Readonly<Record<string, string | readonly string[]>>) => {
    const { rules = [] } = (await rulesInForce(bench.square.services.sql)).get('air-temperature') ?? {}
    const typed = Object.entries(typedOf(rules)).map(([name, value]) => [name, value ?? ''] as const)
    return { ...Object.fromEntries(typed), ...changes }
  }

  test('only the office of the region sees and changes them', async () => {
    for (const path of [PATH, TEMPERATURE, `${TEMPERATURE}/draft`]) {
      assert.equal((await bench.square.visitor().get(path)).statusCode, 401, path)
      assert.equal((await leuven.get(path)).statusCode, 404, path)
    }
    for (const deed of ['', '/publish', '/discard']) {
      const answer = await leuven.post(
        `${TEMPERATURE}${deed}`,
        await form({ reason: 'Because we want it so', edition: '' }),
      )
      assert.equal(answer.statusCode, 404, deed)
    }
    assert.doesNotMatch((await leuven.get('/en/sensors/method')).body, /staff\/rules/)
    assert.doesNotMatch((await leuven.get('/en/staff/sensors')).body, /staff\/rules/)
    assert.match((await office.get('/en/sensors/method')).body, /\/en\/staff\/rules/)
    assert.match((await office.get('/en/staff/sensors')).body, /\/en\/staff\/rules/)
    assert.equal((await office.get(`${PATH}/nonsense`)).statusCode, 404)
  })

  test('the list says how much was flagged last month', async () => {
    const list = (await office.get(PATH)).body
    assert.match(list, /Air temperature[\s\S]*?version 0[\s\S]*?1,152[\s\S]*?0\.17%/)
  })

  test('a form with mistakes is shown again with what was typed', async () => {
    const { statusCode, body } = await office.post(
      TEMPERATURE,
      await form({ 'spike-suspectOff': 'much', 'spike-failOff': '11.5' }),
    )
    assert.equal(statusCode, 422)
    assert.match(body, /value="much"/)
    assert.match(body, /value="11.5"/)
    assert.match(body, /Give a number, such as/)
    assert.match(body, /href="#spike-suspectOff"/)
    assert.equal(await findDraft(bench.square.services.sql, 'air-temperature'), undefined)
  })

  test('what is prepared is shown with what it would have done, and counts for nothing yet', async () => {
    const answer = await office.post(TEMPERATURE, await form({ 'gross-range-suspectAbove': '50', 'gross-range-failAbove': '55', 'spike-suspectOff': '40', 'spike-failOff': '60', 'rate-of-change-suspectPerMinute': '30', 'rate-of-change-failPerMinute': '60' })) // prettier-ignore
    assert.deepEqual([answer.statusCode, answer.headers.location], [303, `${TEMPERATURE}/draft`])
    assert.match((await office.get(`${TEMPERATURE}/draft`)).body, /We work it out/)
    await bench.square.jobs.drain()
    const { sql } = bench.square.services
    const effect = (await findDraft(sql, 'air-temperature'))?.effect
    assert.deepEqual(effect?.streams, { looked: 8, all: 8 })
    assert.equal(effect?.values, 8 * 144)
    assert.deepEqual(effect?.total, { now: { suspect: 0, failed: 2 }, draft: { suspect: 0, failed: 0 } })
    const of = (name: string) => effect?.tests.find(({ test: its }) => its === name)
    assert.deepEqual(of('gross-range')?.now, { suspect: 2, failed: 0 })
    assert.deepEqual(of('spike')?.now, { suspect: 0, failed: 2 })
    assert.deepEqual(of('spike')?.draft, { suspect: 0, failed: 0 })
    assert.deepEqual(effect?.hours, { looked: 24, all: 24 })
    assert.equal(effect?.means, 8 * 24)
    assert.deepEqual(
      effect?.changed.map(({ datastream }) => datastream),
      [streams[0]],
    )
    const page = (await office.get(`${TEMPERATURE}/draft`)).body
    assert.match(page, /8 of 8 sensors/)
    assert.match(page, new RegExp(`/en/sensors/datastreams/${streams[0]}"`))
    assert.equal((await rulesInForce(sql)).get('air-temperature')?.version, 0)
    assert.match((await office.get(PATH)).body, /air-temperature\/draft[\s\S]*?A new version is being prepared/)
    assert.equal(/undefined|NaN|\[object/.exec(page)?.[0], undefined)
  })

  test('the look at the month touches nothing that was judged', async () => {
    const [row] = await bench.square.services.sql<{ rules: number[] }>`
      select array_agg(distinct rules) as rules from observations.verdict`
    assert.deepEqual(row?.rules, [0])
    assert.match(await bench.flags(streams[0] ?? 0), /4/)
  })

  test('what is hidden is neither counted nor named; too many are sampled, and the page says so', async () => {
    const { sql } = bench.square.services
    const again = async (bounds?: Parameters<typeof previewDraft>[2]) => {
      await sql`update observations.rule_draft set found = null`
      await previewDraft(bench.square.services, 'air-temperature', bounds)
      return (await findDraft(sql, 'air-temperature'))?.effect
    }
    await sql`
      insert into observations.hidden (datastream, thing) select id, thing from observations.datastream where id = ${streams[0]}`
    assert.doesNotMatch((await office.get(`${TEMPERATURE}/draft`)).body, new RegExp(`datastreams/${streams[0]}"`))
    const hidden = await again()
    assert.deepEqual([hidden?.streams, hidden?.changed], [{ looked: 7, all: 7 }, []])
    await sql`delete from observations.hidden`
    const sample = await again({ values: 400, streams: 200, means: 50 })
    assert.deepEqual([sample?.streams, sample?.values], [{ looked: 2, all: 8 }, 288])
    assert.deepEqual([sample?.hours, sample?.means], [{ looked: 6, all: 24 }, 48])
    assert.match((await office.get(`${TEMPERATURE}/draft`)).body, /2 of 8 sensors[\s\S]*That is a sample/)
    assert.deepEqual((await again())?.total.now, { suspect: 0, failed: 2 })
  })

  test('nobody puts in force what was never seen, or without a reason', async () => {
    const { sql } = bench.square.services
    const edition = (await findDraft(sql, 'air-temperature'))?.edition ?? ''
    const short = await office.post(`${TEMPERATURE}/publish`, { edition, reason: 'so' })
    assert.equal(short.statusCode, 422)
    assert.match(short.body, />so<\/textarea>/)
    const older = await office.post(`${TEMPERATURE}/publish`, { edition: 'x', reason: 'The summers get hotter' })
    assert.equal(older.statusCode, 422)
    assert.match(older.body, /Somebody changed these rules[\s\S]*>The summers get hotter<\/textarea>/)
    assert.equal((await versionsOf(sql, 'air-temperature')).length, 1)
  })

  test('published rules count from then on, with their reason for everybody and in the audit log', async () => {
    const { services } = bench.square
    const edition = (await findDraft(services.sql, 'air-temperature'))?.edition ?? ''
    const done = await office.post(`${TEMPERATURE}/publish`, { edition, reason: 'The summers get hotter' })
    assert.equal(done.statusCode, 303)
    const [newest] = await versionsOf(services.sql, 'air-temperature')
    assert.deepEqual([newest?.version, newest?.reason], [1, 'The summers get hotter'])
    assert.equal(await findDraft(services.sql, 'air-temperature'), undefined)
    assert.match(
      (await bench.square.visitor().get('/en/sensors/method')).body,
      /Version 1[\s\S]*The summers get hotter/,
    )
    const [deed] = await services.sql<{ subject: string; reason: string }>`
      select subject, reason from core.audit where action = 'observations.publish-rules'`
    assert.deepEqual(deed, { subject: 'rules:air-temperature:1', reason: 'The summers get hotter' })
    assert.equal((await verifyAudit(services.sql)).broken, undefined)
    await bench.add(streams[2] ?? 0, [[1450, 10], [1460, 45], [1470, 10]]) // prettier-ignore
    await bench.judge()
    assert.match(await bench.flags(streams[2] ?? 0), /111$/)
  })

  test('going back is putting an older version in force anew', async () => {
    const { sql } = bench.square.services
    const page = (await office.get(`${TEMPERATURE}?version=0`)).body
    assert.match(page, /id="gross-range-suspectAbove"[^>]*value="42"/)
    const proposed = (await versionsOf(sql, 'air-temperature')).at(-1)?.rules ?? []
    await office.post(TEMPERATURE, {
      ...(await form({})),
      ...(typedOf(proposed) as Record<string, string>),
      version: '0',
    })
    const edition = (await findDraft(sql, 'air-temperature'))?.edition ?? ''
    await office.post(`${TEMPERATURE}/publish`, { edition, reason: 'It was better before' })
    const [newest] = await versionsOf(sql, 'air-temperature')
    const sorted = (rules: readonly Rule[]) => rules.toSorted((a, b) => a.test.localeCompare(b.test))
    assert.deepEqual([newest?.version, sorted(newest?.rules ?? [])], [2, sorted(proposed)])
  })

  test('what is prepared can be thrown away; a property without rules can get some', async () => {
    const { sql } = bench.square.services
    await office.post(TEMPERATURE, await form({}))
    assert.equal((await office.post(`${TEMPERATURE}/discard`)).statusCode, 303)
    assert.equal((await office.get(`${TEMPERATURE}/draft`)).statusCode, 404)
    const path = `${PATH}/no`
    assert.equal((await office.get(path)).statusCode, 200)
    await office.post(path, { tests: ['gross-range'], 'gross-range-failBelow': '-20', 'gross-range-failAbove': '1000' })
    const edition = (await findDraft(sql, 'no'))?.edition ?? ''
    assert.equal((await office.post(`${path}/publish`, { edition, reason: 'A first try of ours' })).statusCode, 303)
    assert.equal((await rulesInForce(sql)).get('no')?.rules.length, 1)
  })

  test('it is there in every language', async () => {
    for (const language of ['nl', 'fr', 'de']) {
      await office.post(`/${language}/staff/rules/air-temperature`, await form({}))
      await bench.square.jobs.drain()
      for (const path of ['', '/air-temperature', '/air-temperature/draft', '/no']) {
        const { statusCode, body } = await office.get(`/${language}/staff/rules${path}`)
        assert.equal(statusCode, 200, path)
        assert.equal(/undefined|NaN|\[object/.exec(body)?.[0], undefined, path)
      }
    }
  })
})
