import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, before, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { openDatabase, type Database } from '#core/database/database.ts'
import { migrate } from '#core/database/migrate.ts'
import { openTestDatabase } from '#core/database/testing.ts'
import { announce, listDeadFacts, outboxSize, type Listener } from '#core/outbox/outbox.ts'
import { openTestServices, type TestServices } from '#core/testing.ts'
import { coreJobs, TIDY } from './core-jobs.ts'
import { openJobs, requestJob, startJobs, type Job, type Jobs, type JobsOptions } from './jobs.ts'

describe('jobs', () => {
  let database: Database
  let services: TestServices
  let open: Jobs[] = []
  before(async () => {
    database = await openTestDatabase([])
    services = await openTestServices(database.sql)
  })
  afterEach(async () => {
    for (const jobs of open) await jobs.stop()
    open = []
    await database.sql`delete from core.outbox`
  })
  after(async () => {
    services.close()
    await database.close()
  })

  const options = (jobs: readonly Job[], listeners: readonly Listener[] = []): JobsOptions => ({
    database,
    jobs,
    listeners,
    services,
    log: services.log,
  })

  async function quiet(jobs: readonly Job[], listeners: readonly Listener[] = []): Promise<Jobs> {
    const opened = await openJobs(options(jobs, listeners))
    open.push(opened)
    return opened
  }

  async function running(jobs: readonly Job[], listeners: readonly Listener[] = []): Promise<Jobs> {
    const started = await startJobs(options(jobs, listeners))
    open.push(started)
    return started
  }

  async function until(question: () => boolean): Promise<void> {
    for (let waited = 0; !question() && waited < 30_000; waited += 20) await pause(20)
    assert.ok(question(), 'not within half a minute')
  }

  it(
    'let the embedded database know its tables',
    { skip: process.env['TEST_DATABASE_URL'] !== undefined },
    async () => {
      const { sql } = database
      await sql.script('create table public.counted as select generate_series(1, 5000) as number')
      const known = async () => {
        const [row] = await sql<{ rows: number }>`select reltuples as rows from pg_class where relname = 'counted'`
        return row?.rows
      }
      assert.equal(await known(), -1)
      const tidy = coreJobs([]).find(({ name }) => name === TIDY)
      await tidy?.run({}, services)
      assert.equal(await known(), 5000)
    },
  )

  it('run when they are asked for, with what they were given, without waiting in a test', async () => {
    const ran: unknown[] = []
    const jobs = await quiet([{ name: 'reports.send-copy', run: async (payload) => void ran.push(payload) }])
    await database.sql.transaction(async (sql) => {
      await requestJob(sql, 'reports.send-copy', { id: 1 })
      await requestJob(sql, 'reports.send-copy', [2])
      await requestJob(sql, 'reports.send-copy')
    })
    await jobs.drain()
    assert.deepEqual(ran, [{ id: 1 }, [2], undefined])
    await jobs.drain()
    assert.equal(ran.length, 3)
  })

  it('drain also what listeners and jobs bring about', async () => {
    const steps: string[] = []
    const jobs = await quiet(
      [
        {
          name: 'reports.second',
          async run() {
            steps.push('job')
            await announce(database.sql, 'reports.third', {})
          },
        },
      ],
      [
        { module: 'contact', fact: 'reports.first', run: () => requestJob(database.sql, 'reports.second') },
        { module: 'contact', fact: 'reports.third', run: async () => void steps.push('fact') },
      ],
    )
    await announce(database.sql, 'reports.first', {})
    await jobs.drain()
    assert.deepEqual(steps, ['job', 'fact'])
  })

  it('start within about a second in a running process', async () => {
    const ran: unknown[] = []
    await running([{ name: 'reports.now', run: async (payload) => void ran.push(payload) }])
    const start = performance.now()
    await requestJob(database.sql, 'reports.now', 'quick')
    await until(() => ran.length === 1)
    assert.ok(performance.now() - start < 3000)
    assert.deepEqual(ran, ['quick'])
  })

  it('are tried again later when they fail, and not at once', async () => {
    let tries = 0
    const job: Job = {
      name: 'reports.fails',
      async run() {
        tries += 1
        if (tries === 1) throw new Error('once')
      },
    }
    const jobs = await quiet([job])
    await requestJob(database.sql, job.name)
    await jobs.drain()
    await jobs.drain()
    assert.equal(tries, 1)
    // As if its pause were over.
    await database.sql`update core_jobs.job set start_after = now() - interval '1 second' where name = ${job.name}`
    await jobs.drain()
    assert.equal(tries, 2)
    assert.deepEqual(await database.sql`select state::text from core_jobs.job where name = ${job.name}`, [
      { state: 'completed' },
    ])
  })

  it('follow their schedule in Belgian time, and lose it when the code no longer has it', async () => {
    const job: Job = { name: 'reports.nightly', schedule: '0 3 * * *', run: async () => {} }
    const first = await running([job])
    assert.deepEqual(await database.sql`select name, cron, timezone from core_jobs.schedule`, [
      { name: 'reports.nightly', cron: '0 3 * * *', timezone: 'Europe/Brussels' },
    ])
    await first.stop()
    await running([{ name: 'reports.nightly', run: async () => {} }])
    assert.deepEqual(await database.sql`select name from core_jobs.schedule`, [])
  })

  it('run here and now by name, for a command', async () => {
    const ran: unknown[] = []
    const jobs = await quiet([{ name: 'reports.by-hand', run: async (payload) => void ran.push(payload) }])
    await jobs.runNow('reports.by-hand', 5)
    assert.deepEqual(ran, [5])
    await assert.rejects(
      jobs.runNow('reports.nothing'),
      /There is no job "reports\.nothing"\. There are: reports\.by-hand/,
    )
  })

  it('that nobody knows stay visible in the outbox', async () => {
    const jobs = await quiet([])
    await requestJob(database.sql, 'reports.unknown')
    await jobs.drain()
    assert.deepEqual(await outboxSize(database.sql), { waiting: 1, dead: 0 })
    assert.deepEqual(await listDeadFacts(database.sql), [])
  })

  it('go on after the database fell over', async (test) => {
    const pid = database.embeddedPid()
    if (pid === undefined) return test.skip('only the embedded database is ours to kill')
    // In memory nothing would be left: this one is on disk.
    const dataFolder = mkdtempSync(join(tmpdir(), 'jobs-test-'))
    const own = await openDatabase({ databaseUrl: undefined, dataFolder, log: services.log })
    try {
      await migrate(own.sql, [])
      const ran: unknown[] = []
      const job: Job = { name: 'reports.after', run: async (payload) => void ran.push(payload) }
      const jobs = await startJobs({ ...options([job]), database: own, services: { ...services, sql: own.sql } })
      await requestJob(own.sql, job.name, 1)
      process.kill(own.embeddedPid() ?? 0, 'SIGKILL')
      await until(() => ran.length === 1)
      await requestJob(own.sql, job.name, 2)
      await until(() => ran.length === 2)
      assert.deepEqual(ran, [1, 2])
      await jobs.stop()
    } finally {
      await own.close()
      rmSync(dataFolder, { recursive: true, force: true })
    }
  })

  it('finish what they are doing before the process stops', async () => {
    let done = false
    let begun = false
    const jobs = await running([
      {
        name: 'reports.slow',
        async run() {
          begun = true
          await pause(700)
          done = true
        },
      },
    ])
    await requestJob(database.sql, 'reports.slow')
    await until(() => begun)
    await jobs.stop()
    assert.ok(done)
  })
})
