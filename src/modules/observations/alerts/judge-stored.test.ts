import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { region } from '#modules/region/module.ts'
import { openTestSquare, type TestSquare } from '#web/testing.ts'
import { observations } from '../module.ts'
import { openClient } from '../sensorthings/testing.ts'
import { judgeStored } from './judge-stored.ts'
import { openAlertBench, type AlertBench } from './testing.ts'

describe('judging what is stored', () => {
  let square: TestSquare
  let bench: AlertBench
  before(async () => {
    square = await openTestSquare([region, observations])
    bench = openAlertBench(square)
  })
  after(() => square.close())

  const judge = () => judgeStored(square.services)
  const grade = async (datastream: number) => {
    const [row] = await square.services.sql<{ grade: string }>`
      select grade from observations.judged where datastream = ${datastream}`
    return row?.grade
  }

  test('each value once, in order, however often it is judged', async () => {
    const id = await bench.stream()
    await bench.levels(id, { aboveAttention: 10, aboveAlarm: 20 })
    await bench.add(id, [
      [5, 5],
      [4, 12],
    ])
    assert.equal(await judge(), 1)
    assert.equal(await judge(), 0)
    await bench.add(id, [
      [1, 3],
      [3, 30],
      [2, 15],
    ])
    assert.equal(await judge(), 3)
    assert.deepEqual(await bench.kinds(id), ['attention', 'alarm', 'attention', 'normal'])
    const events = await square.services.sql`
      select kind, side, value, level, because from observations.alert_event where datastream = ${id} order by at limit 2`
    assert.deepEqual(events, [
      { kind: 'attention', side: 'above', value: 12, level: 10, because: 'levels-changed' },
      { kind: 'alarm', side: 'above', value: 30, level: 20, because: 'value' },
    ])
  })

  test('of a datastream without levels nothing is judged', async () => {
    const id = await bench.stream()
    await bench.say(id, 1000)
    assert.equal(await judge(), 0)
    assert.equal(await grade(id), undefined)
  })

  test('a late value, older than the last one that was judged, changes nothing', async () => {
    const id = await bench.stream()
    await bench.levels(id, { aboveAlarm: 20 })
    await bench.add(id, [[10, 1]])
    await judge()
    await bench.add(id, [[11, 99]])
    assert.equal(await judge(), 0)
    assert.deepEqual(await bench.kinds(id), [])
    assert.equal(await grade(id), 'normal')
  })

  test('a value of a clock that is wrong waits, and holds up nothing', async () => {
    const id = await bench.stream()
    await bench.levels(id, { aboveAlarm: 20 })
    await bench.add(id, [
      [3, 1],
      [-60, 99],
    ])
    await judge()
    assert.deepEqual(await bench.kinds(id), [])
    await bench.add(id, [[2, 50]])
    await judge()
    assert.deepEqual(await bench.kinds(id), ['alarm'])
    square.services.wait({ minutes: 50 })
    await bench.add(id, [[1, 1]])
    await judge()
    assert.deepEqual(await bench.kinds(id), ['alarm', 'normal'])
    square.services.wait({ minutes: 10 })
    await judge()
    assert.deepEqual(await bench.kinds(id), ['alarm', 'normal', 'alarm'], 'its time has come')
  })

  test('an alarm by a value that is corrected did not happen, and that is said', async () => {
    const id = await bench.stream()
    await bench.levels(id, { aboveAlarm: 20, margin: 5 })
    await bench.add(id, [[9, 1]])
    await judge()
    await bench.add(id, [
      [5, 99],
      [4, 18],
    ])
    await judge()
    assert.deepEqual(await bench.kinds(id), ['alarm'])
    await bench.add(id, [[5, 9]])
    await judge()
    assert.equal(await grade(id), 'normal')
    assert.deepEqual(await bench.kinds(id), ['normal'])
    const all = await square.services.sql`
      select kind, because, withdrawn_at is not null as withdrawn from observations.alert_event where datastream = ${id} order by id`
    assert.deepEqual(all, [
      { kind: 'alarm', because: 'value', withdrawn: true },
      { kind: 'normal', because: 'corrected', withdrawn: false },
    ])
  })

  test('a corrected value can also be an alarm after all, with what followed judged again', async () => {
    const id = await bench.stream()
    await bench.levels(id, { aboveAlarm: 20, margin: 5 })
    await bench.add(id, [[9, 1]])
    await judge()
    await bench.add(id, [
      [5, 2],
      [4, 18],
      [3, 10],
      [2, 18],
    ])
    assert.equal(await judge(), 0)
    await bench.add(id, [[5, 40]])
    assert.equal(await judge(), 2)
    assert.deepEqual(await bench.kinds(id), ['alarm', 'normal'])
    assert.equal(await grade(id), 'normal')
    // Taken back over SensorThings: it did not happen either.
    const client = await openClient(square)
    const at = square.services.clock().subtract({ minutes: 5 }).epochMilliseconds * 1000
    const { status, text } = await client.send('DELETE', `Observations('${id}.${at}')`)
    assert.equal(status, 200, text)
    await judge()
    assert.deepEqual(await bench.kinds(id), [])
  })

  test('also when nothing happened for a long time before it', async () => {
    const id = await bench.stream()
    await bench.levels(id, { aboveAlarm: 20, valuesBack: 3 })
    await bench.add(id, [[9000, 1]])
    await judge()
    await bench.add(
      id,
      Array.from({ length: 2600 }, (_, index) => [8000 - index, index === 0 ? 30 : 1] as const),
    )
    await judge()
    assert.deepEqual(await bench.kinds(id), ['alarm', 'normal'])
    await bench.add(id, [[5410, 50]])
    await judge()
    assert.deepEqual(await bench.kinds(id), ['alarm', 'normal', 'alarm', 'normal'])
    await bench.add(id, [[5400, 50]])
    await judge()
    assert.deepEqual(await bench.kinds(id), ['alarm', 'normal', 'alarm', 'normal', 'alarm'])
    assert.equal(await grade(id), 'alarm')
  })

  test('other levels are judged by the value of now; none at all ends what was', async () => {
    const id = await bench.stream()
    await bench.levels(id, { aboveAlarm: 20 })
    await bench.add(id, [[5, 30]])
    await judge()
    square.services.wait({ seconds: 1 })
    await bench.levels(id, { aboveAlarm: 40, aboveAttention: 25 })
    await judge()
    square.services.wait({ seconds: 1 })
    await bench.levels(id, {})
    await judge()
    assert.deepEqual(await bench.kinds(id), ['alarm', 'attention', 'normal'])
  })

  test('what is judged in whatever parts comes to what the events come to', async () => {
    const [whole, parts] = [await bench.stream(), await bench.stream()]
    const values = Array.from({ length: 300 }, (_, index) => [300 - index, (index * 37) % 90] as const)
    for (const id of [whole, parts]) {
      await bench.levels(id, { aboveAttention: 40, aboveAlarm: 70, belowAlarm: 5, margin: 3, valuesBack: 2 })
      await bench.add(id, [[400, 30]])
    }
    await judge()
    await bench.add(whole, values)
    await judge()
    for (let from = 0; from < values.length; from += 37) {
      await bench.add(parts, values.slice(from, from + 37))
      await judge()
    }
    const kinds = await bench.kinds(whole)
    assert.ok(kinds.length > 50)
    assert.deepEqual(await bench.kinds(parts), kinds)
    assert.equal(await grade(parts), kinds.at(-1))
  })
})
