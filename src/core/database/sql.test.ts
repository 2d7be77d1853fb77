import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Problem } from '#core/problem.ts'
import type { Database } from './database.ts'
import { json } from './sql.ts'
import { openTestDatabase } from './testing.ts'

describe('the sql tag', () => {
  let database: Database
  before(async () => {
    database = await openTestDatabase()
    await database.sql.script('create table note (id int primary key, text text); create table pile (id int)')
  })
  after(() => database.close())

  it('gives moments and days back as Temporal, to the microsecond and across a change of the clock', async () => {
    const { sql } = database
    const moment = Temporal.Instant.from('2025-03-30T01:00:00.123456Z')
    const day = Temporal.PlainDate.from('2024-02-29')
    const [row] = await sql<{ moment: Temporal.Instant; day: Temporal.PlainDate; late: Temporal.PlainTime }>`
      select ${moment}::timestamptz as moment, ${day}::date as day, time '23:59' as late`
    assert.ok(row)
    assert.ok(moment.equals(row.moment))
    assert.ok(day.equals(row.day))
    assert.equal(row.late.toString(), '23:59:00')
  })

  it('reads a moment whatever the time zone of the session is', async () => {
    const moment = await database.sql.transaction(async (sql) => {
      await sql.script(`set local time zone 'Europe/Brussels'`)
      const [row] = await sql<{ moment: Temporal.Instant }>`select timestamptz '2025-07-01 12:00:00+02' as moment`
      return row?.moment
    })
    assert.equal(String(moment), '2025-07-01T10:00:00Z')
  })

  it('keeps the moment of a zoned time', async () => {
    const zoned = Temporal.ZonedDateTime.from('2025-01-01T12:00[Europe/Brussels]')
    const [row] = await database.sql<{ moment: Temporal.Instant }>`select ${zoned}::timestamptz as moment`
    assert.equal(String(row?.moment), '2025-01-01T11:00:00Z')
  })

  it('gives counts, sums and decimals as numbers', async () => {
    const [row] =
      await database.sql`select count(*) as count, 1.50::numeric as price, null::bigint as nothing from note`
    assert.deepEqual(row, { count: 0, price: 1.5, nothing: null })
  })

  it('refuses a bigint that a number cannot hold, instead of rounding it', async () => {
    await assert.rejects(database.sql`select 9007199254740993::bigint as big`, /does not fit in a number/)
    assert.deepEqual(await database.sql`select 1 as fine`, [{ fine: 1 }])
  })

  it('binds arrays as PostgreSQL arrays and reads them back, nested and with nulls', async () => {
    const instant = Temporal.Instant.from('2025-01-01T00:00:00Z')
    const [row] = await database.sql<Record<string, unknown[]>>`
      select ${[1, 2]}::int[] as numbers, ${['a "b"', 'c,d', null, '{}']}::text[] as texts,
        ${[instant]}::timestamptz[] as moments, ${[
          [1, 2],
          [3, 4],
        ]}::bigint[] as nested`
    assert.deepEqual(row?.['numbers'], [1, 2])
    assert.deepEqual(row?.['texts'], ['a "b"', 'c,d', null, '{}'])
    assert.deepEqual(row?.['moments']?.map(String), ['2025-01-01T00:00:00Z'])
    assert.deepEqual(row?.['nested'], [
      [1, 2],
      [3, 4],
    ])
  })

  it('binds objects as JSON, with a wrapper for what would be an array or a text', async () => {
    const day = Temporal.PlainDate.from('2025-01-01')
    const [row] = await database.sql`
      select ${{ day, list: ["it's"] }}::jsonb as object, ${json([1, { a: null }])}::jsonb as array,
        ${json('text')}::jsonb as text, ${json(undefined)}::jsonb as nothing`
    assert.deepEqual(row, {
      object: { day: '2025-01-01', list: ["it's"] },
      array: [1, { a: null }],
      text: 'text',
      nothing: null,
    })
  })

  it('takes many rows at once through unnest, with JSON among the columns', async () => {
    const rows = await database.sql`
      select * from unnest(${[1, 2]}::int[], ${[{ a: 1 }, { a: 'é"\\' }]}::jsonb[]) as t (id, extra)`
    assert.deepEqual(rows, [
      { id: 1, extra: { a: 1 } },
      { id: 2, extra: { a: 'é"\\' } },
    ])
  })

  it('binds undefined as null and bytes as bytes', async () => {
    const [row] = await database.sql<{ nothing: null; bytes: Uint8Array }>`
      select ${undefined}::text as nothing, ${new Uint8Array([0, 255]).subarray(1)}::bytea as bytes`
    assert.equal(row?.nothing, null)
    assert.deepEqual([...(row?.bytes ?? [])], [255])
  })

  it('never reads a value as SQL', async () => {
    const nasty = `'); drop table note; --`
    const [row] = await database.sql`select ${nasty}::text as text`
    assert.deepEqual(row, { text: nasty })
    await assert.rejects(async () => database.sql`select ${() => 1}::text`, TypeError)
  })
})

