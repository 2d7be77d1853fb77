import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { region } from '#modules/region/module.ts'
import { openTestSquare, type TestSquare } from '#web/testing.ts'
import { observations } from '../module.ts'
import { rollUpStale } from '../roll-up/roll-up.ts'
import { openClient, thingBody } from '../sensorthings/testing.ts'
import { clearDemo, fillDemo, goOnWithDemo } from './demo.ts'

const TABLES = [
  'thing',
  'location',
  'feature',
  'sensor',
  'datastream',
  'observation',
  'latest',
  'roll_up',
  'stale',
] as const

describe('invented sensors', () => {
  let square: TestSquare
  before(async () => {
    square = await openTestSquare([region, observations], { demo: true })
  })
  after(() => square.close())

  async function counts(): Promise<Record<string, number>> {
    const { sql } = square.services
    const found: Record<string, number> = {}
    for (const table of TABLES) {
      await sql.script(
        `create or replace view pg_temp.counted as select count(*)::int as count from observations.${table}`,
      )
      const [row] = await sql<{ count: number }>`select count from pg_temp.counted`
      found[table] = row?.count ?? 0
      await sql.script('drop view pg_temp.counted')
    }
    return found
  }

  test('stand in every municipality, within it, and measured up to now', async () => {
    const { sql } = square.services
    const [told] = await sql<{ municipalities: number; silent: number; fresh: number }>`
      select count(distinct t.municipality)::int as municipalities,
        count(*) filter (where l.last_until < now_ - interval '1 day')::int as silent,
        count(*) filter (where l.last_until > now_ - interval '18 hours')::int as fresh
      from observations.thing t join observations.datastream d on d.thing = t.id join observations.latest l on l.datastream = d.id,
        (select ${square.services.clock()}::timestamptz as now_) n`
    assert.equal(told?.municipalities, 82)
    assert.ok((told?.silent ?? 0) > 5 && (told?.silent ?? 0) < 40, `${told?.silent} are silent`)
    assert.ok((told?.fresh ?? 0) > 200)
    const late = await sql`select 1 from observations.latest where last_until > ${square.services.clock()}`
    assert.equal(late.length, 0, 'nothing comes from the future')
  })

  test('are rolled up as the job does it', async () => {
    const { sql } = square.services
    const rolled = () => sql`
      select datastream, span, start, count, covered, total::numeric(12, 4) as total, low, high, means, weights
      from observations.roll_up where datastream in (
        select min(id) from observations.datastream group by observed_property, period_seconds)
      order by datastream, span, start`
    const mine = await rolled()
    assert.ok(mine.length > 500)
    await sql`insert into observations.stale (datastream, hour)
      select datastream, start from observations.roll_up where span = 'h' and datastream in (
        select min(id) from observations.datastream group by observed_property, period_seconds)`
    await rollUpStale(square.services)
    assert.deepEqual(await rolled(), mine)
  })

  test('go on measuring, and what is two weeks old is forgotten', async () => {
    const { sql, clock } = square.services
    const before = await counts()
    square.services.wait({ hours: 3 })
    await goOnWithDemo(square.services)
    const later = await counts()
    const added = (later['observation'] ?? 0) - (before['observation'] ?? 0)
    assert.ok(added > 500 && added < 1500, `${added} values in three hours`)
    await goOnWithDemo(square.services)
    assert.deepEqual(await counts(), later, 'twice is once')
    square.services.wait({ hours: 24 * 12 })
    await goOnWithDemo(square.services)
    const [told] = await sql<{ oldest: Temporal.Instant; wrong: number }>`
      select min(o.at) as oldest, (
        select count(*)::int from observations.latest l
        where l.observations <> (select count(*) from observations.observation v where v.datastream = l.datastream)) as wrong
      from observations.observation o`
    assert.ok(told !== undefined && Temporal.Instant.compare(told.oldest, clock().subtract({ hours: 24 * 14 })) >= 0)
    assert.equal(told.wrong, 0, 'how many values there are is known')
    await rollUpStale(square.services)
  })

  test('are made once, and go without a trace and without what was there before', async () => {
    const client = await openClient(square)
    await client.make('Things', thingBody('Of a real network'))
    const before = await counts()
    await fillDemo(square.services)
    assert.deepEqual(await counts(), before)
    await clearDemo(square.services)
    const { thing, location, feature, sensor, datastream, ...rest } = await counts()
    assert.deepEqual(
      { thing, location, feature, sensor, datastream },
      { thing: 1, location: 1, feature: 1, sensor: 1, datastream: 1 },
    )
    assert.deepEqual(rest, { observation: 0, latest: 0, roll_up: 0, stale: 0 })
  })
})
