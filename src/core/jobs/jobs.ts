import { setTimeout as pause } from 'node:timers/promises'
import { PgBoss } from 'pg-boss'
import type { Database } from '#core/database/database.ts'
import type { Log } from '#core/log.ts'
import { drainOutbox } from '#core/outbox/drain.ts'
import { announce, type Listener } from '#core/outbox/outbox.ts'
import type { Sql } from '#core/database/sql.ts'
import { redactedMessage, withoutSecrets } from '#core/redact.ts'
import type { Services } from '#core/services.ts'

/** Work in the background. Runs at least once: it must be safe to run twice. */
export interface Job {
  /** `module.verb-thing`, such as `reports.forget-drafts`. */
  readonly name: string
  /** Cron expression in `Europe/Brussels`; absent when it only runs on request. */
  readonly schedule?: string
  run(payload: unknown, services: Services): Promise<void>
}

export interface JobsOptions {
  readonly database: Database
  readonly jobs: readonly Job[]
  readonly listeners: readonly Listener[]
  readonly services: Services
  readonly log: Log
}

/** The jobs of this process. */
export interface Jobs {
  /** Does everything that is due now, facts and requested jobs, and returns when nothing is left: for tests and commands. */
  drain(): Promise<void>
  /** Runs one job here and now, outside the queue. Throws what it throws. */
  runNow(name: string, payload?: unknown): Promise<void>
  /** Lets what runs finish (at most ten seconds; what is cut off runs again later), and stops. */
  stop(): Promise<void>
}

export const TIME_ZONE = 'Europe/Brussels'
const REQUEST = 'core.job-requested'
const OUTBOX_PAUSE_MILLISECONDS = 500
/** Requested jobs are woken at once; this is for scheduled ones and for those of other processes. */
const POLLING_SECONDS = 15
const STOP_MILLISECONDS = 10_000

/** For each queue: five tries, after 30 seconds, 1, 2, 4 and 8 minutes. A process that is silent for a minute is taken for dead. */
const QUEUE = {
  policy: 'standard',
  retryLimit: 5,
  retryDelay: 30,
  retryBackoff: true,
  expireInSeconds: 4 * 3600,
  heartbeatSeconds: 60,
  deleteAfterSeconds: 7 * 24 * 3600,
} as const

/**
 * Asks for a job, in the transaction of the reason for it: it starts within about a second after the commit, in
 * whichever process has time. `payload` is what `run` of the job gets.
 */
export async function requestJob(sql: Sql, name: string, payload?: unknown): Promise<void> {
  await announce(sql, REQUEST, { name, payload })
}

/**
 * Starts the background work of this process: the workers of the jobs, their schedules in Belgian time (one that was
 * missed while nothing ran is caught up once), and the outbox, which is looked at twice a second.
 */
export async function startJobs(options: JobsOptions): Promise<Jobs> {
  const { boss, jobs, work } = await openQueues(options)
  const workers = new Map<string, string>()
  for (const job of options.jobs) {
    const worker = await boss.work<Envelope>(job.name, { pollingIntervalSeconds: POLLING_SECONDS }, async ([order]) => {
      if (order) await work(job, order.data)
    })
    workers.set(job.name, worker)
  }
  await keepSchedules(boss, options.jobs)

  const listeners = allListeners(boss, options, (name) => boss.notifyWorker(workers.get(name) ?? ''))
  const stopping = new AbortController()
  const outbox = drainForever({ ...options, listeners }, stopping.signal)
  return {
    ...jobs,
    async stop() {
      stopping.abort()
      await Promise.race([outbox, pause(STOP_MILLISECONDS, undefined, { ref: false })])
      await jobs.stop()
    },
  }
}

/** Opens the same queues without workers, schedules or a loop: nothing happens until `drain` is called. For tests and commands. */
export async function openJobs(options: JobsOptions): Promise<Jobs> {
  return (await openQueues(options)).jobs
}

interface Envelope {
  readonly payload?: unknown
}

interface Queues {
  readonly boss: PgBoss
  readonly jobs: Jobs
  work(job: Job, envelope: Envelope | null): Promise<void>
}

