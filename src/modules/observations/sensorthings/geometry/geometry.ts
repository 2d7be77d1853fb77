/** A place as longitude and latitude (WGS 84). */
export type Position = readonly [number, number]

/** Points, lines and areas: the simple features of OGC 06-103r4 without heights. An area is a ring and the rings of its holes. */
export interface Geometry {
  readonly points: readonly Position[]
  readonly lines: readonly (readonly Position[])[]
  readonly areas: readonly (readonly (readonly Position[])[])[]
}

export const MOST_POSITIONS = 10_000

/** A geometry of GeoJSON (RFC 7946), also the one of a feature; undefined for what is none, or has too many positions. */
export function ofGeoJson(value: unknown): Geometry | undefined {
  const found: { points: Position[]; lines: Position[][]; areas: Position[][][] } = { points: [], lines: [], areas: [] }
  let room = MOST_POSITIONS
  let isGood = true

  function position(one: unknown): Position {
    const [x, y] = Array.isArray(one) ? (one as unknown[]) : []
    if (room-- <= 0 || typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x) || !Number.isFinite(y))
      isGood = false
    return [Number(x), Number(y)]
  }
  const list = (one: unknown): unknown[] => {
    if (!Array.isArray(one)) isGood = false
    return Array.isArray(one) ? one : []
  }
  function line(one: unknown): Position[] {
    const positions = list(one).map(position)
    if (positions.length < 2) isGood = false
    return positions
  }
  function ring(one: unknown): Position[] {
    const positions = line(one)
    const [first, last] = [positions[0], positions.at(-1)]
    if (positions.length < 4 || first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) isGood = false
    return positions
  }
  function add(one: unknown, depth: number): void {
    if (typeof one !== 'object' || one === null || depth > 5) {
      isGood = false
      return
    }
    const { type, coordinates, geometry, geometries } = one as Record<string, unknown>
    if (type === 'Feature') add(geometry, depth + 1)
    else if (type === 'GeometryCollection') for (const each of list(geometries)) add(each, depth + 1)
    else if (type === 'Point') found.points.push(position(coordinates))
    else if (type === 'MultiPoint') found.points.push(...list(coordinates).map(position))
    else if (type === 'LineString') found.lines.push(line(coordinates))
    else if (type === 'MultiLineString') found.lines.push(...list(coordinates).map(line))
    else if (type === 'Polygon') found.areas.push(list(coordinates).map(ring))
    else if (type === 'MultiPolygon') found.areas.push(...list(coordinates).map((area) => list(area).map(ring)))
    else isGood = false
  }
  add(value, 0)
  return isGood && found.points.length + found.lines.length + found.areas.length > 0 ? found : undefined
}

/** The point that stands for a geometry on a map: itself, or the middle of its box. */
export function middleOf({
  points,
  lines,
  areas,
}: Geometry): { readonly lon: number; readonly lat: number } | undefined {
  const all = [...points, ...lines.flat(), ...areas.flat(2)]
  const [xs, ys] = [all.map(([x]) => x), all.map(([, y]) => y)]
  const middle = (values: readonly number[]) =>
    (values.reduce((a, b) => Math.min(a, b), Infinity) + values.reduce((a, b) => Math.max(a, b), -Infinity)) / 2
  const [lon, lat] = [middle(xs), middle(ys)]
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? { lon, lat } : undefined
}
