import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { addStaff, createSignInLink, REGION_OFFICE } from '#modules/region/public.ts'
import { openJudgingBench, type JudgingBench, type TestValue } from '../judging/testing.ts'
import { rollUpStale } from '../roll-up/roll-up.ts'
import { calibrateBeside } from './calibrate-beside.ts'
import { listCalibrations, setReference } from './calibration-store.ts'
import { calibrationStates } from './state.ts'

const HOURS = 14 * 24
const TEMPERATURE = [['air-temperature', 'Cel']] as const

describe('calibrating what stands beside a reference', () => {
  let bench: JudgingBench
  let reference = 0
  let late = 0
  before(async () => {
    bench = await openJudgingBench()
    reference = await thing(50.88)
  })
  after(() => bench.close())

  async function thing(lat: number, properties: readonly (readonly [string, string])[] = TEMPERATURE): Promise<number> {
    const [id = 0] = await bench.thing(properties, { lon: 4.7, lat, owner: 'leuven' })
    return id
  }

  /** The truth of an hour, and what a sensor adds that nobody knows. */
  const truth = (hour: number) => 10 + 6 * Math.sin((hour / 24) * 2 * Math.PI) + 3 * Math.sin(hour / 37)
  const noise = (hour: number) => Math.sin(hour * 12.9898) * 0.4

  async function add(id: number, sensor: (hour: number) => number, from = 0, until = HOURS) {
    const values = Array.from({ length: until - from }, (_, k): TestValue => [(from + k) * 60, sensor(from + k), 60])
    await bench.add(id, values)
  }

  async function night() {
    await rollUpStale(bench.square.services)
    return calibrateBeside(bench.square.services)
  }

  test('nothing stands beside nothing; what is far or something else is left alone', async () => {
    await add(reference, truth)
    assert.deepEqual(await night(), { looked: 0, kept: 0, ended: 0 })
    const { sql, clock } = bench.square.services
    await setReference(sql, reference, { isReference: true, now: clock(), by: null })
    const far = await thing(50.882)
    await add(far, truth)
    const [other = 0] = await bench.thing([['relative-humidity', '%']], { lon: 4.7, lat: 50.88 })
    await add(other, truth)
    bench.square.services.wait({ hours: 24 * 15 })
    assert.deepEqual(await night(), { looked: 0, kept: 0, ended: 0 })
  })

  test('a sensor that says too much is calibrated once, with figures for all; one in kelvin is told in degrees', async () => {
    late = await thing(50.8801)
    await add(late, (hour) => 1.3 * truth(hour) + 4 + noise(hour))
    const [kelvin = 0] = await bench.thing([['air-temperature', 'K']], { lon: 4.7, lat: 50.8802 })
    await add(kelvin, (hour) => truth(hour) + 273.15 + noise(hour))
    assert.deepEqual(await night(), { looked: 2, kept: 2, ended: 0 })
    assert.deepEqual(await night(), { looked: 2, kept: 0, ended: 0 }, 'once is enough')
    const { sql } = bench.square.services
    const [first] = await listCalibrations(sql, late)
    assert.deepEqual(
      [first?.version, first?.verdict, first?.reason, first?.reference],
      [1, 'calibrated', 'first', reference],
    )
    assert.ok((first?.found.score?.rmse ?? 9) < 0.4 && (first?.found.rawScore?.rmse ?? 0) > 5)
    const [same] = await listCalibrations(sql, kelvin)
    assert.ok((same?.found.rawScore?.rmse ?? 9) < 0.4, 'another unit is no other sensor')
    const states = await calibrationStates(sql, [reference, late, kelvin, 999])
    assert.deepEqual([...states].map(([id, { state }]) => [id, state]).toSorted(), [[reference, 'reference'], [late, 'calibrated'], [kelvin, 'calibrated']].toSorted()) // prettier-ignore
    const half = states.get(late)?.halfWidth ?? 0
    assert.ok(half > 0.3 && half < 2, String(half))
    const [raw] = await sql<{ number: number }>`
      select number from observations.observation where datastream = ${late} order by at limit 1`
    assert.ok(Math.abs((raw?.number ?? 0) - (1.3 * truth(0) + 4)) < 1e-9, 'what was measured is not touched')
  })

  test('everybody sees it, as a page and as JSON', async () => {
    const visitor = bench.square.visitor()
    const page = (await visitor.get(`/nl/sensors/datastreams/${late}`)).body
    assert.match(page, /Deze meter is geijkt/)
    assert.match(page, /in 95 van de 100 gevallen/)
    assert.doesNotMatch(page, /staff\/datastreams\/\d+\/reference/)
    assert.match((await visitor.get(`/nl/sensors/datastreams/${reference}`)).body, /Dit is een referentie/)
    const answer = await visitor.get(`/api/datastreams/${late}/calibration`)
    const { isReference, calibrations } = answer.json() as { isReference: boolean; calibrations: { heldOut: { rmse: number } }[] } // prettier-ignore
    assert.equal(isReference, false)
    assert.ok((calibrations[0]?.heldOut.rmse ?? 9) < 0.4)
    assert.equal((await visitor.get('/api/datastreams/99999/calibration')).statusCode, 404)
  })

  test('the office of the region says what is a reference; a municipality does not, also not of its own', async () => {
    const { services } = bench.square
    const staff = async (body: string) => {
      const visitor = bench.square.visitor()
      const id = await addStaff(services, { name: 'Els', email: null, body, role: 'administrator' })
      await visitor.signIn(await createSignInLink(services, id))
      return visitor
    }
    const id = await thing(50.9)
    const path = `/nl/staff/datastreams/${id}/reference`
    const [leuven, office] = [await staff('leuven'), await staff(REGION_OFFICE)]
    assert.equal((await leuven.get(path)).statusCode, 404)
    assert.equal((await leuven.post(path, { reference: 'yes' })).statusCode, 404)
    assert.equal((await bench.square.visitor().get(path)).statusCode, 401)
    assert.match((await office.get(`/nl/sensors/datastreams/${id}`)).body, new RegExp(path))
    assert.match((await office.get(path)).body, /value="no" checked/)
    assert.equal((await office.post(path, { reference: 'perhaps' })).statusCode, 422)
    assert.equal((await office.post(path, { reference: 'yes' })).statusCode, 303)
    assert.match((await office.get(path)).body, /value="yes" checked/)
    const [deed] = await services.sql<{ action: string }>`
      select action from core.audit where subject = ${`datastream:${id}`} order by at desc limit 1`
    assert.equal(deed?.action, 'observations.set-reference')
    await office.post(path, { reference: 'no' })
    assert.match((await office.get(path)).body, /value="no" checked/)
  })

  test('what drifted is learned anew from what came since', async () => {
    const { sql } = bench.square.services
    const more = HOURS + 12 * 24
    await add(reference, truth, HOURS, more)
    await add(late, (hour) => 1.3 * truth(hour) + 9 + noise(hour), HOURS, more)
    bench.square.services.wait({ hours: 24 * 12 })
    assert.equal((await night()).kept, 1)
    const [second, first] = await listCalibrations(sql, late)
    assert.deepEqual([second?.version, second?.reason, second?.endedAt], [2, 'drifted', null])
    assert.notEqual(first?.endedAt, null)
    const from = second?.found.window?.[0] ?? 0
    assert.ok(from >= Temporal.Instant.from('2026-03-15T00:00:00Z').epochMilliseconds * 1000, 'only from the drift on')
  })

  test('a month later it is learned anew; without a reference it is in force no more', async () => {
    const { sql, clock } = bench.square.services
    bench.square.services.wait({ hours: 24 * 31 })
    await night()
    const [newest] = await listCalibrations(sql, late)
    assert.deepEqual([newest?.version, newest?.reason], [3, 'renewed'])
    await setReference(sql, reference, { isReference: false, now: clock(), by: null })
    assert.equal((await night()).ended, 2)
    assert.deepEqual([...(await calibrationStates(sql, [late, reference]))], [])
  })
})
