import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { z } from 'zod'
import type { Position } from '#core/geo/polygon.ts'
import { isLanguage } from '#core/i18n/language.ts'
import { Problem } from '#core/problem.ts'
import type { Services } from '#core/services.ts'
import type { Importer, ImportOrder, ImportResult } from '#web/module.ts'
import { messages } from './messages.ts'
import { replaceRoads, type Road } from './road-store.ts'

const MOST_BYTES = 200 * 1024 * 1024
/** Long roads are kept in pieces, so that the box around each stays small. */
const PIECE = 64

const Degrees = z.tuple([z.number().min(-180).max(180), z.number().min(-85).max(85)]).rest(z.number())
const Feature = z.object({
  properties: z.record(z.string(), z.unknown()).nullable().default({}),
  geometry: z.discriminatedUnion('type', [
    z.object({ type: z.literal('LineString'), coordinates: z.array(Degrees).min(2) }),
    z.object({ type: z.literal('MultiLineString'), coordinates: z.array(z.array(Degrees).min(2)).min(1) }),
  ]),
})
const Collection = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(z.unknown()).min(1).max(1_000_000),
})

/** `streekplein import regional-roads FILE`: the roads of the region, which another body than the municipality looks after. */
export const roadsImporter: Importer = {
  name: 'regional-roads',
  summary: 'Regional roads, from GeoJSON lines in WGS84; takes the place of the roads of before',
  options: {
    name: 'property that holds the name of the street; default "name"',
    language: 'language of the remarks: nl, fr, en (default) or de',
  },
  run: importRoads,
}

/** Reads the whole file before the first row is written: a file that is broken changes nothing. */
async function importRoads({ file, options, progress }: ImportOrder, { sql }: Services): Promise<ImportResult> {
  const t = messages(isLanguage(options['language']) ? options['language'] : 'en')
  const { features } = await readCollection(file)
  const roads: Road[] = []
  const rejected: { line: number; reason: string }[] = []
  for (const [index, one] of features.entries()) {
    const read = Feature.safeParse(one)
    if (!read.success) {
      rejected.push({ line: index + 1, reason: t('import.noLine') })
      continue
    }
    const { geometry, properties } = read.data
    const lines = geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates
    const name = String(properties?.[options['name'] ?? 'name'] ?? '').slice(0, 200)
    roads.push(
      ...lines
        .flatMap((line) => piecesOf(line.map(([lon, lat]): Position => [lon, lat])))
        .map((line) => ({ name, line })),
    )
  }
  progress(features.length, features.length)
  if (roads.length > 0) await sql.transaction((within) => replaceRoads(within, roads))
  const remarks = roads.length === 0 ? [t('import.nothing')] : [t('import.pieces', { count: roads.length })]
  return { added: features.length - rejected.length, known: 0, rejected, remarks }
}

async function readCollection(file: string): Promise<z.output<typeof Collection>> {
  const unreadable = (cause?: unknown) =>
    new Problem('roads-file-unreadable', 422, messages.say('import.unreadable', { file: basename(file) }), { cause })
  try {
    const bytes = await readFile(file)
    if (bytes.length > MOST_BYTES) throw unreadable()
    return Collection.parse(JSON.parse(bytes.toString('utf8')))
  } catch (error) {
    throw error instanceof Problem ? error : unreadable(error)
  }
}

/** Pieces of a line that share their ends. */
export function piecesOf(line: readonly Position[]): Position[][] {
  const pieces: Position[][] = []
  for (let start = 0; start < line.length - 1; start += PIECE) pieces.push(line.slice(start, start + PIECE + 1))
  return pieces
}
