import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { readConfig } from '#core/config.ts'
import { createLog } from '#core/log.ts'
import type { Services } from '#core/services.ts'
import { CATEGORIES } from '../../src/modules/reports/category.ts'
import { keyPurpose } from '../../src/modules/reports/open311/client/endpoint.ts'
import { saveEndpoint } from '../../src/modules/reports/open311/client/endpoint-store.ts'
import type { Scope } from '../../src/modules/reports/open311/keys/key.ts'
import { giveKey } from '../../src/modules/reports/open311/testing.ts'
import { layFoundation } from '../../src/start.ts'
import { freePort } from '../open-square.ts'

const REPORTS = 40
const PATIENCE_MS = 120_000

/** A square in a process of its own, on a folder of its own, that can be killed. */
interface Square {
  readonly address: string
  readonly settings: NodeJS.ProcessEnv
  start(): Promise<void>
  kill(): Promise<void>
  /** Works in its database while it runs. */
  inside<Result>(work: (services: Services) => Promise<Result>): Promise<Result>
}

async function killed(child: ChildProcess | undefined): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end; await pause(100))
    if (await isSo().catch(() => false)) return
  assert.fail(`in ${PATIENCE_MS / 1000} seconds this did not come true: ${what}`)
}

async function makeSquare(folder: string): Promise<Square> {
  const port = String(await freePort())
  const settings = {
    PORT: port,
    STREEKPLEIN_DATA: folder,
    STREEKPLEIN_DEMO: 'off',
    LOG_LEVEL: 'silent',
    RATE_LIMITS: 'off',
    PATH: process.env['PATH'],
  }
  const address = `http://localhost:${port}`
  let child: ChildProcess | undefined
  return {
    address,
    settings,
    async start() {
      child = spawn(process.execPath, [join(import.meta.dirname, '../../src/main.js')], {
        env: settings,
        stdio: ['ignore', 'ignore', 'inherit'],
      })
      await until(`the square at ${address} is open`, async () => (await fetch(`${address}/health/ready`)).ok)
    },
    kill: () => killed(child),
    async inside(work) {
      const { config } = readConfig(settings)
      const { database, services } = await layFoundation(config, createLog('silent'), { join: true })
      try {
        return await work(services)
      } finally {
        await database.close()
      }
    },
  }
}

