import { stat } from 'node:fs/promises'
import type { Point } from '#core/geo/point.ts'
import { Problem } from '#core/problem.ts'
import type { Sql } from '#core/database/sql.ts'
import type { Services } from '#core/services.ts'
import { findMunicipality, locator } from '#modules/region/public.ts'
import type { Importer, ImportOrder, ImportResult } from '#web/module.ts'
import { governmentOf, type Government } from '../routing/answering-body.ts'
import { letAllFollow } from '../store/parties.ts'
import { addReports, type IncomingReport } from '../store/change.ts'
import { FORMATS, type Format, type ImportedReport } from './formats.ts'
import { readRecords } from './read-records.ts'

const BATCH = 500

/** `streekplein import reports FILE --as <format>`: safe to repeat; what was stopped goes on where it was. */
export const reportsImporter: Importer = {
  name: 'reports',
  summary: 'Reports of residents out of another system',
  options: {
    as: `Kind of file: ${Object.entries(FORMATS)
      .map(([name, { about }]) => `${name} (${about})`)
      .join('; ')}`,
    'move-to':
      'NIS code: moves all places so that their middle falls on that municipality, to try the square with a file from elsewhere; the reports are marked as demonstration',
  },
  run: importReports,
}

/** Takes in every record that can be understood, in transactions of 500; lists the others with their number and the reason. */
async function importReports(order: ImportOrder, services: Services): Promise<ImportResult> {
  const format = FORMATS[order.options['as'] ?? '']
  if (format === undefined) throw wrongOrder(`--as must be one of: ${Object.keys(FORMATS).join(', ')}`)
  const moveTo = order.options['move-to']
  const shift = moveTo === undefined ? { lon: 0, lat: 0 } : await shiftTo(moveTo, { ...order, format }, services)
  const locals = new Map<string, string>()
  const ownerOf = await ownerFinder(services, locals)
  const { size } = await stat(order.file)

  const rejected: { line: number; reason: string }[] = []
  let batch: IncomingReport[] = []
  let added = 0
  let known = 0
  let isWhole = true
  const flush = async () => {
    const some = batch
    batch = []
    const fresh = await services.sql.transaction(async (sql) => {
      const made = await addReports(sql, some)
      await letFollowJoint(sql, made, { locals, since: services.clock() })
      return made
    })
    added += fresh.length
    known += some.length - fresh.length
  }

  for await (const record of readRecords(order.file)) {
    if ('broken' in record) isWhole = false
    const understood = understand(record, format)
    if (typeof understood === 'string') {
      rejected.push({ line: record.number, reason: understood })
      continue
    }
    const point = { lon: understood.lon + shift.lon, lat: understood.lat + shift.lat }
    const owner = await ownerOf(point)
    if (owner === undefined) {
      rejected.push({ line: record.number, reason: 'The place is outside the region.' })
      continue
    }
    batch.push({
      ...understood,
      ...point,
      ...owner,
      postalCode: '',
      channel: 'import',
      language: format.language,
      source: moveTo === undefined ? format.source : `${format.source} moved to ${moveTo}`,
      demo: moveTo !== undefined,
    })
    if (batch.length < BATCH) continue
    await flush()
    order.progress(record.bytes, size)
  }
  await flush()
  order.progress(size, size)
  return { added, known, rejected, isWhole, remarks: remarksOn({ added, known, rejected }, moveTo) }
}

function understand(record: { text: string } | { broken: string }, format: Format): ImportedReport | string {
  if ('broken' in record) return record.broken
  try {
    return format.read(JSON.parse(record.text))
  } catch (error) {
    if (error instanceof SyntaxError) return `Not good JSON: ${error.message}`
    throw error
  }
}

/** Lets municipalities for which another body does the work read along with what was added. */
async function letFollowJoint(
  sql: Sql,
  added: readonly { id: string }[],
  { locals, since }: { locals: ReadonlyMap<string, string>; since: Temporal.Instant },
): Promise<void> {
  if (locals.size === 0) return
  const places = await sql<{ report: string; municipality: string }>`
    select id as report, municipality from reports.report where id = any(${added.map(({ id }) => id)}::uuid[])`
  await letAllFollow(
    sql,
    places.flatMap(({ report, municipality }) => {
      const body = locals.get(municipality)
      return body === undefined ? [] : [{ report, body, since }]
    }),
  )
}

/**
 * Finds which body answers for a place; remembers the bodies, of which there are few. In `locals` it notes the local government of each
 * municipality for which another body answers.
 */
async function ownerFinder(
  services: Services,
  locals: Map<string, string>,
): Promise<(point: Point) => Promise<{ municipality: string; body: string } | undefined>> {
  const find = await locator(services)
  const governments = new Map<string, Government>()
  return async (point) => {
    const { municipality } = find(point)
    if (municipality === undefined) return undefined
    const { nis } = municipality
    const government = governments.get(nis) ?? (await governmentOf(nis, services))
    if (government === undefined) return undefined
    governments.set(nis, government)
    if (government.local !== government.answering) locals.set(nis, government.local)
    return { municipality: nis, body: government.answering }
  }
}

/** How far to move every place so that their middle falls on a municipality. */
async function shiftTo(nis: string, order: ImportOrder & { format: Format }, services: Services): Promise<Point> {
  const municipality = await findMunicipality(services.sql, nis)
  if (municipality === undefined)
    throw wrongOrder(`--move-to must be the NIS code of a municipality of the region, not "${nis}"`)
  const sum = { lon: 0, lat: 0, count: 0 }
  for await (const record of readRecords(order.file)) {
    const understood = understand(record, order.format)
    if (typeof understood === 'string') continue
    sum.lon += understood.lon
    sum.lat += understood.lat
    sum.count++
  }
  if (sum.count === 0) return { lon: 0, lat: 0 }
  return { lon: municipality.lon - sum.lon / sum.count, lat: municipality.lat - sum.lat / sum.count }
}

function remarksOn(
  { added, known, rejected }: Pick<ImportResult, 'added' | 'known' | 'rejected'>,
  moveTo: string | undefined,
): string[] {
  if (added + known > 0 || rejected.length === 0)
    return moveTo === undefined ? [] : ['The places were moved and the reports are marked as demonstration.']
  return rejected.some(({ reason }) => reason.includes('outside the region'))
    ? ['No place is in the region. To try the square with this file, add --move-to and a NIS code.']
    : ['No record was understood. Is --as right for this file?']
}

function wrongOrder(message: string): Problem {
  return new Problem('wrong-import-order', 422, () => message)
}
