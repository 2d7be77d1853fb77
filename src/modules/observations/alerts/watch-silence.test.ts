import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { region } from '#modules/region/module.ts'
import { openTestSquare, type TestSquare } from '#web/testing.ts'
import { observations } from '../module.ts'
import { openAlertBench, type AlertBench } from './testing.ts'
import { watchSilence } from './watch-silence.ts'

describe('sensors that fall silent', () => {
  let square: TestSquare
  let bench: AlertBench
  beforeEach(async () => {
    square = await openTestSquare([region, observations])
    bench = openAlertBench(square)
  })
  afterEach(() => square.close())

  const watch = () => watchSilence(square.services)
  const networks = async () => {
    const rows = await square.services.sql<{ kind: string; datastreams: number }>`
      select kind, datastreams from observations.alert_event where datastream is null order by id`
    return rows.map(({ kind, datastreams }) => `${kind} ${datastreams}`)
  }

  /** All of them speak each minute, and somebody listens each three. */
  async function minutes(count: number, ids: readonly number[]): Promise<void> {
    for (let minute = 0; minute < count; minute++) {
      for (const id of ids) await bench.say(id, minute)
      square.services.wait({ minutes: 1 })
      if (minute % 3 === 2) await watch()
    }
  }

  test('is noticed after a quarter of an hour for who speaks each minute, and so is that it speaks again', async () => {
    const [one, other] = [await bench.stream(), await bench.stream()]
    await minutes(9, [one, other])
    await minutes(12, [other])
    assert.deepEqual(await bench.kinds(one), [])
    await minutes(6, [other])
    assert.deepEqual(await bench.kinds(one), ['silent'])
    assert.deepEqual(await bench.kinds(other), [])
    await minutes(30, [other])
    assert.deepEqual(await bench.kinds(one), ['silent'], 'told once')
    await minutes(3, [one, other])
    assert.deepEqual(await bench.kinds(one), ['silent', 'speaks'])
    await minutes(21, [other])
    assert.deepEqual(await bench.kinds(one), ['silent', 'speaks', 'silent'])
  })

  test('a file of last year that was read in is no sensor that stopped', async () => {
    const id = await bench.stream()
    await bench.add(
      id,
      Array.from({ length: 200 }, (_, hour) => [500_000 + hour * 60, hour] as const),
    )
    for (let hour = 0; hour < 30; hour++) {
      await watch()
      square.services.wait({ minutes: 10 })
    }
    assert.deepEqual(await bench.kinds(id), [])
  })

  test('its owner may say how long, or that it does not matter', async () => {
    const [patient, unwatched] = [await bench.stream(), await bench.stream()]
    await minutes(9, [patient, unwatched])
    await bench.levels(patient, { silenceSeconds: 3600 })
    await bench.levels(unwatched, { watchesSilence: false })
    await minutes(45, [])
    assert.deepEqual(await bench.kinds(patient), [])
    await minutes(21, [])
    assert.deepEqual(await bench.kinds(patient), ['silent'])
    assert.deepEqual(await bench.kinds(unwatched), [])
  })

  test('while the square was away nobody was silent', async () => {
    const id = await bench.stream()
    await minutes(9, [id])
    square.services.wait({ hours: 8 })
    await watch()
    await minutes(12, [])
    assert.deepEqual(await bench.kinds(id), [])
    await minutes(6, [])
    assert.deepEqual(await bench.kinds(id), ['silent'])
  })

  test('when most of a network falls silent that is told once, until half of it speaks again', async () => {
    const ids = await Promise.all([0, 1, 2, 3, 4].map(() => bench.stream()))
    const elsewhere = await bench.stream({ owner: 'halle' })
    const [first = 0, second = 0, ...rest] = ids
    await minutes(9, [...ids, elsewhere])
    await minutes(21, [first, elsewhere])
    assert.deepEqual(await networks(), ['network-silent 4'])
    for (const id of [second, ...rest]) assert.deepEqual(await bench.kinds(id), ['silent'])
    assert.deepEqual(await bench.kinds(elsewhere), [])
    const parts = await square.services.sql`
      select distinct part_of is not null as part from observations.alert_event where datastream is not null`
    assert.deepEqual(parts, [{ part: true }])
    await minutes(3, [first, second, elsewhere])
    assert.equal((await networks()).length, 1)
    await minutes(3, [first, ...rest, elsewhere])
    assert.deepEqual(await networks(), ['network-silent 4', 'network-speaks 5'])
  })
})
