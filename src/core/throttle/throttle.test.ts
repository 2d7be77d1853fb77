import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Database } from '#core/database/database.ts'
import { openTestDatabase } from '#core/database/testing.ts'
import { Problem } from '#core/problem.ts'
import { openTestServices, type TestServices } from '#core/testing.ts'
import { openThrottle, type Limit } from './throttle.ts'

const LIMIT: Limit = {
  purpose: 'test',
  free: 3,
  firstPauseSeconds: 10,
  longestPauseSeconds: 60,
  forgetSeconds: 3600,
}

describe('whoever tries too often', () => {
  let database: Database
  let services: TestServices
  before(async () => {
    database = await openTestDatabase([])
    services = await openTestServices(database.sql)
  })
  after(async () => {
    services.close()
    await database.close()
  })

  /** As another process would: without the memory of this one. */
  const elsewhere = () => openThrottle(services)

  async function pauseOf(work: Promise<void>): Promise<number> {
    const problem = await work.then(
      () => undefined,
      (error: unknown) => error,
    )
    assert.ok(problem instanceof Problem, 'was not refused')
    assert.equal(problem.code, 'too-many-tries')
    return Number(problem.extensions['retryAfterSeconds'])
  }

  test('has some tries for free, then waits ever longer, up to the longest pause', async () => {
    const { throttle } = services
    for (const _try of [1, 2, 3]) await throttle.count(LIMIT, 'an')
    const pauses = []
    for (let turn = 0; turn < 5; turn += 1) {
      const pause = await pauseOf(throttle.count(LIMIT, 'an'))
      pauses.push(pause)
      services.wait({ seconds: pause })
      await throttle.count(LIMIT, 'an')
    }
    assert.deepEqual(pauses, [10, 20, 40, 60, 60])
  })

  test('is stopped in every process, and others are not', async () => {
    for (const _try of [1, 2, 3]) await services.throttle.count(LIMIT, 'jan')
    assert.equal(await pauseOf(elsewhere().count(LIMIT, 'jan')), 10)
    await elsewhere().count(LIMIT, 'mia')
    await services.throttle.count({ ...LIMIT, purpose: 'other' }, 'jan')
  })

  test('is refused in the pause without making it longer', async () => {
    for (const _try of [1, 2, 3]) await services.throttle.count(LIMIT, 'els')
    for (let turn = 0; turn < 50; turn += 1) assert.equal(await pauseOf(services.throttle.count(LIMIT, 'els')), 10)
    services.wait({ seconds: 10 })
    await services.throttle.count(LIMIT, 'els')
  })

  test('begins anew after success, and after a while without tries', async () => {
    for (const _try of [1, 2, 3]) await services.throttle.count(LIMIT, 'bo')
    await services.throttle.forgive(LIMIT, 'bo')
    for (const _try of [1, 2, 3]) await services.throttle.count(LIMIT, 'bo')
    services.wait({ seconds: LIMIT.forgetSeconds + 1 })
    for (const _try of [1, 2, 3]) await services.throttle.count(LIMIT, 'bo')
  })

  test('of many tries at the same moment only the free ones pass', async () => {
    const tries = await Promise.allSettled(Array.from({ length: 40 }, () => elsewhere().count(LIMIT, 'flood')))
    assert.equal(tries.filter(({ status }) => status === 'fulfilled').length, LIMIT.free)
  })

  test('is not named in the database', async () => {
    await services.throttle.count(LIMIT, 'an@example.be')
    const rows = await database.sql<{ line: string }>`select throttle::text as line from core.throttle`
    assert.ok(rows.length > 0 && rows.every(({ line }) => !line.includes('example.be')))
  })
})
