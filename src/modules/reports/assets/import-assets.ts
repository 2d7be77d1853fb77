import { stat } from 'node:fs/promises'
import { dayOf } from '#core/i18n/format.ts'
import { Problem } from '#core/problem.ts'
import type { Services } from '#core/services.ts'
import { findBody, findMunicipality, locator } from '#modules/region/public.ts'
import type { Importer, ImportOrder, ImportResult } from '#web/module.ts'
import { answersForReports } from '../routing/wheres.ts'
import { numberKey } from './asset.ts'
import { LAYERS } from './layers.ts'
import { readLines, type Columns } from './read-lines.ts'
import { endOthers, putAssets, type GivenAsset } from './store.ts'

const BATCH = 1000
const MOST_BYTES = 2 * 1024 ** 3
const MOST_LINES = 1_500_000
/** A file with more wrong lines than this is the wrong file; the rest is not listed. */
const MOST_REJECTED = 10_000

/** `streekplein import assets FILE --layer lamp --owner fluvius`: safe to repeat. What is no longer in the file, is ended. */
export const assetsImporter: Importer = {
  name: 'assets',
  summary: 'Lamps, stops, containers, bins: points with a number, from GeoJSON or CSV (.csv), in WGS84 or Lambert',
  options: {
    layer: `What kind of thing: ${Object.keys(LAYERS).join(', ')}`,
    owner: 'Id of the body that looks after them, such as fluvius',
    municipality: 'NIS code: the file is about that municipality alone; elsewhere nothing is ended',
    number: 'Property or column with the number that is painted on it; default "number"',
    x: 'Column with the longitude or x, of CSV; default "lon"',
    y: 'Column with the latitude or y, of CSV; default "lat"',
    from: 'Property or column with the first day; default: the day of the import',
    until: 'Property or column with the first day on which it is there no more; default: none',
  },
  run: importAssets,
}

interface Order {
  readonly layer: string
  readonly owner: string
  readonly municipality: string | undefined
  readonly columns: Columns
}

/** Takes in every line that can be understood, in transactions of 1,000. Only when the whole file was read is anything ended. */
async function importAssets(order: ImportOrder, services: Services): Promise<ImportResult> {
  const { layer, owner, municipality, columns } = await understandOrder(order, services)
  const { size } = await stat(order.file)
  if (size > MOST_BYTES) throw wrongOrder('The file is larger than 2 GB.')
  const { sql, clock } = services
  const today = dayOf(clock())
  const find = await locator(services)

  const rejected: { line: number; reason: string }[] = []
  const rejectedKeys = new Set<string>()
  const given = new Map<string, number>()
  const named: string[] = []
  let batch: GivenAsset[] = []
  let [added, known, isWhole] = [0, 0, true]
  const reject = (line: number, reason: string, number?: string) => {
    rejected.push({ line, reason })
    if (number !== undefined) rejectedKeys.add(numberKey(number))
  }
  const flush = async () => {
    const some = batch
    batch = []
    const put = await sql.transaction((within) => putAssets(within, { layer, owner }, some))
    for (const { id, isNew } of put) {
      named.push(id)
      if (isNew) added++
      else known++
    }
  }

  for await (const line of readLines(order.file, columns)) {
    if (rejected.length >= MOST_REJECTED || line.line > MOST_LINES) {
      isWhole = false
      reject(line.line, `The import stops here: more than ${MOST_REJECTED} wrong lines, or ${MOST_LINES} lines.`)
      break
    }
    if ('reason' in line) {
      if (line.isEnd) isWhole = false
      reject(line.line, line.reason, line.number)
      continue
    }
    const { number, from, until, lon, lat } = line.asset
    const there = find({ lon, lat }).municipality?.nis
    if (there === undefined || (municipality !== undefined && there !== municipality)) {
      reject(
        line.line,
        there === undefined ? 'The place is outside the region.' : 'The place is in another municipality.',
      )
      continue
    }
    const key = `${there} ${numberKey(number)}`
    const before = given.get(key)
    if (before !== undefined) {
      reject(line.line, `The number ${number} stands in line ${before} already, in the same municipality.`)
      continue
    }
    given.set(key, line.line)
    batch.push({ number, lon, lat, municipality: there, from: from ?? today, until: until ?? null })
    if (batch.length < BATCH) continue
    await flush()
    order.progress(line.bytes, size)
  }
  if (batch.length > 0) await flush()
  order.progress(size, size)
  const ending = {
    layer,
    owner,
    municipalities: municipality === undefined ? undefined : [municipality],
    named,
    on: today,
  }
  const isSure = isWhole && named.length > 0
  const ended = isSure
    ? await sql.transaction((within) => endOthers(within, { ...ending, keptKeys: [...rejectedKeys] }))
    : 0
  return { added, known, rejected, isWhole, remarks: remarksOn({ ended, isSure, named: named.length }) }
}

function remarksOn({ ended, isSure, named }: { ended: number; isSure: boolean; named: number }): string[] {
  if (named === 0) return ['Nothing was taken in, so nothing was ended. Are the names of the columns right?']
  if (!isSure) return ['The file was not read to its end, so nothing was ended.']
  return ended === 0 ? [] : [`${ended} that are not in the file any more were ended; reports keep them.`]
}

async function understandOrder({ options }: ImportOrder, { sql }: Services): Promise<Order> {
  const { layer = '', owner = '', municipality } = options
  if (!Object.hasOwn(LAYERS, layer)) throw wrongOrder(`--layer must be one of: ${Object.keys(LAYERS).join(', ')}`)
  const body = await findBody(sql, owner)
  if (body === undefined || !answersForReports(body))
    throw wrongOrder(`--owner must be the id of a body that answers for reports, not "${owner}"`)
  if (municipality !== undefined && (await findMunicipality(sql, municipality)) === undefined)
    throw wrongOrder(`--municipality must be the NIS code of a municipality of the region, not "${municipality}"`)
  const columns = {
    number: options['number'] ?? 'number',
    x: options['x'] ?? 'lon',
    y: options['y'] ?? 'lat',
    from: options['from'],
    until: options['until'],
  }
  return { layer, owner, municipality, columns }
}

function wrongOrder(message: string): Problem {
  return new Problem('wrong-import-order', 422, () => message)
}
