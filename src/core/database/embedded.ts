import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import type { Log } from '#core/log.ts'
import type { EmbeddedNews, EmbeddedOrder } from './embedded-server.ts'
import { FolderInUse, giveSignOfLife, SIGN_OF_LIFE_SECONDS } from './folder-lock.ts'

/** The embedded database as a child process that is kept alive. */
export interface Embedded {
  readonly pid: number | undefined
  /** Stops it cleanly; after ten seconds without mercy. */
  close(): Promise<void>
}

/** How long a new start waits for a database whose owner has just died. */
const PATIENCE_SECONDS = 10
const LONGEST_PAUSE_SECONDS = 10
/** After this long without trouble, a next fall counts as the first. */
const STEADY_SECONDS = 60

type Outcome = EmbeddedNews | { readonly state: 'ended'; readonly code: number | null }

/**
 * Starts the database and waits until it answers. When it dies it is started again, each time after a longer pause;
 * what was asked meanwhile waits (see `connect`). Throws `FolderInUse` when another process has the folder.
 */
export async function startEmbedded(wish: Omit<EmbeddedOrder, 'parentPid'>, log: Log): Promise<Embedded> {
  const order = { ...wish, parentPid: process.pid }
  let closing = false
  let child = await firstStart(order, log)
  let falls = 0
  let startedAt = performance.now()
  const signs = setInterval(() => order.dataFolder && giveSignOfLife(order.dataFolder), SIGN_OF_LIFE_SECONDS * 1000)
  signs.unref()
  watch(child)

  function watch(running: ChildProcess): void {
    running.once('exit', (code, signal) => {
      if (!closing) void restart(`it ended with ${signal ?? `code ${code}`}`)
    })
    // The caller may end without closing: the child sees that and closes by itself.
    running.unref()
    running.channel?.unref()
  }

  async function restart(reason: string): Promise<void> {
    falls = performance.now() - startedAt > STEADY_SECONDS * 1000 ? 1 : falls + 1
    const seconds = Math.min(0.1 * 2 ** (falls - 1), LONGEST_PAUSE_SECONDS)
    log.error({ reason, falls, seconds }, 'the embedded database fell over; starting it again')
    await pause(seconds * 1000)
    if (closing) return
    const next = launch(order, log)
    child = next
    const outcome = await outcomeOf(next)
    if (closing) return
    if (outcome.state !== 'ready') {
      next.kill('SIGKILL')
      return restart(
        outcome.state === 'in-use' ? `process ${outcome.parentPid} has the folder` : `code ${outcome.code}`,
      )
    }
    startedAt = performance.now()
    log.info({ pid: next.pid }, 'the embedded database is back')
    watch(next)
  }

  return {
    get pid() {
      return child.pid
    },
    async close() {
      closing = true
      clearInterval(signs)
      await stop(child)
    },
  }
}

async function firstStart(order: EmbeddedOrder, log: Log): Promise<ChildProcess> {
  const until = performance.now() + PATIENCE_SECONDS * 1000
  for (;;) {
    const child = launch(order, log)
    const outcome = await outcomeOf(child)
    if (outcome.state === 'ready') return child
    if (outcome.state === 'ended')
      throw new Error(`The embedded database did not start (code ${outcome.code}): the log says why.`)
    const { pid, parentPid, closing } = outcome
    if (!closing || performance.now() > until) throw new FolderInUse(order.dataFolder ?? '', closing ? pid : parentPid)
    await pause(100)
  }
}

function launch(order: EmbeddedOrder, log: Log): ChildProcess {
  const program = join(import.meta.dirname, 'embedded-server.js')
  const child = fork(program, [JSON.stringify(order)], { execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  if (child.stderr) createInterface(child.stderr).on('line', (line) => log.warn({ line }, 'the embedded database says'))
  return child
}

async function outcomeOf(child: ChildProcess): Promise<Outcome> {
  return new Promise((resolve) => {
    const ended = (code: number | null): void => resolve({ state: 'ended', code })
    child.once('exit', ended)
    child.once('message', (news) => {
      child.off('exit', ended)
      resolve(news as EmbeddedNews) // our own program, started a moment ago
    })
  })
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.ref()
  const ended = once(child, 'exit')
  const merciless = setTimeout(() => child.kill('SIGKILL'), 10_000)
  if (child.connected) child.send('stop', () => {})
  else child.kill('SIGKILL')
  await ended
  clearTimeout(merciless)
}
