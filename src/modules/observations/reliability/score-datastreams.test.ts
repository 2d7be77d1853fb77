import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setReference } from '../calibrating/calibration-store.ts'
import { judgeHours } from '../judging/judge-hours.ts'
import { BEGIN, openJudgingBench, type JudgingBench, type TestValue } from '../judging/testing.ts'
import { findScore, listToScore, markAllStale, type KeptScore } from './score-store.ts'
import { scoreAll, scoreChanged, scoresOf, windowAt } from './score-datastreams.ts'
import { saveStanding } from './standing-store.ts'

const DAYS = 5
const HOURS = DAYS * 24
/** On the morning after the last value. */
const NIGHT = BEGIN.add({ hours: HOURS + 3 })

describe('scoring what is stored', () => {
  let bench: JudgingBench
  const streams: number[] = []
  let alone = 0
  const outside = () => ({ ...bench.square.services, clock: () => NIGHT })
  const get = async (id: number): Promise<KeptScore> => {
    const found = await findScore(bench.square.services.sql, id)
    assert.ok(found)
    return found
  }
  const hourly = (at: (hour: number) => number, most = HOURS) =>
    Array.from({ length: most }, (_, hour): TestValue => [hour * 60, at(hour), 60])
  const warmth = (hour: number) => 10 + 4 * Math.sin((hour / 24) * 2 * Math.PI)

  before(async () => {
    bench = await openJudgingBench()
    for (let k = 0; k < 9; k += 1) {
      const place = { lon: 4.7 + (k % 3) / 100, lat: 50.88 + Math.floor(k / 3) / 100 }
      const owner = k === 8 ? 'resident:000000000001' : 'leuven'
      const [id = 0] = await bench.thing([['air-temperature', 'Cel']], { ...place, owner })
      streams.push(id)
      // The fifth is far off; the seventh tells every second hour.
      const values = hourly((hour) => warmth(hour) + (k === 4 ? 14 : k / 20))
      await bench.add(id, k === 6 ? values.filter((_, hour) => hour % 2 === 0) : values)
    }
    ;[alone = 0] = await bench.thing([['air-temperature', 'Cel']], { lon: 7, lat: 49 })
    await bench.add(alone, hourly(warmth))
    await bench.judge()
    await judgeHours(outside())
  })
  after(() => bench.close())

  test('parts are of what was measured since it began; who is alone is not compared', async () => {
    assert.equal(await scoreAll(outside()), 10)
    const good = await get(streams[0] ?? 0)
    assert.deepEqual([good.coverage, good.failed, good.agreement, good.drift], [1, 0, 1, null])
    assert.equal(good.certainty, 70)
    assert.equal(good.until.toString(), '2026-03-06T23:00:00Z', 'until midnight in Brussels')
    assert.deepEqual(good.objections.places, ['height-unknown', 'siting-unknown', 'uncertainty-unknown'])
    const far = await get(streams[4] ?? 0)
    assert.equal(far.agreement, 0)
    assert.ok((far.score ?? 100) <= 30, 'a sensor that never goes with its neighbours is not relied on')
    assert.equal(far.advice, 'look-at-place')
    const half = await get(streams[6] ?? 0)
    assert.ok(Math.abs((half.coverage ?? 0) - 0.5) < 0.01)
    const [lonely] = [await get(alone)]
    assert.deepEqual([lonely.agreement, lonely.score], [null, 73])
  })

  test('networks are counted by band; residents together', async () => {
    const { sql } = bench.square.services
    const rows = await sql<{ body: string; bands: number[]; unknown: number; median: number }>`
      select body, bands, unknown, median from observations.network_score
      where municipality = '24062' and day = '2026-03-06' order by body`
    assert.deepEqual(rows.map(({ body }) => body), ['leuven', 'residents']) // prettier-ignore
    const [leuven] = rows
    assert.equal((leuven?.bands ?? []).reduce((sum, one) => sum + one, 0) + (leuven?.unknown ?? 0), 9)
    assert.equal(leuven?.unknown, 0)
    assert.ok((leuven?.median ?? 0) >= 80)
  })

  test('the same is found again of the same, and what was scored is left alone', async () => {
    const { sql } = bench.square.services
    const kept = await get(streams[3] ?? 0)
    const [again] = await scoresOf(sql, [streams[3] ?? 0], kept)
    assert.deepEqual(
      [again?.score, again?.evidence.agreement, again?.certainty],
      [kept.score, kept.agreement, kept.certainty],
    )
    assert.deepEqual(await listToScore(sql, windowAt(NIGHT), { after: 0, limit: 100 }), [])
    assert.equal(await scoreAll(outside()), 0)
    await markAllStale(sql)
    assert.equal(await scoreAll(outside()), 10)
  })

  test('a night that ended halfway is gone on with', async () => {
    const next = { ...bench.square.services, clock: () => NIGHT.add({ hours: 24 }) }
    assert.equal(await scoreAll(next, 0), 0)
    assert.equal((await listToScore(next.sql, windowAt(next.clock()), { after: 0, limit: 4 })).length, 4)
    assert.equal(await scoreAll(next), 10)
  })

  test('what tells nothing any more is scored until there is nothing, and then no more', async () => {
    const later = { ...bench.square.services, clock: () => NIGHT.add({ hours: 24 * 40 }) }
    assert.equal(await scoreAll(later), 10)
    assert.equal((await get(streams[0] ?? 0)).coverage, 0)
    const muchLater = { ...bench.square.services, clock: () => NIGHT.add({ hours: 24 * 80 }) }
    assert.equal(await scoreAll(muchLater), 0)
    await markAllStale(bench.square.services.sql)
    await scoreAll(outside())
  })

  test('how it stands and whether it is a reference counts within minutes', async () => {
    const { services } = bench.square
    const id = streams[1] ?? 0
    assert.equal(await scoreChanged(outside()), 0)
    const [row] = await services.sql<{ thing: number }>`select thing from observations.datastream where id = ${id}`
    const standing = { outdoors: true, heightMetres: 2, area: 'urban', influence: 'traffic' } as const
    await saveStanding(services.sql, row?.thing ?? 0, standing, NIGHT)
    await setReference(services.sql, id, { isReference: true, now: NIGHT, by: null })
    assert.equal(await scoreChanged(outside()), 1)
    const kept = await get(id)
    assert.deepEqual(kept.objections.places, [])
    assert.equal(kept.uncertainty, 0.5)
  })

  test('what is hidden has no score that anybody sees, and loses it', async () => {
    const { sql } = bench.square.services
    const id = streams[2] ?? 0
    await sql`insert into observations.hidden (datastream, thing) select id, thing from observations.datastream where id = ${id}`
    assert.equal(await findScore(sql, id), undefined)
    await sql`update observations.score set is_stale = true where datastream = ${id}`
    await scoreChanged(outside())
    assert.deepEqual(await sql`select score from observations.score where datastream = ${id}`, [])
  })
})