async function openQueues(options: JobsOptions): Promise<Queues> {
  const { database, log, services } = options
  const boss = new PgBoss({
    // Its statements go through our pool: the embedded database has no other door.
    db: { executeSql: database.execute },
    backend: database.kind === 'embedded' ? 'pglite' : 'postgres',
    schema: 'core_jobs',
    // The embedded database has one session, where an index cannot be rebuilt beside other work.
    reindex: database.kind === 'server',
    monitorVacuum: database.kind === 'server',
  })
  boss.on('error', (error) => log.warn({ err: error }, 'the job queue had trouble'))
  boss.on('warning', ({ message }) => log.warn({ reason: message }, 'the job queue warns'))
  await boss.start()
  for (const job of options.jobs) await keepQueue(boss, job)

  async function work(job: Job, envelope: Envelope | null): Promise<void> {
    const start = performance.now()
    try {
      await job.run(envelope?.payload, services)
      log.debug({ job: job.name, milliseconds: Math.round(performance.now() - start) }, 'job done')
    } catch (error) {
      log.error({ err: error, job: job.name }, 'a job failed')
      // The queue keeps whatever the error carries, for a week.
      throw withoutSecrets(error)
    }
  }

  const listeners = allListeners(boss, options, () => {})
  const jobs: Jobs = {
    async drain() {
      for (let busy = true; busy;) {
        const { delivered } = await drainOutbox(services, listeners)
        busy = delivered > 0
        for (const job of options.jobs) if (await drainQueue(boss, job, work)) busy = true
      }
    },
    async runNow(name, payload) {
      const job = options.jobs.find((candidate) => candidate.name === name)
      if (!job)
        throw new Error(`There is no job "${name}". There are: ${options.jobs.map((own) => own.name).join(', ')}.`)
      await job.run(payload, services)
    },
    async stop() {
      await boss.stop({ graceful: true, timeout: STOP_MILLISECONDS, close: false })
    },
  }
  return { boss, jobs, work }
}

async function keepQueue(boss: PgBoss, job: Job): Promise<void> {
  // Of a scheduled job no second one is queued while one waits, however long the process was away.
  const policy = job.schedule === undefined ? 'standard' : 'short'
  const found = await boss.getQueue(job.name)
  if (found && found.policy !== policy) await boss.deleteQueue(job.name)
  if (!found || found.policy !== policy) await boss.createQueue(job.name, { ...QUEUE, policy })
}

/** The schedules in the database become those of the code: what the code no longer has is taken away. */
async function keepSchedules(boss: PgBoss, jobs: readonly Job[]): Promise<void> {
  for (const { name } of await boss.getSchedules())
    if (!jobs.some((job) => job.name === name && job.schedule !== undefined)) await boss.unschedule(name)
  for (const { name, schedule } of jobs)
    if (schedule !== undefined) await boss.schedule(name, schedule, null, { tz: TIME_ZONE, missed: 'once' })
}

/** The listeners of the capabilities, and our own, which puts requested jobs in their queue. */
function allListeners(boss: PgBoss, options: JobsOptions, wake: (name: string) => void): Listener[] {
  const request: Listener = {
    module: 'core',
    fact: REQUEST,
    async run({ name, payload }: { name: string; payload?: unknown }) {
      await boss.send(name, { payload })
      wake(name)
    },
  }
  return [...options.listeners, request]
}

async function drainForever(options: JobsOptions, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await drainOutbox(options.services, options.listeners)
    } catch (error) {
      // The database was away: the facts are still in it.
      options.log.warn({ err: error }, 'the outbox could not be handed on; trying again')
    }
    await pause(OUTBOX_PAUSE_MILLISECONDS, undefined, { signal }).catch(() => {})
  }
}

async function drainQueue(boss: PgBoss, job: Job, work: Queues['work']): Promise<boolean> {
  let worked = false
  for (;;) {
    const [order] = await boss.fetch<Envelope>(job.name)
    if (!order) return worked
    worked = true
    try {
      await work(job, order.data)
      await boss.complete(job.name, order.id)
    } catch (error) {
      await boss.fail(job.name, order.id, { message: redactedMessage(error) })
    }
  }
}
