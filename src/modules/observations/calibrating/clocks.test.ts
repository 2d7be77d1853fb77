import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { addStaff, createSignInLink } from '#modules/region/public.ts'
import type { TestVisitor } from '#web/testing.ts'
import { openJudgingBench, type JudgingBench, type TestValue } from '../judging/testing.ts'
import { rollUpStale } from '../roll-up/roll-up.ts'
import { calibrateBeside } from './calibrate-beside.ts'
import { listCalibrations, setReference } from './calibration-store.ts'
import { listOpenClocks } from './clock-store.ts'
import { OwnClock } from './pages/clock-pages.tsx'
import { proposeClocks } from './propose-clocks.ts'

const HOURS = 29 * 24
const LATE = 3

describe('clocks that seem off', () => {
  let bench: JudgingBench
  let late = 0
  let reference = 0
  const staff: Record<string, TestVisitor> = {}
  /** Noise that every sensor of the neighbourhood feels, and noise of its own. */
  const chance = (seed: number) => {
    const x = Math.sin(seed * 78.233) * 43_758.5453
    return x - Math.floor(x) - 0.5
  }
  const felt = (hour: number) => 12 + 5 * Math.sin((hour / 24) * 2 * Math.PI) + 6 * chance(hour + 1000)
  const said = (hour: number, turn: number) => felt(hour) + turn + 0.5 * chance(hour * 7 + turn * 10_000)

  before(async () => {
    bench = await openJudgingBench()
    const { services } = bench.square
    for (const [turn, lat] of [50.88, 50.8805, 50.89, 50.9].entries()) {
      const owner = turn === 1 ? 'leuven' : 'halle'
      const [id = 0] = await bench.thing([['air-temperature', 'Cel']], { lon: 4.7, lat, owner })
      if (turn === 0) reference = id
      if (turn === 1) late = id
      // What it felt at an hour it tells three hours later.
      const shift = turn === 1 ? LATE : 0
      await bench.add(
        id,
        Array.from({ length: HOURS }, (_, hour): TestValue => [hour * 60, said(hour - shift, turn), 60]),
        Temporal.Instant.from('2026-03-31T00:00:00Z'),
      )
    }
    services.wait({ hours: HOURS + 1 })
    await rollUpStale(services)
    for (const body of ['leuven', 'halle']) {
      const visitor = bench.square.visitor()
      const id = await addStaff(services, { name: 'Els', email: null, body, role: 'administrator' })
      await visitor.signIn(await createSignInLink(services, id))
      staff[body] = visitor
    }
  })
  after(() => bench.close())

  const one = () => `/nl/staff/datastreams/${late}/clock`
  const openOne = async () => (await listOpenClocks(bench.square.services.sql, { datastream: late }))[0]
  const raw = () =>
    bench.square.services.sql`
      select at, number, turn, replaced_at from observations.observation where datastream = ${late} order by at, turn`

  test('the one that is off is proposed, with its figures, once; the others are left alone', async () => {
    assert.deepEqual(await proposeClocks(bench.square.services), { looked: 4, proposed: 1 })
    assert.deepEqual(await proposeClocks(bench.square.services), { looked: 4, proposed: 0 })
    const open = await openOne()
    assert.deepEqual([open?.addSeconds, open?.body, open?.neighbours], [-LATE * 3600, 'leuven', 3])
    assert.ok((open?.correlation ?? 0) > 0.8 && (open?.correlationNow ?? 1) < 0.3)
  })

  test('its own staff see it; those of another municipality do not, and cannot answer', async () => {
    assert.match((await staff['leuven']?.get('/nl/staff/sensors/clocks'))?.body ?? '', /3 uur voor te lopen/)
    assert.doesNotMatch((await staff['halle']?.get('/nl/staff/sensors/clocks'))?.body ?? '', /uur voor te lopen/)
    assert.match((await staff['leuven']?.get(one()))?.body ?? '', /3 meters in de buurt/)
    const proposal = String((await openOne())?.id)
    assert.equal((await staff['halle']?.get(one()))?.statusCode, 404)
    assert.equal((await staff['halle']?.post(one(), { proposal, answer: 'accepted', reason: '' }))?.statusCode, 404)
    assert.equal((await bench.square.visitor().get(one())).statusCode, 401)
    assert.ok((await openOne()) !== undefined)
  })

  test('who it is of reads it in plain words', async () => {
    const proposals = await listOpenClocks(bench.square.services.sql, { datastream: late })
    const html = renderToString(OwnClock({ language: 'nl', proposals }) as VNode)
    assert.match(html, /De klok lijkt 3 uur voor te lopen/)
    assert.match(html, /je gemeten waarden veranderen niet/)
  })

  test('a refusal needs a reason, which is kept when something is missing; it is not proposed again', async () => {
    const { services } = bench.square
    const proposal = String((await openOne())?.id)
    const short = await staff['leuven']?.post(one(), { proposal, answer: 'refused', reason: 'nee' })
    assert.equal(short?.statusCode, 422)
    assert.match(short?.body ?? '', />nee<\/textarea>/)
    const refused = await staff['leuven']?.post(one(), { proposal, answer: 'refused', reason: 'De klok is nagekeken.' })
    assert.equal(refused?.statusCode, 303)
    assert.equal((await staff['leuven']?.post(one(), { proposal, answer: 'accepted' }))?.statusCode, 409)
    assert.deepEqual(await proposeClocks(services), { looked: 4, proposed: 0 })
    const [deed] = await services.sql<{ action: string }>`
      select action from core.audit where subject = ${`datastream:${late}`} order by at desc limit 1`
    assert.equal(deed?.action, 'observations.refuse-clock')
    await services.sql`delete from observations.clock_proposal`
  })

  test('once accepted, calibrating and corrected values use the right time; raw values stay', async () => {
    const { services } = bench.square
    const { sql } = services
    await setReference(sql, reference, { isReference: true, now: services.clock(), by: null })
    await calibrateBeside(services)
    const [before] = await listCalibrations(sql, late)
    const untouched = await raw()
    assert.equal((await proposeClocks(services)).proposed, 1)
    assert.deepEqual(await raw(), untouched, 'a proposal moves nothing')
    const proposal = String((await openOne())?.id)
    services.wait({ hours: 1 })
    assert.equal((await staff['leuven']?.post(one(), { proposal, answer: 'accepted' }))?.statusCode, 303)
    services.wait({ hours: 1 })
    await calibrateBeside(services)
    const [after] = await listCalibrations(sql, late)
    assert.equal(after?.reason, 'renewed')
    assert.ok((after?.found.score?.rmse ?? 9) < 0.3 * (before?.found.score?.rmse ?? 0), 'compared at the right time')
    assert.deepEqual(await raw(), untouched)
    assert.match((await bench.square.visitor().get(`/nl/sensors/datastreams/${late}`)).body, /tellen gecorrigeerde waarden -3 uur bij/) // prettier-ignore
    await sql`update observations.calibration set begun_at = '2026-03-02T00:00Z', reason = 'first' where datastream = ${late} and ended_at is null`
    const query = 'from=2026-03-20T00:00:00Z&until=2026-03-21T00:00:00Z&span=hour'
    const answer = await bench.square.visitor().get(`/api/datastreams/${late}/corrected?${query}`)
    const { values } = answer.json() as { values: { time: string; corrected: number; shiftSeconds: number }[] }
    assert.equal(values.length, 24)
    for (const { time, corrected, shiftSeconds } of values) {
      const hour = (Date.parse(time) - Date.parse('2026-03-02T00:00:00Z')) / 3_600_000
      assert.equal(shiftSeconds, -LATE * 3600)
      assert.ok(Math.abs(corrected - said(hour - LATE, 0)) < 1)
    }
    assert.deepEqual(await proposeClocks(services), { looked: 4, proposed: 0 }, 'what was accepted counts')
  })

  test('what is hidden is compared with nothing and shown nowhere', async () => {
    const { sql } = bench.square.services
    await sql`delete from observations.clock_proposal`
    await sql`insert into observations.hidden (datastream, thing) select id, thing from observations.datastream where id = ${late}`
    assert.equal((await proposeClocks(bench.square.services)).proposed, 0)
    await sql`delete from observations.hidden`
    assert.equal((await proposeClocks(bench.square.services)).proposed, 1)
    await sql`insert into observations.hidden (datastream, thing) select id, thing from observations.datastream where id = ${late}`
    assert.doesNotMatch((await staff['leuven']?.get('/nl/staff/sensors/clocks'))?.body ?? '', /uur voor te lopen/)
    assert.equal((await staff['leuven']?.get(one()))?.statusCode, 404)
  })
})
