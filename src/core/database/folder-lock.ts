import {
  linkSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'

/** Who has the data folder: written in `postgres.lock`. */
export interface Holder {
  /** The process that writes to the data. */
  readonly pid: number
  readonly started: string
  /** The process that started it: what an operator knows. */
  readonly parentPid: number
  readonly parentStarted: string
  /** Machine, boot and process namespace: a process id only means something there. */
  readonly place: string
  readonly socketFolder: string
}

/** The data folder is in use by another process that is alive. */
export class FolderInUse extends Error {
  readonly pid: number

  constructor(folder: string, pid: number) {
    super(
      `The data folder ${folder} is in use by process ${pid}. Stop that process first ` +
        `("kill ${pid}" asks it to stop), or give this one another folder with STREEKPLEIN_DATA.`,
    )
    this.name = 'FolderInUse'
    this.pid = pid
  }
}

/** Between two signs of life of a holder. They only count where its process id cannot be looked up: in another container. */
export const SIGN_OF_LIFE_SECONDS = 2
const SILENCE_SECONDS = 4 * SIGN_OF_LIFE_SECONDS

export function lockPath(dataFolder: string): string {
  return join(dataFolder, 'postgres.lock')
}

/** Describes this process as the holder of a folder. */
export function thisHolder(parentPid: number, socketFolder: string): Holder {
  return {
    pid: process.pid,
    started: startOf(process.pid),
    parentPid,
    parentStarted: startOf(parentPid),
    place: thisPlace(),
    socketFolder,
  }
}

/**
 * Takes the folder for `holder`, or tells who has it. The lock of a process that died counts for nothing.
 * Taking is one `link` (fails when the file exists); a stale lock is moved aside and compared before it is thrown
 * away, so that of two processes that start at once only one wins.
 */
export function takeFolder(dataFolder: string, holder: Holder): Holder | undefined {
  const path = lockPath(dataFolder)
  const mine = JSON.stringify(holder)
  const draft = `${path}.${process.pid}`
  mkdirSync(dataFolder, { recursive: true })
  writeFileSync(draft, mine)
  try {
    for (;;) {
      try {
        linkSync(draft, path)
        return undefined
      } catch (error) {
        if (!hasCode(error, 'EEXIST')) throw error
      }
      const found = readText(path)
      if (found === undefined || found === mine) continue
      const other = parseHolder(found)
      if (other && isAlive(other, path)) return other
      setAside(path, found)
    }
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Who has the folder now and is alive. */
export function findHolder(dataFolder: string): Holder | undefined {
  const path = lockPath(dataFolder)
  const holder = parseHolder(readText(path) ?? '')
  return holder && isAlive(holder, path) ? holder : undefined
}

/** Whether this holder still has the folder. */
export function stillHolds(dataFolder: string, holder: Holder): boolean {
  return readText(lockPath(dataFolder)) === JSON.stringify(holder)
}

export function leaveFolder(dataFolder: string, holder: Holder): void {
  if (stillHolds(dataFolder, holder)) rmSync(lockPath(dataFolder), { force: true })
}

/** Shows that the holder is alive. */
export function giveSignOfLife(dataFolder: string): void {
  try {
    const now = new Date()
    utimesSync(lockPath(dataFolder), now, now)
  } catch {
    // The lock is gone when the database is just starting or stopping: there is nothing to show then.
  }
}

/** Whether the process that started the database is alive; if not, the database is about to close by itself. */
export function hasParent(holder: Holder): boolean {
  return holder.place !== thisPlace() || isRunning(holder.parentPid, holder.parentStarted)
}

function isAlive(holder: Holder, path: string): boolean {
  if (holder.place === thisPlace()) return isRunning(holder.pid, holder.started)
  const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0)
  return age < SILENCE_SECONDS * 1000
}

function isRunning(pid: number, started: string): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // EPERM: it exists, but belongs to somebody else.
    if (!hasCode(error, 'EPERM')) return false
  }
  return startOf(pid) === started
}

/**
 * When a process started, so that another one that got the same number later is not taken for it: field 22 of
 * `/proc/<pid>/stat` (proc(5)). Empty where there is no /proc; Z (dead, not yet collected) counts as gone.
 */
function startOf(pid: number): string {
  const stat = readText(`/proc/${pid}/stat`)
  if (stat === undefined) return ''
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields[0] === 'Z' || fields[0] === 'X' ? 'ended' : (fields[19] ?? '')
}

function thisPlace(): string {
  return `${hostname()} ${readText('/proc/sys/kernel/random/boot_id')?.trim() ?? ''} ${readLink('/proc/self/ns/pid')}`
}

function setAside(path: string, judged: string): void {
  const aside = `${path}.${process.pid}.stale`
  try {
    renameSync(path, aside)
    if (readText(aside) !== judged) linkSync(aside, path)
  } catch (error) {
    if (!hasCode(error, 'ENOENT') && !hasCode(error, 'EEXIST')) throw error
  }
  rmSync(aside, { force: true })
}

function parseHolder(text: string): Holder | undefined {
  try {
    const found: unknown = JSON.parse(text)
    return isHolder(found) ? found : undefined
  } catch {
    return undefined
  }
}

function isHolder(found: unknown): found is Holder {
  return (
    typeof found === 'object' &&
    found !== null &&
    'pid' in found &&
    typeof found.pid === 'number' &&
    'parentPid' in found &&
    typeof found.parentPid === 'number' &&
    'started' in found &&
    typeof found.started === 'string' &&
    'parentStarted' in found &&
    typeof found.parentStarted === 'string' &&
    'place' in found &&
    typeof found.place === 'string' &&
    'socketFolder' in found &&
    typeof found.socketFolder === 'string'
  )
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function readLink(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
