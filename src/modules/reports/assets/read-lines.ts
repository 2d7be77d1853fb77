import { z } from 'zod'
import { detectSystem, toPoint } from '#core/geo/coordinates.ts'
import { isPoint, type Point } from '#core/geo/point.ts'
import { readRecords } from '../import/read-records.ts'
import { NUMBER_MAX, numberKey } from './asset.ts'
import { readCsv } from './read-csv.ts'

/** Which property or column holds what. */
export interface Columns {
  readonly number: string
  readonly from: string | undefined
  readonly until: string | undefined
  readonly x: string
  readonly y: string
}

/** An asset in a file, understood; `until` is the first day on which it is there no more. */
export interface AssetLine extends Point {
  readonly number: string
  readonly from: Temporal.PlainDate | undefined
  readonly until: Temporal.PlainDate | undefined
}

/** A line of a file: what it says; or why it says nothing, with the number if that could be read. */
export type Line = { readonly line: number; readonly bytes: number } & (
  | { readonly asset: AssetLine }
  | { readonly reason: string; readonly number?: string | undefined; readonly isEnd?: boolean }
)

const Feature = z.object({
  type: z.literal('Feature'),
  properties: z.record(z.string(), z.unknown()).nullable().default(null),
  geometry: z.unknown(),
})
const PointGeometry = z.object({ type: z.literal('Point'), coordinates: z.array(z.number()).min(2).max(4) })

/** The features of a GeoJSON file (RFC 7946) or the rows of a CSV file, one by one; never more of it in memory than that. */
export async function* readLines(file: string, columns: Columns): AsyncGenerator<Line> {
  if (/\.(?:csv|tsv|txt)$/i.test(file)) {
    for await (const row of readCsv(file)) {
      const { number: line, bytes } = row
      if ('broken' in row) yield { line, bytes, reason: row.broken, isEnd: row.isEnd }
      else yield { line, bytes, ...understand(row.values, [row.values[columns.x], row.values[columns.y]]) }
    }
    return
  }
  for await (const record of readRecords(file, { within: 'features' })) {
    const { number: line, bytes } = record
    if ('broken' in record) yield { line, bytes, reason: record.broken, isEnd: true }
    else yield { line, bytes, ...feature(record.text) }
  }

  function feature(text: string): Understood {
    const read = Feature.safeParse(json(text))
    if (!read.success) return { reason: 'This is not a feature of GeoJSON.' }
    const properties = read.data.properties ?? {}
    const place = PointGeometry.safeParse(read.data.geometry)
    if (place.success) return understand(properties, place.data.coordinates.slice(0, 2))
    return { reason: 'This is not a point.', number: numberIn(properties) }
  }

  function understand(values: Readonly<Record<string, unknown>>, [x, y]: readonly unknown[]): Understood {
    const number = numberIn(values)
    if (number === undefined) return { reason: `There is no number in "${columns.number}".` }
    if (number.length > NUMBER_MAX || numberKey(number) === '')
      return { reason: `A number has letters or figures, at most ${NUMBER_MAX}; not "${number.slice(0, 50)}".` }
    const point = pointIn(x, y)
    if (point === undefined) return { reason: 'The place cannot be read as two numbers on the map.', number }
    const [from, until] = [dayIn(values, columns.from), dayIn(values, columns.until)]
    if (from === 'wrong' || until === 'wrong') return { reason: 'A day is written as 2027-03-31.', number }
    if (from !== undefined && until !== undefined && Temporal.PlainDate.compare(until, from) < 0)
      return { reason: 'It ends before it begins.', number }
    return { asset: { ...point, number, from, until } }
  }

  function numberIn(values: Readonly<Record<string, unknown>>): string | undefined {
    const value = values[columns.number]
    if (typeof value !== 'string' && typeof value !== 'number') return undefined
    return String(value).replace(/\s+/g, ' ').trim() || undefined
  }
}

type Understood = { readonly asset: AssetLine } | { readonly reason: string; readonly number?: string | undefined }

/** Degrees; metres in Lambert 72 or 2008 are recognised by their size. */
function pointIn(x: unknown, y: unknown): Point | undefined {
  const number = (value: unknown) =>
    typeof value === 'string' && value.trim() !== '' ? Number(value.trim().replace(',', '.')) : value
  const [first, second] = [number(x), number(y)]
  if (typeof first !== 'number' || typeof second !== 'number') return undefined
  if (!Number.isFinite(first) || !Number.isFinite(second)) return undefined
  const system = detectSystem(undefined, [[first, second]])
  if (system === undefined) return undefined
  const point = toPoint(system)(first, second)
  return isPoint(point) && Math.abs(point.lat) <= 85 ? point : undefined
}

function dayIn(values: Readonly<Record<string, unknown>>, column: string | undefined) {
  const text = column === undefined ? '' : String(values[column] ?? '').trim()
  if (text === '') return undefined
  try {
    return Temporal.PlainDate.from(text.slice(0, 10), { overflow: 'reject' })
  } catch {
    return 'wrong' as const
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
