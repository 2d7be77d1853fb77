import { createHash } from 'node:crypto'
import { distanceMetres } from '#core/geo/point.ts'
import { areaKm2, centroidOf, type MultiPolygon, type Position } from '#core/geo/polygon.ts'
import type { FeatureFault, ReadFeature } from '#core/geo/read-areas.ts'
import type { Municipality } from '../municipality.ts'
import type { Boundary } from '../store/boundaries.ts'

/** A feature that cannot be used: its number in the file, and why. */
export interface Rejected {
  readonly number: number
  readonly fault: FeatureFault | 'no-nis' | 'too-far' | 'part-missing'
}

/** What a file with boundaries gives. */
export interface ReadBoundaries {
  readonly boundaries: readonly Boundary[]
  readonly rejected: readonly Rejected[]
  /** How many municipalities of elsewhere the file has. */
  readonly elsewhere: number
  /** Codes of municipalities whose shape has clearly another size than we know. */
  readonly otherSize: readonly string[]
}

/** Names of the property that holds the NIS code in files of Statbel, NGI, Digitaal Vlaanderen and others, simplified. */
const NIS_PROPERTIES = [
  'nis',
  'nis5',
  'niscode',
  'cdmuntyrefnis',
  'cdrefnis',
  'refnis',
  'codeins',
  'ins',
  'nisgemeente',
]
/** A shape whose centre lies further than this from the known centre is that of another place, or has its axes swapped. */
const FARTHEST_METRES = 15_000
/** A difference in area that generalising does not explain, but a merger or a mistake does. */
const SIZE_TOLERANCE = 0.1

/** Takes the boundaries of the known municipalities out of the features of a file. Parts of one municipality are put together. */
export function readBoundaries(features: readonly ReadFeature[], known: readonly Municipality[]): ReadBoundaries {
  const byNis = new Map(known.map((municipality) => [municipality.nis, municipality]))
  const rejected: Rejected[] = []
  const parts = new Map<string, ReadFeature[]>()
  const elsewhere = new Set<string>()
  for (const feature of features) {
    const nis = nisOf(feature)
    if (nis === undefined) rejected.push({ number: feature.number, fault: feature.wrong ?? 'no-nis' })
    else if (!byNis.has(nis)) elsewhere.add(nis)
    else parts.set(nis, [...(parts.get(nis) ?? []), feature])
  }

  const boundaries: Boundary[] = []
  const otherSize: string[] = []
  for (const [nis, own] of [...parts].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const municipality = byNis.get(nis)
    const polygons = own.flatMap(({ polygons: some }) => rounded(some))
    const faults = municipality ? faultsOf(own, polygons, municipality) : []
    rejected.push(...faults)
    if (faults.length > 0 || !municipality) continue
    boundaries.push({ nis, polygons, version: createHash('sha256').update(JSON.stringify(polygons)).digest('hex') })
    if (Math.abs(areaKm2(polygons) / municipality.areaKm2 - 1) > SIZE_TOLERANCE) otherSize.push(nis)
  }
  return {
    boundaries,
    rejected: rejected.toSorted((a, b) => a.number - b.number),
    elsewhere: elsewhere.size,
    otherSize,
  }
}

/** The NIS code that a feature carries: five digits, also as a number or at the end of an address. */
export function nisOf({ id, properties }: Pick<ReadFeature, 'id' | 'properties'>): string | undefined {
  const values = new Map(
    Object.entries(properties).map(([name, value]) => [name.toLowerCase().replace(/[^a-z0-9]/g, ''), value]),
  )
  const candidates = [...NIS_PROPERTIES.map((name) => values.get(name)), id, values.get('id')]
  for (const candidate of candidates) {
    const [, nis] = /^(?:.*\/)?(\d{5})(?:\.0+)?$/.exec(String(candidate ?? '').trim()) ?? []
    if (nis !== undefined) return nis
  }
  return undefined
}

function faultsOf(own: readonly ReadFeature[], polygons: MultiPolygon, municipality: Municipality): Rejected[] {
  const broken = own.filter(({ wrong }) => wrong !== undefined)
  if (broken.length > 0)
    // Half a municipality would be worse than a schematic one: its good parts are refused too.
    return own.map(({ number, wrong }) => ({ number, fault: wrong ?? 'part-missing' }))
  const centre = centroidOf(polygons)
  if (centre && distanceMetres(centre, municipality) <= FARTHEST_METRES) return []
  return own.map(({ number }) => ({ number, fault: 'too-far' }))
}

/** Six decimals are a tenth of a metre: more is noise of the conversion, and would make the same shape look new. */
function rounded(polygons: MultiPolygon): MultiPolygon {
  const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6
  return polygons.map((polygon) => polygon.map((ring) => ring.map(([lon, lat]): Position => [round(lon), round(lat)])))
}
