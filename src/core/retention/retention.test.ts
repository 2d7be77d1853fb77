import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import type { Database } from '#core/database/database.ts'
import { openTestDatabase } from '#core/database/testing.ts'
import { openTestServices, type TestServices } from '#core/testing.ts'
import { coreRetention } from './core-rules.ts'
import { enforceRetention, foreseeRetention, listLastRuns, type RetentionRule } from './retention.ts'

/** A rule for letters of one reader, three at a time. */
function rule(name: string, recipient: string): RetentionRule {
  return {
    name,
    what: () => name,
    async apply(sql) {
      const gone = await sql`
        delete from core.letter where id in (select id from core.letter where recipient = ${recipient} limit 3)
        returning id`
      return { deleted: gone.length }
    },
  }
}

const broken: RetentionRule = {
  name: 'core.broken',
  what: () => 'broken',
  apply: async (sql) => ({ deleted: (await sql`delete from core.nothing`).length }),
}

describe('what is kept too long', () => {
  let database: Database
  let services: TestServices
  before(async () => {
    database = await openTestDatabase([])
    services = await openTestServices(database.sql)
  })
  beforeEach(async () => {
    await database.sql`delete from core.letter`
    await database.sql`delete from core.retention_run`
  })
  after(async () => {
    services.close()
    await database.close()
  })

  async function letters(recipient: string, count: number): Promise<void> {
    await database.sql`
      insert into core.letter (recipient, subject, body, language, written_at)
      select ${recipient}, '', '', 'nl', ${services.clock()} from generate_series(1, ${count}::int)`
  }

  async function left(): Promise<number> {
    return (await database.sql`select id from core.letter`).length
  }

  test('is deleted in batches, and counted without its contents', async () => {
    await letters('an@example.be', 7)
    await letters('bo@example.be', 1)
    const counts = await enforceRetention([rule('core.an', 'an@example.be')], services)
    assert.deepEqual(
      counts.map(({ deleted }) => deleted),
      [7],
    )
    assert.equal(await left(), 1)
    assert.deepEqual(await listLastRuns(database.sql), [{ rule: 'core.an', ranAt: services.clock(), deleted: 7 }])
  })

  test('a run that deletes nothing leaves no line', async () => {
    await enforceRetention([rule('core.an', 'an@example.be')], services)
    assert.deepEqual(await listLastRuns(database.sql), [])
  })

  test('a dry run tells what the real run then does, and does nothing itself', async () => {
    await letters('an@example.be', 4)
    const rules = [rule('core.an', 'an@example.be'), rule('core.an-again', 'an@example.be')]
    const foreseen = await foreseeRetention(rules, services)
    assert.equal(await left(), 4)
    assert.deepEqual(await listLastRuns(database.sql), [])
    assert.deepEqual(await enforceRetention(rules, services), foreseen)
    assert.deepEqual(
      foreseen.map(({ deleted }) => deleted),
      [4, 0],
    )
  })

  test('a rule that fails does not hold up the others', async () => {
    await letters('an@example.be', 1)
    await assert.rejects(enforceRetention([broken, rule('core.an', 'an@example.be')], services), /1 rules of retention/)
    assert.equal(await left(), 0)
  })

  test('letters go after thirty days, this overview after two years, tries when they no longer count', async () => {
    const limit = { purpose: 'test', free: 1, firstPauseSeconds: 1, longestPauseSeconds: 1, forgetSeconds: 3600 }
    await services.throttle.count(limit, 'an')
    await letters('an@example.be', 2)
    const deleted = async () =>
      Object.fromEntries((await enforceRetention(coreRetention, services)).map((one) => [one.rule.name, one.deleted]))
    services.wait({ hours: 24 * 29 })
    assert.deepEqual(await deleted(), {
      'core.forget-letters': 0,
      'core.forget-tries': 1,
      'core.forget-retention-runs': 0,
    })
    services.wait({ hours: 25 })
    assert.equal((await deleted())['core.forget-letters'], 2)
    services.wait({ hours: 24 * 731 })
    assert.equal((await deleted())['core.forget-retention-runs'], 2)
  })
})
