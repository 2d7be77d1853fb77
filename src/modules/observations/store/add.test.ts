import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { region } from '#modules/region/module.ts'
import { openTestSquare, type TestSquare } from '#web/testing.ts'
import { batchBuilder, type Extra } from '../batch.ts'
import { microsecondsOf } from '../model.ts'
import { observations } from '../module.ts'
import { ADDED, addObservations, AHEAD, CORRECTED, HOMELESS, KNOWN } from './add.ts'
import { haveDatastreams, haveThings } from './described.ts'

type Row = readonly [at: string, result: number, more?: { until?: string; extra?: Extra }]

const micro = (text: string) => microsecondsOf(Temporal.Instant.from(text))

describe('storing observations', () => {
  let square: TestSquare
  let next = 0
  before(async () => {
    square = await openTestSquare([region, observations])
  })
  after(() => square.close())

  /** A datastream of its own for a test. */
  async function stream(): Promise<number> {
    const whose = { owner: 'region-office', municipality: null }
    const key = `stream-${next++}`
    const now = square.services.clock()
    return square.services.sql.transaction(async (sql) => {
      const place = { lon: 4.7, lat: 50.88 }
      const [thing] = await haveThings(sql, [{ ...whose, key, name: key, description: '', properties: {}, place }], now)
      const described = {
        ...whose,
        key,
        thing: thing?.id ?? 0,
        name: key,
        description: '',
        sensor: 'SPS30',
        property: 'pm2-5',
        kind: 'number',
        unit: { name: 'microgram per cubic metre', symbol: 'µg/m³' },
        ucum: 'ug/m3',
        periodSeconds: 60,
        properties: {},
      } as const
      const [had] = await haveDatastreams(sql, [described], now)
      return had?.id ?? 0
    })
  }

  async function add(datastream: number, rows: readonly Row[]): Promise<{ outcome: number[]; turn: number[] }> {
    const builder = batchBuilder(2)
    for (const [at, result, more] of rows)
      builder.add(
        datastream,
        micro(at),
        more?.until === undefined ? Number.NaN : micro(more.until),
        result,
        more?.extra,
      )
    const stored = await square.services.sql.transaction((sql) =>
      addObservations(sql, builder.take(), square.services.clock()),
    )
    return { outcome: [...stored.outcome], turn: [...stored.turn] }
  }

  async function kept(datastream: number): Promise<(number | null)[]> {
    const rows = await square.services.sql<{ number: number | null }>`
      select number from observations.observation where datastream = ${datastream} and replaced_at is null order by at, turn`
    return rows.map(({ number }) => number)
  }

  async function counted(datastream: number): Promise<number> {
    const [row] = await square.services.sql<{ observations: number }>`
      select observations from observations.latest where datastream = ${datastream}`
    return row?.observations ?? 0
  }

  test('what is sent twice is kept once, in one batch and over batches', async () => {
    const id = await stream()
    const rows: Row[] = [
      ['2026-01-01T10:00:00Z', 5],
      ['2026-01-01T10:01:00Z', 6],
      ['2026-01-01T10:00:00Z', 5],
    ]
    assert.deepEqual((await add(id, rows)).outcome, [ADDED, ADDED, KNOWN])
    assert.deepEqual((await add(id, rows)).outcome, [KNOWN, KNOWN, KNOWN])
    assert.deepEqual(await kept(id), [5, 6])
    assert.equal(await counted(id), 2)
  })

  test('a correction stands beside what it corrects, and what was known on a day can be asked', async () => {
    const id = await stream()
    const at = '2026-01-02T10:00:00Z'
    await add(id, [[at, 5]])
    const before = square.services.clock()
    square.services.wait({ hours: 1 })
    const { outcome, turn } = await add(id, [[at, 7]])
    assert.deepEqual([outcome, turn], [[CORRECTED], [0]])
    assert.deepEqual(await kept(id), [7])
    assert.equal(await counted(id), 1)
    const then = await square.services.sql`
      select number from observations.observation where datastream = ${id}
        and received_at <= ${before} and (replaced_at is null or replaced_at > ${before})`
    assert.deepEqual(then, [{ number: 5 }])
    assert.deepEqual((await add(id, [[at, 5]])).outcome, [KNOWN], 'an old message that comes once more undoes nothing')
    assert.deepEqual(await kept(id), [7])
    const again = await add(id, [[at, 5, { extra: { resultAt: micro('2026-01-03T00:00:00Z') } }]])
    assert.deepEqual(again.outcome, [CORRECTED])
    assert.deepEqual(await kept(id), [5])
    const all = await square.services
      .sql`select turn from observations.observation where datastream = ${id} order by turn`
    assert.deepEqual(all, [{ turn: 0 }, { turn: 1 }, { turn: 2 }])
  })

  test('two results for one moment in one batch: the later one corrects', async () => {
    const id = await stream()
    const { outcome } = await add(id, [
      ['2026-01-01T10:00:00Z', 1],
      ['2026-01-01T10:00:00Z', 2],
      ['2026-01-01T10:00:00Z', 3],
    ])
    assert.deepEqual(outcome, [ADDED, CORRECTED, CORRECTED])
    assert.deepEqual(await kept(id), [3])
    assert.equal(await counted(id), 1)
  })

  test('an hour and a day that begin at one moment are two values', async () => {
    const id = await stream()
    const { outcome, turn } = await add(id, [
      ['2026-01-01T00:00:00Z', 10, { until: '2026-01-01T01:00:00Z' }],
      ['2026-01-01T00:00:00Z', 240, { until: '2026-01-02T00:00:00Z' }],
    ])
    assert.deepEqual(
      [outcome, turn],
      [
        [ADDED, ADDED],
        [0, 1],
      ],
    )
    assert.equal(await counted(id), 2)
    const more = await add(id, [['2026-01-01T00:00:00Z', 241, { until: '2026-01-02T00:00:00Z' }]])
    assert.deepEqual([more.outcome, more.turn], [[CORRECTED], [1]])
    assert.deepEqual(await kept(id), [10, 241])
  })

  test('every kind of result is kept as it came, to the microsecond', async () => {
    const id = await stream()
    const extras: Extra[] = [
      { truth: false },
      { text: 'a "quoted" {word}, \\' },
      { json: { a: [1, null] } },
      { json: 'x' },
    ]
    const quality = { code: 130 }
    const parameters = { height: 2.5 }
    await add(
      id,
      extras.map((extra, index): Row => [
        `2026-01-01T10:00:00.00000${index + 1}Z`,
        Number.NaN,
        { extra: { ...extra, quality, parameters } },
      ]),
    )
    const rows = await square.services.sql<Record<string, unknown> & { at: Temporal.Instant }>`
      select at, number, truth, text, json, quality, parameters, feature is not null as placed
      from observations.observation where datastream = ${id} order by at`
    assert.deepEqual(
      rows.map(({ at, ...rest }) => ({ at: at.toString(), ...rest })),
      extras.map((extra, index) => ({
        at: `2026-01-01T10:00:00.00000${index + 1}Z`,
        number: null,
        truth: extra.truth ?? null,
        text: extra.text ?? null,
        json: extra.json ?? null,
        quality,
        parameters,
        placed: true,
      })),
    )
    assert.deepEqual(
      (await add(id, [['2026-01-01T10:00:00.000001Z', Number.NaN, { extra: { truth: false } }]])).outcome,
      [KNOWN],
    )
    assert.deepEqual(
      (await add(id, [['2026-01-01T10:00:00.000001Z', Number.NaN, { extra: { truth: true } }]])).outcome,
      [CORRECTED],
    )
  })

  test('numbers come back as the numbers that they were', async () => {
    const id = await stream()
    const numbers = [0.1 + 0.2, 1e-300, 1.7976931348623157e308, 5e-324, -123456789.12345679, 0, 1e21]
    await add(
      id,
      numbers.map((number, index): Row => [`2026-01-01T10:0${index}:00Z`, number]),
    )
    assert.deepEqual(await kept(id), numbers)
  })

  test('values for a datastream that is not there have no home, and stop nothing', async () => {
    const id = await stream()
    const builder = batchBuilder()
    builder.add(2_000_000_000, micro('2026-01-01T10:00:00Z'), Number.NaN, 1)
    builder.add(id, micro('2026-01-01T10:00:00Z'), Number.NaN, 2)
    const { outcome } = await square.services.sql.transaction((sql) =>
      addObservations(sql, builder.take(), square.services.clock()),
    )
    assert.deepEqual([...outcome], [HOMELESS, ADDED])
  })

  test('what lies more than a day ahead is told apart and makes no month; a forecast may lie a year ahead', async () => {
    const id = await stream()
    const at = (hours: number) => square.services.clock().add({ hours }).toString()
    const months = async () => {
      const [row] = await square.services.sql<{ count: number }>`
        select count(*)::int as count from pg_inherits where inhparent = 'observations.observation'::regclass`
      return row?.count
    }
    const before = await months()
    const rows: Row[] = [
      [at(-1), 1],
      [at(23), 2],
      [at(25), 3],
      [at(24 * 300), 4],
      [at(24 * 400), 5],
    ]
    assert.deepEqual((await add(id, rows)).outcome, [ADDED, ADDED, AHEAD, AHEAD, AHEAD])
    assert.equal(await months(), before)
    await square.services.sql`update observations.datastream set properties = '{"isForecast": true}' where id = ${id}`
    assert.deepEqual((await add(id, rows)).outcome, [KNOWN, KNOWN, ADDED, ADDED, AHEAD])
  })

  test('old months and months to come are made when something is about them', async () => {
    const id = await stream()
    await square.services.sql`update observations.datastream set properties = '{"isForecast": true}' where id = ${id}`
    const moments = [
      '1931-05-01T00:00:00Z',
      '1969-12-31T23:59:59.999999Z',
      '2012-02-29T12:00:00Z',
      '2026-12-01T00:00:00Z',
    ]
    assert.deepEqual(
      (
        await add(
          id,
          moments.map((at): Row => [at, 1]),
        )
      ).outcome,
      [ADDED, ADDED, ADDED, ADDED],
    )
    const rows = await square.services.sql<{ at: Temporal.Instant }>`
      select at from observations.observation where datastream = ${id} order by at`
    assert.deepEqual(
      rows.map(({ at }) => at.toString()),
      moments.map((at) => Temporal.Instant.from(at).toString()),
    )
  })

  test('a clock that goes through all of time makes few partitions', async () => {
    const id = await stream()
    const months = Array.from({ length: 115 * 12 }, (_, month) => Date.UTC(1900, month, 15))
    const { outcome } = await add(
      id,
      months.map((at): Row => [new Date(at).toISOString(), 1]),
    )
    assert.ok(outcome.every((one) => one === ADDED))
    const [old] = await square.services.sql<{ count: number }>`
      select count(*)::int as count from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'observations.observation'::regclass and c.relname < 'observation_2015'`
    assert.equal(old?.count, 25)
    const [kept] = await square.services.sql`
      select count(*)::int as count, min(at) as first, max(at) as last from observations.observation where datastream = ${id}`
    assert.equal(kept?.['count'], months.length)
  })

  test('months of long ago that were made before stay as they are', async () => {
    const { sql } = square.services
    await sql.script(`
      create table observations.observation_1995_03 (like observations.observation including all);
      drop table observations.observation_1995;
      alter table observations.observation attach partition observations.observation_1995_03
        for values from ('1995-03-01T00:00:00Z') to ('1995-04-01T00:00:00Z')`)
    const id = await stream()
    const { outcome } = await add(id, [
      ['1995-03-10T00:00:00Z', 1],
      ['1995-04-10T00:00:00Z', 2],
    ])
    assert.deepEqual(outcome, [ADDED, ADDED])
  })

  test('many that store the same at once store it once', async () => {
    const [one, two] = [await stream(), await stream()]
    const rows = Array.from({ length: 60 }, (_, minute) => `2026-02-01T10:${String(minute).padStart(2, '0')}:00Z`)
    const send = (order: readonly number[]) =>
      square.services.sql.transaction(async (sql) => {
        const builder = batchBuilder()
        for (const id of order) for (const at of rows) builder.add(id, micro(at), Number.NaN, 1)
        return addObservations(sql, builder.take(), square.services.clock())
      })
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, turn) => send(turn % 2 === 0 ? [one, two] : [two, one])),
    )
    assert.equal(all.flatMap(({ outcome }) => [...outcome]).filter((outcome) => outcome === ADDED).length, 120)
    assert.equal(await counted(one), 60)
    assert.equal((await kept(two)).length, 60)
  })
})
