import { createHash, type Hash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { Config } from '#core/config.ts'
import { readCsv } from '../ingest/files/read-rows.ts'
import { ARCHIVE_COLUMNS, type ArchiveRow } from '../store/archive-rows.ts'

/** What is known of a file once it was written or read: rows, without the line with names. */
export interface FileFacts {
  readonly rows: number
  readonly bytes: number
  /** Of the file as it lies on disk. */
  readonly sha256: string
}

/** Where the file of a month (its first day) lies. */
export function archivePath({ dataFolder }: Pick<Config, 'dataFolder'>, month: string): string {
  return join(dataFolder, 'archive', `observations-${month.slice(0, 7)}.csv.gz`)
}

/** Writes rows to a CSV file (RFC 4180), gzipped, in bounded memory. The file is there whole or not at all. */
export async function writeArchiveFile(path: string, pages: AsyncIterable<readonly ArchiveRow[]>): Promise<FileFacts> {
  await mkdir(join(path, '..'), { recursive: true })
  const unfinished = `${path}.${process.pid}.unfinished`
  const hash = createHash('sha256')
  let rows = 0
  async function* counted(): AsyncGenerator<readonly ArchiveRow[]> {
    for await (const page of pages) {
      rows += page.length
      yield page
    }
  }
  try {
    await pipeline(
      Readable.from(linesOf(counted())),
      createGzip(),
      hashed(hash),
      createWriteStream(unfinished, { flush: true }),
    )
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
  return { rows, bytes: (await stat(path)).size, sha256: hash.digest('hex') }
}

async function* linesOf(pages: AsyncIterable<readonly ArchiveRow[]>): AsyncGenerator<string> {
  yield `${ARCHIVE_COLUMNS.join(',')}\n`
  for await (const page of pages) yield page.map(lineOf).join('')
}

/** A file of the archive without what it holds of some datastreams, gzipped, in bounded memory. */
export function openWithout(path: string, datastreams: ReadonlySet<number>): Readable {
  async function* shown(): AsyncGenerator<readonly ArchiveRow[]> {
    for await (const page of readArchiveFile(path))
      yield page.filter(({ datastream }) => !datastreams.has(Number(datastream)))
  }
  const lines = Readable.from(linesOf(shown()))
  const zipped = createGzip()
  // A file that turns out to be damaged ends the answer, so that nobody takes a part for the whole.
  lines.once('error', (error) => zipped.destroy(error))
  return lines.pipe(zipped)
}

/** Rows of a file of the archive, some at a time. Throws when it is damaged. */
export async function* readArchiveFile(path: string): AsyncGenerator<ArchiveRow[]> {
  for await (const { rows, broken } of readCsv(path, { delimiter: ',', encoding: 'utf-8' })) {
    if (broken !== undefined) throw new Error(`${path} is damaged in line ${broken.line}.`)
    yield rows.filter(({ line }) => line > 1).map(({ cells }) => rowOf(cells))
  }
}

/** Reads a file again, whole: what is on disk is what counts. */
export async function checkArchiveFile(path: string): Promise<FileFacts> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of createReadStream(path)) {
    hash.update(chunk as Buffer)
    bytes += (chunk as Buffer).length
  }
  let rows = 0
  for await (const page of readArchiveFile(path)) rows += page.length
  return { rows, bytes, sha256: hash.digest('hex') }
}

function hashed(hash: Hash): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      done(null, chunk)
    },
  })
}

function lineOf(row: ArchiveRow): string {
  return `${ARCHIVE_COLUMNS.map((name) => cellOf(row[name])).join(',')}\n`
}

/** Nothing is an empty cell, and an empty text is one in quotes. */
function cellOf(value: string | null): string {
  if (value === null) return ''
  return value === '' || /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}

function rowOf(cells: readonly string[]): ArchiveRow {
  const row = Object.fromEntries(ARCHIVE_COLUMNS.map((name, place) => [name, cells[place] || null])) as ArchiveRow
  // Readers of CSV do not tell an empty text from nothing: of an observation without any other result it is one.
  const isBare = [row.number, row.truth, row.text, row.json].every((one) => one === null)
  return isBare ? { ...row, text: '' } : row
}
