import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { readConfig } from '#core/config.ts'
import { createLog } from '#core/log.ts'
import type { Services } from '#core/services.ts'
import { layFoundation } from '../../src/start.ts'
import { freePort } from '../open-square.ts'

/** A square in a process of its own, on the embedded database, that can be killed and started again. */
export interface KillableSquare {
  readonly address: string
  /** Does something with its database while it does not run. */
  within<Result>(work: (services: Services) => Promise<Result>): Promise<Result>
  /** Starts it, and waits until it is open. */
  start(): Promise<void>
  /** `kill -9`. */
  kill(): Promise<void>
  /** Kills it and throws its folder away. */
  close(): Promise<void>
}

export async function makeKillableSquare(): Promise<KillableSquare> {
  const folder = mkdtempSync(join(tmpdir(), 'square-killed-'))
  const port = String(await freePort())
  const settings = {
    PORT: port,
    STREEKPLEIN_DATA: folder,
    LOG_LEVEL: 'error',
    STREEKPLEIN_DEMO: 'off',
    RATE_LIMITS: 'off',
  }
  const { config } = readConfig(settings)
  const address = config.baseUrl
  let child: ChildProcess | undefined
  const square: KillableSquare = {
    address,
    async within(work) {
      const { database, services } = await layFoundation(config, createLog('error'))
      try {
        return await work(services)
      } finally {
        await database.close()
      }
    },
    async start() {
      child = spawn(process.execPath, [join(import.meta.dirname, '../../src/main.js')], {
        env: { ...process.env, DATABASE_URL: '', ...settings },
        stdio: ['ignore', 'ignore', 'inherit'],
      })
      for (let waited = 0; waited < 60_000; waited += 100) {
        const answer = await fetch(`${address}/health/ready`).catch(() => undefined)
        if (answer?.status === 200) return
        await pause(100)
      }
      assert.fail('the square did not open')
    },
    async kill() {
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
    async close() {
      await square.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return square
}
