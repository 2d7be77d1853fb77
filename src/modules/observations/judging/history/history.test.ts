import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { listLettersTo } from '#core/mail/outbox-mail.ts'
import { addStaff, createSignInLink, REGION_OFFICE } from '#modules/region/public.ts'
import type { TestVisitor } from '#web/testing.ts'
import { judgeHours } from '../judge-hours.ts'
import { publishRules, saveDraft } from '../ruling/draft-store.ts'
import type { Rule } from '../rules.ts'
import { BEGIN, openJudgingBench, type JudgingBench, type TestValue } from '../testing.ts'
import { assessHistory } from './assess.ts'
import { listAssessments } from './assessment-store.ts'

const DAYS = 28
const HOURS = DAYS * 24

describe('judging history again', () => {
  let bench: JudgingBench
  let office: TestVisitor
  let leuven: TestVisitor
  const streams: number[] = []
  const PATH = '/en/staff/rules/air-temperature/history'
  // The first of March in Brussels.
  const beginDay = BEGIN.toZonedDateTimeISO('Europe/Brussels').toPlainDate()
  const day = (days: number) => beginDay.add({ days }).toString()

  before(async () => {
    bench = await openJudgingBench()
    const { services } = bench.square
    const staff = async (body: string, email: string | null) => {
      const visitor = bench.square.visitor()
      const id = await addStaff(services, { name: 'Els', email, body, role: 'administrator' })
      await visitor.signIn(await createSignInLink(services, id))
      return visitor
    }
    // Seven sensors beside each other, four weeks by the hour; at noon each day one says 30, which is no spike but is 20 more than the others.
    for (let k = 0; k < 7; k += 1) {
      const [id = 0] = await bench.thing([['air-temperature', 'Cel']], { lon: 4.7 + k / 1000 })
      streams.push(id)
      const values = Array.from({ length: HOURS }, (_, hour): TestValue => {
        const isOff = k === 0 && hour % 24 >= 12 && hour % 24 < 18
        return [hour * 60, (isOff ? 30 : 10) + ((hour * 7 + k) % 10) / 20, 60]
      })
      await bench.add(id, values, BEGIN.add({ hours: HOURS }))
    }
    services.wait({ hours: HOURS + 24 })
    await bench.judge()
    await judgeHours(services)
    office = await staff(REGION_OFFICE, 'els@example.be')
    leuven = await staff('leuven', null)
  })
  after(() => bench.close())

  const publish = async (rules: readonly Rule[]) => {
    const { sql, clock } = bench.square.services
    return publishRules(sql, { property: 'air-temperature', unit: 'Cel', rules, reason: 'A test' }, { now: clock(), by: null }) // prettier-ignore
  }
  const newest = async () => (await listAssessments(bench.square.services.sql, 'air-temperature'))[0]
  const versions = async (id: number) => (await bench.told(id)).map(({ rules }) => rules)
  const raw = async () =>
    bench.square.services.sql`
      select count(*)::int as count, sum(number) as sum, max(received_at) as newest from observations.observation`

  test('only the office of the region asks for it, and with a day that is over', async () => {
    assert.equal((await bench.square.visitor().get(PATH)).statusCode, 401)
    assert.equal((await leuven.get(PATH)).statusCode, 404)
    assert.equal((await leuven.post(PATH, { since: day(0) })).statusCode, 404)
    assert.equal((await leuven.post(`${PATH}/turn`, { assessment: '1', to: 'stopped' })).statusCode, 404)
    for (const since of ['nonsense', '2030-01-01']) {
      const { statusCode, body } = await office.post(PATH, { since })
      assert.equal(statusCode, 422, since)
      assert.match(body, new RegExp(`value="${since}"`))
    }
    assert.equal(await newest(), undefined)
    assert.equal((await office.get('/en/staff/rules/ph/history')).statusCode, 200)
    assert.equal((await office.post('/en/staff/rules/ph/history', { since: day(0) })).statusCode, 422)
  })

  test('it goes back a week at a time, newest first, and is paused and taken up again', async () => {
    const { services } = bench.square
    const before = await raw()
    assert.equal((await bench.told(streams[0] ?? 0)).filter(({ flag }) => flag === 4).length, DAYS * 6)
    await publish([{ test: 'gross-range', parameters: { fail: [-10, 20], suspect: null } }])
    assert.deepEqual(new Set(await versions(streams[1] ?? 0)), new Set([0]), 'publishing changes nothing of before')
    assert.equal((await office.post(PATH, { since: day(7) })).statusCode, 303)
    assert.match((await office.post(PATH, { since: day(7) })).body, /under way already/)
    assert.equal(await assessHistory(services, 1), 1)
    const first = await newest()
    assert.deepEqual([first?.state, first?.rules], ['running', 1])
    const half = await versions(streams[1] ?? 0)
    assert.deepEqual([half[0], half.at(-1)], [0, 1], 'newest first')
    assert.match((await office.get(PATH)).body, /0 of 4 weeks done/)

    await office.post(`${PATH}/turn`, { assessment: String(first?.id), to: 'paused' })
    assert.equal(await assessHistory(services, 10), 0)
    assert.deepEqual(await versions(streams[1] ?? 0), half)
    assert.match((await office.get(PATH)).body, /Paused[\s\S]*Go on/)

    await office.post(`${PATH}/turn`, { assessment: String(first?.id), to: 'running' })
    await assessHistory(services, 1)
    assert.match((await office.get(PATH)).body, /1 of 4 weeks done/)
    await assessHistory(services, 20)
    const done = await newest()
    assert.deepEqual([done?.state, done?.doneTo.toString()], ['ready', done?.since.toString()])
    const told = await bench.told(streams[1] ?? 0)
    const since = done?.since.since(BEGIN).total('minutes') ?? 0
    // The two values before it waited for what follows, and so are judged with it.
    for (const { minute, rules } of told)
      if (minute >= since || minute < since - 120) assert.equal(rules, minute >= since ? 1 : 0, String(minute))
    assert.deepEqual(await raw(), before, 'what was measured stays')
  })

  test('what changed is counted: what nobody compares any more is forgotten, what is out of range failed', async () => {
    const done = await newest()
    assert.ok((done?.judged ?? 0) >= 7 * 21 * 24)
    assert.deepEqual([done?.stricter, done?.hoursMilder, done?.hoursStricter], [21 * 6, 21 * 6, 0])
    const told = await bench.told(streams[0] ?? 0)
    assert.deepEqual(told.at(-7)?.failed, ['gross-range'])
    assert.deepEqual(told[12]?.failed?.includes('robust-consistency'), true)
    assert.match((await office.get(PATH)).body, /Ready[\s\S]*126/)
  })

  test('who asked for it gets a letter once it is ready', async () => {
    await bench.square.jobs.drain()
    const letters = await listLettersTo(bench.square.services.sql, 'els@example.be')
    const told = letters.filter(
      ({ subject }) => subject.includes('opnieuw getest') || subject.includes('Opnieuw getest'),
    )
    assert.equal(told.length, 1)
    assert.match(told[0]?.text ?? '', /versie 1[\s\S]*126 waarden[\s\S]*\/staff\/rules\/air-temperature\/history/)
  })

  test('other rules end what is under way, and leave nothing behind', async () => {
    const { services } = bench.square
    const { sql, clock } = services
    await office.post(PATH, { since: day(0) })
    await assessHistory(services, 1)
    const edition = '6f1f6a2e-1f0b-4a55-9a53-0d2ed2a6d1aa'
    const rules: Rule[] = [{ test: 'gross-range', parameters: { fail: [-10, 50], suspect: null } }]
    await saveDraft(sql, { property: 'air-temperature', edition, unit: 'Cel', rules }, { now: clock(), by: null })
    const published = await office.post('/en/staff/rules/air-temperature/publish', {
      edition,
      reason: 'It gets hot there',
    })
    assert.equal(published.headers.location, `${PATH}?saved`)
    assert.equal((await newest())?.state, 'stopped')
    await assessHistory(services, 10)
    const [left] = await sql<{ marks: number; slices: number }>`
      select (select count(*)::int from observations.to_judge where assessment is not null) as marks,
        (select count(*)::int from observations.slice_to_judge where assessment is not null) as slices`
    assert.deepEqual(left, { marks: 0, slices: 0 })
    assert.ok((await versions(streams[1] ?? 0)).every((rules) => rules !== 2))
  })

  test('what comes in goes before history', async () => {
    const { services } = bench.square
    await office.post(PATH, { since: day(0) })
    await bench.add(streams[3] ?? 0, [[HOURS * 60, 60, 60]], services.clock())
    await assessHistory(services, 1)
    await bench.judge()
    assert.equal((await bench.told(streams[3] ?? 0)).at(-1)?.flag, 4)
    await office.post(`${PATH}/turn`, { assessment: String((await newest())?.id), to: 'stopped' })
    assert.equal((await newest())?.state, 'stopped')
    assert.equal(
      (await office.post(`${PATH}/turn`, { assessment: String((await newest())?.id), to: 'running' })).statusCode,
      303,
    )
    assert.equal((await newest())?.state, 'stopped', 'what is over does not come back')
  })

  test('it is there in every language', async () => {
    for (const language of ['nl', 'fr', 'de']) {
      const { statusCode, body } = await office.get(PATH.replace('/en/', `/${language}/`))
      assert.equal(statusCode, 200)
      assert.equal(/undefined|NaN|\[object/.exec(body)?.[0], undefined)
    }
  })
})