describe('a transaction', () => {
  let database: Database
  before(async () => {
    database = await openTestDatabase()
    await database.sql.script('create table note (id int primary key, text text)')
  })
  after(() => database.close())

  const count = async (): Promise<unknown> => (await database.sql`select count(*) as n from note`)[0]?.['n']

  it('keeps all of it, or nothing', async () => {
    const failing = database.sql.transaction(async (sql) => {
      await sql`insert into note values (1, 'one')`
      throw new Error('changed my mind')
    })
    await assert.rejects(failing, /changed my mind/)
    assert.equal(await count(), 0)
    const result = await database.sql.transaction(async (sql) => {
      await sql`insert into note values (1, 'one')`
      return 'done'
    })
    assert.equal(result, 'done')
    assert.equal(await count(), 1)
  })

  it('joins the one around it', async () => {
    const failing = database.sql.transaction(async (outer) => {
      await outer.transaction((inner) => inner`insert into note values (2, 'two')`)
      throw new Error('after the inner one')
    })
    await assert.rejects(failing, /after the inner one/)
    assert.equal(await count(), 1)
  })

  it('says so when nothing was kept because the error of a statement was swallowed', async () => {
    const swallowing = database.sql.transaction(async (sql) => {
      await sql`insert into note values (3, 'three')`
      await sql`insert into note values (1, 'again')`.catch(() => {})
    })
    await assert.rejects(swallowing, /Nothing was kept/)
    assert.equal(await count(), 1)
  })

  it('refuses another connection inside it, which would stand still forever', async () => {
    const mixed = database.sql.transaction(async (sql) => {
      await sql`insert into note values (4, 'four')`
      await database.sql`select 1`
    })
    await assert.rejects(mixed, /use the `sql` that it gives you/)
    assert.equal(await count(), 1)
  })

  it('refuses to be used after its end', async () => {
    let kept: Database['sql'] | undefined
    await database.sql.transaction(async (sql) => void (kept = sql))
    assert.ok(kept)
    await assert.rejects(kept`select 1`, /is over/)
  })

  it('carries statements that are asked at the same moment one by one', async () => {
    const answers = await database.sql.transaction(async (sql) =>
      Promise.all([1, 2, 3].map((n) => sql`select ${n}::int as n`)),
    )
    assert.deepEqual(answers.flat(), [{ n: 1 }, { n: 2 }, { n: 3 }])
  })

  it('keeps those of twenty visitors apart', async () => {
    await database.sql`delete from note`
    const visits = Array.from({ length: 20 }, (_, n) =>
      database.sql.transaction(async (sql) => {
        await sql`insert into note values (${n}, 'x')`
        await sql`update note set text = text || ${'y'} where id = ${n}`
        if (n % 2 === 1) throw new Error('odd')
      }),
    )
    const results = await Promise.allSettled(visits)
    assert.equal(results.filter(({ status }) => status === 'rejected').length, 10)
    assert.equal(await count(), 10)
  })

  it('does not leave the transaction of a broken script to the next visitor', async () => {
    await assert.rejects(database.sql.script('begin; insert into note values (100, null); select 1/0'))
    await database.sql`insert into note values (101, null)`
    assert.deepEqual(await database.sql`select id from note where id >= 100`, [{ id: 101 }])
  })
})

describe('a broken connection', () => {
  it('fails with a clear problem and does not come back', async () => {
    const database = await openTestDatabase()
    try {
      const broken = database.sql.transaction(async (sql) => {
        await sql`select 1`
        if (database.kind === 'server') await sql`select pg_terminate_backend(pg_backend_pid())`
        else process.kill(database.embeddedPid() ?? 0, 'SIGKILL')
        await sql`select pg_sleep(0.5)`
      })
      await assert.rejects(broken, (error) => error instanceof Problem && error.code === 'database-unavailable')
      assert.deepEqual(await database.sql`select 1 as again`, [{ again: 1 }])
      await database.ping()
    } finally {
      await database.close()
    }
  })
})
