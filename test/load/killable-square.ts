import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { readConfig } from '#core/config.ts'
import type { Database } from '#core/database/database.ts'
import { openTestDatabase } from '#core/database/testing.ts'
import { createLog } from '#core/log.ts'
import type { Services } from '#core/services.ts'
import { layFoundation } from '../../src/start.ts'
import { freePort } from '../open-square.ts'

/** A square in a process of its own that can be killed and started again, on the database of the tests. */
export interface KillableSquare {
  readonly address: string
  /** Of its MQTT broker. */
  readonly mqtt: string
  /** Its folder, thrown away at the end. */
  readonly folder: string
  /** What its processes said so far. */
  said(): string
  /** Does something with its database while it does not run. */
  within<Result>(work: (services: Services) => Promise<Result>): Promise<Result>
  /** Starts it, and waits until it is open. */
  start(): Promise<void>
  /** Starts `streekplein` beside it with these words. */
  command(words: readonly string[]): ChildProcess
  /** `kill -9` of it and of every command that still runs. */
  kill(): Promise<void>
  /** Kills it and throws its folder and its database away. */
  close(): Promise<void>
}

export async function makeKillableSquare(): Promise<KillableSquare> {
  const folder = mkdtempSync(join(tmpdir(), 'square-killed-'))
  const [port, mqttPort] = [await freePort(), await freePort()]
  const database = await databaseOnServer()
  const settings = {
    PORT: String(port),
    MQTT_PORT: String(mqttPort),
    HOST: '127.0.0.1',
    DATABASE_URL: database?.url ?? '',
    STREEKPLEIN_DATA: folder,
    LOG_LEVEL: 'error',
    STREEKPLEIN_DEMO: 'off',
    RATE_LIMITS: 'off',
  }
  const { config } = readConfig(settings)
  const address = config.baseUrl
  const running = new Set<ChildProcess>()
  let said = ''
  const run = (file: string, words: readonly string[]): ChildProcess => {
    const child = spawn(process.execPath, [join(import.meta.dirname, '../../src', file), ...words], {
      env: { ...process.env, ...settings },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    running.add(child)
    child.once('exit', () => running.delete(child))
    child.stdout.on('data', (text: Buffer) => (said += text.toString()))
    return child
  }
  const square: KillableSquare = {
    address,
    mqtt: `mqtt://127.0.0.1:${mqttPort}`,
    folder,
    said: () => said,
    async within(work) {
      const foundation = await layFoundation(config, createLog('error'))
      try {
        return await work(foundation.services)
      } finally {
        await foundation.database.close()
      }
    },
    async start() {
      run('main.js', [])
      for (let waited = 0; waited < 60_000; waited += 100) {
        const answer = await fetch(`${address}/health/ready`).catch(() => undefined)
        if (answer?.status === 200) return
        await pause(100)
      }
      assert.fail('the square did not open')
    },
    command: (words) => run('cli/streekplein.js', words),
    async kill() {
      await Promise.all(
        [...running].map(async (child) => {
          const ended = once(child, 'exit')
          child.kill('SIGKILL')
          await ended
        }),
      )
    },
    async close() {
      await square.kill()
      await database?.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return square
}

/** An empty database on the PostgreSQL of the tests; undefined without: then the square brings its own. */
async function databaseOnServer(): Promise<(Pick<Database, 'close'> & { readonly url: string }) | undefined> {
  const server = process.env['TEST_DATABASE_URL'] || undefined
  if (server === undefined) return undefined
  const database = await openTestDatabase()
  const [row] = await database.sql<{ name: string }>`select current_database() as name`
  const { href: url } = Object.assign(new URL(server), { pathname: `/${row?.name}` })
  return { url, close: () => database.close() }
}