describe(
  'Open311 between two squares',
  { skip: process.env['TEST_DATABASE_URL'] ? 'its squares bring their own database' : false },
  () => {
    let folder: string
    let square: Square
    let own: Square
    let worker: ChildProcess | undefined
    before(async () => {
      folder = mkdtempSync(join(tmpdir(), 'two-squares-'))
      square = await makeSquare(join(folder, 'square'))
      own = await makeSquare(join(folder, 'own'))
      await Promise.all([square.start(), own.start()])
    })
    after(async () => {
      await killed(worker)
      await square.kill()
      await own.kill()
      // The embedded databases end when they see that they are alone.
      await pause(1000)
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    })

    const startWorker = async () => {
      worker = spawn(process.execPath, [join(import.meta.dirname, 'worker-program.js')], {
        env: square.settings,
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      if (worker.stdout) await once(worker.stdout, 'data')
    }

    const keyOf = (to: Square, scopes: readonly Scope[]) =>
      to.inside((services) => giveKey({ services }, { scopes, perMinute: 6000 }))

    /** Posts until it is answered, as a good client does. */
    async function post(to: Square, path: string, fields: Record<string, string>): Promise<number> {
      let status = 0
      await until(`${path} is answered`, async () => {
        const answer = await fetch(`${to.address}/open311/v2/${path}.json`, {
          method: 'POST',
          body: new URLSearchParams(fields),
          signal: AbortSignal.timeout(10_000),
        })
        status = answer.status
        return status < 500
      })
      return status
    }

    /** What waits after a failure need not wait longer. */
    const hurry = () =>
      square.inside(async ({ sql }) => {
        await sql`update reports.open311_endpoint set paused_until = null`
        await sql`update reports.open311_delivery set due_at = now() where state = 'waiting'`
      })

    const countOf = (where: Square, question: (sql: Services['sql']) => Promise<{ count: number }[]>) =>
      where.inside(async ({ sql }) => (await question(sql))[0]?.count ?? -1)

    test('squares and workers are killed again and again: no report is lost, none is there twice, nor what happens to it', async () => {
      const keyOfApp = await keyOf(square, ['reports'])
      const keyOfSquare = await keyOf(own, ['reports'])
      const keyOfLeuven = await keyOf(own, ['updates'])
      await square.inside(async ({ sql, clock, seal }) => {
        const id = randomUUID()
        const baseUrl = `${own.address}/open311/v2`
        const services = Object.fromEntries(CATEGORIES.map((category) => [category, category]))
        await sql`insert into region.track (nis, capability, track, updated_at) values ('24062', 'reports', 'own', ${clock()})`
        await saveEndpoint(
          sql,
          {
            id,
            body: 'leuven',
            baseUrl,
            jurisdiction: '24062',
            apiKey: seal(keyPurpose({ id, baseUrl }), keyOfSquare),
            services: { ...services, container: 'container?kind=other&state=full' },
            meanings: {},
            takesAdditions: false,
            // The keys of Leuven are of apps.
            sendsKeyed: true,
            sharesReporter: false,
            enabled: true,
          },
          clock(),
        )
      })

      let posted = 0
      const all = (async () => {
        for (let index = 0; index < REPORTS; index += 1) {
          const category = CATEGORIES[index % CATEGORIES.length] ?? 'road'
          const answers: Record<string, string> =
            category === 'container' ? { 'attribute[kind]': 'glass', 'attribute[state]': 'full' } : {}
          const place = { lat: String(50.8798 + index / 10_000), long: '4.7009' }
          const words = { service_code: category, description: `Melding ${index} <&>`, ...answers }
          const status = await post(square, 'requests', {
            api_key: keyOfApp,
            client_request_id: `r${index}`,
            ...words,
            ...place,
          })
          assert.ok(status === 201 || status === 200, `report ${index}: ${status}`)
          posted += 1
        }
      })()
      await startWorker()
      await until('some were posted', async () => posted >= 8)
      await own.kill()
      await until('more were posted', async () => posted >= 16)
      await own.start()
      await killed(worker)
      await startWorker()
      await until('most were posted', async () => posted >= 28)
      await killed(worker)
      await square.kill()
      await square.start()
      await startWorker()
      await pause(300)
      await killed(worker)
      await startWorker()
      await all

      await until('every report is there', async () => {
        await hurry()
        const sent = await countOf(
          square,
          (sql) => sql`select count(*) as count from reports.open311_delivery where state = 'sent'`,
        )
        return sent === REPORTS
      })
      assert.equal(await countOf(square, (sql) => sql`select count(*) as count from reports.report`), REPORTS)
      const here = await square.inside(
        ({ sql }) => sql<{ id: string; note: string; remote: string }>`
        select id::text, note, remote_id as remote from reports.report join reports.open311_delivery on report = id order by id`,
      )
      const there = await own.inside(
        ({ sql }) => sql<{ id: string; note: string; remote: string }>`
        select source_id as id, note, number::text as remote from reports.report order by source_id`,
      )
      assert.equal(there.length, REPORTS)
      assert.deepEqual(
        there.map(({ id, remote }) => ({ id, remote })),
        here.map(({ id, remote }) => ({ id, remote })),
      )
      for (const { id, note } of here) assert.ok(there.find((one) => one.id === id)?.note.startsWith(note), note)

      for (const [index, { remote }] of there.entries()) {
        const update = { api_key: keyOfLeuven, service_request_id: remote }
        await post(own, 'servicerequestupdates', {
          ...update,
          update_id: `a${index}`,
          status: 'in_progress',
          description: `Bezig ${remote}`,
        })
        await post(own, 'servicerequestupdates', {
          ...update,
          update_id: `b${index}`,
          status: 'fixed',
          description: `Klaar ${remote}`,
        })
        if (index % 10 === 5) {
          await killed(worker)
          await startWorker()
        }
      }
      const solved = async () =>
        countOf(square, (sql) => sql`select count(*) as count from reports.report where status = 'solved'`)
      await killed(worker)
      await square.kill()
      await square.start()
      await startWorker()
      await until('everything that happened is known', async () => {
        await hurry()
        return (await solved()) === REPORTS
      })
      // Once more over everything: what is known is not taken twice.
      await square.inside(
        ({ sql }) => sql`update reports.open311_endpoint set updates_since = updates_since - interval '1 day'`,
      )
      await pause(1500)
      const told = await square.inside(
        ({ sql }) => sql<{ messages: string[]; remote: string }>`
        select array_agg(message order by at, event.id) as messages, remote_id as remote
        from reports.event join reports.open311_delivery using (report) where kind <> 'received' group by remote_id`,
      )
      assert.equal(told.length, REPORTS)
      for (const { messages, remote } of told) assert.deepEqual(messages, [`Bezig ${remote}`, `Klaar ${remote}`])
    })
  },
)
