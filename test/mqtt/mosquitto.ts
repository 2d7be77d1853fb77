import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { connectAsync } from 'mqtt'
import { freePort } from '../open-square.ts'

/** Where Debian has it, which is not on the path of everybody. */
const PROGRAM = ['/usr/sbin/mosquitto', '/usr/local/sbin/mosquitto', '/usr/bin/mosquitto'].find((path) =>
  existsSync(path),
)

/** Why tests with a real broker are left out; false when they are not. */
export const withoutMosquitto =
  PROGRAM === undefined || spawnSync(PROGRAM, ['-h']).error !== undefined ? 'there is no mosquitto here' : false

/** A real broker for a test. */
export interface TestBroker {
  readonly url: string
  stop(): Promise<void>
  start(): Promise<void>
  close(): Promise<void>
}

/** Starts Mosquitto on a port of its own; it keeps what it has while it is stopped. */
export async function openMosquitto(): Promise<TestBroker> {
  const folder = mkdtempSync(join(tmpdir(), 'mosquitto-'))
  const port = await freePort()
  const url = `mqtt://127.0.0.1:${port}`
  const settings = join(folder, 'mosquitto.conf')
  writeFileSync(
    settings,
    `listener ${port} 127.0.0.1\nallow_anonymous true\npersistence true\npersistence_location ${folder}/\nmax_queued_messages 100000\nuser root\n`,
  )
  let child: ChildProcess | undefined
  const broker: TestBroker = {
    url,
    async start() {
      child = spawn(PROGRAM ?? '', ['-c', settings], { stdio: 'ignore' })
      for (let tries = 0; ; tries++) {
        const client = await connectAsync(url, { reconnectPeriod: 0, connectTimeout: 2000 }).catch(
          (error: unknown) => error as Error,
        )
        if (!(client instanceof Error)) return client.endAsync()
        if (tries === 200) throw client
        await pause(25)
      }
    },
    async stop() {
      if (child === undefined || child.exitCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
    async close() {
      await broker.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  await broker.start()
  return broker
}
