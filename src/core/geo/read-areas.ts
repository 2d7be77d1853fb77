import { feature } from 'topojson-client'
import type { Topology, GeometryObject } from 'topojson-specification'
import { z } from 'zod'
import { Problem } from '#core/problem.ts'
import { detectSystem, toPoint, type CoordinateSystem } from './coordinates.ts'
import { messages } from './messages/messages.ts'
import type { MultiPolygon, Position } from './polygon.ts'

/** One feature of a file, its shape in WGS84; `wrong` says why it has no usable shape. */
export interface ReadFeature {
  /** Counted from 1, as people count. */
  readonly number: number
  readonly id: string | undefined
  readonly properties: Readonly<Record<string, unknown>>
  readonly polygons: MultiPolygon
  readonly wrong: FeatureFault | undefined
}
export type FeatureFault = 'no-geometry' | 'not-an-area' | 'bad-coordinates' | 'ring-not-closed'

/** The features of a file, and the system that its coordinates were in before they were converted. */
export interface ReadAreas {
  readonly system: CoordinateSystem
  readonly format: 'geojson' | 'topojson'
  readonly features: readonly ReadFeature[]
}

const RawFeature = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  properties: z.record(z.string(), z.unknown()).nullish(),
  geometry: z.object({ type: z.string(), coordinates: z.unknown() }).nullish(),
})
type RawFeature = z.infer<typeof RawFeature>
const Crs = z
  .object({ properties: z.object({ name: z.string() }) })
  .optional()
  .catch(undefined)
const GeoJson = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(RawFeature),
  crs: Crs,
})
const TopoJson = z.looseObject({
  type: z.literal('Topology'),
  arcs: z.array(z.array(z.array(z.number()))),
  objects: z.record(z.string(), z.object({ type: z.string() }).loose()),
  crs: Crs,
})
const Rings = z.array(z.array(z.array(z.number()).min(2)))

/**
 * Reads areas from GeoJSON (RFC 7946; the `crs` member of its 2008 draft is understood too) or TopoJSON
 * (specification 1.0), in WGS84, Lambert 72 or Lambert 2008, and gives them in WGS84.
 * A file that cannot be read as a whole throws a `Problem`; a single bad feature is returned with its fault.
 * @param text the whole file
 */
export function readAreas(text: string): ReadAreas {
  const document = parseJson(text)
  const topology = TopoJson.safeParse(document)
  if (topology.success) return read('topojson', fromTopology(topology.data), topology.data.crs?.properties.name)
  const collection = GeoJson.safeParse(document)
  if (collection.success) return read('geojson', collection.data.features, collection.data.crs?.properties.name)
  throw new Problem('areas-unknown-format', 422, messages.say('areas-unknown-format'))
}

function parseJson(text: string): unknown {
  const start = text.replace(/^\uFEFF/, '').trimStart()
  if (start === '') throw new Problem('areas-empty', 422, messages.say('areas-empty'))
  try {
    return JSON.parse(start)
  } catch (cause) {
    // A download that broke off begins well and stops in the middle; anything else never was JSON.
    const whole = !start.startsWith('{') || start.trimEnd().endsWith('}')
    const code = whole ? 'areas-not-json' : 'areas-truncated'
    throw new Problem(code, 422, messages.say(code), { cause })
  }
}

function fromTopology(topology: z.infer<typeof TopoJson>): RawFeature[] {
  const found: RawFeature[] = []
  for (const object of Object.values(topology.objects)) {
    try {
      // The library walks a topology of any shape and throws when an arc is missing: caught here, with its meaning.
      const made = feature(topology as unknown as Topology, object as unknown as GeometryObject)
      found.push(...z.array(RawFeature).parse(made.type === 'FeatureCollection' ? made.features : [made]))
    } catch (cause) {
      throw new Problem('areas-bad-topology', 422, messages.say('areas-bad-topology'), { cause })
    }
  }
  return found
}

function read(format: ReadAreas['format'], raw: readonly RawFeature[], crsName: string | undefined): ReadAreas {
  if (raw.length === 0) throw new Problem('areas-empty', 422, messages.say('areas-empty'))
  const shapes = raw.map(shapeOf)
  const sample = shapes.flatMap(({ polygons }) => polygons.flatMap((polygon) => polygon[0]?.slice(0, 1) ?? []))
  if (sample.length === 0) throw new Problem('areas-without-shapes', 422, messages.say('areas-without-shapes'))
  const system = detectSystem(crsName, sample)
  if (!system) throw new Problem('areas-unknown-coordinates', 422, messages.say('areas-unknown-coordinates'))
  return { system, format, features: shapes.map((shape) => inDegrees(shape, system)) }
}

function shapeOf(raw: RawFeature, position: number): ReadFeature {
  const { polygons, wrong } = polygonsOf(raw.geometry)
  return {
    number: position + 1,
    id: raw.id === undefined ? undefined : String(raw.id),
    properties: raw.properties ?? {},
    polygons,
    wrong,
  }
}

function polygonsOf(geometry: RawFeature['geometry']): Pick<ReadFeature, 'polygons' | 'wrong'> {
  if (!geometry) return { polygons: [], wrong: 'no-geometry' }
  if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') return { polygons: [], wrong: 'not-an-area' }
  const several = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  const parsed = z.array(Rings).safeParse(several)
  if (!parsed.success) return { polygons: [], wrong: 'bad-coordinates' }
  if (parsed.data.flat().length === 0) return { polygons: [], wrong: 'no-geometry' }
  if (!parsed.data.flat().every(isClosed)) return { polygons: [], wrong: 'ring-not-closed' }
  // Heights, when there are any, are left out: a position is its first two numbers.
  return {
    polygons: parsed.data.map((polygon) => polygon.map((ring) => ring.map(([x = 0, y = 0]): Position => [x, y]))),
    wrong: undefined,
  }
}

/** RFC 7946 §3.1.6: four or more positions, the first and the last equal. */
function isClosed(ring: readonly (readonly number[])[]): boolean {
  const [first, last] = [ring[0], ring.at(-1)]
  return ring.length >= 4 && first?.[0] === last?.[0] && first?.[1] === last?.[1]
}

function inDegrees(shape: ReadFeature, system: CoordinateSystem): ReadFeature {
  const convert = toPoint(system)
  const polygons = shape.polygons.map((polygon) =>
    polygon.map((ring) =>
      ring.map(([x, y]): Position => {
        const { lon, lat } = convert(x, y)
        return [lon, lat]
      }),
    ),
  )
  const fine = polygons.flat(2).every(([lon, lat]) => Math.abs(lon) <= 180 && Math.abs(lat) <= 90)
  return fine ? { ...shape, polygons } : { ...shape, polygons: [], wrong: shape.wrong ?? 'bad-coordinates' }
}
