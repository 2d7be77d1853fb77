import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { Problem } from '#core/problem.ts'
import type { Services } from '#core/services.ts'
import { findBody, locator, REGION_OFFICE } from '#modules/region/public.ts'
import type { Importer, ImportOrder, ImportResult } from '#web/module.ts'
import { sentenceOf } from '../../harmonise/refusal.ts'
import { beginImport, endImport } from '../../store/imports.ts'
import { FORMATS, readFormatFile } from './formats.ts'
import type { Format } from './format.ts'
import { columnsNamed } from './columns-named.ts'
import { readCsv, type Rows } from './read-rows.ts'
import { readJson } from './read-json.ts'
import { openReading } from './reading.ts'
import { openSettling, type Counts } from './settle.ts'

/** `streekplein import observations FILE --as <format>`: safe to repeat; what was stopped goes on where it was. */
export const observationsImporter: Importer = {
  name: 'observations',
  summary: 'What sensors measured, out of a file of any kind that a format describes',
  options: {
    as: `Kind of file, or the path of a format of your own (.json): ${Object.keys(FORMATS).join(', ')}`,
    owner: 'Body to which the sensors belong, such as leuven; the office of the region when absent',
  },
  run: importObservations,
}

/** More refused lines than this are counted, and kept in quarantine, but not told one by one. */
const MOST_TOLD = 1000

/** Takes in every line that can be understood, and says of each line what became of it: in = stored + known + refused. */
export async function importObservations(order: ImportOrder, services: Services): Promise<ImportResult> {
  const name = order.options['as'] ?? ''
  const own = name.endsWith('.json') ? await readFormatFile(name) : undefined
  const format = own?.format ?? (Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined)
  if (format === undefined)
    throw wrongOrder(`--as must be a file of your own (.json) or one of: ${Object.keys(FORMATS).join(', ')}`)
  const owner = order.options['owner'] ?? REGION_OFFICE
  if ((await findBody(services.sql, owner)) === undefined)
    throw wrongOrder(`--owner must be a body of the square, not "${owner}"`)
  const groups = groupsOf(format, order.file)
  const find = await locator(services)
  const { size } = await stat(order.file)

  const file = {
    owner,
    file: basename(order.file),
    format: basename(name),
    fingerprint: await fingerprintOf(order.file, [name, owner]),
  }
  const progress = await beginImport(services.sql, { ...file, ownFormat: own?.json ?? null }, services.clock())
  const settling = openSettling({
    ...file,
    importId: progress.id,
    from: progress.isDone ? 0 : progress.lines,
    municipalityOf: (point) => find(point).municipality?.nis ?? null,
    services,
    groups,
  })
  const rejected: { line: number; reason: string }[] = []
  const damaged: { line: number; reason: string }[] = []
  let isWhole = true
  for await (const { rows, bytes, broken } of rowsOf(order.file, format, (names) =>
    settling.open(openNamed(format, names, groups), names),
  )) {
    for (const row of rows) {
      const refused = await settling.settle(row)
      if (refused === undefined) continue
      if (rejected.length < MOST_TOLD) rejected.push({ line: row.line, reason: sentenceOf(refused) })
    }
    if (broken !== undefined) {
      isWhole = false
      damaged.push({ line: broken.line, reason: sentenceOf({ code: broken.reason, detail: '' }) })
    }
    order.progress(bytes, size)
  }
  const counts = await settling.end()
  if (isWhole) await endImport(services.sql, progress.id, services.clock())
  order.progress(size, size)
  return {
    added: counts.stored,
    known: counts.known,
    rejected: [...rejected, ...damaged],
    // Also those of which only the database said so.
    untold: counts.refused - rejected.length,
    isWhole,
    remarks: remarksOn(counts, progress.lines),
  }
}

/** The rows after the names of the columns; `open` is called with these first. */
async function* rowsOf(file: string, format: Format, open: (names: readonly string[]) => void): AsyncGenerator<Rows> {
  const { reader } = format
  if (reader.kind === 'json') {
    const columns = columnsNamed(format)
    open(columns)
    yield* readJson(file, { columns, within: reader.within })
    return
  }
  let isOpen = false
  for await (const part of readCsv(file, reader)) {
    if (isOpen) {
      yield part
      continue
    }
    const place = part.rows.findIndex(({ line }) => line > reader.skip)
    const names = part.rows[place]
    if (names === undefined) continue
    open(names.cells.map((cell) => cell.replace(/^\uFEFF/, '')))
    isOpen = true
    yield { ...part, rows: part.rows.slice(place + 1) }
  }
  if (!isOpen) throw wrongOrder('The file has no line with the names of the columns.')
}

function openNamed(format: Format, names: readonly string[], groups: Readonly<Record<string, string>>) {
  try {
    return openReading(format, names, groups)
  } catch (error) {
    if (error instanceof RangeError) throw wrongOrder(`${error.message} Is --as right for this file?`)
    throw error
  }
}

function groupsOf(format: Format, file: string): Readonly<Record<string, string>> {
  const stem = basename(file)
    .replace(/\.gz$/, '')
    .replace(/\.[^.]+$/, '')
    .normalize('NFC')
  if (format.file === undefined) return { file: stem }
  const match = new RegExp(format.file, 'u').exec(stem)
  if (match === null) throw wrongOrder(`The name of the file, "${stem}", is not as the format says: ${format.file}`)
  return { file: stem, ...match.groups }
}

async function fingerprintOf(file: string, more: readonly string[]): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer)
  for (const one of more) hash.update(`\n${one}`)
  return hash.digest('hex')
}

function remarksOn(counts: Counts, resumedAt: number): string[] {
  const { values, stored, known, refused, empty, quarantined } = counts
  return [
    ...(counts.skipped > 0 ? [`Went on after line ${resumedAt}: ${counts.skipped} lines were settled before.`] : []),
    `In: ${stored + known + refused} lines = ${stored} stored + ${known} known + ${refused} refused.`,
    `In the lines that are stored or known: ${values.added} values added, ${values.known} known, ${values.corrected} corrected, ${values.refused} refused; ${counts.things} things are new.`,
    ...(quarantined > 0 ? [`Refused and waiting in quarantine, each kept once: ${quarantined}.`] : []),
    ...(empty > 0
      ? [`Refused because every value is missing: ${empty}. There is nothing to mend in these, and they wait nowhere.`]
      : []),
  ]
}

function wrongOrder(message: string): Problem {
  return new Problem('wrong-import-order', 422, () => message)
}
