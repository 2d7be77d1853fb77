import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Writable, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Config } from '#core/config.ts'
import { Problem } from '#core/problem.ts'
import { messages } from './messages.ts'

/** A file that came in, in a temporary place: whoever asked for it removes it. */
export interface Upload {
  readonly path: string
  readonly bytes: number
}

export interface UploadPlace {
  /** A folder for files that are on their way; made when it is not there. */
  readonly folder: string
  readonly mostBytes: number
}

/** Where files that come in wait until they are taken in or let go. */
export function uploadFolder({ dataFolder }: Pick<Config, 'dataFolder'>): string {
  return join(dataFolder, 'uploads')
}

/**
 * Writes what comes in to a temporary file, as it comes. When it grows past `mostBytes` nothing more is written and
 * the file is removed, but the rest is read and forgotten: a browser that is still sending would otherwise see a broken
 * connection instead of our answer. How much may be sent in all is up to the server. Throws when the sender goes away.
 */
export async function saveUpload(stream: Readable, { folder, mostBytes }: UploadPlace): Promise<Upload | 'too-large'> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, randomUUID())
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600 })
  let bytes = 0
  const limited = new Writable({
    write(chunk: Uint8Array, _encoding, done) {
      bytes += chunk.length
      if (bytes > mostBytes) done()
      else if (file.write(chunk)) done()
      else file.once('drain', done)
    },
    final(done) {
      file.end(done)
    },
    destroy(error, done) {
      file.destroy()
      done(error)
    },
  })
  file.on('error', (error) => limited.destroy(error))
  try {
    await pipeline(stream, limited)
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
  if (bytes <= mostBytes) return { path, bytes }
  await rm(path, { force: true })
  return 'too-large'
}

/** The answer to a file that is too large: a `Problem` `file-too-large` (413). */
export function fileTooLarge(mostBytes: number): Problem {
  return new Problem('file-too-large', 413, messages.say('too-large', { megabytes: Math.floor(mostBytes / 1_000_000) }))
}

/** Removes what uploads left behind more than a day ago, because the process ended in between. */
export async function clearUploads(folder: string): Promise<void> {
  const before = Date.now() - 24 * 3600 * 1000
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => undefined)
    if (found?.isFile() && found.mtimeMs < before) await rm(path, { force: true })
  }
}
