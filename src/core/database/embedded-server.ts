// Program: PostgreSQL in WASM (PGlite) behind a local socket. Started by embedded.ts as a child process, so that the
// web process never waits on it. It tells its parent what happens over IPC, and ends when the parent is gone.
import { chmodSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { PGlite } from '@electric-sql/pglite'
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { unaccent } from '@electric-sql/pglite/contrib/unaccent'
import {
  giveSignOfLife,
  hasParent,
  leaveFolder,
  SIGN_OF_LIFE_SECONDS,
  stillHolds,
  takeFolder,
  thisHolder,
} from './folder-lock.ts'
import { redactedError } from '#core/redact.ts'
import { openGate } from './protocol-gate.ts'
import { makeSocketFolder } from './socket-folder.ts'

/** What the parent asks for, as JSON in the first argument. */
export interface EmbeddedOrder {
  /** Where the data live; absent for a database in memory. */
  readonly dataFolder?: string
  readonly socketFolder: string
  /** Process id of the parent: it may be gone before the child can ask. */
  readonly parentPid: number
  /** A file that `template` fills when it is not there, and from which a database in memory starts quickly. */
  readonly template?: string
}

/** What the child tells. */
export type EmbeddedNews =
  | { readonly state: 'ready' }
  | { readonly state: 'in-use'; readonly pid: number; readonly parentPid: number; readonly closing: boolean }

const extensions = { btree_gist, pg_trgm, unaccent }
const order = JSON.parse(process.argv[2] ?? '{}') as EmbeddedOrder // written by embedded.ts, just now
const holder = thisHolder(order.parentPid, order.socketFolder)
const socketPath = join(order.socketFolder, '.s.PGSQL.5432')

// Ctrl+C and service managers signal the whole group; the parent decides when its database stops.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => {})

if (!process.connected || (await isTaken())) process.exit(3)
const db = await open()
makeSocketFolder(order.socketFolder)
rmSync(socketPath, { force: true })
const gate = await openGate({ engine: db, path: socketPath, onBroken: giveUp })
chmodSync(socketPath, 0o600)
const { dataFolder } = order
if (dataFolder !== undefined) setInterval(() => giveSignOfLife(dataFolder), SIGN_OF_LIFE_SECONDS * 1000)
process.on('disconnect', () => void stop())
process.on('message', (message) => {
  if (message === 'stop') void stop()
})
if (process.connected) tell({ state: 'ready' })
else await stop()

async function isTaken(): Promise<boolean> {
  if (order.dataFolder === undefined) return false
  let other = takeFolder(order.dataFolder, holder)
  if (!other) {
    // Two that found the same stale lock at once: the one whose text is in the file has won.
    await pause(20)
    if (stillHolds(order.dataFolder, holder)) return false
    other = takeFolder(order.dataFolder, holder)
    if (!other) return false
  }
  tell({ state: 'in-use', pid: other.pid, parentPid: other.parentPid, closing: !hasParent(other) })
  return true
}

async function open(): Promise<PGlite> {
  if (order.dataFolder === undefined) return openInMemory(order.template)
  const folder = join(order.dataFolder, 'postgres')
  // A first start that was cut off leaves half a database in which nothing was ever kept: begin again.
  const unfinished = join(order.dataFolder, 'postgres.unfinished')
  if (existsSync(unfinished)) rmSync(folder, { recursive: true, force: true })
  if (existsSync(folder)) return PGlite.create(folder, { extensions })
  writeFileSync(unfinished, 'The database is being made for the first time.\n')
  const made = await PGlite.create(folder, { extensions })
  rmSync(unfinished)
  return made
}

async function openInMemory(template: string | undefined): Promise<PGlite> {
  if (template !== undefined && existsSync(template))
    return PGlite.create({ extensions, loadDataDir: new Blob([readFileSync(template)]) })
  const made = await PGlite.create({ extensions })
  if (template !== undefined) await keepTemplate(made, template)
  return made
}

async function keepTemplate(made: PGlite, template: string): Promise<void> {
  const dump = await made.dumpDataDir('none')
  const draft = `${template}.${process.pid}`
  writeFileSync(draft, Buffer.from(await dump.arrayBuffer()), { mode: 0o600 })
  renameSync(draft, template)
}

/** A WASM engine that failed in the middle of a message cannot be trusted any more: end, and the parent starts a new one. */
function giveUp(error: unknown): never {
  // One line, which the parent puts in the log; an error of the engine may quote a whole row.
  console.error('the embedded database failed', JSON.stringify(redactedError(error)))
  process.exit(4)
}

async function stop(): Promise<void> {
  setTimeout(() => process.exit(6), 8000).unref()
  await gate.stop()
  await db.close()
  // The lock goes last: whoever waits for it makes this folder anew.
  rmSync(order.socketFolder, { recursive: true, force: true })
  if (order.dataFolder !== undefined) leaveFolder(order.dataFolder, holder)
  process.exit(0)
}

function tell(news: EmbeddedNews): void {
  process.send?.(news)
}
