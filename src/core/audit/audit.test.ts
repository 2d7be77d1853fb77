import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import type { Database } from '#core/database/database.ts'
import { openTestDatabase } from '#core/database/testing.ts'
import { listDeeds, recordDeed, verifyAudit, type Deed } from './audit.ts'

const AT = Temporal.Instant.from('2026-03-02T11:00:00.123456Z')

function deed(number: number): Deed {
  return {
    at: AT,
    actorKind: 'staff',
    actor: 'sam',
    action: 'reports.change-status',
    subject: `report:${number}`,
    reason: 'hersteld',
  }
}

describe('the audit log', () => {
  let database: Database
  before(async () => {
    database = await openTestDatabase([])
  })
  after(() => database.close())

  beforeEach(async () => {
    await withoutGuard('truncate core.audit')
    await database.sql.script(`update core.audit_head set id = 0, hash = ''`)
    for (const number of [1, 2, 3, 4, 5]) await database.sql.transaction((sql) => recordDeed(sql, deed(number)))
  })

  /** Does what somebody with all rights over the database could do. */
  async function withoutGuard(statement: string): Promise<void> {
    await database.sql.script(`
      alter table core.audit disable trigger audit_append_only; ${statement};
      alter table core.audit enable trigger audit_append_only`)
  }

  test('a log that nobody touched is good', async () => {
    assert.deepEqual(await verifyAudit(database.sql), { lines: 5, broken: undefined })
    assert.equal((await listDeeds(database.sql, 'report:3'))[0]?.reason, 'hersteld')
  })

  test('a line cannot be changed or removed through the front door', async () => {
    await assert.rejects(database.sql`update core.audit set reason = 'x'`, /only ever added to/)
    await assert.rejects(database.sql`delete from core.audit`, /only ever added to/)
    await assert.rejects(database.sql`truncate core.audit`, /only ever added to/)
  })

  for (const [what, statement, found] of [
    ['a changed word', `update core.audit set reason = 'niets' where id = 3`, 'line 3 was changed'],
    ['a changed moment', `update core.audit set at = at + interval '1 second' where id = 2`, 'line 2 was changed'],
    ['another actor', `update core.audit set actor = 'tom' where id = 4`, 'line 4 was changed'],
    ['a removed line', `delete from core.audit where id = 2`, 'line 2 is gone'],
    ['a removed end', `delete from core.audit where id = 5`, 'the log ends at line 4, not at line 5'],
  ] as const)
    test(`${what} is found`, async () => {
      await withoutGuard(statement)
      assert.equal((await verifyAudit(database.sql)).broken?.what, found)
    })

  test('deeds at the same moment in several transactions stand in one row', async () => {
    await Promise.all([6, 7, 8, 9].map((number) => database.sql.transaction((sql) => recordDeed(sql, deed(number)))))
    assert.deepEqual(await verifyAudit(database.sql), { lines: 9, broken: undefined })
  })

  test('a deed that did not happen leaves no line', async () => {
    const failing = database.sql.transaction(async (sql) => {
      await recordDeed(sql, deed(6))
      throw new Error('no')
    })
    await assert.rejects(failing)
    assert.deepEqual(await verifyAudit(database.sql), { lines: 5, broken: undefined })
  })
})
