// From `node main.js` to the first page, as a process of its own: on an empty folder (migrations and the demonstration)
// and on the same folder again. Baseline: a process that only starts Node and listens. Budget: 5 s on the second start.
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { freePort } from '../test/open-square.ts'

const MAIN = join(import.meta.dirname, '../src/main.js')
const BARE = 'require("node:http").createServer((_, answer) => answer.end("ok")).listen(process.env.PORT, "127.0.0.1")'
const PATIENCE_SECONDS = 60

const folder = mkdtempSync(join(tmpdir(), 'streekplein-start-'))
try {
  console.log('from the start of the process to the first page, milliseconds')
  report('bare Node', await start(['-e', BARE]))
  report('first start', await start(['--enable-source-maps', MAIN]))
  report('second start', await start(['--enable-source-maps', MAIN]))
  report('third start', await start(['--enable-source-maps', MAIN]))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** Starts a process, waits for its first page, stops it. */
async function start(words: readonly string[]): Promise<number> {
  const port = await freePort()
  const began = performance.now()
  const child = spawn(process.execPath, words, {
    env: { ...process.env, PORT: String(port), STREEKPLEIN_DATA: folder, LOG_LEVEL: 'error' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  try {
    await firstPage(`http://127.0.0.1:${port}/nl`, child)
    return performance.now() - began
  } finally {
    await stop(child)
  }
}

async function firstPage(address: string, child: ChildProcess): Promise<void> {
  for (const until = performance.now() + PATIENCE_SECONDS * 1000; performance.now() < until; await setTimeout(5)) {
    if (child.exitCode !== null) throw new Error(`The process ended with ${child.exitCode}.`)
    const answer = await fetch(address).catch(() => undefined)
    if (answer?.ok && (await answer.text()) !== '') return
  }
  throw new Error(`No page within ${PATIENCE_SECONDS} seconds.`)
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const { promise, resolve } = Promise.withResolvers<void>()
  child.once('exit', () => resolve())
  child.kill('SIGTERM')
  await promise
}

function report(name: string, milliseconds: number): void {
  console.log(`  ${name.padEnd(14)} ${Math.round(milliseconds).toString().padStart(7)}`)
}
